// The Vite plugin for lessons/: its Markdown and YAML become modules of plain data, so that the page
// needs no parser. What it does lies in src/course/vitePlugin and is loaded when first needed,
// through Vite itself: the config stays small, and a fault in src/ does not keep Vite from starting.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const compiler = fileURLToPath(new URL('../src/course/vitePlugin/index.ts', import.meta.url));

/** @returns {import('vite').Plugin} */
export function lessons() {
	/** @type {Promise<typeof import('../src/course/vitePlugin')> | undefined} */
	let loading;
	return {
		name: 'keyless:lessons',
		enforce: 'pre',
		buildStart() {
			loading = undefined;
		},
		async load(id) {
			const path = id.replaceAll('\\', '/').replace(/\?.*$/, '');
			if (!/\/lessons\/.*\.(md|yaml)$/.test(path)) return undefined;
			loading ??= runnerImport(compiler).then(
				({ module }) => /** @type {typeof import('../src/course/vitePlugin')} */ (module),
			);
			const { moduleOf } = await loading;
			const made = moduleOf(path);
			if (!made) return undefined;
			for (const file of made.files) this.addWatchFile(file);
			if ('faults' in made) return this.error(made.faults.join('\n'));
			return { code: made.code, moduleType: 'js', map: null };
		},
	};
}
