import { attempt, BicepFault, unsupported } from './fault';
import { declaration, decorators, expression } from './parseExpression';
import { parseType } from './parseType';
import { Reader } from './reader';
import { Lexer } from './tokens';
import type { Decorator, FuncNode, ImportNode, Statement, TypePart } from './tree';

const EXPERIMENTAL: Readonly<Record<string, string>> = {
	assert: 'Assertions',
	test: 'TestFramework',
};
const WORDS =
	'targetScope metadata param var output resource module type func import using extension provider assert test extends'.split(
		' ',
	);
const isWord = (text: string): boolean => WORDS.includes(text);

const unrecognized = (at: number): BicepFault =>
	new BicepFault(
		at,
		'BCP007',
		'This declaration type is not recognized. Specify a metadata, parameter, variable, resource, or output declaration.',
	);

/** A text that must stand as it is: a path, or a scope. */
function plainText(reader: Reader, fault: (at: number) => BicepFault): string {
	const { token } = reader;
	if (token.kind !== 'string' || token.holes.length > 0) throw fault(token.at);
	reader.take();
	return token.text;
}

const expectedValue = (at: number): BicepFault =>
	new BicepFault(
		at,
		'BCP009',
		'Expected a literal value, an array, an object, a parenthesized expression, or a function call at this location.',
	);

/** `func name(param type) type => value`, behind its first word. */
function func(reader: Reader, above: readonly Decorator[]): FuncNode {
	const { at } = reader.token;
	const name = reader.name('BCP282', 'function identifier');
	const params: TypePart[] = [];
	reader.expect('(');
	reader.lines();
	while (!reader.is(')')) {
		const where = reader.token.at;
		const param = reader.name('BCP136', 'variable identifier');
		params.push({ at: where, name: param, type: parseType(reader), decorators: [] });
		reader.separator(')');
	}
	reader.expect(')');
	const type = parseType(reader);
	reader.expect('=>');
	reader.lines();
	return { kind: 'func', at, name, decorators: above, params, type, value: expression(reader) };
}

/** `import { a, b as c } from 'file.bicep'` or `import * as names from 'file.bicep'`, behind its first word. */
function imported(reader: Reader, at: number): ImportNode {
	const names: { at: number; name: string; as: string }[] = [];
	if (reader.accept('*')) {
		reader.word('as');
		names.push({ at: reader.token.at, name: '*', as: reader.name('BCP202', 'namespace') });
	} else {
		reader.expect('{');
		reader.lines();
		while (!reader.is('}')) {
			const { token } = reader;
			const name = token.kind === 'string' ? reader.take().text : reader.name('BCP021', 'name');
			const isRenamed = reader.isWord('as');
			if (isRenamed) reader.take();
			names.push({ at: token.at, name, as: isRenamed ? reader.name('BCP021', 'name') : name });
			reader.separator('}');
		}
		reader.expect('}');
	}
	reader.word('from');
	const pathAt = reader.token.at;
	const path = plainText(
		reader,
		(where) => new BicepFault(where, 'BCP383', 'Expected a path to a file at this location.'),
	);
	return { kind: 'import', at, names, path, pathAt };
}

/** The value behind a name and `=`. */
function value(reader: Reader, mayLoop: boolean) {
	reader.expect('=');
	return expression(reader, mayLoop);
}

function statement(reader: Reader, isParams: boolean): Statement {
	const above = decorators(reader);
	const { token } = reader;
	const { at } = token;
	if (token.kind !== 'name') throw unrecognized(at);
	reader.take();
	const named = (code: string, what: string) => ({
		at: reader.token.at,
		name: reader.name(code, what),
		decorators: above,
	});
	switch (token.text) {
		case 'targetScope':
			reader.expect('=');
			return { kind: 'targetScope', at, value: plainText(reader, expectedValue) };
		case 'metadata': {
			const { name } = named('BCP241', 'metadata identifier');
			return { kind: 'metadata', at, name, value: value(reader, false) };
		}
		case 'param': {
			const head = named('BCP013', 'parameter identifier');
			if (isParams) return { kind: 'param', ...head, value: value(reader, true) };
			const declared = { kind: 'param' as const, ...head, type: parseType(reader) };
			return reader.is('=') ? { ...declared, value: value(reader, false) } : declared;
		}
		case 'var': {
			const head = named('BCP015', 'variable identifier');
			const type = reader.is('=') ? {} : { type: parseType(reader) };
			return { kind: 'var', ...head, ...type, value: value(reader, true) };
		}
		case 'output': {
			const head = named('BCP016', 'output identifier');
			const type = parseType(reader);
			return { kind: 'output', ...head, type, value: value(reader, true) };
		}
		case 'type': {
			const head = named('BCP290', 'parameter or type identifier');
			reader.expect('=');
			return { kind: 'type', ...head, value: parseType(reader) };
		}
		case 'func':
			return func(reader, above);
		case 'import':
			return imported(reader, at);
		case 'using':
			if (reader.isWord('none')) return { kind: 'using', at, path: reader.take().text };
			return { kind: 'using', at, path: plainText(reader, expectedValue) };
		case 'resource':
		case 'module':
			return declaration(reader, token.text, above);
	}
	const feature = EXPERIMENTAL[token.text];
	if (feature !== undefined)
		throw new BicepFault(
			at,
			'BCP349',
			`Using "${token.text}" requires enabling EXPERIMENTAL feature "${feature}".`,
		);
	throw isWord(token.text)
		? unsupported(at, `The declaration "${token.text}" is`)
		: unrecognized(at);
}

/** What could not be read declares what its first words say. */
function brokenNames(reader: Reader, source: string, from: number): string[] {
	const words = reader.since(from).filter(({ kind }) => kind === 'name');
	const start = words.findIndex(
		({ text, at }) => isWord(text) && (at === 0 || source.charAt(at - 1) === '\n'),
	);
	const [first, ...names] = start < 0 ? [] : words.slice(start).map(({ text }) => text);
	return first === 'import' || first === 'extension' ? names : names.slice(0, 1);
}

/**
 * Reads the statements of a Bicep file, or of a parameters file. What is wrong is put among the `faults`; reading goes on with the
 * next statement, and the names that a faulty one declares are kept, so that nobody who uses them is blamed.
 */
export function parseBicep(source: string, faults: BicepFault[], isParams = false): Statement[] {
	const lexer = new Lexer(source);
	const { tokens } = lexer.tokens();
	faults.push(...lexer.faults);
	const reader = new Reader(tokens, source.length);
	const statements: Statement[] = [];
	reader.lines();
	while (reader.token.kind !== 'end') {
		const from = reader.token.at;
		const read = attempt(faults, undefined, () => {
			const one = statement(reader, isParams);
			reader.endOfLine();
			return one;
		});
		if (!read) {
			const at = faults.at(-1)?.at ?? from;
			reader.skipTo(isWord, source, from);
			// A fault of the words in it is the cause, and what came of it is not told as well.
			const isFollower = lexer.faults.some((one) => one.at >= from && one.at < reader.token.at);
			if (isFollower) faults.pop();
			statements.push({ kind: 'broken', at, names: brokenNames(reader, source, from) });
		} else statements.push(read);
	}
	return statements;
}
