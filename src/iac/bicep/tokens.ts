import { BicepFault } from './fault';

/** The words of a Bicep file. A string with something in it is a list of texts and, between them, of tokens. */
export type Token = { readonly at: number; readonly end: number } & (
	| { readonly kind: 'name' | 'number' | 'sign'; readonly text: string }
	| StringToken
	| { readonly kind: 'line' | 'end'; readonly text: '' }
);

interface StringToken {
	readonly at: number;
	readonly end: number;
	readonly kind: 'string';
	readonly text: string;
	readonly texts: readonly string[];
	readonly holes: readonly (readonly Token[])[];
}

const SIGNS = [
	'...',
	'::',
	'=>',
	'==',
	'!=',
	'=~',
	'!~',
	'<=',
	'>=',
	'&&',
	'||',
	'??',
	'.?',
	'[?',
	...'{}[]()=.,:?@!<>+-*/%|^',
];
const ESCAPES: Readonly<Record<string, string>> = {
	n: '\n',
	r: '\r',
	t: '\t',
	'\\': '\\',
	"'": "'",
	$: '$',
};

/** A text that is read from its start to its end; what is wrong in it is noted, and reading goes on behind it. */
export class Lexer {
	readonly faults: BicepFault[] = [];
	readonly #text: string;
	constructor(text: string) {
		this.#text = text;
	}

	/** The words up to the end or, inside a string, up to the brace that closes the hole. */
	tokens(start = 0, inString = false): { readonly tokens: Token[]; readonly end: number } {
		const text = this.#text;
		const tokens: Token[] = [];
		let at = start;
		let depth = 0;
		const skipLine = () => {
			while (at < text.length && text.charAt(at) !== '\n') at++;
		};
		const word = (kind: 'name' | 'number', pattern: RegExp) => {
			pattern.lastIndex = at;
			const found = pattern.exec(text)?.[0] ?? text.charAt(at);
			tokens.push({ kind, text: found, at, end: at + found.length });
			at += found.length;
		};
		while (at < text.length) {
			const here = text.charAt(at);
			if (here === '\n') {
				if (inString) break;
				tokens.push({ kind: 'line', text: '', at, end: at + 1 });
				at++;
			} else if (/\s/.test(here)) at++;
			// Directives such as `#disable-next-line` speak to the linter.
			else if (here === '#' || text.startsWith('//', at)) skipLine();
			else if (text.startsWith('/*', at)) at = this.#comment(at);
			else if (here === "'" || /^\$+'''/.test(text.slice(at, at + 9))) {
				const isLong = here === '$' || text.startsWith("'''", at);
				const token = isLong ? this.#multiLine(at) : this.#string(at);
				tokens.push(token);
				at = token.end;
			} else if (/\d/.test(here)) word('number', /\d+/y);
			else if (/[A-Za-z_]/.test(here)) word('name', /\w+/y);
			else if (inString && here === '}' && depth === 0) break;
			else {
				const sign = SIGNS.find((each) => text.startsWith(each, at));
				if (sign === undefined)
					this.#fault(at, 'BCP001', `The following token is not recognized: "${here}".`);
				else {
					if (sign === '{') depth++;
					if (sign === '}') depth--;
					tokens.push({ kind: 'sign', text: sign, at, end: at + sign.length });
				}
				at += sign?.length ?? 1;
			}
		}
		return { tokens, end: at };
	}

	#fault(at: number, code: string, message: string): void {
		this.faults.push(new BicepFault(at, code, message));
	}

	#comment(at: number): number {
		const end = this.#text.indexOf('*/', at + 2);
		if (end >= 0) return end + 2;
		this.#fault(
			at,
			'BCP002',
			'The multi-line comment at this location is not terminated. Terminate it with the */ character sequence.',
		);
		return this.#text.length;
	}

	/** What stands in the text behind `${`; `undefined` when the hole is not closed. */
	#hole(at: number): { readonly tokens: readonly Token[]; readonly end: number } | undefined {
		const { tokens, end } = this.tokens(at, true);
		return this.#text.charAt(end) === '}' ? { tokens, end: end + 1 } : undefined;
	}

	/** What a `\` and what follows it mean, and how many letters that are. */
	#escaped(at: number): readonly [meaning: string, length: number] {
		const unicode = /^\\u\{([0-9a-fA-F]{1,6})\}/.exec(this.#text.slice(at, at + 12));
		const point = Number.parseInt(unicode?.[1] ?? '', 16);
		if (unicode && point <= 0x10ffff) return [String.fromCodePoint(point), unicode[0].length];
		const letter = ESCAPES[this.#text.charAt(at + 1)];
		if (letter !== undefined) return [letter, 2];
		this.#fault(
			at,
			'BCP006',
			'The specified escape sequence is not recognized. Only the following escape sequences are allowed: "\\$", "\\\'", "\\\\", "\\n", "\\r", "\\t", "\\u{...}".',
		);
		return ['', 1];
	}

	#string(at: number): StringToken {
		const text = this.#text;
		const texts: string[] = [];
		const holes: (readonly Token[])[] = [];
		let written = '';
		let next = at + 1;
		while (text.charAt(next) !== "'") {
			const hole = text.startsWith('${', next) ? this.#hole(next + 2) : undefined;
			if (
				next >= text.length ||
				text.charAt(next) === '\n' ||
				(!hole && text.startsWith('${', next))
			) {
				this.#fault(
					at,
					'BCP004',
					'The string at this location is not terminated due to an unexpected new line character.',
				);
				const line = text.indexOf('\n', next);
				next = (line < 0 ? text.length : line) - 1;
				break;
			}
			if (hole) {
				texts.push(written);
				holes.push(hole.tokens);
				written = '';
				next = hole.end;
			} else {
				const here = text.charAt(next);
				const [meaning, length] = here === '\\' ? this.#escaped(next) : ([here, 1] as const);
				written += meaning;
				next += length;
			}
		}
		texts.push(written);
		return { kind: 'string', text: texts.join(''), texts, holes, at, end: next + 1 };
	}

	/**
	 * Three quotes: nothing in it is escaped, and a first line that is empty does not count. Behind `$'''` or `$$'''` it has holes,
	 * which are written with as many signs.
	 */
	#multiLine(at: number): StringToken {
		const text = this.#text;
		const start = text.indexOf("'''", at) + 3;
		const opens = `${text.slice(at, start - 3)}{`;
		const texts: string[] = [];
		const holes: (readonly Token[])[] = [];
		let from = start;
		let next = start;
		while (next < text.length && !text.startsWith("'''", next)) {
			const isHole = opens !== '{' && text.startsWith(opens, next);
			const hole = isHole ? this.#hole(next + opens.length) : undefined;
			if (hole) {
				texts.push(text.slice(from, next));
				holes.push(hole.tokens);
				from = hole.end;
			}
			next = hole?.end ?? next + 1;
		}
		if (next >= text.length)
			this.#fault(
				at,
				'BCP140',
				"The multi-line string at this location is not terminated. Terminate it with \"'''\".",
			);
		while (text.charAt(next + 3) === "'") next++;
		const [first = '', ...rest] = [...texts, text.slice(from, next)];
		const said = [first.replace(/^\r?\n/, ''), ...rest];
		const end = Math.min(next + 3, text.length);
		return { kind: 'string', text: said.join(''), texts: said, holes, at, end };
	}
}
