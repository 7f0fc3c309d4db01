import type { Exported } from '../../iac';
import { recall, remember } from '../remember';
import { readKept, writeKept } from './keptDraft';
import { placeFiles } from './placeFiles';
import { renameFile } from './references';
import type { DraftLanguage } from './template';

/** The texts that a draft can begin with. */
export const BEGINNINGS = ['identity', 'site', 'empty'] as const;
/** One of {@link BEGINNINGS}. */
export type Beginning = (typeof BEGINNINGS)[number];

const EMPTY: Readonly<Record<DraftLanguage, string>> = {
	json: `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {},
  "resources": []
}
`,
	bicep: '',
};
const TEXTS: Readonly<Record<string, () => Promise<{ readonly default: string }>>> = {
	'identity.json': () => import('./beginnings/identity.json?raw'),
	'identity.bicep': () => import('./beginnings/identity.bicep?raw'),
	'site.json': () => import('./beginnings/site.json?raw'),
	'site.bicep': () => import('./beginnings/site.bicep?raw'),
};

/** What is being written in one language. */
interface Written {
	readonly files: Readonly<Record<string, string>>;
	/** The main file. */
	readonly path: string;
	/** The file that is being edited. */
	readonly shown: string;
	/** Rises when a text was put in from elsewhere: undo in the editor begins anew. */
	readonly edition: number;
	/** Somebody wrote or opened it: it is more than a beginning of ours. */
	readonly isOwn: boolean;
}

/** What came of giving a file another name. */
export interface Renaming {
	/** The files that ask for it, and say its new name now. */
	readonly rewritten: readonly string[];
	/** Takes the name back, and what was rewritten. */
	putBack(): void;
}

/** What was there before. */
interface Former {
	readonly language: DraftLanguage;
	readonly written: Readonly<Record<DraftLanguage, Written | undefined>>;
	readonly values: Readonly<Record<string, string>>;
}

const NAME = 'draft';

/** The reader's own template. It stays, in this browser, until another one takes its place. */
export class Draft {
	language: DraftLanguage = $state('bicep');
	#written: Readonly<Record<DraftLanguage, Written | undefined>> = $state.raw({
		json: undefined,
		bicep: undefined,
	});
	#former: Former | undefined = $state.raw();
	#edition = 0;
	/** Where files lie in the editor that are not called as they were. */
	readonly #addresses = new Map<string, string>();
	#renamings = 0;
	/** It is longer than this browser keeps, so it lasts as long as the page. */
	isTooLong = $state(false);
	/** Texts of the parameters, by name. */
	values: Readonly<Record<string, string>> = $state.raw({});
	/** Id of the group that was chosen to deploy to. */
	group: string | undefined = $state();
	mode: 'Incremental' | 'Complete' = $state('Incremental');
	/** The deployment whose progress is shown, by its id. */
	deployed: string | undefined = $state();
	/** A copy of the world was put in, in the place of something of one's own: to be told once. */
	isTaken = false;
	/** What was kept of the values last: of a text that cannot be read nobody knows which are secret. */
	#keptValues: Readonly<Record<string, string>> = {};

	/** What is written; absent until something was begun or opened. */
	get now(): Written | undefined {
		return this.#written[this.language];
	}

	/** Whether there is something of one's own, that would be missed. */
	get isOwn(): boolean {
		return this.now?.isOwn === true;
	}

	/** Takes up what was kept of a draft. */
	recall(): void {
		const kept = readKept(recall(NAME));
		if (!kept) return;
		const { json, bicep } = kept.written;
		const put = (one: typeof json): Written | undefined =>
			one && { ...one, edition: ++this.#edition, isOwn: true };
		this.#written = { json: put(json), bicep: put(bicep) };
		this.language = kept.written[kept.language] ? kept.language : json ? 'json' : 'bicep';
		this.values = kept.values;
		this.#keptValues = kept.values;
		this.group = kept.group;
	}

	/** Keeps what is one's own; the values of the parameters `secret` are not kept, nor new ones while nobody knows which those are. */
	keep(secret: ReadonlySet<string> | undefined): void {
		if (secret)
			this.#keptValues = Object.fromEntries(
				Object.entries(this.values).filter(([name, text]) => text !== '' && !secret.has(name)),
			);
		const written = Object.fromEntries(
			Object.entries(this.#written).flatMap(([language, one]) =>
				one?.isOwn ? [[language, { path: one.path, shown: one.shown, files: one.files }]] : [],
			),
		);
		const text = writeKept({
			language: this.language,
			written,
			values: this.#keptValues,
			...(this.group === undefined ? {} : { group: this.group }),
		});
		this.isTooLong = text === undefined && Object.keys(written).length > 0;
		remember(NAME, text);
	}

	/** The name of the deployment: the file's, as `az` names it. */
	get name(): string {
		return (this.now?.path ?? 'main')
			.replace(/^.*\//, '')
			.replace(/\.[^.]+$/, '')
			.replace(/[^-\w.()]/g, '-')
			.slice(0, 64);
	}

	#put(
		language: DraftLanguage,
		path: string,
		files: Readonly<Record<string, string>>,
		values: Readonly<Record<string, string>>,
		{ shown = path, isOwn = true } = {},
	): void {
		if (this.now)
			this.#former = { language: this.language, written: this.#written, values: this.values };
		this.values = values;
		this.language = language;
		const edition = ++this.#edition;
		this.#written = { ...this.#written, [language]: { path, shown, files, edition, isOwn } };
		this.deployed = undefined;
	}

	/** Whether something was there before the last text that was put in. */
	get canGoBack(): boolean {
		return this.#former !== undefined;
	}

	/** Brings back what was there before the last text that was put in: nothing is lost by opening a file. */
	back(): void {
		const former = this.#former;
		if (!former) return;
		this.#former = undefined;
		this.#edition++;
		this.values = former.values;
		this.#written = former.written;
		this.language = former.language;
		this.deployed = undefined;
	}

	/**
	 * The address of a file in the editor, which keeps a file's undo under it: a file with another name keeps the address it had,
	 * and of a text that was put in from elsewhere every file has a new one.
	 */
	addressOf(file: string): string {
		const folder = this.language === 'bicep' && file.endsWith('.json') ? 'data' : 'template';
		return `/${folder}/${this.now?.edition}/${this.#addresses.get(file) ?? file}`;
	}

	/** A file is being edited, the one that is shown or another. What comes late, from a text that is no longer there, is left out. */
	edit(text: string, address = this.addressOf(this.now?.shown ?? '')): void {
		const { now } = this;
		const file = Object.keys(now?.files ?? {}).find((each) => this.addressOf(each) === address);
		if (!now || file === undefined || now.files[file] === text) return;
		const files = { ...now.files, [file]: text };
		this.#written = { ...this.#written, [this.language]: { ...now, files, isOwn: true } };
	}

	/** Shows another file of the draft. */
	show(shown: string): void {
		const { now } = this;
		if (!now || now.shown === shown || now.files[shown] === undefined) return;
		this.#written = { ...this.#written, [this.language]: { ...now, shown } };
	}

	#change(change: (now: Written) => Omit<Written, 'edition' | 'isOwn'>): void {
		const { now } = this;
		if (now)
			this.#written = {
				...this.#written,
				[this.language]: { ...change(now), edition: now.edition, isOwn: true },
			};
	}

	/** Puts a new file beside the others, under a name that none of them has, and shows it. */
	add(): void {
		this.#change((now) => {
			const ending = this.language === 'bicep' ? 'bicep' : 'json';
			const base = this.language === 'bicep' ? 'module' : 'linked';
			let count = 1;
			while (Object.hasOwn(now.files, `${base}${count}.${ending}`)) count++;
			const shown = `${base}${count}.${ending}`;
			const text = this.language === 'bicep' ? '' : EMPTY.json;
			return { ...now, shown, files: { ...now.files, [shown]: text } };
		});
	}

	/** Whether a file of the draft can be called so. */
	canBeCalled(path: string, name: string): boolean {
		const { now } = this;
		const endings =
			this.language === 'bicep' && path !== now?.path ? /.\.(bicep|json)$/i : undefined;
		return (
			now !== undefined &&
			(endings ?? (this.language === 'bicep' ? /.\.bicep$/i : /.\.jsonc?$/i)).test(name) &&
			/^(?!\/)(?!.*\/\/)[^\\:*?"<>|]+$/.test(name) &&
			(name === path || !Object.hasOwn(now.files, name))
		);
	}

	/** Gives a file another name, also where other files ask for it; `undefined` when it cannot be called so. */
	rename(path: string, name: string): Renaming | undefined {
		const { now, language } = this;
		if (!now || !this.canBeCalled(path, name)) return undefined;
		const { files, rewritten } = renameFile(now.files, path, name);
		if (name !== path) {
			this.#addresses.set(name, this.#addresses.get(path) ?? path);
			// A later file of the old name is another one.
			this.#addresses.set(path, `${++this.#renamings}/${path}`);
		}
		this.#change((was) => ({
			path: was.path === path ? name : was.path,
			shown: was.shown === path ? name : was.shown,
			files,
		}));
		return {
			rewritten,
			putBack: () => {
				const then = this.#written[language];
				if (then?.edition !== now.edition || !Object.hasOwn(then.files, name)) return;
				this.language = language;
				this.rename(name, path);
			},
		};
	}

	/** Takes a file out, but never the main one. Returns what puts it back, whatever was written since. */
	remove(path: string): (() => void) | undefined {
		const { now, language } = this;
		const text = now?.files[path];
		if (!now || text === undefined || path === now.path) return undefined;
		const { [path]: _, ...files } = now.files;
		this.#change((was) => ({
			path: was.path,
			files,
			shown: was.shown === path ? was.path : was.shown,
		}));
		return () => {
			const then = this.#written[language];
			if (then?.edition !== now.edition || Object.hasOwn(then.files, path)) return;
			this.language = language;
			this.#change((is) => ({ ...is, shown: path, files: { ...is.files, [path]: text } }));
		};
	}

	/**
	 * Begins with one of our own texts. Not when something else is put in, or the language is changed, before that text has come.
	 * Returns whether it did.
	 */
	async begin(beginning: Beginning): Promise<boolean> {
		const { language } = this;
		const edition = ++this.#edition;
		const text =
			beginning === 'empty'
				? EMPTY[language]
				: ((await TEXTS[`${beginning}.${language}`]?.())?.default ?? '');
		if (this.#edition !== edition || this.language !== language) return false;
		this.#put(language, `main.${language}`, { [`main.${language}`]: text }, {}, { isOwn: false });
		return true;
	}

	/** Takes over what was written from the world; its secrets are known. */
	take(language: DraftLanguage, { files, secrets }: Exported, scope: string | undefined): void {
		this.group = scope?.replace(/(\/resourceGroups\/[^/]+)\/.*$/i, '$1');
		this.isTaken = this.isOwn || this.#written[language]?.isOwn === true;
		this.#put(language, Object.keys(files)[0] ?? '', files, secrets);
	}

	/** Opens files, under their own names; one that the draft asks for is put beside it. */
	open(opened: Readonly<Record<string, string>>): void {
		const placed = placeFiles(this.now, opened);
		this.#put(
			/\.bicep$/i.test(placed.path) ? 'bicep' : 'json',
			placed.path,
			placed.files,
			placed.isAdded ? this.values : {},
			{ shown: placed.shown },
		);
	}
}

/** The one draft of the page. */
export const draft = new Draft();
draft.recall();
