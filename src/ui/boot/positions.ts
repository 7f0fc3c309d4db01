import type { Positions } from '../canvas/geometry';
import { recall, remember } from '../remember';

/** A phone held upright has an order of its own. The same words stand in the style sheets. */
const UPRIGHT = '(max-width: 760px) and (min-height: 480px)';

const nameOf = (sitting: string): string =>
	matchMedia(UPRIGHT).matches ? `positions.${sitting}.upright` : `positions.${sitting}`;

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
