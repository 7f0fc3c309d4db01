import type { Exported } from '../../iac';
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
	/** Rises when a text was put in from elsewhere: undo in the editor begins anew. */
	readonly edition: number;
}

/** The reader's own template. It stays while the page is open. */
export class Draft {
	language: DraftLanguage = $state('bicep');
	#written: Readonly<Record<DraftLanguage, Written | undefined>> = $state.raw({
		json: undefined,
		bicep: undefined,
	});
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

	#put(language: DraftLanguage, path: string, files: Readonly<Record<string, string>>): void {
		this.language = language;
		this.#written = { ...this.#written, [language]: { path, files, edition: ++this.#edition } };
		this.deployed = undefined;
	}

	/** The main file is being edited. */
	edit(text: string): void {
		const { now } = this;
		if (!now || now.files[now.path] === text) return;
		const files = { ...now.files, [now.path]: text };
		this.#written = { ...this.#written, [this.language]: { ...now, files } };
	}

	/** Begins with one of our own texts. */
	async begin(beginning: Beginning): Promise<void> {
		const { language } = this;
		const text =
			beginning === 'empty'
				? EMPTY[language]
				: ((await TEXTS[`${beginning}.${language}`]?.())?.default ?? '');
		this.values = {};
		this.#put(language, `main.${language}`, { [`main.${language}`]: text });
	}

	/** Takes over what was written from the world; its secrets are known. */
	take(language: DraftLanguage, { files, secrets }: Exported, scope: string | undefined): void {
		this.values = secrets;
		this.group = scope?.replace(/(\/resourceGroups\/[^/]+)\/.*$/i, '$1');
		this.#put(language, Object.keys(files)[0] ?? '', files);
	}

	/** Opens a file, under its own name. */
	open(name: string, text: string): void {
		this.values = {};
		this.#put(/\.bicep$/i.test(name) ? 'bicep' : 'json', name, { [name]: text });
	}
}

/** The one draft of the page. */
export const draft = new Draft();
