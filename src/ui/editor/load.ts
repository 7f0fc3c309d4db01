import { language } from '../words/language';
import { prepareEnvironment, workerAddresses } from './environment';
import { keepMonaco } from './keepMonaco';
import type { Monaco } from './monacoType';

let loading: Promise<Monaco> | undefined;
let there: Monaco | undefined;

async function load(): Promise<Monaco> {
	prepareEnvironment();
	// Its own words in the reader's language; it looks them up while it sets itself up.
	if (language === 'de') await import('monaco-editor/nls/lang/de').catch(() => undefined);
	const [loaded, { registerJson }, { registerHttp }, { registerHelp }] = await Promise.all([
		import('./monaco'),
		import('./jsonService'),
		import('./http'),
		import('./help'),
	]);
	const here = (address: string): string => new URL(address, document.baseURI).href;
	workerAddresses.editor = here(loaded.editorWorker);
	workerAddresses.json = here(loaded.jsonWorker);
	registerJson(loaded);
	registerHttp(loaded.monaco);
	registerHelp(loaded.monaco);
	there = loaded.monaco;
	void keepMonaco();
	return loaded.monaco;
}

/** Fetches Monaco and makes an editor ahead. */
export async function makeEditorReady(): Promise<void> {
	const [monaco, { makeSpare }] = await Promise.all([loadMonaco(), import('./spare')]);
	makeSpare(monaco);
}

/** Monaco, if it was fetched before. */
export const monacoIfThere = (): Monaco | undefined => there;

/** Fetches Monaco when it is first needed. Rejects when it cannot be had; the next call tries again. */
export function loadMonaco(): Promise<Monaco> {
	loading ??= load().catch((error: unknown) => {
		loading = undefined;
		throw error;
	});
	return loading;
}
