import type { Faults } from './fault';
import type { Block, Inline } from './prose';

/** A text with the line of its file on which each of its blocks begins. */
export interface PlacedText {
	readonly prose: readonly Block[];
	readonly lines: readonly number[];
}

/** A block that every language has, in the same place. */
interface Fixed {
	readonly line: number;
	/** For whoever translates. */
	readonly what: string;
	/** What must be the same letter by letter. */
	readonly letters: string;
}

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;

/** What of a block is the same in every language; paragraphs are cut as a language wants them. */
function fixedIn(block: Block, line: number): readonly Fixed[] {
	const fixed = (what: string, letters = ''): Fixed => ({ line, what, letters });
	switch (block.kind) {
		case 'paragraph':
			return [];
		case 'heading':
			return [fixed(`a heading of level ${block.level}`)];
		case 'list':
			return [
				fixed(`a ${block.ordered ? 'numbered ' : ''}list of ${count(block.items.length, 'item')}`),
				...block.items.flat().flatMap((inside) => fixedIn(inside, line)),
			];
		case 'quote':
			return [fixed('a quote'), ...block.children.flatMap((inside) => fixedIn(inside, line))];
		case 'table':
			return [
				fixed(
					`a table of ${count(block.rows.length, 'row')} and ${count(block.head.length, 'column')}`,
				),
			];
		case 'command':
			return [fixed('an az block', block.lines)];
		case 'code':
			return [fixed(`a block marked '${block.language}'`, block.text)];
		case 'canvas':
			return [fixed('a canvas block', `${block.start}\n# then\n${block.steps}`)];
		case 'predict':
			return [fixed('a predict block', block.prediction)];
		case 'notes':
			return [fixed(`a notes block${block.time === '' ? '' : ` of ${block.time}`}`)];
	}
}

const fixedOf = ({ prose, lines }: PlacedText): readonly Fixed[] =>
	prose.flatMap((block, index) => fixedIn(block, lines[index] ?? 1));

/** The first line that differs, as both say it. */
function difference(english: string, other: string): string {
	const [expected, found] = [english.split('\n'), other.split('\n')];
	const at = expected.findIndex((line, index) => line !== found[index]);
	const said = (lines: readonly string[]): string => lines[Math.max(0, at)] ?? 'nothing';
	return at < 0
		? `after its end stands “${found[expected.length] ?? ''}”`
		: `where “${said(expected)}” should stand is “${said(found)}”`;
}

/** Tells where a text has not the same headings, lists, tables and fenced blocks as the English one. */
export function compareBlocks(english: PlacedText, other: PlacedText, faults: Faults): void {
	const [expected, found] = [fixedOf(english), fixedOf(other)];
	for (let index = 0; index < Math.max(expected.length, found.length); index++) {
		const [one, two] = [expected[index], found[index]];
		if (one?.what === two?.what) {
			if (one && two && one.letters !== two.letters)
				faults.add(
					two.line,
					`${two.what} is not letter by letter that of the English line ${one.line}: ${difference(one.letters, two.letters)}`,
				);
			continue;
		}
		const here = two ? `here stands ${two.what}` : 'the text ends here';
		const there = one
			? `the English one has ${one.what} (its line ${one.line})`
			: 'the English one has no more';
		faults.add(two?.line ?? other.lines.at(-1) ?? 1, `${here}, and ${there}`);
		// What follows is out of step and would be told again and again.
		return;
	}
}

/** What a text links and writes in code, with the line of each. */
export interface Written {
	readonly kind: 'term' | 'link' | 'code';
	readonly text: string;
	readonly line: number;
}

/** The links to terms, the other links and the names in code of a text. */
export function writtenIn({ prose, lines }: PlacedText): readonly Written[] {
	const inline =
		(line: number) =>
		(node: Inline): readonly Written[] => {
			if (node.kind === 'text') return [];
			if (node.kind === 'code') return [{ kind: 'code', text: node.text, line }];
			const inside = node.children.flatMap(inline(line));
			if (node.kind === 'term') return [{ kind: 'term', text: node.term, line }, ...inside];
			return node.kind === 'link' ? [{ kind: 'link', text: node.href, line }, ...inside] : inside;
		};
	const within = (block: Block, line: number): readonly Written[] => {
		switch (block.kind) {
			case 'paragraph':
			case 'heading':
				return block.children.flatMap(inline(line));
			case 'list':
				return block.items.flat().flatMap((inside) => within(inside, line));
			case 'quote':
				return block.children.flatMap((inside) => within(inside, line));
			case 'table':
				return [block.head, ...block.rows].flat(2).flatMap(inline(line));
			default:
				return [];
		}
	};
	return prose.flatMap((block, index) => within(block, lines[index] ?? 1));
}
