import { isObject, parseRelaxedJson, type Json } from '../../azure';
import { literal } from './armText';
import { BicepFault, unsupported } from './fault';
import type { BicepFile } from './file';
import type { Node } from './tree';

/** What a text is worth that must be known while compiling. */
function constant(node: Node | undefined, at: number): string {
	if (node?.kind === 'text' && node.holes.length === 0) return node.texts[0] ?? '';
	throw new BicepFault(node?.at ?? at, 'BCP032', 'The value must be a compile-time constant.');
}

/** A part of a value by a path such as `$.roles.reader` or `.roles[0]`; `undefined` when it is not there. */
function partOf(value: Json, path: string): Json | undefined {
	let found: Json | undefined = value;
	for (const [, name, index] of path.matchAll(/\.([\w-]+)|\[(\d+)\]/g)) {
		if (name !== undefined) found = isObject(found) ? found[name] : undefined;
		else found = Array.isArray(found) ? (found as readonly Json[])[Number(index)] : undefined;
	}
	return found;
}

/** What `loadTextContent` and its like read while compiling: the file stands in the template. */
export function loaded(
	{ name, args, at }: Extract<Node, { kind: 'call' }>,
	file: BicepFile,
): string {
	if (!['loadTextContent', 'loadJsonContent', 'loadFileAsBase64'].includes(name))
		throw unsupported(at, `The function "${name}" is`);
	const named = constant(args[0], at);
	const text = file.load(named);
	if (text === undefined)
		throw new BicepFault(
			args[0]?.at ?? at,
			'BCP091',
			`An error occurred reading file. Could not find file '${named}'.`,
		);
	if (name === 'loadTextContent') return literal(text);
	if (name === 'loadFileAsBase64') return `base64(${literal(text)})`;
	const json = parseRelaxedJson(text);
	const found = json !== undefined && args[1] ? partOf(json, constant(args[1], at)) : json;
	if (json === undefined)
		throw new BicepFault(
			args[0]?.at ?? at,
			'BCP186',
			'Unable to parse literal JSON value. Please ensure that it is well-formed.',
		);
	if (found === undefined)
		throw new BicepFault(
			args[1]?.at ?? at,
			'BCP235',
			'Specified JSONPath does not exist in the given file or is invalid.',
		);
	return `json(${literal(JSON.stringify(found))})`;
}
