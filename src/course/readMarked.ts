import { lexer, type Token, type Tokens } from 'marked';
import type { Faults } from './fault';
import { fencedBlock } from './fencedBlock';
import type { Block, Inline } from './prose';
import type { PlacedText } from './sameBlocks';

/** A fenced block that is no part of the text: a script. */
export interface Fence {
	readonly language: string;
	readonly text: string;
	/** The line of the file on which it begins. */
	readonly line: number;
}

/** What a Markdown text holds. */
export interface MarkedText extends PlacedText {
	readonly fences: readonly Fence[];
}

const SCRIPTS = ['start', 'solution'];
const TERM = '#term/';
const newlines = (text: string): number => text.split('\n').length - 1;

/**
 * Reads Markdown into the same tree as our own lessons are made of, in the page. HTML and pictures are faults: nothing in the
 * tree is HTML, so nothing of a stranger's text is ever parsed as such.
 */
export function readMarked(body: string, bodyLine: number, faults: Faults): MarkedText {
	const fences: Fence[] = [];
	let line = bodyLine;
	const refuse = (message: string): [] => {
		// The two ends of an element are one fault.
		const last = faults.found.at(-1);
		if (last?.line !== line || last.message !== message) faults.add(line, message);
		return [];
	};

	const inline = (token: Token): readonly Inline[] => {
		const inside = (): readonly Inline[] => (token as Tokens.Generic).tokens?.flatMap(inline) ?? [];
		switch (token.type) {
			case 'text':
			case 'escape': {
				const { tokens, text } = token as Tokens.Text;
				return tokens ? inside() : [{ kind: 'text', text: text.replaceAll('\n', ' ') }];
			}
			case 'codespan':
				return [{ kind: 'code', text: (token as Tokens.Codespan).text }];
			case 'strong':
				return [{ kind: 'strong', children: inside() }];
			case 'em':
				return [{ kind: 'emphasis', children: inside() }];
			case 'br':
				return [{ kind: 'text', text: ' ' }];
			case 'link': {
				const { href } = token as Tokens.Link;
				if (href.startsWith(TERM))
					return [{ kind: 'term', term: href.slice(TERM.length), children: inside() }];
				return /^(https:|#)/.test(href)
					? [{ kind: 'link', href, children: inside() }]
					: refuse(`a link leads to https: or to #, not to ${href}`);
			}
			default:
				return refuse(`${token.type} has no place in a lesson's text`);
		}
	};
	const cells = (row: readonly Tokens.TableCell[]) =>
		row.map(({ tokens }) => tokens.flatMap(inline));

	const block = (token: Token): readonly Block[] => {
		switch (token.type) {
			case 'space':
				return [];
			case 'paragraph':
			case 'text': {
				const { tokens, text } = token as Tokens.Paragraph;
				return [
					{ kind: 'paragraph', children: tokens?.flatMap(inline) ?? [{ kind: 'text', text }] },
				];
			}
			case 'heading': {
				const { depth, tokens } = token as Tokens.Heading;
				return [{ kind: 'heading', level: depth, children: tokens.flatMap(inline) }];
			}
			case 'list': {
				const { ordered, items } = token as Tokens.List;
				return [{ kind: 'list', ordered, items: items.map(({ tokens }) => tokens.flatMap(block)) }];
			}
			case 'blockquote':
				return [{ kind: 'quote', children: (token as Tokens.Blockquote).tokens.flatMap(block) }];
			case 'table': {
				const { header, rows } = token as Tokens.Table;
				return [{ kind: 'table', head: cells(header), rows: rows.map(cells) }];
			}
			case 'code': {
				const { lang = '', text } = token as Tokens.Code;
				if (!SCRIPTS.includes(lang)) return [fencedBlock(lang, text)];
				fences.push({ language: lang, text, line });
				return [];
			}
			default:
				return refuse(`${token.type} has no place in a lesson's text`);
		}
	};

	const lines: number[] = [];
	const prose = lexer(body).flatMap((token) => {
		const made = block(token);
		lines.push(...made.map(() => line));
		line += newlines(token.raw);
		return made;
	});
	return { prose, lines, fences };
}
