// In Node there is no IndexedDB: the port is then in the same position as in a browser that blocks it.
import { describe, expect, test } from 'vitest';
import {
	browserStorage,
	createPlayground,
	encodeSitting,
	memoryStorage,
	StorageError,
} from '../../src/playground';

describe('a browser that keeps nothing', () => {
	test('the port says so', async () => {
		const port = browserStorage();
		await expect(port.load('free')).rejects.toBeInstanceOf(StorageError);
		await expect(port.save('free', 'text')).rejects.toMatchObject({ fault: 'blocked' });
	});

	test('what is forgotten is not there again', async () => {
		const port = memoryStorage();
		await port.save('free.tests', 'text');
		await port.save('free.tests', '');
		expect(await port.load('free.tests')).toBeUndefined();
	});

	test('what was done is not lost as long as the page is open', async () => {
		const port = browserStorage();
		const first = createPlayground({ storage: port });
		first.advance(60_000);
		await first.settled();
		expect(first.saveState).toBe('blocked');
		const second = createPlayground({ storage: port });
		await second.restored;
		expect(encodeSitting(second.sitting)).toBe(encodeSitting(first.sitting));
		expect(second.transcript).toHaveLength(1);
	});
});
