import { BicepFault } from './fault';
import { decorators } from './parseExpression';
import { Reader } from './reader';
import type { TypeNode, TypePart } from './tree';

const DERIVED = ['resourceInput', 'resourceOutput', 'resource'];

/** `name: type`, `*: type`, or in a tuple only `type`. */
function part(reader: Reader, isTuple: boolean): TypePart {
	const above = decorators(reader);
	const { token } = reader;
	if (isTuple) return { at: token.at, name: '', type: parseType(reader), decorators: above };
	if (token.kind !== 'name' && token.kind !== 'string' && !reader.is('*'))
		throw new BicepFault(token.at, 'BCP022', 'Expected a property name at this location.');
	reader.take();
	reader.expect(':');
	reader.lines();
	const name = token.kind === 'sign' ? '' : token.text;
	return { at: token.at, name, type: parseType(reader), decorators: above };
}

function parts(reader: Reader, close: ']' | '}'): TypePart[] {
	reader.take();
	const found: TypePart[] = [];
	reader.lines();
	while (!reader.is(close)) {
		found.push(part(reader, close === ']'));
		reader.separator(close);
	}
	reader.expect(close);
	return found;
}

function primary(reader: Reader): TypeNode {
	const { token } = reader;
	const { at } = token;
	if (reader.is('{')) {
		const all = parts(reader, '}');
		const rest = all.find(({ name }) => name === '');
		const properties = all.filter(({ name }) => name !== '');
		return { kind: 'object', properties, ...(rest ? { rest } : {}), at };
	}
	if (reader.is('[')) return { kind: 'tuple', items: parts(reader, ']'), at };
	if (reader.accept('(')) {
		reader.lines();
		const inner = parseType(reader);
		reader.lines();
		reader.expect(')');
		return inner;
	}
	const sign = reader.accept('-') ? -1 : 1;
	const word = reader.token;
	if (word.kind === 'line' || word.kind === 'end' || word.kind === 'sign')
		throw new BicepFault(at, 'BCP014', 'Expected a parameter type at this location.');
	reader.take();
	if (word.kind === 'string') return { kind: 'literal', value: word.text, at };
	if (word.kind === 'number') return { kind: 'literal', value: sign * Number(word.text), at };
	if (word.text === 'null') return { kind: 'literal', value: null, at };
	if (word.text === 'true' || word.text === 'false')
		return { kind: 'literal', value: word.text === 'true', at };
	return named(reader, word.text, at);
}

/** A type by its name, which may say of which resource it is the type. */
function named(reader: Reader, name: string, at: number): TypeNode {
	const inNamespace = (name === 'sys' || name === 'az') && reader.is('.');
	if (inNamespace) reader.take();
	const own = inNamespace ? reader.name('BCP020', 'function or property name') : name;
	if (!DERIVED.includes(own) || !reader.accept('<')) return { kind: 'name', name: own, at };
	const { token } = reader;
	if (token.kind !== 'string' || token.holes.length > 0)
		throw new BicepFault(
			token.at,
			'BCP068',
			'Expected a resource type string. Specify a valid resource type of format "<type-name>@<apiVersion>".',
		);
	reader.take();
	reader.expect('>');
	return { kind: 'derived', name: own, type: token.text, at };
}

function postfix(reader: Reader): TypeNode {
	let of = primary(reader);
	for (;;) {
		const { at } = of;
		if (reader.accept('?')) of = { kind: 'nullable', of, at };
		else if (reader.accept('!')) of = { kind: 'sure', of, at };
		else if (reader.accept('.'))
			of = reader.accept('*')
				? { kind: 'others', of, at }
				: { kind: 'member', of, name: reader.name('BCP020', 'function or property name'), at };
		else if (reader.accept('[')) {
			const { token } = reader;
			if (token.kind === 'number') {
				reader.take();
				of = { kind: 'item', of, index: Number(token.text), at };
			} else of = { kind: reader.accept('*') ? 'items' : 'array', of, at };
			reader.expect(']');
		} else return of;
	}
}

/**
 * Reads a type: a name, literals and what may be chosen between, objects, tuples, arrays, what may be missing.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/bicep/user-defined-data-types
 */
export function parseType(reader: Reader): TypeNode {
	const { at } = reader.token;
	if (reader.continues('|')) {
		reader.lines();
		reader.take();
		reader.lines();
	}
	const of = [postfix(reader)];
	while (reader.continues('|')) {
		reader.lines();
		reader.take();
		reader.lines();
		of.push(postfix(reader));
	}
	return of.length === 1 && of[0] ? of[0] : { kind: 'union', of, at };
}
