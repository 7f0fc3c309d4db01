// npm run build:plugins: the remark and the markdown-it plugin, each as one file for Node with the simulator inside.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { ensureInstalled, root } from './install.mjs';
import { lessons } from './lessonPlugin.mjs';

/**
 * @param {string} outDir
 * @returns {Promise<void>}
 */
export async function buildPlugins(outDir) {
	await build({
		root,
		configFile: false,
		logLevel: 'error',
		plugins: [lessons()],
		build: {
			ssr: true,
			outDir,
			emptyOutDir: true,
			target: 'node20',
			copyPublicDir: false,
			rolldownOptions: {
				input: {
					remark: `${root}plugins/remark.ts`,
					'markdown-it': `${root}plugins/markdownIt.ts`,
				},
				output: { entryFileNames: '[name].mjs' },
			},
		},
		ssr: { noExternal: true },
	});
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	ensureInstalled();
	await buildPlugins(`${root}dist-plugins`);
}
