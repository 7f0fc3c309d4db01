/** The first line of a stack that lies in learner's code (lines `from` to `to` of the script, from 1), or 0. */
export function lineIn(stack: string | undefined, from: number, to: number): number {
	for (const [, digits] of (stack ?? '').matchAll(/:(\d+):\d+\)?$/gm)) {
		const line = Number(digits);
		if (line >= from && line <= to) return line;
	}
	return 0;
}

/** The line of a stack for whoever called the function that made it; in its own form, which differs by browser. */
export const callerIn = (stack: string | undefined): string =>
	(stack ?? '').split('\n').filter((line) => /:\d+:\d+\)?$/.test(line))[1] ?? '';
