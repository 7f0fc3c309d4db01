import type { Block, Inline } from './prose';

/** How hard a text is to read. */
export interface ReadingLevel {
	readonly words: number;
	readonly sentences: number;
	/** Words of the longest sentence. */
	readonly longest: number;
	/** Words of a sentence, on average. */
	readonly average: number;
	/** Flesch-Kincaid grade: years of school that reading it takes. */
	readonly grade: number;
}

const inlineText = (nodes: readonly Inline[]): string =>
	nodes
		.map((node) => {
			if (node.kind === 'text') return node.text;
			// A name or a piece of a line is seen, not spelled out: it counts as one short word.
			return node.kind === 'code' ? 'name' : inlineText(node.children);
		})
		.join('');

/** What is read of a lesson's text, one string for each paragraph, heading, item and cell; commands and code left out. */
export function readableText(blocks: readonly Block[]): readonly string[] {
	return blocks.flatMap((block): readonly string[] => {
		switch (block.kind) {
			case 'paragraph':
			case 'heading':
				return [inlineText(block.children)];
			case 'list':
				return block.items.flatMap(readableText);
			case 'quote':
				return readableText(block.children);
			case 'table':
				return [...block.head, ...block.rows.flat()].map(inlineText);
			default:
				return [];
		}
	});
}

const wordsOf = (text: string): readonly string[] =>
	text.match(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu) ?? [];

/** The sentences of a text. A colon ends one only before a block that it announces, where the text ends anyway. */
const sentencesOf = (text: string): readonly string[] =>
	text.split(/(?<=[.!?…])["”’)]*\s+/u).filter((sentence) => wordsOf(sentence).length > 0);

/**
 * Syllables by the usual count of vowel groups. At the end, `e` after a vowel and `l`, or after any other consonant, is
 * silent, and so are `es` (but not after a hiss) and `ed` (but not after `t` or `d`); every word has at least one.
 */
export function syllables(word: string): number {
	const letters = word.toLowerCase().replace(/[^a-z]/g, '');
	if (letters.length <= 3) return 1;
	const spoken = letters
		.replace(/crea(?=t)/, 'cre-a')
		.replace(/(?<=[aeiouy]l|[^aeiouyl])e$/, '')
		.replace(/(?<=[^aeiouycsxzg]|[^cs]h)es$/, 's')
		.replace(/(?<=[^aeiouytd])ed$/, 'd');
	return Math.max(1, spoken.match(/[aeiouy]+/g)?.length ?? 0);
}

/**
 * The reading level of some texts, by the formula of Kincaid and others: 0.39 words a sentence + 11.8 syllables a
 * word - 15.59.
 */
export function readingLevel(texts: readonly string[]): ReadingLevel {
	const sentences = texts.flatMap(sentencesOf).map(wordsOf);
	const words = sentences.flat();
	const average = words.length / Math.max(1, sentences.length);
	const perWord = words.reduce((sum, word) => sum + syllables(word), 0) / Math.max(1, words.length);
	return {
		words: words.length,
		sentences: sentences.length,
		longest: Math.max(0, ...sentences.map(({ length }) => length)),
		average,
		grade: 0.39 * average + 11.8 * perWord - 15.59,
	};
}
