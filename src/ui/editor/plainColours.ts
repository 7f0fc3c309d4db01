/**
 * Colours for code without an editor: the tokenizer of Monaco alone, with the same grammars and the same hues. A chunk of its
 * own, fetched where plain text is to be read for long.
 */
import { language as azcli } from 'monaco-editor/languages/definitions/azcli/azcli';
import { language as bicep } from 'monaco-editor/languages/definitions/bicep/bicep';
import { language as hcl } from 'monaco-editor/languages/definitions/hcl/hcl';
import { compile } from 'monaco-editor/editor/standalone/common/monarch/monarchCompile';
import {
	MonarchTokenizer,
	type LineState,
} from 'monaco-editor/editor/standalone/common/monarch/monarchLexer';
import { HTTP, JSON_TEXT } from './grammars';
import { hueOf, type Hue } from './theme';

/** A piece of a line, in one colour. */
export interface Piece {
	readonly text: string;
	readonly hue: Hue;
}

/** Colours lines one after the other: what a line begins in is known from those before it. */
export interface Colouring {
	/** The pieces of some lines, and the state behind the last of them. */
	colour(lines: readonly string[], state?: LineState): { pieces: Piece[][]; state: LineState };
}

const GRAMMARS: Readonly<Record<string, object>> = {
	azcli,
	bicep,
	hcl,
	http: HTTP,
	json: JSON_TEXT,
};
/** Longer lines stay in ink. */
const LONGEST_LINE = 5000;

/** The colouring of a language; `undefined` when it has no grammar here. */
export function colouringOf(language: string): Colouring | undefined {
	const grammar = GRAMMARS[language];
	if (!grammar) return undefined;
	// What it asks of an editor around it: how long a line may be, and to hear of changes.
	const configuration = {
		getValue: () => LONGEST_LINE,
		onDidChangeConfiguration: () => ({ dispose: () => undefined }),
	};
	const tokenizer = new MonarchTokenizer(
		undefined,
		undefined,
		language,
		compile(language, grammar),
		configuration,
	);
	return {
		colour(lines, state = tokenizer.getInitialState()) {
			const pieces = lines.map((line) => {
				const { tokens, endState } = tokenizer.tokenize(line, true, state);
				state = endState;
				const made: Piece[] = [];
				for (const [index, { offset, type }] of tokens.entries()) {
					const text = line.slice(offset, tokens[index + 1]?.offset);
					const hue = hueOf(type);
					const last = made.at(-1);
					if (last?.hue === hue) made[made.length - 1] = { text: last.text + text, hue };
					else made.push({ text, hue });
				}
				return made;
			});
			return { pieces, state };
		},
	};
}
