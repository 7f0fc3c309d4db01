import { Fault, type Outcome } from './fault';

/**
 * The expressions of the ARM template language as trees: `[concat('kv-', parameters('env').short)]`.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions
 */
export type Expression =
	| { readonly kind: 'text'; readonly value: string }
	| { readonly kind: 'number'; readonly value: number }
	| { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
	/** `of.name`, and `of.?name`, which is null where there is no such property. */
	| {
			readonly kind: 'property';
			readonly of: Expression;
			readonly name: string;
			readonly safe: boolean;
	  }
	| {
			readonly kind: 'index';
			readonly of: Expression;
			readonly index: Expression;
			readonly safe: boolean;
	  };

/** Whether a string of a template is an expression; `[[` begins a text that only looks like one. */
export const isExpression = (text: string): boolean =>
	text.startsWith('[') && text.endsWith(']') && !text.startsWith('[[');

/** What a string that is no expression means: `[[x]` stands for `[x]`. */
export const literalOf = (text: string): string => (text.startsWith('[[') ? text.slice(1) : text);

/** A text as a template must write it so that it is not taken for an expression. */
export const makeLiteral = (text: string): string => (text.startsWith('[') ? `[${text}` : text);

interface Token {
	readonly kind: string;
	readonly text: string;
}

const TOKENS: readonly (readonly [kind: string, pattern: RegExp])[] = [
	['Space', /\s+/y],
	['Literal', /'(?:[^']|'')*'/y],
	['Integer', /-?\d+/y],
	['Identifier', /[A-Za-z_][\w$]*/y],
	['LeftParenthesis', /\(/y],
	['RightParenthesis', /\)/y],
	['Comma', /,/y],
	['SafeDot', /\.\?/y],
	['Dot', /\./y],
	['SafeBracket', /\[\?/y],
	['LeftSquareBracket', /\[/y],
	['RightSquareBracket', /\]/y],
];

const END: Token = { kind: 'EndOfData', text: '' };

function tokensOf(text: string): Outcome<Token[]> {
	const tokens: Token[] = [];
	for (let at = 0; at < text.length;) {
		const found = TOKENS.flatMap(([kind, pattern]) => {
			pattern.lastIndex = at;
			const match = pattern.exec(text);
			return match ? [{ kind, text: match[0] }] : [];
		})[0];
		if (!found)
			return new Fault(
				`Unable to parse language expression '${text}': unexpected character '${text.charAt(at)}' at position '${at}'.`,
			);
		if (found.kind !== 'Space') tokens.push(found);
		at += found.text.length;
	}
	return tokens;
}

/** Reads the text between the brackets; a `Fault` says which token was expected. */
export function parseExpression(text: string): Outcome<Expression> {
	const found = tokensOf(text);
	if (found instanceof Fault) return found;
	const tokens = found;
	let at = 0;
	const peek = (): Token => tokens[at] ?? END;
	const expected = (kind: string) =>
		new Fault(
			`Unable to parse language expression '${text}': expected token '${kind}' and actual '${peek().kind}'.`,
		);
	const take = (kind: string): Outcome<Token> =>
		peek().kind === kind ? (tokens[at++] ?? END) : expected(kind);

	function primary(): Outcome<Expression> {
		const token = peek();
		if (token.kind === 'Literal') {
			at++;
			return { kind: 'text', value: token.text.slice(1, -1).replaceAll("''", "'") };
		}
		if (token.kind === 'Integer') {
			at++;
			return { kind: 'number', value: Number(token.text) };
		}
		const name = take('Identifier');
		if (name instanceof Fault) return name;
		return call(name.text);
	}

	/** A function's name may have a namespace before it: `contoso.uniqueName(…)`. */
	function call(first: string): Outcome<Expression> {
		let name = first;
		if (peek().kind === 'Dot' && tokens[at + 1]?.kind === 'Identifier') {
			name = `${first}.${tokens[at + 1]?.text}`;
			at += 2;
		}
		const open = take('LeftParenthesis');
		if (open instanceof Fault) return open;
		const args: Expression[] = [];
		while (peek().kind !== 'RightParenthesis') {
			if (args.length > 0) {
				const comma = take('Comma');
				if (comma instanceof Fault) return comma;
			}
			const arg = expression();
			if (arg instanceof Fault) return arg;
			args.push(arg);
		}
		at++;
		return { kind: 'call', name, args };
	}

	function expression(): Outcome<Expression> {
		let result = primary();
		while (!(result instanceof Fault)) {
			const of: Expression = result;
			const { kind } = peek();
			if (kind === 'Dot' || kind === 'SafeDot') {
				at++;
				const name = take('Identifier');
				result =
					name instanceof Fault
						? name
						: { kind: 'property', of, name: name.text, safe: kind === 'SafeDot' };
			} else if (kind === 'LeftSquareBracket' || kind === 'SafeBracket') {
				at++;
				const index = expression();
				if (index instanceof Fault) return index;
				const close = take('RightSquareBracket');
				result =
					close instanceof Fault
						? close
						: { kind: 'index', of, index, safe: kind === 'SafeBracket' };
			} else return of;
		}
		return result;
	}

	const result = expression();
	if (result instanceof Fault) return result;
	return peek() === END ? result : expected('EndOfData');
}

/** Writes an expression as the template language does; reading it again gives the same tree. */
export function printExpression(expression: Expression): string {
	switch (expression.kind) {
		case 'text':
			return `'${expression.value.replaceAll("'", "''")}'`;
		case 'number':
			return String(expression.value);
		case 'call':
			return `${expression.name}(${expression.args.map(printExpression).join(', ')})`;
		case 'property':
			return `${printExpression(expression.of)}${expression.safe ? '.?' : '.'}${expression.name}`;
		case 'index':
			return `${printExpression(expression.of)}${expression.safe ? '[?' : '['}${printExpression(expression.index)}]`;
	}
}

/** An expression and all that stands inside it. */
export function* partsOf(expression: Expression): Generator<Expression> {
	yield expression;
	if (expression.kind === 'call') for (const arg of expression.args) yield* partsOf(arg);
	if (expression.kind === 'property' || expression.kind === 'index') yield* partsOf(expression.of);
	if (expression.kind === 'index') yield* partsOf(expression.index);
}
