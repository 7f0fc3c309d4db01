import * as v from 'valibot';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { Faults } from './fault';

/** A Markdown file taken apart. */
export interface Parts {
	readonly yaml: string;
	/** How many lines of the file stand before the YAML. */
	readonly linesBefore: number;
	readonly body: string;
	/** The line of the file on which the body begins. */
	readonly bodyLine: number;
}

/** Takes front matter and body apart; a fault when there is no front matter. */
export function splitFrontMatter(text: string, faults: Faults): Parts | undefined {
	const match = /^---\n([^]*?\n)---(?:\n|$)/.exec(text);
	if (!match) {
		faults.add(1, 'begins with front matter between two lines of ---');
		return undefined;
	}
	const [whole, yaml = ''] = match;
	return {
		yaml,
		linesBefore: 1,
		body: text.slice(whole.length),
		bodyLine: whole.split('\n').length,
	};
}

/** The line of the YAML on which the innermost written part of a path stands. */
function lineOf(document: Document, counter: LineCounter, path: readonly PropertyKey[]): number {
	for (let length = path.length; length > 0; length--) {
		const node = document.getIn(path.slice(0, length), true);
		if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
	}
	return 1;
}

/** A file that is YAML from its first line to its last, as parts. */
export const yamlParts = (text: string): Parts => ({
	yaml: text,
	linesBefore: 0,
	body: '',
	bodyLine: 1,
});

/** Reads front matter against its schema; every fault with its line. */
export function readFrontMatter<S extends v.GenericSchema>(
	{ yaml, linesBefore }: Parts,
	schema: S,
	faults: Faults,
): v.InferOutput<S> | undefined {
	const counter = new LineCounter();
	const document = parseDocument(yaml, { lineCounter: counter });
	for (const { message, linePos } of document.errors)
		faults.add((linePos?.[0].line ?? 1) + linesBefore, message.split('\n')[0] ?? message);
	if (document.errors.length > 0) return undefined;
	const result = v.safeParse(schema, document.toJS());
	if (result.success) return result.output;
	for (const issue of v.flatten(result.issues).root ?? []) faults.add(1 + linesBefore, issue);
	for (const issue of result.issues) {
		const keys = issue.path?.map(({ key }) => key as PropertyKey) ?? [];
		if (keys.length > 0)
			faults.add(
				lineOf(document, counter, keys) + linesBefore,
				`${keys.join('.')}: ${issue.message}`,
			);
	}
	return undefined;
}
