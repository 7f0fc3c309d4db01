// The widget's address and its door: what it listens to, and what it passes over.
import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { KeylessPlaygroundElement } from '../../public/keyless-embed';
import type { KeylessPlayground } from '../../src/embed/element';
import type { EmbedMessage, EmbedRequest } from '../../src/playground';
import { makeDoor } from '../../src/ui/widget/door';
import { readParams } from '../../src/ui/widget/params';
import { readRequest } from '../../src/ui/widget/readRequest';

describe('the address of a widget', () => {
	test.each([
		['?lesson=share-one-identity', { lesson: 'share-one-identity', view: 'lesson', step: 0 }],
		['?example=hub&view=terminal', { example: 'hub', view: 'terminal' }],
		['', { lesson: undefined, example: undefined, view: 'canvas', theme: 'auto' }],
		['?lesson=a&step=3&theme=dark&lang=de&colour=red', { lesson: 'a', step: 3, theme: 'dark' }],
		[
			'?lesson=../../x&view=everything&step=-1&theme=pink',
			{ lesson: undefined, view: 'canvas', step: 0, theme: 'auto' },
		],
	])('%s', (search, expected) => {
		expect(readParams(search)).toMatchObject(expected);
	});

	test('is read without a fault, whatever stands in it', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				for (const search of [text, `?step=${text}&view=${text}`])
					expect(readParams(search).step).toBeLessThanOrEqual(200);
			}),
		);
	});
});

/** A window with a parent, and what was sent to that. */
function makeWindow() {
	const sent: { message: EmbedMessage; to: string }[] = [];
	const parent = {
		postMessage: (message: EmbedMessage, to: string) => void sent.push({ message, to }),
	} as unknown as Window;
	let listener: ((event: MessageEvent) => void) | undefined;
	const own = {
		parent,
		addEventListener: (_: 'message', heard: (event: MessageEvent) => void) => (listener = heard),
	};
	const post = (data: unknown, origin = 'https://docs.example', source: unknown = parent) =>
		listener?.({ data, origin, source } as MessageEvent);
	return { own, sent, post };
}
const hello = { keyless: 1, id: 0, ask: 'hello' };

describe('the door', () => {
	test('says nothing before the host has said hello, and then all that it kept', () => {
		const { own, sent, post } = makeWindow();
		const door = makeDoor(own);
		door.tell('ready', { version: 1 });
		expect(sent).toEqual([]);
		post(hello);
		expect(sent).toEqual([
			{
				message: { keyless: 1, event: 'ready', detail: { version: 1 } },
				to: 'https://docs.example',
			},
		]);
	});

	test('answers the host, also what was asked before it could, and tells what went wrong', async () => {
		const { own, sent, post } = makeWindow();
		const door = makeDoor(own);
		post(hello);
		post({ keyless: 1, id: 7, ask: 'run', line: 'az group list' });
		door.open((request) => {
			if (request.ask === 'setState') throw new Error('No.');
			return request.ask;
		});
		post({ keyless: 1, id: 8, ask: 'setState', state: 'x' });
		await new Promise(setImmediate);
		expect(sent.map(({ message }) => message)).toEqual([
			{ keyless: 1, id: 0, value: 'hello' },
			{ keyless: 1, id: 7, value: 'run' },
			{ keyless: 1, id: 8, error: 'No.' },
		]);
	});

	test('does not hear strangers, other origins than the first, or other versions', async () => {
		const { own, sent, post } = makeWindow();
		const asked: EmbedRequest[] = [];
		makeDoor(own).open((request) => void asked.push(request));
		post({ ...hello, ask: 'reset' }, 'https://docs.example', {});
		post({ ...hello, ask: 'reset' });
		post({ ...hello, keyless: 2 });
		expect(asked).toEqual([]);
		post(hello);
		post({ ...hello, ask: 'reset' }, 'https://evil.example');
		await new Promise(setImmediate);
		expect(asked).toEqual([hello]);
		expect(sent).toHaveLength(1);
	});

	test('never throws and answers nothing that is no question, whatever is sent', async () => {
		const { own, sent, post } = makeWindow();
		const asked: EmbedRequest[] = [];
		makeDoor(own).open((request) => void asked.push(request));
		post(hello);
		const nearly = fc.record(
			{
				keyless: fc.oneof(fc.constant(1), fc.anything()),
				id: fc.oneof(fc.nat(), fc.anything()),
				ask: fc.oneof(
					fc.constantFrom('run', 'goto', 'reset', 'setState', '__proto__'),
					fc.anything(),
				),
				line: fc.anything(),
				step: fc.anything(),
				state: fc.anything(),
			},
			{ requiredKeys: [] },
		);
		let questions = 0;
		fc.assert(
			fc.property(
				fc.oneof(fc.anything(), nearly),
				fc.constantFrom('https://a.example', 'null'),
				(data, origin) => {
					post(data, 'https://docs.example');
					post(data, origin, {});
					const read = readRequest(data);
					if (read) questions++;
					if (read?.ask === 'run') expect(typeof read.line).toBe('string');
				},
			),
			{ numRuns: 200, seed: 7 },
		);
		await new Promise(setImmediate);
		expect(asked).toHaveLength(1 + questions);
		expect(sent.every(({ to }) => to === 'https://docs.example')).toBe(true);
	});
});

test('the published types are those of the element', () => {
	type Methods = 'run' | 'goto' | 'reset' | 'getState' | 'setState' | 'shareUrl';
	expectTypeOf<keyof KeylessPlayground>().toExtend<
		keyof KeylessPlaygroundElement | keyof KeylessPlayground
	>();
	expectTypeOf<Parameters<KeylessPlayground[Methods]>>().toEqualTypeOf<
		Parameters<KeylessPlaygroundElement[Methods]>
	>();
});
