import { BicepFault } from './fault';

/** The words of a Bicep file. A string with something in it is a list of texts and, between them, of tokens. */
export type Token = { readonly at: number; readonly end: number } & (
	| { readonly kind: 'name' | 'number' | 'sign'; readonly text: string }
	| {
			readonly kind: 'string';
			readonly text: string;
			readonly texts: readonly string[];
			readonly holes: readonly (readonly Token[])[];
	  }
	| { readonly kind: 'line' | 'end'; readonly text: '' }
);

const SIGNS = [
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
	...'{}[]()=.,:?@!<>+-*/%|',
];
const ESCAPES: Readonly<Record<string, string>> = {
	n: '\n',
	r: '\r',
	t: '\t',
	'\\': '\\',
	"'": "'",
	$: '$',
};

/** The words of a text, up to its end or, inside a string, up to the brace that closes the hole. */
export function tokensOf(
	text: string,
	start = 0,
	inString = false,
): { readonly tokens: Token[]; readonly end: number } {
	const tokens: Token[] = [];
	let at = start;
	let depth = 0;
	while (at < text.length) {
		const here = text.charAt(at);
		if (here === '\n') {
			if (inString)
				throw new BicepFault(
					at,
					'BCP004',
					'The string at this location is not terminated due to an unexpected new line character.',
				);
			tokens.push({ kind: 'line', text: '', at, end: at + 1 });
			at++;
		} else if (/\s/.test(here)) at++;
		else if (text.startsWith('//', at)) while (at < text.length && text.charAt(at) !== '\n') at++;
		else if (text.startsWith('/*', at)) {
			const end = text.indexOf('*/', at + 2);
			if (end < 0)
				throw new BicepFault(
					at,
					'BCP002',
					'The multi-line comment at this location is not terminated. Terminate it with the */ character sequence.',
				);
			at = end + 2;
		} else if (here === '#') {
			// Directives such as `#disable-next-line` speak to the linter.
			while (at < text.length && text.charAt(at) !== '\n') at++;
		} else if (here === "'") {
			const token = text.startsWith("'''", at) ? multiLine(text, at) : string(text, at);
			tokens.push(token);
			at = token.end;
		} else if (/\d/.test(here)) {
			const found = /^\d+/.exec(text.slice(at, at + 32))?.[0] ?? here;
			tokens.push({ kind: 'number', text: found, at, end: at + found.length });
			at += found.length;
		} else if (/[A-Za-z_]/.test(here)) {
			const found = /^\w+/.exec(text.slice(at, at + 300))?.[0] ?? here;
			tokens.push({ kind: 'name', text: found, at, end: at + found.length });
			at += found.length;
		} else {
			if (inString && here === '}' && depth === 0) return { tokens, end: at };
			const sign = SIGNS.find((each) => text.startsWith(each, at));
			if (sign === undefined)
				throw new BicepFault(at, 'BCP001', `The following token is not recognized: "${here}".`);
			if (sign === '{') depth++;
			if (sign === '}') depth--;
			tokens.push({ kind: 'sign', text: sign, at, end: at + sign.length });
			at += sign.length;
		}
	}
	return { tokens, end: at };
}

const unterminated = (at: number): BicepFault =>
	new BicepFault(
		at,
		'BCP004',
		'The string at this location is not terminated due to an unexpected new line character.',
	);

function string(text: string, at: number): Token {
	const texts: string[] = [];
	const holes: Token[][] = [];
	let written = '';
	let next = at + 1;
	for (;;) {
		const here = text.charAt(next);
		if (here === '' || here === '\n') throw unterminated(at);
		if (here === "'") break;
		if (here === '\\') {
			const unicode = /^u\{([0-9a-fA-F]{1,6})\}/.exec(text.slice(next + 1, next + 12));
			const escaped = ESCAPES[text.charAt(next + 1)];
			if (unicode?.[1] !== undefined) {
				written += String.fromCodePoint(Number.parseInt(unicode[1], 16));
				next += unicode[0].length + 1;
			} else if (escaped !== undefined) {
				written += escaped;
				next += 2;
			} else
				throw new BicepFault(
					next,
					'BCP006',
					'The specified escape sequence is not recognized. Only the following escape sequences are allowed: "\\$", "\\\'", "\\\\", "\\n", "\\r", "\\t", "\\u{...}".',
				);
		} else if (text.startsWith('${', next)) {
			const { tokens, end } = tokensOf(text, next + 2, true);
			if (text.charAt(end) !== '}') throw unterminated(at);
			texts.push(written);
			holes.push(tokens);
			written = '';
			next = end + 1;
		} else {
			written += here;
			next++;
		}
	}
	texts.push(written);
	return { kind: 'string', text: texts.join(''), texts, holes, at, end: next + 1 };
}

/** Three quotes: nothing in it is escaped, and a first line that is empty does not count. */
function multiLine(text: string, at: number): Token {
	let end = text.indexOf("'''", at + 3);
	if (end < 0)
		throw new BicepFault(
			at,
			'BCP140',
			"The multi-line string at this location is not terminated. Terminate it with \"'''\".",
		);
	while (text.charAt(end + 3) === "'") end++;
	const value = text.slice(at + 3, end).replace(/^\r?\n/, '');
	return { kind: 'string', text: value, texts: [value], holes: [], at, end: end + 3 };
}
