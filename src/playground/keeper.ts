import { createAutosave, faultOf, type Later, type SaveState } from './autosave';
import type { History } from './history';
import { openSaved, setAside, type NotOpened, type SaveNotice } from './restore';
import type { StoragePort } from './storage';
import type { InTurns } from './turns';

/** What a keeper needs of the sitting that it keeps. */
export interface KeptSitting {
	/** As text, as it is now. */
	text(): string;
	/** Whether anything was done yet. */
	begun(): boolean;
	/** An earlier sitting was found. */
	opened(history: History): void;
	/** Something that the keeper tells has changed. */
	changed(): void;
}

/** Loads a sitting once and then keeps it. */
export interface Keeper {
	readonly state: SaveState;
	readonly notice: SaveNotice | undefined;
	/** Fulfilled when the storage was asked. Never rejects. */
	readonly restored: Promise<void>;
	/** Call after every change. */
	save(): void;
	settled(): Promise<void>;
}

/** Starts keeping a sitting under a name. Nothing is written before loading has ended. */
export function createKeeper(
	storage: StoragePort,
	name: string,
	sitting: KeptSitting,
	later: Later,
	inTurns: InTurns,
): Keeper {
	let notice: SaveNotice | undefined;
	let loaded = false;
	/** A text in the storage's place that could not be opened and still has to be put aside. */
	let inTheWay: (NotOpened & { readonly text: string }) | undefined;
	let clearing: Promise<void> | undefined;
	const putAside = async ({ text, ...rest }: NonNullable<typeof inTheWay>): Promise<void> => {
		notice = { ...rest, keptAs: await setAside(storage, name, text) };
		inTheWay = undefined;
		sitting.changed();
	};
	/** Two writes at once put it aside once. */
	const clearTheWay = async (): Promise<void> => {
		if (inTheWay)
			await (clearing ??= putAside(inTheWay).finally(() => {
				clearing = undefined;
			}));
	};
	const keep = async (text: string): Promise<void> => {
		// Nothing is waited for that need not be: the page may be about to close.
		if (inTheWay) await clearTheWay();
		await storage.save(name, text);
	};
	const autosave = createAutosave(keep, sitting.changed, later);
	const save = (): void => {
		if (loaded) autosave.save(() => sitting.text());
		else autosave.report('unsaved');
	};
	const take = (text: string, found: Awaited<ReturnType<typeof openSaved>>): void => {
		if (!('history' in found)) inTheWay = { ...found, text };
		else if (!sitting.begun()) sitting.opened(found.history);
		else inTheWay = { kind: 'overtaken', why: 'something was done before it was there', text };
	};
	const load = async (): Promise<void> => {
		try {
			const text = await storage.load(name);
			// Earlier versions left an empty text where they forgot one.
			if (text) take(text, await openSaved(text, inTurns));
			await clearTheWay();
		} catch (error) {
			autosave.report(faultOf(error));
		}
		loaded = true;
		if (sitting.begun()) save();
	};
	const restored = load();
	return {
		get state() {
			return autosave.state;
		},
		get notice() {
			return notice;
		},
		restored,
		save,
		async settled() {
			await restored;
			await autosave.settled();
		},
	};
}
