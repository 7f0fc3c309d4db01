import { FOLDS_BELOW, FOLDS_FROM, UNFOLDS_ABOVE } from './fold';
import { grow, overlap, type Rect } from './geometry';
import type { Picture } from './picture';
import type { Placement, Shape } from './place';

/** From how many cards on groups fold, below which zoom, and above which they unfold. On a phone less is readable. */
const LIMITS: Readonly<Record<Shape, { from: number; below: number; above: number }>> = {
	wide: { from: FOLDS_FROM, below: FOLDS_BELOW, above: UNFOLDS_ABOVE },
	upright: { from: 12, below: 0.5, above: 0.56 },
};

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
	shape: Shape = 'wide',
): ReadonlySet<string> {
	const { from, below, above } = LIMITS[shape];
	if (picture.nodes.length < from) return new Set();
	const near = grow(view, view.w * 0.3, view.h * 0.3);
	const far = grow(view, view.w * 0.8, view.h * 0.8);
	const folded = new Set<string>();
	for (const { id, kind } of picture.areas) {
		const rect = placement.areas.get(id);
		if (kind !== 'group' || !rect) continue;
		const was = before.has(id);
		const small = zoom < (was ? above : below);
		// What is read downwards is not folded because it lies further down.
		const away = picture.nodes.length >= FOLDS_FROM && !overlap(rect, was ? near : far);
		if (small || away) folded.add(id);
	}
	return folded;
}

/** Whether two sets hold the same. */
export const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
	a.size === b.size && [...a].every((one) => b.has(one));
