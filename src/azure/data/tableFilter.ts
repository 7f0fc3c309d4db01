import type { Json, JsonObject } from '../json';

/**
 * `$filter` of the table service: comparisons of properties with values, `and`, `or`, `not` and parentheses.
 * @see https://learn.microsoft.com/rest/api/storageservices/querying-tables-and-entities
 */

type Test = (entity: JsonObject) => boolean;
type Value = string | number | boolean;

const TOKEN =
	/\s*(?:(\(|\))|((?:datetime|guid|X|binary)?'(?:[^']|'')*')|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?L?)|([A-Za-z_][\w.]*))/y;

/** The words of a filter; `undefined` when something in it is none. */
function wordsOf(text: string): string[] | undefined {
	const words: string[] = [];
	TOKEN.lastIndex = 0;
	while (text.slice(TOKEN.lastIndex).trim() !== '') {
		const match = TOKEN.exec(text);
		if (!match) return undefined;
		words.push(match[0].trim());
	}
	return words;
}

function valueOf(word = ''): Value | undefined {
	const quoted = /^(\w*)'([^]*)'$/.exec(word);
	if (quoted) {
		const [, kind, text = ''] = quoted;
		const plain = text.replaceAll("''", "'");
		return kind === 'datetime' ? Date.parse(plain) : plain;
	}
	if (word === 'true' || word === 'false') return word === 'true';
	const number = Number(word.replace(/L$/, ''));
	return word !== '' && Number.isFinite(number) ? number : undefined;
}

/** A property as it compares with a value: dates as moments, long integers as numbers. */
function comparable(found: Json | undefined, wanted: Value): Value | undefined {
	if (typeof found === 'string' && typeof wanted === 'number') {
		const moment = /^-?\d+$/.test(found) ? Number(found) : Date.parse(found);
		return Number.isNaN(moment) ? undefined : moment;
	}
	return typeof found === typeof wanted ? (found as Value) : undefined;
}

const COMPARE: Readonly<Record<string, (a: Value, b: Value) => boolean>> = {
	eq: (a, b) => a === b,
	ne: (a, b) => a !== b,
	gt: (a, b) => a > b,
	ge: (a, b) => a >= b,
	lt: (a, b) => a < b,
	le: (a, b) => a <= b,
};

/** The test that a filter is; one that lets everything through without a filter; `undefined` when it cannot be read. */
export function readTableFilter(filter: string | undefined): Test | undefined {
	if (filter === undefined || filter.trim() === '') return () => true;
	const words = wordsOf(filter);
	if (!words) return undefined;
	let at = 0;
	const one = (): Test | undefined => {
		const word = words[at++];
		if (word === 'not') {
			const inner = one();
			return inner && ((entity) => !inner(entity));
		}
		if (word === '(') {
			const inner = either();
			return words[at++] === ')' ? inner : undefined;
		}
		const compare = COMPARE[words[at++] ?? ''];
		const wanted = valueOf(words[at++]);
		if (word === undefined || !compare || wanted === undefined) return undefined;
		return (entity) => {
			const found = comparable(entity[word], wanted);
			return found !== undefined && compare(found, wanted);
		};
	};
	const joined =
		(word: string, next: () => Test | undefined, join: (a: Test, b: Test) => Test) =>
		(): Test | undefined => {
			let test = next();
			while (test && words[at] === word) {
				at++;
				const other = next();
				test = other && join(test, other);
			}
			return test;
		};
	const both = joined('and', one, (a, b) => (entity) => a(entity) && b(entity));
	const either = joined('or', both, (a, b) => (entity) => a(entity) || b(entity));
	const test = either();
	return at === words.length ? test : undefined;
}
