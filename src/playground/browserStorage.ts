import { createStore, get, promisifyRequest, type UseStore } from 'idb-keyval';
import { memoryStorage, StorageError, type StoragePort } from './storage';

/** Chromium and Safari name it; Firefox once had a name of its own for it. */
const isQuota = (error: unknown): boolean =>
	error instanceof Error &&
	(error.name === 'QuotaExceededError' || error.name === 'NS_ERROR_DOM_QUOTA_REACHED');

/** Writes a text, or forgets the name. The page may close right after: what was asked for is carried out without it. */
const put = (name: string, text: string, store: UseStore): Promise<void> =>
	store('readwrite', (texts) => {
		if (text === '') texts.delete(name);
		else texts.put(text, name);
		const ended = promisifyRequest(texts.transaction);
		texts.transaction.commit();
		return ended;
	});

/**
 * Keeps sittings in IndexedDB. Where that is blocked (private windows, cross-site frames) it goes on in memory, so
 * that switching between lessons loses nothing, and still rejects each save with a {@link StorageError}: what is only
 * in memory was not saved.
 */
export function browserStorage(database = 'keyless'): StoragePort {
	const memory = memoryStorage();
	const unread = new Map<string, StorageError>();
	let store: UseStore | undefined;
	const guarded = async <T>(work: (store: UseStore) => Promise<T>): Promise<T> => {
		try {
			return await work((store ??= createStore(database, 'sittings')));
		} catch (error) {
			throw new StorageError(isQuota(error) ? 'full' : 'blocked', error);
		}
	};
	return {
		async load(name) {
			const newest = await memory.load(name);
			if (newest !== undefined) return newest;
			try {
				return await guarded((store) => get<string>(name, store));
			} catch (error) {
				if (error instanceof StorageError) unread.set(name, error);
				throw error;
			}
		},
		async save(name, text) {
			await memory.save(name, text);
			const failed = unread.get(name);
			if (failed) throw failed;
			await guarded((store) => put(name, text, store));
		},
	};
}
