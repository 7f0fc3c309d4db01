import { around, boundsOf, middleOf, type Point, type Rect } from './geometry';
import type { Picture, PictureNode } from './picture';
import type { Placement } from './place';
import { sealMiddle } from './route';
import { SIZES } from './sizes';

/** A placed picture, asked for its things by id in any case. */
export interface Scene {
	/** Everything that can be pointed at, topmost first. */
	readonly targets: ReadonlyMap<string, Rect>;
	/** What is drawn for an id: the thing itself, or the card that a secret or a container belongs to. */
	standIn(id: string | undefined): string | undefined;
	/** Where the thing that stands for an id is; lines have no rectangle. */
	rectOf(id: string): Rect | undefined;
	nodeOf(id: string | undefined): PictureNode | undefined;
	/** Where the arrow keys find things: the middles of cards and seals, and the names of areas. */
	readonly stops: ReadonlyMap<string, Point>;
	/** Around everything, the subscription's name included; `undefined` when there is nothing. */
	readonly bounds: Rect | undefined;
}

/** Room above an area for the subscription's name. */
export const NAME = 22;

/** Around everything that is placed, the subscription's name included (pure); `undefined` when there is nothing. */
export function boundsOfAll({ areas, cards }: Placement): Rect | undefined {
	const all = boundsOf([...areas.values(), ...cards.values()]);
	return all && { ...all, y: all.y - NAME, h: all.h + NAME };
}

/** Makes a placed picture answer (pure). `homes` tells of what is folded which group stands for it. */
export function sceneOf(
	{ areas, nodes, edges }: Picture,
	placement: Placement,
	homes: ReadonlyMap<string, string> = new Map(),
): Scene {
	const cards = new Map<string, Rect>();
	for (const { id } of nodes) {
		const rect = placement.cards.get(id);
		if (rect) cards.set(id, rect);
	}
	const seals = nodes.flatMap(({ id, seal }): [string, Rect][] => {
		const card = cards.get(id);
		const size = { w: SIZES.seal, h: SIZES.seal };
		return seal && card ? [[seal.id, around(sealMiddle(card), size)]] : [];
	});
	const scopes = [...areas]
		.sort((a, b) => Number(a.kind === 'subscription') - Number(b.kind === 'subscription'))
		.flatMap(({ id }): [string, Rect][] => {
			const rect = placement.areas.get(id);
			return rect ? [[id, rect]] : [];
		});
	const targets = new Map([...seals, ...cards, ...scopes]);
	const names = new Map(
		[...targets.keys(), ...edges.map(({ id }) => id)].map((id) => [id.toLowerCase(), id]),
	);
	const standIn = (id: string | undefined): string | undefined => {
		if (id === undefined) return undefined;
		const wanted = id.toLowerCase();
		return (
			names.get(wanted) ??
			homes.get(wanted) ??
			nodes.find((node) => wanted.startsWith(`${node.id.toLowerCase()}/`))?.id
		);
	};
	const byId = new Map(nodes.map((node) => [node.id, node]));
	return {
		targets,
		standIn,
		rectOf: (id) => targets.get(standIn(id) ?? ''),
		nodeOf: (id) => (id === undefined ? undefined : byId.get(id)),
		stops: new Map([
			...[...cards, ...seals].map(([id, rect]): [string, Point] => [id, middleOf(rect)]),
			...scopes.map(([id, { x, y }]): [string, Point] => [id, { x: x + 60, y: y + 16 }]),
		]),
		bounds: boundsOfAll(placement),
	};
}
