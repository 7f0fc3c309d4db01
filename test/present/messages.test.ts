// The two windows of a demo: what they listen to, and which key does what.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandOf } from '../../src/ui/present/clicker';
import { readRemote, readStage, type StageMessage } from '../../src/ui/present/messages';
import { readPresent, searchFor } from '../../src/ui/present/params';
import { roomFile } from '../../src/ui/present/roomFile';

const STAGE: StageMessage = {
	keyless: 1,
	from: 'stage',
	place: '#/lesson/turn-it-on',
	beat: 3,
	typed: true,
	blank: false,
	code: false,
	begun: null,
	gone: false,
};

describe('messages between the windows', () => {
	test('are read when they are ours, and nothing else is', () => {
		expect(readStage(STAGE)).toEqual(STAGE);
		expect(readRemote({ keyless: 1, from: 'remote', ask: 'go', step: 4 })).toBeDefined();
		expect(readRemote({ keyless: 1, from: 'remote', ask: 'next' })).toBeDefined();
		for (const wrong of [
			{ ...STAGE, keyless: 2 },
			{ ...STAGE, beat: -1 },
			{ ...STAGE, beat: 0.5 },
			{ ...STAGE, more: true },
			{ ...STAGE, from: 'remote' },
		])
			expect(readStage(wrong)).toBeUndefined();
		expect(readRemote({ keyless: 1, from: 'remote', ask: 'go' })).toBeUndefined();
		expect(readRemote({ keyless: 1, from: 'remote', ask: 'run', line: 'x' })).toBeUndefined();
	});

	test('whatever comes, reading it never throws', () => {
		const nearly = fc.record(
			{
				keyless: fc.oneof(fc.constant(1), fc.anything()),
				from: fc.oneof(fc.constantFrom('stage', 'remote'), fc.anything()),
				ask: fc.oneof(fc.constantFrom('go', 'next', '__proto__'), fc.anything()),
				step: fc.anything(),
				beat: fc.anything(),
				place: fc.anything(),
			},
			{ requiredKeys: [] },
		);
		fc.assert(
			fc.property(fc.oneof(fc.anything(), nearly), (data) => {
				const remote = readRemote(data);
				if (remote?.ask === 'go') expect(Number.isInteger(remote.step)).toBe(true);
				const stage = readStage(data);
				if (stage) expect(typeof stage.place).toBe('string');
			}),
		);
	});
});

describe('keys', () => {
	const key = (name: string, busy = false, more = {}) =>
		commandOf({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...more }, busy);

	test.each([
		['PageDown', 'next'],
		['PageUp', 'back'],
		['b', 'blank'],
		['B', 'blank'],
		['.', 'blank'],
		['ArrowRight', 'next'],
		[' ', 'next'],
		['Home', 'first'],
		['r', 'reset'],
		['x', undefined],
	])('%s: %s', (name, command) => expect(key(name)).toBe(command));

	test('a clicker works wherever the focus is; other keys leave a button its own', () => {
		expect(key('PageDown', true)).toBe('next');
		expect(key(' ', true)).toBeUndefined();
		expect(key('r', false, { ctrlKey: true })).toBeUndefined();
	});
});

describe('the address of a presentation', () => {
	test.each([
		['?present', { room: '', notes: false, theme: 'projector' }],
		['?present=abcd1234&notes', { room: 'abcd1234', notes: true }],
		['?present=<script>&theme=dark', { room: '', theme: 'contrast' }],
		['?present&lang=de-AT', { lang: 'de' }],
		['?present&lang=tlh', { lang: undefined }],
	])('%s', (search, expected) => expect(readPresent(search)).toMatchObject(expected));

	test.each([undefined, 'de'] as const)('is written as it is read, its language %s too', (lang) => {
		const params = { room: 'abcd1234', notes: true, theme: 'contrast', lang } as const;
		expect(readPresent(searchFor(params))).toEqual(params);
	});

	test('the one file opens where it was taken, whatever stands in the hash', () => {
		const html = '<!doctype html><html lang="en"><head></head></html>';
		expect(roomFile(html, '#/lesson/a-b/2')).toContain(
			'<html lang="en" data-place="#/lesson/a-b/2">',
		);
		expect(roomFile(html, '#/"><script>$&')).toContain('data-place="#/script"');
	});
});
