import { remembered } from '../remembered';

/**
 * Conditions on role assignments (attribute-based access control, version 2.0), read into a tree.
 * @see https://learn.microsoft.com/azure/role-based-access-control/conditions-format
 */

/** Where an attribute is looked for. */
export type AttributeSource = 'resource' | 'request' | 'principal' | 'environment';

/** An attribute that a condition names: `@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:Name]`. */
export interface ConditionAttribute {
	readonly source: AttributeSource;
	/** In lower case, with its namespace. */
	readonly name: string;
}

/** How many of the attribute's values must match how many of the given. */
export type Quantifier = 'anyOfAny' | 'allOfAny' | 'anyOfAll' | 'allOfAll';

/** A condition as a tree. */
export type Condition =
	| { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
	| { readonly kind: 'not'; readonly inner: Condition }
	| { readonly kind: 'actionMatches'; readonly pattern: string }
	| { readonly kind: 'subOperationMatches'; readonly name: string }
	| { readonly kind: 'exists'; readonly attribute: ConditionAttribute }
	| {
			readonly kind: 'compare';
			readonly attribute: ConditionAttribute;
			readonly quantifier: Quantifier;
			/** In lower case, without `Not`: `stringlikeignorecase`. */
			readonly operator: string;
			readonly negated: boolean;
			readonly values: readonly string[];
	  };

/** How long a condition may be. @see https://learn.microsoft.com/azure/role-based-access-control/troubleshoot-limits */
export const CONDITION_LIMIT = 8 * 1024;

const TOKEN =
	/\s*(?:(@(?:Resource|Request|Principal|Environment)\[[^\]]+\])|'((?:[^'\\]|\\.|'')*)'|([A-Za-z0-9_.:-]+)|(\|\||&&|[(){},!]))/iy;

/** A piece of the text: an attribute, a quoted text, a word or a sign. */
interface Token {
	readonly kind: 'attribute' | 'text' | 'word' | 'sign';
	readonly value: string;
}

function tokenize(text: string): Token[] | undefined {
	const tokens: Token[] = [];
	TOKEN.lastIndex = 0;
	while (text.slice(TOKEN.lastIndex).trim() !== '') {
		const match = TOKEN.exec(text);
		if (!match) return undefined;
		const [, attribute, quoted, word, sign] = match;
		if (attribute !== undefined) tokens.push({ kind: 'attribute', value: attribute });
		else if (quoted !== undefined)
			tokens.push({ kind: 'text', value: quoted.replaceAll("''", "'").replace(/\\(.)/g, '$1') });
		else if (word !== undefined) tokens.push({ kind: 'word', value: word });
		else if (sign !== undefined) tokens.push({ kind: 'sign', value: sign });
	}
	return tokens;
}

const FAMILIES = [
	...['equals', 'like', 'startswith', 'contains'].flatMap((how) => [
		`string${how}`,
		`string${how}ignorecase`,
	]),
	'guidequals',
	'boolequals',
	...['equals', 'lessthan', 'lessthanequals', 'greaterthan', 'greaterthanequals'].flatMap((how) => [
		`numeric${how}`,
		`datetime${how}`,
	]),
];
const QUANTIFIERS: Readonly<Record<string, Quantifier>> = {
	foranyofanyvalues: 'anyOfAny',
	forallofanyvalues: 'allOfAny',
	foranyofallvalues: 'anyOfAll',
	forallofallvalues: 'allOfAll',
};

/** Thrown inside the parser alone, and caught there. */
class Malformed extends Error {}

function parse(tokens: readonly Token[]): Condition {
	let at = 0;
	const peek = (): Token | undefined => tokens[at];
	const is = (...values: readonly string[]): boolean => {
		const token = peek();
		return (
			token !== undefined &&
			(token.kind === 'word' || token.kind === 'sign') &&
			values.includes(token.value.toLowerCase())
		);
	};
	const take = (): Token => {
		const token = tokens[at++];
		if (!token) throw new Malformed();
		return token;
	};
	const expect = (sign: string): void => {
		if (!is(sign)) throw new Malformed();
		at++;
	};

	function attribute(): ConditionAttribute {
		const { kind, value } = take();
		const [, source = '', name = ''] = /^@(\w+)\[(.+)\]$/.exec(value) ?? [];
		if (kind !== 'attribute' || name.trim() === '') throw new Malformed();
		return { source: source.toLowerCase() as AttributeSource, name: name.trim().toLowerCase() };
	}

	function values(): string[] {
		if (!is('{')) {
			const { kind, value } = take();
			if (kind !== 'text' && kind !== 'word') throw new Malformed();
			return [value];
		}
		const list: string[] = [];
		do {
			at++;
			const { kind, value } = take();
			if (kind !== 'text' && kind !== 'word') throw new Malformed();
			list.push(value);
		} while (is(','));
		expect('}');
		return list;
	}

	function comparison(): Condition {
		const left = attribute();
		const { kind, value } = take();
		if (kind !== 'word') throw new Malformed();
		const [first = '', second] = value.toLowerCase().split(':');
		const quantifier = second === undefined ? 'anyOfAny' : QUANTIFIERS[first];
		const spelled = second ?? first;
		const operator = spelled.replace(/^(string|guid|bool|numeric|datetime)not/, '$1');
		if (!quantifier || !FAMILIES.includes(operator)) throw new Malformed();
		return {
			kind: 'compare',
			attribute: left,
			quantifier,
			operator,
			negated: operator !== spelled,
			values: values(),
		};
	}

	function primary(): Condition {
		if (is('(')) {
			at++;
			const inner = either();
			expect(')');
			return inner;
		}
		if (is('actionmatches', 'suboperationmatches')) {
			const action = take().value.toLowerCase() === 'actionmatches';
			expect('{');
			const { kind, value } = take();
			if (kind !== 'text') throw new Malformed();
			expect('}');
			return action
				? { kind: 'actionMatches', pattern: value }
				: { kind: 'subOperationMatches', name: value };
		}
		if (is('exists')) {
			at++;
			return { kind: 'exists', attribute: attribute() };
		}
		if (is('notexists')) {
			at++;
			return { kind: 'not', inner: { kind: 'exists', attribute: attribute() } };
		}
		return comparison();
	}

	function negation(): Condition {
		if (!is('!', 'not')) return primary();
		at++;
		return { kind: 'not', inner: negation() };
	}

	function both(): Condition {
		let left = negation();
		while (is('&&', 'and')) {
			at++;
			left = { kind: 'and', left, right: negation() };
		}
		return left;
	}

	function either(): Condition {
		let left = both();
		while (is('||', 'or')) {
			at++;
			left = { kind: 'or', left, right: both() };
		}
		return left;
	}

	const whole = either();
	if (at !== tokens.length) throw new Malformed();
	return whole;
}

/** Reads a condition; `undefined` when Azure would call it invalid. */
export const parseCondition = remembered((text: string): Condition | undefined => {
	const tokens = text.length <= CONDITION_LIMIT ? tokenize(text) : undefined;
	try {
		return tokens && parse(tokens);
	} catch (error) {
		if (!(error instanceof Malformed)) throw error;
		return undefined;
	}
});
