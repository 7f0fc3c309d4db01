/**
 * Where sittings are kept. Both reject with a {@link StorageError}. A name that could not be loaded must not be
 * overwritten: a good sitting may lie there. Texts of one name are saved in the order in which they came, also when the next
 * one comes before the last is written. An empty text forgets the name.
 */
export interface StoragePort {
	load(name: string): Promise<string | undefined>;
	save(name: string, text: string): Promise<void>;
}

/** Why a sitting could not be kept: the browser lets this page keep nothing, or there is no room left. */
export type StorageFault = 'blocked' | 'full';

/** A storage that cannot do what it was asked for. */
export class StorageError extends Error {
	readonly fault: StorageFault;
	constructor(fault: StorageFault, cause: unknown) {
		super(`The storage is ${fault}.`, { cause });
		this.name = 'StorageError';
		this.fault = fault;
	}
}

/** A storage that lasts as long as the page. */
export function memoryStorage(): StoragePort {
	const kept = new Map<string, string>();
	return {
		load: async (name) => kept.get(name),
		save: async (name, text) => void (text === '' ? kept.delete(name) : kept.set(name, text)),
	};
}
