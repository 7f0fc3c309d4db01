import type { Node } from './tree';

/** Every node in a node, itself included. */
export function* nodesIn(node: Node): Generator<Node> {
	yield node;
	switch (node.kind) {
		case 'text':
			for (const hole of node.holes) yield* nodesIn(hole);
			break;
		case 'call':
			if (node.of) yield* nodesIn(node.of);
			for (const arg of node.args) yield* nodesIn(arg);
			break;
		case 'member':
		case 'nested':
		case 'unary':
		case 'closed':
		case 'spread':
			yield* nodesIn(node.of);
			break;
		case 'index':
			yield* nodesIn(node.of);
			yield* nodesIn(node.index);
			break;
		case 'binary':
			yield* nodesIn(node.left);
			yield* nodesIn(node.right);
			break;
		case 'choice':
			for (const each of [node.test, node.yes, node.no]) yield* nodesIn(each);
			break;
		case 'lambda':
			yield* nodesIn(node.body);
			break;
		case 'array':
			for (const item of node.items) yield* nodesIn(item);
			break;
		case 'object':
			for (const { key, value } of node.properties) {
				if (key) yield* nodesIn(key);
				yield* nodesIn(value);
			}
			break;
		case 'loop':
			yield* nodesIn(node.list);
			yield* nodesIn(node.body);
			break;
		case 'if':
			yield* nodesIn(node.test);
			yield* nodesIn(node.body);
			break;
		case 'literal':
		case 'name':
	}
}
