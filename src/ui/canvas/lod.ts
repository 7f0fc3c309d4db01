import { FOLDS_BELOW, FOLDS_FROM, UNFOLDS_ABOVE } from './fold';
import { grow, overlap, type Rect } from './geometry';
import type { Picture } from './picture';
import type { Placement } from './place';

/**
 * Which groups are drawn as counts (pure): when names are too small to be read all of them, otherwise those that are out
 * of view. Small pictures are never folded. Between the two zooms what is folded stays as it is.
 */
export function foldedGroups(
	picture: Picture,
	placement: Placement,
	view: Rect,
	zoom: number,
	before: ReadonlySet<string>,
): ReadonlySet<string> {
	if (picture.nodes.length < FOLDS_FROM) return new Set();
	const near = grow(view, view.w * 0.3, view.h * 0.3);
	const far = grow(view, view.w * 0.8, view.h * 0.8);
	const folded = new Set<string>();
	for (const { id, kind } of picture.areas) {
		const rect = placement.areas.get(id);
		if (kind !== 'group' || !rect) continue;
		const was = before.has(id);
		const small = was ? zoom < UNFOLDS_ABOVE : zoom < FOLDS_BELOW;
		if (small || !overlap(rect, was ? near : far)) folded.add(id);
	}
	return folded;
}

/** Whether two sets hold the same. */
export const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
	a.size === b.size && [...a].every((one) => b.has(one));
