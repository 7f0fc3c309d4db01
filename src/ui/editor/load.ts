import { prepareEnvironment, workerAddresses } from './environment';
import type { Monaco } from './monacoType';

let loading: Promise<Monaco> | undefined;

async function load(): Promise<Monaco> {
	prepareEnvironment();
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
	return loaded.monaco;
}

/** Fetches Monaco and makes an editor ahead. */
export async function makeEditorReady(): Promise<void> {
	const [monaco, { makeSpare }] = await Promise.all([loadMonaco(), import('./spare')]);
	makeSpare(monaco);
}

/** Fetches Monaco when it is first needed. Rejects when it cannot be had; the next call tries again. */
export function loadMonaco(): Promise<Monaco> {
	loading ??= load().catch((error: unknown) => {
		loading = undefined;
		throw error;
	});
	return loading;
}
