/** A line of a comparison: added, removed, or there to show where one is. */
export interface LineChange {
	readonly sign: '+' | '−' | ' ';
	readonly line: string;
}

/** How many unchanged lines stand around what changed. */
const AROUND = 2;
/** Larger tables are not worth their time: then all old lines go and all new ones come. */
const MOST_CELLS = 4_000_000;

/**
 * Two texts compared line by line, as a list that can be read without an editor. Lines that are far from any change are left
 * out. What is the same at both ends is set aside first, so that the longest common subsequence has little to look at.
 */
export function lineChanges(before: string, after: string): LineChange[] {
	const [a, b] = [before.split('\n'), after.split('\n')];
	let head = 0;
	while (head < a.length && head < b.length && a[head] === b[head]) head++;
	let tail = 0;
	while (
		tail < a.length - head &&
		tail < b.length - head &&
		a[a.length - 1 - tail] === b[b.length - 1 - tail]
	)
		tail++;
	const [old, fresh] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
	if (old.length * fresh.length > MOST_CELLS)
		return [
			...old.map((line): LineChange => ({ sign: '−', line })),
			...fresh.map((line): LineChange => ({ sign: '+', line })),
		];
	// common[i][j]: how many lines old from i on and fresh from j on have in common.
	const common = Array.from({ length: old.length + 1 }, () => new Uint32Array(fresh.length + 1));
	const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
	for (let i = old.length - 1; i >= 0; i--)
		for (let j = fresh.length - 1; j >= 0; j--) {
			const row = common[i];
			if (row)
				row[j] = old[i] === fresh[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
		}
	const middle: LineChange[] = [];
	let [i, j] = [0, 0];
	while (i < old.length || j < fresh.length)
		if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
			middle.push({ sign: ' ', line: old[i] ?? '' });
			i++;
			j++;
		} else if (j >= fresh.length || (i < old.length && at(i + 1, j) >= at(i, j + 1)))
			middle.push({ sign: '−', line: old[i++] ?? '' });
		else middle.push({ sign: '+', line: fresh[j++] ?? '' });
	const same = (lines: readonly string[]): LineChange[] =>
		lines.map((line) => ({ sign: ' ', line }));
	const all = [...same(a.slice(0, head)), ...middle, ...same(a.slice(a.length - tail))];
	return all.filter((_, index) =>
		all.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ sign }) => sign !== ' '),
	);
}
