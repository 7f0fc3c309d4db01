/** How many letters must be added, taken away or changed to make one word of the other. */
function distance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++)
			next.push(
				Math.min(
					(row[j] ?? 0) + 1,
					(next[j - 1] ?? 0) + 1,
					(row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
				),
			);
		row = next;
	}
	return row[b.length] ?? 0;
}

/** The known words that a mistyped one may have meant, nearest first, at most three. */
export const suggest = (word: string, known: readonly string[]): readonly string[] =>
	known
		.map((candidate) => ({ candidate, off: distance(word.toLowerCase(), candidate.toLowerCase()) }))
		.filter(({ candidate, off }) => off <= Math.max(1, Math.floor(candidate.length * 0.4)))
		.sort((a, b) => a.off - b.off || (a.candidate < b.candidate ? -1 : 1))
		.slice(0, 3)
		.map(({ candidate }) => candidate);
