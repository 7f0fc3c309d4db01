import { readActions, type Block, type ScriptedAction } from '../../course';

const LONG: Readonly<Record<string, string>> = {
	'-g': '--resource-group',
	'-n': '--name',
	'-l': '--location',
	'-o': '--output',
};
/** How much of two lines must be the same words for them to be the same command. */
const ALIKE = 0.7;

const tokensOf = (line: string): ReadonlySet<string> =>
	new Set(
		line
			.replace(/\\\n/g, ' ')
			.split(/[\s"']+/)
			.filter((word) => word !== '')
			.map((word) => LONG[word] ?? word),
	);

/** Whether two lines are the same command, whatever form its options are written in (pure). */
export function isSameCommand(a: string, b: string): boolean {
	const [left, right] = [tokensOf(a), tokensOf(b)];
	const shared = [...left].filter((token) => right.has(token)).length;
	return shared / (left.size + right.size - shared) >= ALIKE;
}

/**
 * Which step of a solution each command block of a text comes to (pure): the longest list of pairs in which both keep their
 * order. The result has the index of the last step that a block shows, `undefined` for blocks that no step is.
 */
export function alignBlocks(
	blocks: readonly Block[],
	steps: readonly ScriptedAction[],
): ReadonlyMap<Block, number> {
	const shown = blocks.flatMap((block) =>
		block.kind === 'command'
			? readActions(block.lines).flatMap(({ action }) =>
					action.kind === 'run' ? [{ block, line: action.line }] : [],
				)
			: [],
	);
	const alike = shown.map(({ line }) =>
		steps.map(({ action }) => action.kind === 'run' && isSameCommand(action.line, line)),
	);
	/** How many pairs the shown lines from `i` on and the steps from `j` on make at most. */
	const most = Array.from({ length: shown.length + 1 }, () =>
		new Array<number>(steps.length + 1).fill(0),
	);
	const at = (i: number, j: number): number => most[i]?.[j] ?? 0;
	for (let i = shown.length - 1; i >= 0; i--)
		for (let j = steps.length - 1; j >= 0; j--) {
			const row = most[i];
			if (row) row[j] = alike[i]?.[j] ? 1 + at(i + 1, j + 1) : Math.max(at(i + 1, j), at(i, j + 1));
		}
	const found = new Map<Block, number>();
	for (let i = 0, j = 0; i < shown.length && j < steps.length;) {
		const here = shown[i];
		if (here && alike[i]?.[j]) {
			found.set(here.block, j);
			i++;
			j++;
		} else if (at(i + 1, j) >= at(i, j + 1)) i++;
		else j++;
	}
	return found;
}
