import type { Json, JsonObject } from '../json';

/**
 * The part of OData's `$filter` that Graph clients use to find people and service principals.
 * @see https://learn.microsoft.com/graph/filter-query-parameter
 */

/** Whether an object passes. */
export type Filter = (object: JsonObject) => boolean;

const same = (value: Json | undefined, wanted: string): boolean =>
	typeof value === 'string' && value.toLowerCase() === wanted.toLowerCase();
const literal = (quoted: string): string => quoted.replaceAll("''", "'");
const TEXT = "'((?:[^']|'')*)'";

/** A kind of condition: how it is written, and what it asks. */
type Term = readonly [RegExp, (match: readonly string[]) => Filter];

const TERMS: readonly Term[] = [
	[
		new RegExp(`^(\\w+) eq ${TEXT}$`, 'i'),
		([, field = '', value = '']) =>
			(object) =>
				same(object[field], literal(value)),
	],
	[
		/^(\w+) eq (true|false|null)$/i,
		([, field = '', value = '']) =>
			(object) =>
				String(object[field]) === value.toLowerCase(),
	],
	[
		new RegExp(`^startswith\\((\\w+),\\s*${TEXT}\\)$`, 'i'),
		([, field = '', value = '']) =>
			(object) => {
				const text = object[field];
				return (
					typeof text === 'string' && text.toLowerCase().startsWith(literal(value).toLowerCase())
				);
			},
	],
	[
		new RegExp(`^(\\w+)/any\\((\\w+):\\s*\\2 eq ${TEXT}\\)$`, 'i'),
		([, field = '', , value = '']) =>
			(object) => {
				const list = object[field];
				return (
					Array.isArray(list) &&
					(list as readonly Json[]).some((each) => same(each, literal(value)))
				);
			},
	],
	[
		/^(\w+) in \(((?:\s*'(?:[^']|'')*'\s*,?)+)\)$/i,
		([, field = '', list = '']) =>
			(object) =>
				[...list.matchAll(new RegExp(TEXT, 'g'))].some((match) =>
					same(object[field], literal(match[1] ?? '')),
				),
	],
];

/** What Resource Manager's lists understand besides. @see https://learn.microsoft.com/rest/api/resources/resources/list */
export const LIST_TERMS: readonly Term[] = [
	[
		new RegExp(`^(\\w+) ne ${TEXT}$`, 'i'),
		([, field = '', value = '']) =>
			(object) =>
				!same(object[field], literal(value)),
	],
	[
		new RegExp(`^substringof\\(${TEXT},\\s*(\\w+)\\)$`, 'i'),
		([, value = '', field = '']) =>
			(object) => {
				const text = object[field];
				return (
					typeof text === 'string' && text.toLowerCase().includes(literal(value).toLowerCase())
				);
			},
	],
];

/** Cuts at a word between blanks, but not inside quotes or parentheses. */
function cut(text: string, word: string): string[] {
	const parts: string[] = [];
	let depth = 0;
	let quoted = false;
	let start = 0;
	for (let index = 0; index < text.length; index++) {
		const letter = text[index];
		if (letter === "'") quoted = !quoted;
		else if (!quoted && letter === '(') depth++;
		else if (!quoted && letter === ')') depth--;
		if (quoted || depth > 0 || letter !== ' ') continue;
		if (text.slice(index, index + word.length + 2).toLowerCase() !== ` ${word} `) continue;
		parts.push(text.slice(start, index));
		start = index + word.length + 2;
		index = start - 1;
	}
	return [...parts, text.slice(start)].map((part) => part.trim());
}

/** Reads a `$filter`; `undefined` when it is not understood. `and` binds stronger than `or`. `more` are conditions besides Graph's. */
export function readFilter(text: string, more: readonly Term[] = []): Filter | undefined {
	const whole = text.trim();
	const alternatives = cut(whole, 'or');
	if (alternatives.length > 1)
		return combine(alternatives, more, (tests) => (o) => tests.some((t) => t(o)));
	const conditions = cut(whole, 'and');
	if (conditions.length > 1)
		return combine(conditions, more, (tests) => (o) => tests.every((t) => t(o)));
	for (const [pattern, make] of [...TERMS, ...more]) {
		const match = pattern.exec(whole);
		if (match) return make(match.map((group) => group ?? ''));
	}
	const inner = /^\((.*)\)$/.exec(whole)?.[1];
	return inner === undefined ? undefined : readFilter(inner, more);
}

function combine(
	parts: readonly string[],
	more: readonly Term[],
	join: (tests: readonly Filter[]) => Filter,
): Filter | undefined {
	const tests = parts.map((part) => readFilter(part, more));
	return tests.every((test) => test !== undefined) ? join(tests as Filter[]) : undefined;
}
