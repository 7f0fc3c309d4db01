import { BicepFault, unsupported } from './fault';
import { decoratorsOf, expression, resource } from './parseExpression';
import { Reader } from './reader';
import { tokensOf } from './tokens';
import type { Statement, TypeNode } from './tree';

const TYPES = ['string', 'int', 'bool', 'array', 'object'] as const;
const KNOWN_BUT_NOT_HERE = [
	'func',
	'type',
	'import',
	'provider',
	'extension',
	'using',
	'assert',
	'test',
	'var',
];

function type(reader: Reader): TypeNode {
	const { token } = reader;
	let result: Omit<TypeNode, 'nullable'>;
	if (token.kind === 'string') {
		const allowed = [token.text];
		reader.take();
		while (reader.accept('|')) {
			const next = reader.take();
			if (next.kind !== 'string') throw unsupported(next.at, 'A union of anything but strings is');
			allowed.push(next.text);
		}
		result = { at: token.at, name: 'string', allowed };
	} else if (token.kind === 'name') {
		reader.take();
		const name = TYPES.find((each) => each === token.text);
		if (name === undefined) throw unsupported(token.at, `The type "${token.text}" is`);
		result = { at: token.at, name };
	} else if (reader.is('{') || reader.is('[') || reader.is('('))
		throw unsupported(token.at, 'A type of its own is');
	else throw new BicepFault(token.at, 'BCP014', 'Expected a parameter type at this location.');
	if (reader.is('[') && reader.ahead(1).text === ']') {
		reader.take();
		reader.take();
		result = { at: token.at, name: 'array' };
	}
	return { ...result, nullable: reader.accept('?') };
}

function statement(reader: Reader): Statement {
	const decorators = decoratorsOf(reader);
	const { token } = reader;
	const { at } = token;
	if (token.kind !== 'name')
		throw new BicepFault(
			at,
			'BCP007',
			'This declaration type is not recognized. Specify a metadata, parameter, variable, resource, or output declaration.',
		);
	reader.take();
	switch (token.text) {
		case 'targetScope': {
			reader.expect('=');
			const value = reader.take();
			if (value.kind !== 'string')
				throw new BicepFault(
					value.at,
					'BCP009',
					'Expected a literal value, an array, an object, a parenthesized expression, or a function call at this location.',
				);
			return { kind: 'targetScope', at, value: value.text };
		}
		case 'metadata': {
			const name = reader.name('BCP241', 'metadata identifier');
			reader.expect('=');
			return { kind: 'metadata', at, name, value: expression(reader) };
		}
		case 'param': {
			const where = reader.token.at;
			const name = reader.name('BCP013', 'parameter identifier');
			const declared = { kind: 'param' as const, at: where, name, decorators, type: type(reader) };
			return reader.accept('=') ? { ...declared, value: expression(reader) } : declared;
		}
		case 'var': {
			const where = reader.token.at;
			const name = reader.name('BCP015', 'variable identifier');
			reader.expect('=');
			reader.lines();
			return { kind: 'var', at: where, name, decorators, value: expression(reader, true) };
		}
		case 'output': {
			const where = reader.token.at;
			const name = reader.name('BCP016', 'output identifier');
			const of = type(reader);
			reader.expect('=');
			reader.lines();
			return {
				kind: 'output',
				at: where,
				name,
				decorators,
				type: of,
				value: expression(reader, true),
			};
		}
		case 'resource':
		case 'module':
			return resource(reader, token.text, decorators);
	}
	if (KNOWN_BUT_NOT_HERE.includes(token.text))
		throw unsupported(at, `The declaration "${token.text}" is`);
	throw new BicepFault(
		at,
		'BCP007',
		'This declaration type is not recognized. Specify a metadata, parameter, variable, resource, or output declaration.',
	);
}

/** Reads the statements of a Bicep file; throws a {@link BicepFault}. */
export function parseBicep(source: string): Statement[] {
	const clean = source.replace(/\r\n/g, '\n');
	const { tokens } = tokensOf(clean);
	const reader = new Reader(tokens, clean.length);
	const statements: Statement[] = [];
	reader.lines();
	while (reader.token.kind !== 'end') {
		statements.push(statement(reader));
		reader.endOfLine();
	}
	return statements;
}
