// German says everything that English says. That no key is missing or too many the types hold; this holds the texts.
import { describe, expect, test } from 'vitest';
import { goalWords } from '../../src/course';
import { tables as german } from '../../src/ui/words/de';
import { en } from '../../src/ui/words/en';
import { codeWords } from '../../src/ui/words/en/code';
import { configuratorWords } from '../../src/ui/words/en/configurator';
import { courseWords } from '../../src/ui/words/en/course';
import { editorWords } from '../../src/ui/words/en/editor';
import { lessonWords } from '../../src/ui/words/en/lesson';
import { offlineWords } from '../../src/ui/words/en/offline';
import { pictureWords } from '../../src/ui/words/en/picture';
import { presentWords } from '../../src/ui/words/en/present';
import { shareWords } from '../../src/ui/words/en/share';
import { templateFunctionWords } from '../../src/ui/words/en/templateFunctions';
import { schemaWords } from '../../src/ui/words/en/templateSchema';
import { terminalWords } from '../../src/ui/words/en/terminal';
import { widgetWords } from '../../src/ui/words/en/widget';

const english = {
	page: en,
	code: codeWords,
	configurator: configuratorWords,
	course: courseWords,
	editor: editorWords,
	goals: goalWords,
	lesson: lessonWords,
	offline: offlineWords,
	picture: pictureWords,
	present: presentWords,
	share: shareWords,
	templateFunction: templateFunctionWords,
	schema: schemaWords,
	terminal: terminalWords,
	widget: widgetWords,
};

type Said = readonly [where: string, english: unknown, german: unknown];

/** Every text and every function of both tables, beside each other. */
function beside(ours: unknown, theirs: unknown, where = ''): Said[] {
	if (typeof ours !== 'object' || ours === null) return [[where, ours, theirs]];
	const keys = new Set([...Object.keys(ours), ...Object.keys(Object(theirs) as object)]);
	return [...keys].flatMap((key) =>
		beside(Reflect.get(ours, key), Reflect.get(Object(theirs) as object, key), `${where}.${key}`),
	);
}
const all = beside(english, german);
const texts = all.filter(([, ours]) => typeof ours === 'string');
const made = all.filter(([, ours]) => typeof ours === 'function');

/** Values to make a sentence from, whatever it asks for. */
const GIVEN: readonly (readonly unknown[])[] = [
	[7, 9, 11, 13, 15],
	['vm-web', 'kv-shop', 'rg-shop', 'id-web', 'active'],
	[['vm-web', 'vm-jobs'], ['kv-shop'], 3],
	['vm-web', ['kv-shop', 'id-web'], 3],
	[['vm-web', 'vm-jobs'], 'kv-shop', 3],
	[7, ['vm-web', 'kv-shop'], 3],
	['vm-web', 7, 9],
	[7, 'virtualMachine'],
	['vm-web', 'kv-shop', true],
];
/** What a function says when it is given what it takes; `undefined` where none of this is. */
function say(speak: unknown, given: readonly unknown[]): string | undefined {
	if (typeof speak !== 'function') return undefined;
	try {
		const said: unknown = Reflect.apply(speak, undefined, given);
		if (said === undefined) return undefined;
		const text = JSON.stringify(said);
		return /undefined|\[object|null|NaN|=>/.test(text) ? undefined : text;
	} catch {
		return undefined;
	}
}

test('there is something to compare', () => {
	expect(texts.length).toBeGreaterThan(700);
	expect(made.length).toBeGreaterThan(200);
});

test('the same keys', () => {
	expect(all.filter(([, ours, theirs]) => typeof ours !== typeof theirs)).toEqual([]);
});

test('no text is empty that is not empty in English', () => {
	expect(texts.filter(([, ours, theirs]) => (ours === '') !== (theirs === ''))).toEqual([]);
});

test('what reads the same in both is a name, not a sentence', () => {
	const english = /\b(the|and|of|is|are|not|no|to|with|from|here|this|your?|it)\b/i;
	const same = texts.filter(([, ours, theirs]) => ours === theirs).map(([, ours]) => String(ours));
	// In brackets stand the names of a function's parameters.
	expect(same.filter((text) => english.test(text) && !text.startsWith('('))).toEqual([]);
});

test('names end in the sentence in German as well', () => {
	const lost = made.flatMap(([where, ours, theirs]) =>
		GIVEN.flatMap((given) => {
			const said = say(ours, given);
			if (said === undefined) return [];
			const gesagt = say(theirs, given) ?? '';
			const missing = given
				.flat()
				.filter((name) => typeof name === 'string' && name.includes('-'))
				.filter((name) => said.includes(String(name)) && !gesagt.includes(String(name)));
			return gesagt === '' || missing.length > 0 ? [`${where}: ${said} / ${gesagt}`] : [];
		}),
	);
	expect(lost).toEqual([]);
});

describe('the judge', () => {
	test('finds a key that is missing, and a name that is lost', () => {
		expect(beside({ a: 'x', b: 'y' }, { a: 'z' })).toEqual([
			['.a', 'x', 'z'],
			['.b', 'y', undefined],
		]);
		expect(say((name: string) => `for ${name}`, ['vm-web'])).toBe('"for vm-web"');
	});
});
