/** A block of lines in a lesson's text, by its number, with the last of its lines. */
interface LinesBlock {
	readonly step: number;
	readonly line: string;
}

/** A line that was run in the sitting. */
interface Run {
	readonly id: number;
	readonly line: string;
}

/**
 * Which run each block of a text shows: the newest of its own. A text may say the same line in several places, and each
 * of them tells what came out there and not what comes later.
 *
 * @param runs in the order in which they were done
 * @param from the block that was clicked, by the run's id. What was typed, or done before the page was loaded, has none:
 * it belongs to the first block of that line that shows nothing yet, and else to the last.
 */
export function runsOfBlocks(
	blocks: readonly LinesBlock[],
	runs: readonly Run[],
	from: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
	const shown = new Map<number, number>();
	for (const { id, line } of runs) {
		const same = blocks.filter((block) => block.line === line);
		const clicked = same.find(({ step }) => step === from.get(id));
		const block = clicked ?? same.find(({ step }) => !shown.has(step)) ?? same.at(-1);
		if (block) shown.set(block.step, id);
	}
	return shown;
}
