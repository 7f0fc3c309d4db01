import { describe, expect, test } from 'vitest';
import { minutes } from '../../src/azure';
import {
	createPlayground,
	decodeSitting,
	encodeSitting,
	memoryStorage,
	replay,
	StorageError,
	type StorageFault,
	type StoragePort,
} from '../../src/playground';
import { bytes, runAll, shop, SHOP } from './support';

/** A storage that can be seen into and made to fail. */
function storage(kept: Record<string, string> = {}) {
	const port = {
		kept,
		fault: undefined as StorageFault | undefined,
		writes: 0,
		async load(name: string) {
			if (port.fault === 'blocked') throw new StorageError('blocked', 'test');
			return kept[name];
		},
		async save(name: string, text: string) {
			port.writes++;
			if (port.fault) throw new StorageError(port.fault, 'test');
			kept[name] = text;
		},
	} satisfies StoragePort & Record<string, unknown>;
	return port;
}

describe('what is saved', () => {
	test('the same options and causes make the same worlds, byte for byte', async () => {
		const store = storage();
		const first = createPlayground({ storage: store, world: { seed: 'again' } });
		runAll(first, SHOP);
		first.advance(minutes(3));
		first.undo();
		await first.settled();
		const second = createPlayground({ storage: store });
		await second.restored;
		expect(bytes(second.world)).toBe(bytes(first.world));
		expect(second.transcript.map(bytes)).toEqual(first.transcript.map(bytes));
		expect(second.position).toBe(first.position);
		second.redo();
		first.redo();
		expect(bytes(second.world)).toBe(bytes(first.world));
	});

	test('no world and no secret answer is in it, only what was done', async () => {
		const store = storage();
		const playground = shop({ storage: store });
		playground.run('az group list');
		await playground.settled();
		const { keyless, sitting } = JSON.parse(store.kept.free ?? '') as Record<string, object>;
		expect(keyless).toBe(1);
		expect(Object.keys(sitting ?? {}).sort()).toEqual(['causes', 'opening', 'options', 'position']);
	});

	test('sittings of different names do not touch each other', async () => {
		const store = storage();
		const lesson = createPlayground({ storage: store, name: 'lesson/share' });
		const free = createPlayground({ storage: store });
		lesson.advance(1);
		free.advance(2);
		await Promise.all([lesson.settled(), free.settled()]);
		expect(Object.keys(store.kept).sort()).toEqual(['free', 'lesson/share']);
	});

	test('every kind of cause survives saving', () => {
		const playground = shop();
		playground.send({ method: 'GET', url: 'https://example.invalid/', headers: {} }, 'A look');
		playground.run('az group list');
		playground.runProgram(Object.values(playground.world.resources)[0]?.id ?? '', {
			kind: 'listBlobs',
			blobEndpoint: 'https://stshop.blob.core.windows.net/',
			container: 'photos',
		});
		playground.advance(minutes(1));
		playground.signInAs('ben');
		const read = decodeSitting(encodeSitting(playground.sitting));
		expect(read).toEqual(playground.sitting);
		if ('unreadable' in read) throw new Error(read.why);
		expect(replay(read).steps.map(({ world }) => bytes(world))).toEqual(
			playground.transcript.map(({ world }) => bytes(world)),
		);
	});
});

describe('the state of saving', () => {
	test('goes from unsaved to saved', async () => {
		const playground = createPlayground({ storage: memoryStorage() });
		playground.advance(1);
		expect(playground.saveState).toBe('unsaved');
		await playground.settled();
		expect(playground.saveState).toBe('saved');
	});

	test.each(['blocked', 'full'] as const)(
		'%s storage is told, and stops nothing',
		async (fault) => {
			const store = storage();
			store.fault = fault;
			const playground = createPlayground({ storage: store });
			await playground.restored;
			playground.advance(1);
			await playground.settled();
			expect(playground.saveState).toBe(fault);
			playground.advance(1);
			expect(playground.transcript).toHaveLength(2);
		},
	);

	test('a storage that works again is used again', async () => {
		const store = storage();
		const playground = createPlayground({ storage: store });
		await playground.restored;
		store.fault = 'full';
		playground.advance(1);
		await playground.settled();
		store.fault = undefined;
		playground.advance(1);
		await playground.settled();
		expect(playground.saveState).toBe('saved');
		expect(store.kept.free).toBe(encodeSitting(playground.sitting));
	});

	test('what is overtaken before it is written never is', async () => {
		const store = storage();
		const playground = createPlayground({ storage: store });
		await playground.restored;
		for (let count = 0; count < 50; count++) playground.advance(1);
		await playground.settled();
		expect(store.writes).toBeLessThan(5);
		expect(store.kept.free).toBe(encodeSitting(playground.sitting));
	});
});

describe('a page that is left', () => {
	/** A storage whose writes end when they are let go, in the order in which they came. */
	function slowStorage(kept: Record<string, string> = {}) {
		const asked: [name: string, text: string][] = [];
		let open: () => void = () => undefined;
		const opened = new Promise<void>((end) => (open = end));
		return {
			asked,
			letGo: () => open(),
			port: {
				load: async (name: string) => kept[name],
				async save(name: string, text: string) {
					asked.push([name, text]);
					await opened;
				},
			} satisfies StoragePort,
		};
	}
	/** A page that writes when it is told to. */
	function page(options: Pick<Parameters<typeof createPlayground>[0] & object, 'storage'>) {
		let write: () => void = () => undefined;
		const playground = createPlayground({ ...options, later: (next) => (write = next) });
		return { playground, leave: () => write() };
	}

	test('asks for its newest step to be kept, also while the write of an earlier one is under way', async () => {
		const store = slowStorage();
		const { playground, leave } = page({ storage: store.port });
		await playground.restored;
		playground.advance(1);
		leave();
		expect(store.asked).toHaveLength(1);
		playground.advance(2);
		playground.advance(3);
		leave();
		expect(store.asked.map(([, text]) => text).slice(1)).toEqual([
			encodeSitting(playground.sitting),
		]);
		expect(playground.saveState).toBe('unsaved');
		store.letGo();
		await playground.settled();
		expect(playground.saveState).toBe('saved');
	});

	test('is told saved when its newest step is, not an earlier one', async () => {
		const ends: ((fault?: StorageFault) => void)[] = [];
		const storage: StoragePort = {
			load: async () => undefined,
			save: () =>
				new Promise((end, fail) =>
					ends.push((fault) => (fault ? fail(new StorageError(fault, 'test')) : end())),
				),
		};
		const { playground, leave } = page({ storage });
		await playground.restored;
		const [first, second] = [1, 2].map((duration) => {
			playground.advance(duration);
			leave();
			return ends.at(-1);
		});
		first?.();
		await new Promise(setImmediate);
		expect(playground.saveState).toBe('unsaved');
		second?.('full');
		await playground.settled();
		expect(playground.saveState).toBe('full');
	});

	test('what is in the way is set aside once, however many writes wait for that', async () => {
		const store = storage({ free: 'damaged' });
		store.fault = 'full';
		const { playground, leave } = page({ storage: store });
		await playground.restored;
		store.fault = undefined;
		playground.advance(1);
		leave();
		playground.advance(2);
		leave();
		await playground.settled();
		expect(Object.values(store.kept).filter((text) => text === 'damaged')).toHaveLength(1);
		expect(store.kept.free).toBe(encodeSitting(playground.sitting));
		expect(playground.saveState).toBe('saved');
	});
});

describe('a saved text that cannot be opened', () => {
	const good = encodeSitting({ options: {}, opening: [], causes: [], position: 0 });
	test.each([
		['not JSON', '{"keyless":', 'damaged'],
		['something else', '[1,2]', 'damaged'],
		[
			'without causes',
			'{"keyless":1,"sitting":{"options":{},"opening":[],"position":0}}',
			'damaged',
		],
		['an unknown cause', good.replace('"causes":[]', '"causes":[{"kind":"eval"}]'), 'damaged'],
		[
			'time running backwards',
			good.replace('"causes":[]', '"causes":[{"kind":"advance","duration":-1}]'),
			'damaged',
		],
		[
			'a program where none runs',
			good.replace(
				'"causes":[]',
				'"causes":[{"kind":"program","resourceId":"/x","program":{"kind":"readSecret","vaultUri":"https://kv.vault.azure.net/","secretName":"s"}}]',
			),
			'damaged',
		],
		['from a later Keyless', good.replace('"keyless":1', '"keyless":2'), 'newer'],
	])('%s is set aside, told, and not lost', async (_what, text, kind) => {
		const store = storage({ free: text });
		const playground = createPlayground({ storage: store });
		await playground.restored;
		expect(playground.notice).toMatchObject({ kind });
		playground.advance(1);
		await playground.settled();
		expect(store.kept[playground.notice?.keptAs ?? '']).toBe(text);
		expect(playground.saveState).toBe('saved');
		expect(store.kept.free).toBe(encodeSitting(playground.sitting));
	});

	test('an empty text is nothing to tell of: there the earlier sitting was forgotten', async () => {
		const store = storage({ free: '' });
		const playground = createPlayground({ storage: store });
		await playground.restored;
		expect(playground.notice).toBeUndefined();
		playground.advance(1);
		await playground.settled();
		expect(Object.keys(store.kept)).toEqual(['free']);
	});

	test('two damaged saves are both kept', async () => {
		const store = storage({ free: 'one' });
		const first = createPlayground({ storage: store });
		await first.restored;
		store.kept.free = 'two';
		const second = createPlayground({ storage: store });
		await second.restored;
		expect(Object.values(store.kept).sort()).toEqual(['one', 'two', 'two']);
	});

	test('work that began before loading is kept, and so is what was loaded', async () => {
		const store = storage({ free: good });
		const playground = createPlayground({ storage: store });
		playground.advance(minutes(1));
		await playground.settled();
		expect(playground.transcript).toHaveLength(1);
		expect(playground.notice?.kind).toBe('overtaken');
		expect(store.kept[playground.notice?.keptAs ?? '']).toBe(good);
	});

	test('a long sitting is done again a cause at a time; work that begins in between is kept', async () => {
		const { sitting } = shop();
		const causes = sitting.opening.length + sitting.causes.length;
		expect(causes).toBeGreaterThan(3);
		let turns = 0;
		const playground = createPlayground({
			storage: storage({ free: encodeSitting(sitting) }),
			async inTurns(steps) {
				for (;;) {
					const step = steps.next();
					if (step.done) return step.value;
					await Promise.resolve();
					if (++turns === 3) playground.advance(minutes(1));
				}
			},
		});
		await playground.settled();
		expect(turns).toBe(causes);
		expect(playground.transcript).toHaveLength(1);
		expect(playground.notice?.kind).toBe('overtaken');
	});

	test('what cannot be set aside is not written over, and set aside as soon as it can be', async () => {
		const store = storage({ free: 'damaged' });
		store.fault = 'full';
		const playground = createPlayground({ storage: store });
		await playground.restored;
		playground.advance(1);
		await playground.settled();
		expect([store.kept.free, playground.saveState]).toEqual(['damaged', 'full']);
		store.fault = undefined;
		playground.advance(1);
		await playground.settled();
		expect(store.kept[playground.notice?.keptAs ?? '']).toBe('damaged');
		expect([store.kept.free, playground.saveState]).toEqual([
			encodeSitting(playground.sitting),
			'saved',
		]);
	});
});
