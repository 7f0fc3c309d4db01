import type { Rect } from '../canvas/geometry';
import type { Picture } from '../canvas/picture';
import type { Placement } from '../canvas/place';

/** Stands for the ghost of an identity: nobody. */
const NOBODY = 'nobody';

/** Where in a picture the things of these plain names are: cards, groups, ghosts. What is not drawn has no place. */
export function litRects(
	{ nodes, areas }: Picture,
	placement: Placement,
	names: readonly string[],
): readonly Rect[] {
	const wanted = new Set(names.map((name) => name.split('/')[0]));
	const cards = nodes.filter(({ kind, name }) =>
		kind === 'ghost' ? wanted.has(NOBODY) : wanted.has(name),
	);
	const groups = areas.filter(({ kind, name }) => kind === 'group' && wanted.has(name));
	return [
		...cards.flatMap(({ id }) => placement.cards.get(id) ?? []),
		...groups.flatMap(({ id }) => placement.areas.get(id) ?? []),
	];
}
