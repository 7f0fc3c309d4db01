// npm run bench: builds the simulator as a page would get it, then measures it beside other libraries.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const asked = process.argv.slice(2);
/** Benches that visit the built page. */
const IN_A_BROWSER = ['firstLoad', 'canvas', 'widget', 'editor'];
const ALL = ['access', 'requests', 'sitting', 'export', 'templates', 'completion', ...IN_A_BROWSER];
const unknown = asked.filter((name) => !ALL.includes(name));
if (unknown.length > 0) {
	console.error(`There is no bench "${unknown.join('", "')}". There are: ${ALL.join(', ')}.`);
	process.exit(1);
}
// Inside the project, so that the libraries beside it are found.
mkdirSync(join(root, '.cache'), { recursive: true });
const outDir = mkdtempSync(join(root, '.cache', 'bench-'));
try {
	await build({
		root,
		configFile: false,
		logLevel: 'error',
		build: {
			ssr: true,
			outDir,
			emptyOutDir: true,
			minify: false,
			target: 'node20',
			rolldownOptions: {
				input: {
					requests: join(root, 'bench/requests.ts'),
					access: join(root, 'bench/access.ts'),
					sitting: join(root, 'bench/sitting.ts'),
					export: join(root, 'bench/export.ts'),
					templates: join(root, 'bench/templates.ts'),
					completion: join(root, 'bench/completion.ts'),
				},
				output: { entryFileNames: '[name].mjs' },
			},
		},
		ssr: { noExternal: true, external: ['casbin', '@cedar-policy/cedar-wasm', '@casl/ability'] },
	});
	for (const name of asked.length > 0 ? asked : ALL) {
		if (IN_A_BROWSER.includes(name)) {
			const { measure } = await import(`./${name}.mjs`);
			await measure();
			continue;
		}
		const { measure } = await import(pathToFileURL(join(outDir, `${name}.mjs`)).href);
		await measure();
	}
} finally {
	rmSync(outDir, { recursive: true, force: true });
}
