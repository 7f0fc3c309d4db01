// Which tab a key leads to: https://www.w3.org/WAI/ARIA/apg/patterns/tabs/#keyboardinteraction
import { expect, test } from 'vitest';
import { tabAt } from '../../src/ui/views/tabAt';

test.each([
	['ArrowRight', 0, 1],
	['ArrowRight', 2, 0],
	['ArrowLeft', 1, 0],
	['ArrowLeft', 0, 2],
	['Home', 2, 0],
	['End', 0, 2],
	['Enter', 1, undefined],
	['a', 1, undefined],
])('%s on tab %i of three leads to %s', (key, from, to) => {
	expect(tabAt(key, from, 3)).toBe(to);
});
