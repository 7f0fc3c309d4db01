import type { Kind } from '../views/kinds';
import type { Picture, PictureNode } from './picture';

/** How many things of a kind a folded group holds. */
export interface CountRow {
	readonly what: Kind;
	readonly count: number;
}

/** The lines of a kind that lead from one place to another when at least one of them is folded. */
export interface Bundle {
	readonly id: string;
	/** Role assignments, or identities that are assigned to resources. */
	readonly kind: 'role' | 'attachment';
	/** Id of a folded group, or of a card or seal that is drawn. */
	readonly from: string;
	/** Id of a folded group, or of a card that is drawn. */
	readonly to: string;
	readonly count: number;
	readonly orphan: boolean;
}

/** A picture of which some groups are folded into counts. */
export interface FoldedPicture {
	/** What is still drawn one by one. Areas stay, folded or not. */
	readonly picture: Picture;
	/** What each folded group holds, the commonest first; identities and role assignments come last. */
	readonly counts: ReadonlyMap<string, readonly CountRow[]>;
	readonly bundles: readonly Bundle[];
	/** The picture before it was folded. */
	readonly whole: Picture;
	/** Of what is hidden in a folded group, the group: by the hidden thing's id in lower case. */
	readonly homes: ReadonlyMap<string, string>;
}

/** Pictures with fewer cards are never folded. */
export const FOLDS_FROM = 80;
/** Below this zoom names can no longer be read. */
export const FOLDS_BELOW = 0.4;
/** Above it they can: a little more, so that nothing flickers at the border. */
export const UNFOLDS_ABOVE = 0.45;

/** The number of things of each kind in a group (pure). */
export function countsOf(picture: Picture, group: string): CountRow[] {
	const resources = new Map<Kind, number>();
	const add = (counts: Map<Kind, number>, what: Kind): void =>
		void counts.set(what, (counts.get(what) ?? 0) + 1);
	const rest = new Map<Kind, number>();
	const ends = new Set<string>();
	for (const node of picture.nodes) {
		if (node.area !== group) continue;
		ends.add(node.id);
		if (node.seal) ends.add(node.seal.id);
		if (node.seal) add(rest, 'systemIdentity');
		if (node.what === 'userIdentity') add(rest, 'userIdentity');
		else if (node.what) add(resources, node.what);
	}
	for (const edge of picture.edges)
		if (edge.kind === 'role' && ends.has(edge.from)) add(rest, 'roleAssignment');
	const rows = (counts: Map<Kind, number>): CountRow[] =>
		[...counts].map(([what, count]) => ({ what, count }));
	const LAST: readonly Kind[] = ['systemIdentity', 'userIdentity', 'roleAssignment'];
	return [
		...rows(resources).sort((a, b) => b.count - a.count),
		...rows(rest).sort((a, b) => LAST.indexOf(a.what) - LAST.indexOf(b.what)),
	];
}

/** Folds groups of a picture into counts (pure); lines between places become bundles. */
export function fold(picture: Picture, folded: ReadonlySet<string>): FoldedPicture {
	if (folded.size === 0)
		return { picture, counts: new Map(), bundles: [], whole: picture, homes: new Map() };
	const homes = new Map<string, string>();
	const placeOf = new Map<string, string>();
	const nodes: PictureNode[] = [];
	for (const node of picture.nodes) {
		const hidden = folded.has(node.area);
		if (!hidden) nodes.push(node);
		else for (const id of [node.id, node.seal?.id]) if (id) homes.set(id.toLowerCase(), node.area);
		placeOf.set(node.id, hidden ? node.area : node.id);
		if (node.seal) placeOf.set(node.seal.id, hidden ? node.area : node.seal.id);
	}
	for (const { id } of picture.areas) if (folded.has(id)) placeOf.set(id, id);
	const isFolded = (place: string | undefined): boolean => place !== undefined && folded.has(place);
	const bundles = new Map<string, Bundle>();
	const edges = picture.edges.filter((edge) => {
		const [from, to] = [placeOf.get(edge.from), placeOf.get(edge.to)];
		if (!isFolded(from) && !isFolded(to)) return true;
		// A role on a whole group or subscription is told by the area's own edge and by its count.
		if (from === undefined || to === undefined || from === to) return false;
		const { kind } = edge;
		const id = `${kind} ${from} → ${to}`;
		const known = bundles.get(id);
		const orphan = kind === 'role' && edge.orphan && (known?.orphan ?? true);
		bundles.set(id, { id, kind, from, to, count: (known?.count ?? 0) + 1, orphan });
		return false;
	});
	const counts = new Map([...folded].map((id) => [id, countsOf(picture, id)] as const));
	return {
		picture: { ...picture, nodes, edges },
		counts,
		bundles: [...bundles.values()],
		whole: picture,
		homes,
	};
}

/** Whether two records say the same: most of what they hold are texts, which need not be written out to be compared. */
function alike<T extends object>(a: T, b: T): boolean {
	const [mine, others] = [Object.entries(a), Object.entries(b)];
	return (
		mine.length === others.length &&
		mine.every(([name, value]) => {
			const other: unknown = b[name as keyof T];
			return (
				value === other ||
				(typeof value === 'object' && JSON.stringify(value) === JSON.stringify(other))
			);
		})
	);
}

/** What of the last picture is still the same keeps its identity, so that what is drawn from it is known to be too. */
export function keepSame(before: Picture, next: Picture): Picture {
	const kept = <T extends { readonly id: string }>(old: readonly T[], fresh: readonly T[]): T[] => {
		const byId = new Map(old.map((one) => [one.id, one]));
		return fresh.map((one) => {
			const known = byId.get(one.id);
			if (known === one) return one;
			return known && alike(known, one) ? known : one;
		});
	};
	const all = {
		areas: kept(before.areas, next.areas),
		nodes: kept(before.nodes, next.nodes),
		edges: kept(before.edges, next.edges),
	};
	const same = (['areas', 'nodes', 'edges'] as const).every(
		(name) =>
			all[name].length === before[name].length &&
			all[name].every((one, index) => one === before[name][index]),
	);
	return same ? before : all;
}
