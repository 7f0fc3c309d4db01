import { readImports } from './imports';

/** A learner's program as the script of a worker. */
export interface Script {
	readonly parts: readonly string[];
	/** The lines of the script, from 1, that are the learner's. */
	readonly from: number;
	readonly to: number;
}

const LOADER = '__load';

const linesIn = (text: string): number => text.split('\n').length - 1;

/** The packages that a program asks for, in its order, each once. */
export const packagesOf = (code: string): readonly string[] => [
	...new Set(readImports(code, LOADER).packages),
];

/**
 * Puts a program behind its surroundings and packages (pure). It becomes the body of one function, whose lines are the
 * program's own.
 */
export function makeScript(
	code: string,
	before: readonly string[],
	surroundings: { readonly env: Readonly<Record<string, string>>; readonly now: number },
): Script {
	const texts = before.map((text) => `${text}\n;`);
	const above = texts.reduce((sum, text) => sum + linesIn(text), 0);
	// The head has two line ends: one before it, one after.
	const from = above + 3;
	const to = from + linesIn(code);
	const options = JSON.stringify({ ...surroundings, from, to });
	const head = `\nkeyless(${options}, async (${LOADER}) => {"use strict";\n`;
	return { parts: [...texts, head, readImports(code, LOADER).code, '\n});\n'], from, to };
}

/** The learner's line of a line of the script; `undefined` for what is not the learner's. */
export const lineOf = ({ from, to }: Script, line: number): number | undefined =>
	line >= from && line <= to ? line - from + 1 : undefined;
