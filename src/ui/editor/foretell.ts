import { idKey } from '../../azure';
import type { Foretold, Picture } from '../canvas/picture';

/** What stays in `then` with what is told of it, and behind it what is only in `now`: that would go. */
function together<T extends { readonly id: string; readonly foretold?: Foretold }>(
	now: readonly T[],
	then: readonly T[],
	changed: (id: string) => boolean,
): T[] {
	const before = new Map(now.map((one) => [idKey(one.id), one]));
	const after = new Set(then.map(({ id }) => idKey(id)));
	const kept = then.map((one): T => {
		const was = before.get(idKey(one.id));
		if (!was) return { ...one, foretold: 'create' };
		return changed(one.id) ? { ...one, foretold: 'change' } : was;
	});
	const gone = now.filter(({ id }) => !after.has(idKey(id)));
	return [...kept, ...gone.map((one): T => ({ ...one, foretold: 'delete' }))];
}

/**
 * The picture of now with what a deployment would do drawn into it: `then` is the picture of a world in which it was done, and
 * thrown away. Changed are the resources whose ids are given, in lower case.
 */
export function foretell(now: Picture, then: Picture, changed: ReadonlySet<string>): Picture {
	const isChanged = (id: string): boolean => changed.has(idKey(id));
	return {
		areas: together(now.areas, then.areas, isChanged),
		nodes: together(now.nodes, then.nodes, isChanged),
		edges: together(now.edges, then.edges, isChanged),
	};
}
