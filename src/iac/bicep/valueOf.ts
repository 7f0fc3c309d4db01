import { makeLiteral, type Json } from '../../azure';
import { literal } from './armText';
import { expression, inLoop, type Around } from './expression';
import { unsupported } from './fault';
import type { LoopNode, Node } from './tree';

/** A node as a value of a template; loops in properties become `copy`. */
export function valueOf(node: Node, around: Around): Json {
	switch (node.kind) {
		case 'literal':
			return node.value;
		case 'text':
			return node.holes.length === 0
				? makeLiteral(node.texts[0] ?? '')
				: `[${expression(node, around)}]`;
		case 'array':
			return node.items.map((item) => valueOf(item, around));
		case 'object': {
			const loops: Json[] = [];
			const entries: [string, Json][] = [];
			for (const { key, value } of node.properties) {
				const name =
					key.kind === 'text' && key.holes.length === 0
						? makeLiteral(key.texts[0] ?? '')
						: `[${expression(key, around)}]`;
				if (value.kind === 'loop') loops.push(copyOf(name, value, around));
				else entries.push([name, valueOf(value, around)]);
			}
			return Object.fromEntries([
				...(loops.length > 0 ? [['copy', loops] as const] : []),
				...entries,
			]);
		}
		case 'unary':
			if (node.sign === '-' && node.of.kind === 'literal') return -Number(node.of.value);
			break;
		default:
	}
	return `[${expression(node, around)}]`;
}

/** A loop that makes a list: an entry of `copy`. */
export function copyOf(name: string, loop: LoopNode, around: Around): Json {
	const inner = inLoop(loop, `copyIndex(${literal(name)})`, around);
	if (loop.body.kind === 'if')
		throw unsupported(loop.body.at, 'A condition in a loop of values is');
	return {
		name,
		count: `[length(${expression(loop.list, around)})]`,
		input: valueOf(loop.body, inner),
	};
}
