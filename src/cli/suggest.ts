/**
 * Which known words a mistyped one may have meant, by the measure that the real one uses: Ratcliff and Obershelp's,
 * twice the letters in common blocks over all letters.
 * @see https://docs.python.org/3/library/difflib.html
 */

/** Letters in the longest common block and in the blocks beside it. */
function common(a: string, b: string): number {
	let best = 0;
	let atA = 0;
	let atB = 0;
	for (let i = 0; i < a.length; i++)
		for (let j = 0; j < b.length; j++) {
			let size = 0;
			while (i + size < a.length && j + size < b.length && a[i + size] === b[j + size]) size++;
			if (size > best) [best, atA, atB] = [size, i, j];
		}
	return best === 0
		? 0
		: best +
				common(a.slice(0, atA), b.slice(0, atB)) +
				common(a.slice(atA + best), b.slice(atB + best));
}

/** How alike two words are, from 0 to 1. */
const likeness = (a: string, b: string): number =>
	(2 * common(a, b)) / Math.max(1, a.length + b.length);

/** Longer words are no slip of a finger. */
const LONGEST = 60;

/** The known words that a mistyped one may have meant, likeliest first, at most three. */
export const suggest = (word: string, known: readonly string[]): readonly string[] =>
	word.length > LONGEST
		? []
		: known
				.map((candidate) => ({ candidate, like: likeness(candidate, word) }))
				.filter(({ like }) => like >= 0.7)
				.sort((a, b) => b.like - a.like || (a.candidate > b.candidate ? -1 : 1))
				.slice(0, 3)
				.map(({ candidate }) => candidate);
