// npm run build:cli: the command line of Keyless as one file for Node, without anything beside it.
import { chmodSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { ensureInstalled, root } from './install.mjs';

ensureInstalled();

/**
 * @param {string} outDir
 * @returns {Promise<string>} where the file lies
 */
export async function buildCli(outDir) {
	await build({
		root,
		configFile: false,
		logLevel: 'error',
		build: {
			ssr: true,
			outDir,
			emptyOutDir: true,
			minify: true,
			target: 'node20',
			copyPublicDir: false,
			rolldownOptions: {
				input: { 'keyless-az': `${root}scripts/keyless-az.ts` },
				output: { entryFileNames: '[name].mjs', banner: '#!/usr/bin/env node' },
			},
		},
		ssr: { noExternal: true },
	});
	const file = `${outDir}/keyless-az.mjs`;
	chmodSync(file, 0o755);
	return file;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
	console.log(await buildCli(`${root}dist-cli`));
