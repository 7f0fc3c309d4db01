import { compile, registerFunction, TYPE_ANY, type JSONValue } from '@jmespath-community/jmespath';

/**
 * `--query` of real `az` is read by another engine than ours, whose language is smaller and orders texts. What that one does not
 * know is refused here, and where the two differ ours is made to do as it does: what is learned here works there.
 * @see https://jmespath.org/specification.html
 */

type Node = ReturnType<typeof compile>;

const FUNCTIONS = new Set([
	...['abs', 'avg', 'ceil', 'contains', 'ends_with', 'floor', 'join', 'keys', 'length', 'map'],
	...['max', 'max_by', 'merge', 'min', 'min_by', 'not_null', 'reverse', 'sort', 'sort_by'],
	...['starts_with', 'sum', 'to_array', 'to_number', 'to_string', 'type', 'values'],
]);

/** Parts of the language that only newer engines have. */
const NEWER: Readonly<Record<string, string>> = {
	Arithmetic: 'arithmetic',
	Unary: 'arithmetic',
	Ternary: 'a condition with ? and :',
	LetExpression: 'let',
	Variable: 'variables',
	Root: '$',
};

const isNode = (value: unknown): value is Node =>
	typeof value === 'object' && value !== null && 'type' in value;

/** The nodes below a node. What stands in a literal is a value, not a node. */
const below = (node: Node): Node[] =>
	node.type === 'Literal' ? [] : Object.values(node).flat().filter(isNode);

/** What of an expression real `az` could not read. */
function foreign(node: Node): string | undefined {
	if (node.type === 'Function' && !FUNCTIONS.has(node.name))
		return `Unknown function: ${node.name}()`;
	const newer = NEWER[node.type];
	if (newer !== undefined) return `az reads no ${newer} in a query`;
	for (const each of below(node)) {
		const found = foreign(each);
		if (found !== undefined) return found;
	}
	return undefined;
}

const ORDER = 'keyless_order';

/** Numbers and texts have an order; a number and a text have none between them, and anything else compares to nothing. */
function order([left, operator, right]: JSONValue[]): JSONValue {
	const ordered = (value: JSONValue | undefined): value is string | number =>
		typeof value === 'string' || typeof value === 'number';
	if (!ordered(left) || !ordered(right)) return null;
	if (typeof left !== typeof right)
		throw new Error(`'${typeof left}' and '${typeof right}' cannot be put in order`);
	switch (operator) {
		case 'GT':
			return left > right;
		case 'GTE':
			return left >= right;
		case 'LT':
			return left < right;
		default:
			return left <= right;
	}
}
registerFunction(
	ORDER,
	(args) => order(args as JSONValue[]),
	[{ types: [TYPE_ANY] }, { types: [TYPE_ANY] }, { types: [TYPE_ANY] }],
	{ override: true },
);

const call = (name: string, ...children: Node[]): Node => ({ type: 'Function', name, children });
const nth = (list: Node, value: number): Node => ({
	type: 'IndexExpression',
	left: list,
	right: { type: 'Index', value },
});

/** An expression in which texts are put in order as real `az` does. */
function withOrder(node: Node): Node {
	if (node.type === 'Literal') return node;
	const inner = Object.fromEntries(
		Object.entries(node).map(([key, value]: [string, unknown]) => [
			key,
			Array.isArray(value)
				? value.map((each: unknown) => (isNode(each) ? withOrder(each) : each))
				: isNode(value)
					? withOrder(value)
					: value,
		]),
	) as unknown as Node;
	if (inner.type === 'Comparator' && inner.name !== 'EQ' && inner.name !== 'NE')
		return call(ORDER, inner.left, { type: 'Literal', value: inner.name }, inner.right);
	if (inner.type !== 'Function') return inner;
	const [list, by] = inner.children;
	if (list && inner.children.length === 1) {
		if (inner.name === 'max') return nth(call('sort', list), -1);
		if (inner.name === 'min') return nth(call('sort', list), 0);
	}
	if (list && by && inner.children.length === 2) {
		// Of those that are alike the first counts, for either end.
		if (inner.name === 'max_by') return nth(call('sort_by', call('reverse', list), by), -1);
		if (inner.name === 'min_by') return nth(call('sort_by', list, by), 0);
	}
	return inner;
}

/** An expression whose raw texts keep each backslash that escapes no quote. */
function withBackslashes(expression: string): string {
	return expression.replace(/`(?:\\.|[^\\`])*`|"(?:\\.|[^\\"])*"|'(?:\\.|[^\\'])*'/gs, (quoted) =>
		quoted.startsWith("'")
			? quoted.replace(/\\(.)/gs, (pair, next: string) =>
					next === "'" ? pair : next === '\\' ? '\\\\\\\\' : `\\\\${next}`,
				)
			: quoted,
	);
}

/** Reads an expression as real `az` does. Throws, as the library does, on one that cannot be read. */
export function readQuery(expression: string): Node {
	const node = compile(withBackslashes(expression), { enable_legacy_literals: true });
	const found = foreign(node);
	if (found !== undefined) throw new Error(found);
	return withOrder(node);
}
