// The Vite plugin for what other pages take from the build: keyless-embed.js, the loader of <keyless-playground>, as one
// plain script; and a still picture of every lesson and example, drawn from its world.
import { fileURLToPath } from 'node:url';
import { build, runnerImport } from 'vite';
import { lessons } from './lessonPlugin.mjs';

const path = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

/** Where the still pictures of each language go, and what draws them. */
const STILLS = [
	['pictures/', '../src/ui/widget/pictures.ts'],
	['pictures/de/', '../src/ui/widget/germanPictures.ts'],
];

/** @returns {Promise<string>} the loader's code */
async function loaderCode() {
	const built = await build({
		configFile: false,
		logLevel: 'error',
		publicDir: false,
		build: {
			write: false,
			minify: true,
			target: 'es2022',
			lib: { entry: path('../src/embed/index.ts'), formats: ['iife'], name: 'KeylessEmbed' },
		},
	});
	for (const { output } of [built].flat().filter((each) => 'output' in each))
		for (const file of output) if (file.type === 'chunk') return file.code;
	throw new Error('The loader was not built.');
}

/** @returns {import('vite').Plugin} */
export function embed() {
	return {
		name: 'keyless:embed',
		apply: 'build',
		async generateBundle() {
			if (this.environment.config.build.ssr) return;
			this.emitFile({ type: 'asset', fileName: 'keyless-embed.js', source: await loaderCode() });
			for (const [folder = '', file = ''] of STILLS) {
				const { module } = await runnerImport(path(file), {
					configFile: false,
					plugins: [lessons()],
				});
				const { stillPictures } = /** @type {typeof import('../src/ui/widget/pictures')} */ (
					module
				);
				for (const { slug, svg } of stillPictures)
					this.emitFile({ type: 'asset', fileName: `${folder}${slug}.svg`, source: svg });
			}
		},
	};
}
