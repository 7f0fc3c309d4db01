import { BicepFault } from './fault';
import { operators } from './parseOperators';
import { decoratorsOf, resource } from './parseResource';
import { Reader } from './reader';
import type { Token } from './tokens';
import type { Decorator, LoopNode, Node, ObjectNode, PropertyNode, ResourceNode } from './tree';

/** Expressions, and the resources that stand in them: an object of a resource may hold others. */

function call(reader: Reader): Node[] {
	reader.expect('(');
	const args: Node[] = [];
	reader.lines();
	while (!reader.is(')')) {
		args.push(expression(reader));
		reader.lines();
		if (!reader.accept(',')) break;
		reader.lines();
	}
	reader.expect(')');
	return args;
}

function text(token: Extract<Token, { kind: 'string' }>): Node {
	const holes = token.holes.map((tokens) => {
		const reader = new Reader(tokens, tokens.at(-1)?.end ?? token.end);
		const node = expression(reader);
		if (reader.token.kind !== 'end')
			throw new BicepFault(
				reader.token.at,
				'BCP064',
				'Found unexpected tokens in interpolated expression.',
			);
		return node;
	});
	return { kind: 'text', texts: token.texts, holes, at: token.at };
}

/** `name: value` or `...value`; notes the names that were seen. */
function property(reader: Reader, seen: Set<string>): PropertyNode {
	const { token } = reader;
	if (reader.accept('...')) return { value: expression(reader) };
	if (token.kind !== 'name' && token.kind !== 'string')
		throw new BicepFault(token.at, 'BCP022', 'Expected a property name at this location.');
	reader.take();
	const key: Node =
		token.kind === 'string'
			? text(token)
			: { kind: 'text', texts: [token.text], holes: [], at: token.at };
	if (key.kind === 'text' && key.holes.length === 0) {
		const name = key.texts[0] ?? '';
		if (seen.has(name))
			throw new BicepFault(
				token.at,
				'BCP025',
				`The property "${name}" is declared multiple times in this object. Remove or rename the duplicate properties.`,
			);
		seen.add(name);
	}
	reader.expect(':');
	reader.lines();
	return { key, value: expression(reader, true) };
}

function object(reader: Reader): ObjectNode {
	const { at } = reader.expect('{');
	const properties: PropertyNode[] = [];
	const resources: ResourceNode[] = [];
	const seen = new Set<string>();
	reader.lines();
	while (!reader.is('}')) {
		if (reader.is('@') || (reader.isWord('resource') && reader.ahead(1).kind === 'name')) {
			const above = decorators(reader);
			reader.word('resource');
			resources.push(declaration(reader, 'resource', above));
		} else properties.push(property(reader, seen));
		reader.separator('}');
	}
	reader.expect('}');
	return { kind: 'object', properties, resources, at };
}

/** `[…]`: the items up to the closing bracket. */
function array(reader: Reader, at: number): Node {
	const items: Node[] = [];
	while (!reader.is(']')) {
		const { token } = reader;
		items.push(
			reader.accept('...')
				? { kind: 'spread', of: expression(reader), at: token.at }
				: expression(reader),
		);
		reader.separator(']');
	}
	reader.expect(']');
	return { kind: 'array', items, at };
}

function loop(reader: Reader, at: number): LoopNode {
	reader.word('for');
	let item: string;
	let index: string | undefined;
	if (reader.accept('(')) {
		reader.lines();
		item = reader.name('BCP136', 'loop variable identifier');
		reader.expect(',');
		index = reader.name('BCP136', 'loop variable identifier');
		reader.expect(')');
	} else item = reader.name('BCP136', 'loop variable identifier');
	reader.word('in');
	const list = expression(reader);
	reader.expect(':');
	reader.lines();
	const body = condition(reader) ?? expression(reader, true);
	reader.lines();
	reader.expect(']');
	return { kind: 'loop', item, ...(index === undefined ? {} : { index }), list, body, at };
}

/** `if (test) body`, or `undefined`. */
function condition(reader: Reader): Node | undefined {
	if (!reader.isWord('if')) return undefined;
	const { at } = reader.take();
	reader.expect('(');
	reader.lines();
	const test = expression(reader);
	reader.lines();
	reader.expect(')');
	return { kind: 'if', test, body: object(reader), at };
}

function primary(reader: Reader, mayLoop: boolean): Node {
	const { token } = reader;
	const { at } = token;
	if (token.kind === 'string') {
		reader.take();
		return text(token);
	}
	if (token.kind === 'number') {
		reader.take();
		return { kind: 'literal', value: Number(token.text), at };
	}
	if (token.kind === 'name') {
		if (reader.ahead(1).kind === 'sign' && reader.ahead(1).text === '=>') {
			reader.take();
			reader.take();
			reader.lines();
			return { kind: 'lambda', names: [token.text], body: expression(reader), at };
		}
		reader.take();
		if (token.text === 'true' || token.text === 'false')
			return { kind: 'literal', value: token.text === 'true', at };
		if (token.text === 'null') return { kind: 'literal', value: null, at };
		return reader.is('(')
			? { kind: 'call', name: token.text, args: call(reader), at }
			: { kind: 'name', name: token.text, at };
	}
	if (reader.is('{')) return object(reader);
	if (reader.accept('[')) {
		reader.lines();
		if (reader.isWord('for')) {
			if (!mayLoop)
				throw new BicepFault(
					reader.token.at,
					'BCP138',
					'For-expressions are not supported in this context. For-expressions may be used as values of resource, module, variable, and output declarations, or values of resource and module properties.',
				);
			return loop(reader, at);
		}
		return array(reader, at);
	}
	if (reader.is('(')) {
		const lambda = lambdaNames(reader);
		if (lambda) return { kind: 'lambda', names: lambda, body: expression(reader), at };
		reader.take();
		reader.lines();
		const inner = expression(reader);
		reader.lines();
		reader.expect(')');
		return inner.kind === 'member' || inner.kind === 'index'
			? { kind: 'closed', of: inner, at }
			: inner;
	}
	throw new BicepFault(
		at,
		'BCP009',
		'Expected a literal value, an array, an object, a parenthesized expression, or a function call at this location.',
	);
}

/** The names of `(a, b) =>`, with these words read; `undefined` when something else is in the parentheses. */
function lambdaNames(reader: Reader): string[] | undefined {
	const names: string[] = [];
	let by = 1;
	for (; reader.ahead(by).text !== ')'; by++) {
		const token = reader.ahead(by);
		if (token.kind === 'name') names.push(token.text);
		else if (token.kind === 'line') continue;
		else if (token.kind !== 'sign' || token.text !== ',') return undefined;
	}
	if (reader.ahead(by + 1).text !== '=>') return undefined;
	for (let word = 0; word <= by + 1; word++) reader.take();
	reader.lines();
	return names;
}

function postfix(reader: Reader, mayLoop: boolean): Node {
	let of = primary(reader, mayLoop);
	for (;;) {
		const { at } = reader.token;
		if (reader.is('.') || reader.is('.?')) {
			const safe = reader.take().text === '.?';
			const { at } = reader.token;
			const name = reader.name('BCP020', 'function or property name');
			of = reader.is('(')
				? { kind: 'call', of, name, args: call(reader), at }
				: { kind: 'member', of, name, safe, at };
		} else if (reader.accept('::'))
			of = { kind: 'nested', of, name: reader.name('BCP020', 'function or property name'), at };
		else if (reader.is('[') || reader.is('[?')) {
			const safe = reader.take().text === '[?';
			reader.lines();
			const fromEnd = reader.accept('^');
			const index = expression(reader);
			reader.lines();
			reader.expect(']');
			of = { kind: 'index', of, index, safe, ...(fromEnd ? { fromEnd } : {}), at };
		} else if (reader.accept('!')) of = { kind: 'closed', of, at };
		else return of;
	}
}

/** Reads an expression. Only where a value may be a loop, `[for …]` is one. */
export function expression(reader: Reader, mayLoop = false): Node {
	return operators(reader, (isWhole) => postfix(reader, mayLoop && isWhole), expression);
}

/** Reads `@name(…)` lines. */
export const decorators = (reader: Reader): Decorator[] => decoratorsOf(reader, call);

/** Reads a resource or a module behind its first word: at the top of a file, or in another resource. */
export const declaration = (
	reader: Reader,
	kind: ResourceNode['kind'],
	above: readonly Decorator[],
): ResourceNode =>
	resource(reader, kind, above, () => condition(reader) ?? expression(reader, true));
