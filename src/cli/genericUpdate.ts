import { isObject, parseJson, type Json, type JsonObject } from '../azure';
import { many, type Args } from './args';
import { fail, type Failure, type Option } from './command';

/**
 * `--set`, `--add` and `--remove`: changes to any property of a resource, by its path.
 * @see https://learn.microsoft.com/cli/azure/use-azure-cli-successfully-tips#generic-update-arguments
 */

/** The options of every `update` command. */
export const UPDATE_OPTIONS: readonly Option[] = [
	{
		long: 'set',
		takes: 'some',
		section: 'Generic Update',
		summary: 'Sets a property: properties.a.b=value.',
	},
	{
		long: 'add',
		takes: 'some',
		section: 'Generic Update',
		summary: 'Adds to a list: properties.list key=value, or a text.',
	},
	{
		long: 'remove',
		takes: 'some',
		section: 'Generic Update',
		summary: 'Takes away: properties.list 0, or properties.key.',
	},
	{
		long: 'force-string',
		takes: 'none',
		section: 'Generic Update',
		summary: 'With --set and --add: keeps values as text.',
	},
];

type Keys = readonly string[];

const keysOf = (path: string): Keys =>
	path.split(/\.(?![^[]*\])/).flatMap((part) => {
		const index = /^([^[]*)\[(\d+)\]$/.exec(part);
		return index ? [index[1] ?? '', index[2] ?? ''].filter((each) => each !== '') : [part];
	});

/** A value as a line writes it: JSON where it is some, else a text. */
const valueOf = (text: string, asText: boolean): Json => {
	if (asText) return text;
	if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
	if (text === '' || text === 'null') return null;
	return parseJson(text) ?? text;
};

/** The name under which an object has a key: any case finds it. */
const keyIn = (object: JsonObject, key: string): string =>
	Object.keys(object).find((each) => each.toLowerCase() === key.toLowerCase()) ?? key;

/** The value with what a path names changed; `undefined` when the path leads through something that holds nothing. */
function changed(
	value: Json | undefined,
	[key, ...rest]: Keys,
	change: (old: Json | undefined) => Json | undefined,
): Json | undefined {
	if (key === undefined) return change(value);
	if (Array.isArray(value)) {
		const index = Number(key);
		if (!Number.isInteger(index) || index >= value.length) return undefined;
		const item = changed(value[index] as Json, rest, change);
		return item === undefined
			? value.filter((_, each) => each !== index)
			: value.map((old: Json, each) => (each === index ? item : old));
	}
	if (value !== undefined && value !== null && !isObject(value)) return undefined;
	const object = value ?? {};
	const name = keyIn(object, key);
	const { [name]: old, ...others } = object;
	const item = changed(old, rest, change);
	return item === undefined ? others : { ...object, [name]: item };
}

/** `a=1 b=2` as one object, or a text as itself. */
function addition(words: readonly string[], asText: boolean): Json {
	const [first = ''] = words;
	const whole = words.length === 1 ? parseJson(first) : undefined;
	if (isObject(whole)) return whole;
	if (words.every((word) => /^[^=\s]+=/.test(word)))
		return Object.fromEntries(
			words.map((word) => {
				const cut = word.indexOf('=');
				return [word.slice(0, cut), valueOf(word.slice(cut + 1), asText)];
			}),
		);
	return valueOf(first, asText);
}

/** Whether a line asks for changes by path. */
export const changesByPath = (args: Args): boolean =>
	['set', 'add', 'remove'].some((each) => args.given[each] !== undefined);

/** A resource with the changes that a line asks for, or what is wrong with them. */
export function withChanges(resource: JsonObject, args: Args): { value: JsonObject } | Failure {
	let value: Json = resource;
	const asText = args.given['force-string'] !== undefined;
	for (const word of many(args, 'set') ?? []) {
		const cut = word.indexOf('=');
		if (cut < 1) return fail('usage error: --set property1.property2=<value>', 1);
		value =
			changed(value, keysOf(word.slice(0, cut)), () => valueOf(word.slice(cut + 1), asText)) ??
			value;
	}
	const [path, ...words] = many(args, 'add') ?? [];
	if (path !== undefined)
		value =
			changed(value, keysOf(path), (old) => [
				...(Array.isArray(old) ? (old as readonly Json[]) : []),
				addition(words, asText),
			]) ?? value;
	const [gone, index] = many(args, 'remove') ?? [];
	if (gone !== undefined) {
		const next = changed(
			value,
			index === undefined ? keysOf(gone) : [...keysOf(gone), index],
			() => undefined,
		);
		if (next === undefined) return fail(`Couldn't find '${gone}' in the resource.`, 1);
		value = next;
	}
	return isObject(value) ? { value } : fail('The changes leave no resource.', 1);
}
