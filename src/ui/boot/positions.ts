import type { Positions } from '../canvas/geometry';
import { recall, remember } from '../remember';

/** A phone held upright has an order of its own. The same words stand in the style sheets. */
const UPRIGHT = '(max-width: 760px) and (min-height: 480px)';

const SHAPES = ['', '.upright'] as const;

const nameOf = (sitting: string): string =>
	`positions.${sitting}${SHAPES[matchMedia(UPRIGHT).matches ? 1 : 0]}`;

/** Where the cards of a sitting were when one was last moved by hand, on a screen of this shape. */
export function recallPositions(sitting: string): Positions {
	try {
		return JSON.parse(recall(nameOf(sitting)) ?? '{}');
	} catch {
		return {};
	}
}

/** Keeps where the cards of a sitting are, for a screen of this shape. */
export const keepPositions = (sitting: string, positions: Positions): void =>
	remember(nameOf(sitting), JSON.stringify(positions));

/** A sitting has another name from now on, or is no more: its positions go with it. */
export function movePositions(sitting: string, to: string | undefined): void {
	for (const shape of SHAPES) {
		const name = `positions.${sitting}${shape}`;
		if (to !== undefined) remember(`positions.${to}${shape}`, recall(name));
		remember(name, undefined);
	}
}
