import type { History } from './history';
import { decodeSitting } from './savedForm';
import { replaying } from './sitting';
import type { StoragePort } from './storage';
import type { InTurns } from './turns';

/** Why a saved text was not opened. `overtaken`: work had already begun. */
export interface NotOpened {
	readonly kind: 'damaged' | 'newer' | 'overtaken';
	/** For whoever looks into it; English. */
	readonly why: string;
}

/** A saved text that was not opened but kept beside the new one, and why. */
export interface SaveNotice extends NotOpened {
	/** The name under which the storage now has it. */
	readonly keptAs: string;
}

/** Opens a saved text, if it can be opened: a long sitting is long to do again. */
export async function openSaved(
	text: string,
	inTurns: InTurns,
): Promise<{ readonly history: History } | NotOpened> {
	const sitting = decodeSitting(text);
	if ('unreadable' in sitting) return { kind: sitting.unreadable, why: sitting.why };
	try {
		return { history: await inTurns(replaying(sitting)) };
	} catch (error) {
		return { kind: 'damaged', why: `cannot be replayed: ${String(error)}` };
	}
}

/** Puts a text under the first free name beside `name`, and returns that name. Rejects as the storage does. */
export async function setAside(storage: StoragePort, name: string, text: string): Promise<string> {
	for (let number = 1; ; number++) {
		const aside = `${name}.set-aside-${number}`;
		const there = await storage.load(aside);
		if (there === undefined) await storage.save(aside, text);
		if (there === undefined || there === text) return aside;
	}
}
