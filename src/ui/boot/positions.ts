import { untilLeaving } from '../afterPaint';
import type { Positions } from '../canvas/geometry';
import { recall, remember } from '../remember';

/** A phone held upright has an order of its own. The same words stand in the style sheets. */
const UPRIGHT = '(max-width: 760px) and (min-height: 480px)';

const SHAPES = ['', '.upright'] as const;

const nameOf = (sitting: string): string =>
	`positions.${sitting}${SHAPES[matchMedia(UPRIGHT).matches ? 1 : 0]}`;

/** Where the cards of a sitting were when it was left, on a screen of this shape. */
export function recallPositions(sitting: string): Positions {
	try {
		return JSON.parse(recall(nameOf(sitting)) ?? '{}');
	} catch {
		return {};
	}
}

/** What is still to be kept, by the name that it is kept under. */
const waiting = new Map<string, Positions>();
let writeNow: (() => void) | undefined;

/** Keeps where the cards of a sitting are a moment later: of many steps at once only the last is written, and none while one waits for its picture. */
export function keepPositionsSoon(sitting: string, positions: Positions): void {
	if (waiting.size === 0)
		writeNow = untilLeaving(() => {
			for (const [name, kept] of waiting) remember(name, JSON.stringify(kept));
			waiting.clear();
		});
	waiting.set(nameOf(sitting), positions);
}

/** Keeps where the cards of a sitting are, for a screen of this shape. */
export function keepPositions(sitting: string, positions: Positions): void {
	writeNow?.();
	remember(nameOf(sitting), JSON.stringify(positions));
}

/** A sitting has another name from now on, or is no more: its positions go with it. */
export function movePositions(sitting: string, to: string | undefined): void {
	writeNow?.();
	for (const shape of SHAPES) {
		const name = `positions.${sitting}${shape}`;
		if (to !== undefined) remember(`positions.${to}${shape}`, recall(name));
		remember(name, undefined);
	}
}
