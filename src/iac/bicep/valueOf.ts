import { makeLiteral, type Json } from '../../azure';
import { literal } from './armText';
import { inLoop, write, type Around } from './around';
import { BicepFault, unsupported } from './fault';
import type { LoopNode, Node, ObjectNode } from './tree';

function object(node: ObjectNode, around: Around): Json {
	if (node.properties.some(({ key }) => !key)) {
		const looped = node.properties.find(({ value }) => value.kind === 'loop');
		if (looped) throw unsupported(looped.value.at, 'A loop beside a spread is');
		return `[${write(node, around)}]`;
	}
	const loops: Json[] = [];
	const entries: [string, Json][] = [];
	for (const { key, value } of node.properties) {
		if (!key) continue;
		const name =
			key.kind === 'text' && key.holes.length === 0
				? makeLiteral(key.texts[0] ?? '')
				: `[${write(key, around)}]`;
		if (value.kind === 'loop') loops.push(copyOf(name, value, around));
		else entries.push([name, valueOf(value, around)]);
	}
	return Object.fromEntries([...(loops.length > 0 ? [['copy', loops] as const] : []), ...entries]);
}

/** A node as a value of a template; loops in properties become `copy`. */
export function valueOf(node: Node, around: Around): Json {
	switch (node.kind) {
		case 'literal':
			return node.value;
		case 'text':
			return node.holes.length === 0
				? makeLiteral(node.texts[0] ?? '')
				: `[${write(node, around)}]`;
		case 'array':
			if (node.items.some(({ kind }) => kind === 'spread')) break;
			return node.items.map((item) => valueOf(item, around));
		case 'object':
			return object(node, around);
		case 'unary':
			if (node.sign === '-' && node.of.kind === 'literal') return -Number(node.of.value);
			break;
		default:
	}
	return `[${write(node, around)}]`;
}

/** A loop that makes a list: an entry of `copy`. */
export function copyOf(name: string, loop: LoopNode, around: Around): Json {
	if (loop.body.kind === 'if')
		throw new BicepFault(
			loop.body.at,
			'BCP008',
			'Expected the "=" token, or a newline at this location.',
		);
	const inner = inLoop(loop, `copyIndex(${literal(name)})`, around);
	return {
		name,
		count: `[length(${write(loop.list, around)})]`,
		input: valueOf(loop.body, inner),
	};
}
