/** Something that can be found by its words. */
export interface Findable {
	readonly label: string;
	/** Other words by which it is found; shown beside the label, or not at all. */
	readonly note?: string | undefined;
	readonly also?: string | undefined;
}

/** How well a word fits a text: 0 not at all, 3 when the text begins with it. */
function fit(word: string, text: string): number {
	const at = text.indexOf(word);
	if (at < 0) return 0;
	if (at === 0) return 3;
	return /[\s/.\-(]/.test(text[at - 1] ?? '') ? 2 : 1;
}

/** Those in which every word of a query is found, the best first; equally good ones keep their order. */
export function search<T extends Findable>(items: readonly T[], query: string): T[] {
	const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
	if (wanted.length === 0) return [...items];
	return items
		.map((item, index) => {
			const label = item.label.toLowerCase();
			const rest = `${item.note ?? ''} ${item.also ?? ''}`.toLowerCase();
			const scores = wanted.map((word) => fit(word, label) * 4 || fit(word, rest));
			const score = scores.includes(0) ? 0 : scores.reduce((a, b) => a + b, 0);
			return { item, index, score };
		})
		.filter(({ score }) => score > 0)
		.sort((a, b) => b.score - a.score || a.index - b.index)
		.map(({ item }) => item);
}
