import type { Picture, PictureNode } from '../canvas/picture';
import { words } from '../words';

/** A text as it may stand between quotes in mermaid. */
const quoted = (text: string): string =>
	`"${text.replace(/[#"<>&`]/g, (sign) => `#${sign.charCodeAt(0)};`).replaceAll('\n', ' ')}"`;

/** A picture as a mermaid flowchart (pure): groups as subgraphs, identities rounded, role assignments as arrows. */
export function mermaidOf({ areas, nodes, edges }: Picture): string {
	const short = new Map<string, string>();
	const add = (id: string): string => {
		const known = short.get(id) ?? `n${short.size + 1}`;
		short.set(id, known);
		return known;
	};
	const card = (node: PictureNode): string[] => {
		const id = add(node.id);
		const kind = node.what ? words.kinds[node.what] : '';
		if (node.kind === 'ghost') return [`${id}[/${quoted(words.gone)}/]`];
		const [open, close] = node.kind === 'identity' ? ['([', '])'] : ['[', ']'];
		const seal = node.seal
			? [
					`${add(node.seal.id)}((${quoted(words.kinds.systemIdentity)}))`,
					`${id} --- ${add(node.seal.id)}`,
				]
			: [];
		return [`${id}${open}${quoted(`${node.name} · ${kind}`)}${close}`, ...seal];
	};
	const groups = areas.flatMap(({ id, kind, name }) => {
		const inside = nodes.filter(({ area }) => area === id).flatMap(card);
		if (kind !== 'group') return [`${add(id)}{{${quoted(name)}}}`, ...inside];
		return [`subgraph ${add(id)}[${quoted(name)}]`, ...inside.map((line) => `\t${line}`), 'end'];
	});
	const lines = edges.flatMap((edge) => {
		const from = short.get(edge.from);
		const to = short.get(edge.to);
		if (from === undefined || to === undefined) return [];
		if (edge.kind === 'attachment') return [`${from} -.- ${to}`];
		const within = edge.within === undefined ? '' : ` (${edge.within})`;
		return [`${from} -->|${quoted(edge.role + within)}| ${to}`];
	});
	return ['flowchart LR', ...[...groups, ...lines].map((line) => `\t${line}`)].join('\n');
}
