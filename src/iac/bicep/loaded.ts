import { parseJson } from '../../azure';
import { literal } from './armText';
import { BicepFault } from './fault';
import type { BicepFile } from './file';
import type { Node } from './tree';

/** What `loadTextContent` and `loadJsonContent` read while compiling: the file stands in the template. */
export function loaded(
	{ name, args, at }: Extract<Node, { kind: 'call' }>,
	file: BicepFile,
): string {
	const [path] = args;
	const named =
		path?.kind === 'text' && path.holes.length === 0 ? (path.texts[0] ?? '') : undefined;
	if (named === undefined)
		throw new BicepFault(at, 'BCP032', 'The value must be a compile-time constant.');
	const text = file.load(named);
	if (text === undefined)
		throw new BicepFault(
			at,
			'BCP091',
			`An error occurred reading file. Could not find file '${named}'.`,
		);
	if (name === 'loadTextContent') return literal(text);
	const json = parseJson(text);
	if (json === undefined)
		throw new BicepFault(
			at,
			'BCP186',
			'Unable to parse literal JSON value. Please ensure that it is well-formed.',
		);
	return `json(${literal(JSON.stringify(json))})`;
}
