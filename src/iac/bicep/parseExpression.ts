import { BicepFault, unsupported } from './fault';
import { Reader } from './reader';
import type { Token } from './tokens';
import type { Decorator, LoopNode, Node, ObjectNode, ResourceNode } from './tree';

/** Expressions, and the resources that stand in them: an object of a resource may hold others. */

/** Binary signs from the loosest to the tightest. */
const LEVELS: readonly (readonly string[])[] = [
	['??'],
	['||'],
	['&&'],
	['==', '!=', '=~', '!~'],
	['<', '>', '<=', '>='],
	['+', '-'],
	['*', '/', '%'],
];
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

function object(reader: Reader): ObjectNode {
	const { at } = reader.expect('{');
	const properties: { key: Node; value: Node }[] = [];
	const resources: ResourceNode[] = [];
	const seen = new Set<string>();
	reader.lines();
	while (!reader.is('}')) {
		const { token } = reader;
		if (token.kind === 'end')
			throw new BicepFault(token.at, 'BCP018', 'Expected the "}" character at this location.');
		if (reader.is('@') || (reader.isWord('resource') && reader.ahead(1).kind === 'name')) {
			const decorators = decoratorsOf(reader);
			reader.word('resource');
			resources.push(resource(reader, 'resource', decorators));
		} else {
			if (reader.is('.') || reader.is('...')) throw unsupported(token.at, 'The spread operator is');
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
			properties.push({ key, value: expression(reader, true) });
		}
		if (!reader.accept(',') && !reader.is('}')) {
			if (reader.token.kind !== 'line')
				throw new BicepFault(
					reader.token.at,
					'BCP019',
					'Expected a new line character at this location.',
				);
		}
		reader.lines();
	}
	reader.expect('}');
	return { kind: 'object', properties, resources, at };
}

function loop(reader: Reader, at: number): LoopNode {
	reader.word('for');
	let item: string;
	let index: string | undefined;
	if (reader.accept('(')) {
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
	const test = expression(reader);
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
		const items: Node[] = [];
		while (!reader.is(']')) {
			if (reader.token.kind === 'end')
				throw new BicepFault(
					reader.token.at,
					'BCP018',
					'Expected the "]" character at this location.',
				);
			items.push(expression(reader));
			if (!reader.accept(',') && !reader.is(']') && reader.token.kind !== 'line')
				throw new BicepFault(
					reader.token.at,
					'BCP019',
					'Expected a new line character at this location.',
				);
			reader.lines();
		}
		reader.expect(']');
		return { kind: 'array', items, at };
	}
	if (reader.is('(')) {
		const lambda = lambdaNames(reader);
		if (lambda) return { kind: 'lambda', names: lambda, body: expression(reader), at };
		reader.take();
		reader.lines();
		const inner = expression(reader);
		reader.lines();
		reader.expect(')');
		return inner;
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
			const name = reader.name('BCP020', 'function or property name');
			of = reader.is('(')
				? { kind: 'call', of, name, args: call(reader), at }
				: { kind: 'member', of, name, safe, at };
		} else if (reader.accept('::'))
			of = { kind: 'nested', of, name: reader.name('BCP020', 'function or property name'), at };
		else if (reader.is('[') || reader.is('[?')) {
			const safe = reader.take().text === '[?';
			const index = expression(reader);
			reader.expect(']');
			of = { kind: 'index', of, index, safe, at };
		} else if (reader.is('!')) reader.take();
		else return of;
	}
}

function unary(reader: Reader, mayLoop: boolean): Node {
	const { token } = reader;
	if (token.kind === 'sign' && (token.text === '!' || token.text === '-')) {
		reader.take();
		return { kind: 'unary', sign: token.text, of: unary(reader, false), at: token.at };
	}
	return postfix(reader, mayLoop);
}

function binary(reader: Reader, level: number, mayLoop: boolean): Node {
	const signs = LEVELS[level];
	if (!signs) return unary(reader, mayLoop);
	let left = binary(reader, level + 1, mayLoop);
	for (;;) {
		const { token } = reader;
		if (token.kind !== 'sign' || !signs.includes(token.text)) return left;
		reader.take();
		reader.lines();
		left = {
			kind: 'binary',
			sign: token.text,
			left,
			right: binary(reader, level + 1, false),
			at: token.at,
		};
	}
}

/** Whether, over line breaks, one of these signs comes next. Long choices are written over several lines. */
function continues(reader: Reader, sign: string): boolean {
	let by = 0;
	while (reader.ahead(by).kind === 'line') by++;
	const token = reader.ahead(by);
	return token.kind === 'sign' && token.text === sign;
}

/** Reads an expression. Only where a value may be a loop, `[for …]` is one. */
export function expression(reader: Reader, mayLoop = false): Node {
	const test = binary(reader, 0, mayLoop);
	if (!continues(reader, '?')) return test;
	reader.lines();
	const { at } = reader.expect('?');
	reader.lines();
	const yes = expression(reader);
	reader.lines();
	reader.expect(':');
	reader.lines();
	return { kind: 'choice', test, yes, no: expression(reader), at };
}

/** Reads `@name(…)` lines. */
export function decoratorsOf(reader: Reader): Decorator[] {
	const decorators: Decorator[] = [];
	while (reader.is('@')) {
		const { at } = reader.take();
		let name = reader.name('BCP123', 'namespace or decorator name');
		while (reader.accept('.')) name = reader.name('BCP123', 'namespace or decorator name');
		decorators.push({ at, name, args: call(reader) });
		reader.endOfLine();
	}
	return decorators;
}

/** Reads a resource or a module behind its first word: at the top of a file, or in another resource. */
export function resource(
	reader: Reader,
	kind: ResourceNode['kind'],
	decorators: readonly Decorator[],
): ResourceNode {
	const { at } = reader.token;
	const name =
		kind === 'resource'
			? reader.name('BCP017', 'resource identifier')
			: reader.name('BCP096', 'module identifier');
	const { token } = reader;
	if (token.kind !== 'string' || token.holes.length > 0)
		throw kind === 'resource'
			? new BicepFault(
					token.at,
					'BCP068',
					'Expected a resource type string. Specify a valid resource type of format "<type-name>@<apiVersion>".',
				)
			: new BicepFault(
					token.at,
					'BCP097',
					"Expected a module path string. This should be a relative path to another bicep file, e.g. 'myModule.bicep' or '../parent/myModule.bicep'",
				);
	reader.take();
	const existing = reader.isWord('existing');
	if (existing) reader.take();
	reader.expect('=');
	reader.lines();
	const body = condition(reader) ?? expression(reader, true);
	const inner = body.kind === 'loop' || body.kind === 'if' ? body.body : body;
	const core = inner.kind === 'if' ? inner.body : inner;
	if (core.kind !== 'object')
		throw new BicepFault(body.at, 'BCP018', 'Expected the "{" character at this location.');
	return { kind, at, name, decorators, type: token.text, typeAt: token.at, existing, body };
}
