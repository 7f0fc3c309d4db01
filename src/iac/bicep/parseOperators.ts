import { Reader } from './reader';
import type { Node } from './tree';

/** Operators between, before and around the operands of an expression, which the caller reads. */

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

/** Reads an operand. `isWhole`: nothing stands around it yet, so it may be what only a whole value may be. */
type Operand = (isWhole: boolean) => Node;

function unary(reader: Reader, operand: Operand, isWhole: boolean): Node {
	const { token } = reader;
	if (token.kind !== 'sign' || !['!', '-', '+'].includes(token.text)) return operand(isWhole);
	reader.take();
	const of = unary(reader, operand, false);
	return token.text === '+'
		? of
		: { kind: 'unary', sign: token.text as '!' | '-', of, at: token.at };
}

function binary(reader: Reader, level: number, operand: Operand, isWhole: boolean): Node {
	const signs = LEVELS[level];
	if (!signs) return unary(reader, operand, isWhole);
	let left = binary(reader, level + 1, operand, isWhole);
	for (;;) {
		const { token } = reader;
		if (token.kind !== 'sign' || !signs.includes(token.text)) return left;
		reader.take();
		reader.lines();
		const right = binary(reader, level + 1, operand, false);
		left = { kind: 'binary', sign: token.text, left, right, at: token.at };
	}
}

/** Reads an expression whose operands are read by `operand`, and what is chosen between by `whole`. */
export function operators(reader: Reader, operand: Operand, whole: (reader: Reader) => Node): Node {
	const test = binary(reader, 0, operand, true);
	if (!reader.continues('?')) return test;
	reader.lines();
	const { at } = reader.expect('?');
	reader.lines();
	const yes = whole(reader);
	reader.lines();
	reader.expect(':');
	reader.lines();
	return { kind: 'choice', test, yes, no: whole(reader), at };
}
