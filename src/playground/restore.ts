import type { History } from './history';
import { decodeSitting } from './savedForm';
import { replay } from './sitting';
import type { StoragePort } from './storage';

/** A saved text that was not opened but kept beside the new one, and why. `overtaken`: work had already begun. */
export interface SaveNotice {
	readonly kind: 'damaged' | 'newer' | 'overtaken';
	/** The name under which the storage now has it. */
	readonly keptAs: string;
	/** For whoever looks into it; English. */
	readonly why: string;
}

/** What became of a saved text. */
export type Restored = { readonly history: History } | { readonly notice: SaveNotice };

/** Puts a text under the first free name beside `name`. */
async function setAside(storage: StoragePort, name: string, text: string): Promise<string> {
	for (let number = 1; ; number++) {
		const aside = `${name}.set-aside-${number}`;
		const there = await storage.load(aside);
		if (there === undefined) await storage.save(aside, text);
		if (there === undefined || there === text) return aside;
	}
}

/**
 * Opens a saved text. One that cannot be opened, or that comes too late, is set aside and never thrown away. Rejects
 * as the storage does.
 */
export async function restore(
	storage: StoragePort,
	name: string,
	text: string,
	begun: () => boolean,
): Promise<Restored> {
	const aside = async (kind: SaveNotice['kind'], why: string): Promise<Restored> => ({
		notice: { kind, keptAs: await setAside(storage, name, text), why },
	});
	const sitting = decodeSitting(text);
	if ('unreadable' in sitting) return aside(sitting.unreadable, sitting.why);
	if (begun()) return aside('overtaken', 'something was done before it was loaded');
	try {
		return { history: replay(sitting) };
	} catch (error) {
		return aside('damaged', `cannot be replayed: ${String(error)}`);
	}
}
