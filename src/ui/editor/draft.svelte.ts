import type { Exported } from '../../iac';
import { placeFiles } from './placeFiles';
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
}

/** What was there before. */
interface Former {
	readonly language: DraftLanguage;
	readonly written: Readonly<Record<DraftLanguage, Written | undefined>>;
	readonly values: Readonly<Record<string, string>>;
}

/** The reader's own template. It stays while the page is open. */
export class Draft {
	language: DraftLanguage = $state('bicep');
	#written: Readonly<Record<DraftLanguage, Written | undefined>> = $state.raw({
		json: undefined,
		bicep: undefined,
	});
	#former: Former | undefined = $state.raw();
	#edition = 0;
	/** Texts of the parameters, by name. */
	values: Readonly<Record<string, string>> = $state.raw({});
	/** Id of the group that was chosen to deploy to. */
	group: string | undefined = $state();
	mode: 'Incremental' | 'Complete' = $state('Incremental');
	/** The deployment whose progress is shown, by its id. */
	deployed: string | undefined = $state();

	/** What is written; absent until something was begun or opened. */
	get now(): Written | undefined {
		return this.#written[this.language];
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
		shown = path,
	): void {
		if (this.now)
			this.#former = { language: this.language, written: this.#written, values: this.values };
		this.values = values;
		this.language = language;
		const edition = ++this.#edition;
		this.#written = { ...this.#written, [language]: { path, shown, files, edition } };
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
		this.values = former.values;
		this.#written = former.written;
		this.language = former.language;
		this.deployed = undefined;
	}

	/** The file that is shown is being edited. */
	edit(text: string): void {
		const { now } = this;
		if (!now || now.files[now.shown] === text) return;
		const files = { ...now.files, [now.shown]: text };
		this.#written = { ...this.#written, [this.language]: { ...now, files } };
	}

	/** Shows another file of the draft. */
	show(shown: string): void {
		const { now } = this;
		if (!now || now.shown === shown || now.files[shown] === undefined) return;
		this.#written = { ...this.#written, [this.language]: { ...now, shown } };
	}

	#keep(change: (now: Written) => Omit<Written, 'edition'>): void {
		const { now } = this;
		if (now)
			this.#written = {
				...this.#written,
				[this.language]: { ...change(now), edition: now.edition },
			};
	}

	/** Puts a new file beside the others, under a name that none of them has, and shows it. */
	add(): void {
		this.#keep((now) => {
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

	/** Gives a file another name; what asks for it is left as it is. Returns whether it could be. */
	rename(path: string, name: string): boolean {
		if (!this.canBeCalled(path, name)) return false;
		this.#keep((now) => ({
			path: now.path === path ? name : now.path,
			shown: now.shown === path ? name : now.shown,
			files: Object.fromEntries(
				Object.entries(now.files).map(([each, text]) => [each === path ? name : each, text]),
			),
		}));
		return true;
	}

	/** Takes a file out, but never the main one. Returns what puts it back, whatever was written since. */
	remove(path: string): (() => void) | undefined {
		const { now, language } = this;
		const text = now?.files[path];
		if (!now || text === undefined || path === now.path) return undefined;
		const { [path]: _, ...files } = now.files;
		this.#keep((was) => ({
			path: was.path,
			files,
			shown: was.shown === path ? was.path : was.shown,
		}));
		return () => {
			const then = this.#written[language];
			if (then?.edition !== now.edition || Object.hasOwn(then.files, path)) return;
			this.language = language;
			this.#keep((is) => ({ ...is, shown: path, files: { ...is.files, [path]: text } }));
		};
	}

	/** Begins with one of our own texts. */
	async begin(beginning: Beginning): Promise<void> {
		const { language } = this;
		const text =
			beginning === 'empty'
				? EMPTY[language]
				: ((await TEXTS[`${beginning}.${language}`]?.())?.default ?? '');
		this.#put(language, `main.${language}`, { [`main.${language}`]: text }, {});
	}

	/** Takes over what was written from the world; its secrets are known. */
	take(language: DraftLanguage, { files, secrets }: Exported, scope: string | undefined): void {
		this.group = scope?.replace(/(\/resourceGroups\/[^/]+)\/.*$/i, '$1');
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
			placed.shown,
		);
	}
}

/** The one draft of the page. */
export const draft = new Draft();
