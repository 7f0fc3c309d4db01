// The Vite plugin for learner's code: Microsoft's packages for it, each as one plain script that is loaded when a program
// imports it; what such a program finds around it; and the frame that it runs in, whose page has a policy of its own.
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const path = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));
const source = (/** @type {string} */ name) => path(`../src/ui/code/sandbox/${name}`);

/** What programs can import, with where it comes from. */
const PACKAGES = Object.fromEntries([
	// The real one refuses to work in a browser.
	['@azure/identity', source('identity/index.ts')],
	...[
		'@azure/app-configuration',
		'@azure/arm-authorization',
		'@azure/arm-compute',
		'@azure/arm-keyvault',
		'@azure/arm-msi',
		'@azure/arm-resources',
		'@azure/arm-storage',
		'@azure/data-tables',
		'@azure/keyvault-certificates',
		'@azure/keyvault-keys',
		'@azure/keyvault-secrets',
		'@azure/storage-blob',
		'@azure/storage-queue',
	].map((name) => [name, name]),
]);

const MODULE = 'virtual:keyless-sandbox';
const ENTRY = '\0keyless-sandbox-entry';

/**
 * @param {string} code an entry, which may import
 * @returns {Promise<string>} all of it as one plain script
 */
async function bundle(code) {
	const built = await build({
		configFile: false,
		logLevel: 'error',
		publicDir: false,
		plugins: [
			{
				name: 'keyless:sandbox-entry',
				resolveId: (id) => (id === ENTRY ? id : undefined),
				load: (id) => (id === ENTRY ? code : undefined),
			},
		],
		resolve: {
			alias: {
				// The browser's variant parses XML with the DOM, and a worker has none.
				'@azure/core-xml': path('../node_modules/@azure/core-xml/dist/esm/index.js'),
			},
		},
		build: {
			write: false,
			minify: true,
			target: 'es2022',
			rolldownOptions: { input: ENTRY, output: { format: 'iife' } },
		},
	});
	for (const { output } of [built].flat().filter((each) => 'output' in each))
		for (const file of output) if (file.type === 'chunk') return file.code;
	throw new Error('A script of the sandbox was not built.');
}

const script = (/** @type {string} */ name) =>
	bundle(`import ${JSON.stringify(source(name))};`).then((code) => code.trim());

const packageScript = (/** @type {string} */ name, /** @type {string} */ from) =>
	bundle(
		`import * as all from ${JSON.stringify(from)}; globalThis.keylessModules[${JSON.stringify(name)}] = all;`,
	);

const hash = (/** @type {string} */ text) =>
	`'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * A page with one script and a policy that allows scripts of these hashes, workers made of text, and nothing else.
 *
 * @param {string} code
 * @param {string[]} hashes
 */
const page = (code, hashes) => {
	const policy = [
		"default-src 'none'",
		`script-src ${hashes.join(' ')}`,
		'worker-src blob:',
		"connect-src 'none'",
		"base-uri 'none'",
		"form-action 'none'",
	].join('; ');
	return `<!doctype html><html lang="en"><head><meta charset="utf-8" /><meta http-equiv="Content-Security-Policy" content="${policy}" /><title>Sandbox</title></head><body><script>${code}</script></body></html>`;
};

/** The frame's page: the outer one, which holds the inner one as a text. */
async function framePage() {
	const [inner, outer] = await Promise.all([script('inner.ts'), script('outer.ts')]);
	const innerPage = JSON.stringify(page(inner, [hash(inner)])).replaceAll('<', '\\u003c');
	const text = outer.replaceAll('INNER_PAGE', () => innerPage);
	// What the outer page does not allow the inner one cannot allow either.
	return page(text, [hash(text), hash(inner)]);
}

/** @returns {Promise<Record<string, string>>} the texts of all files by name */
async function files() {
	const names = Object.entries(PACKAGES);
	const [frame, runtime, ...packages] = await Promise.all([
		framePage(),
		script('worker.ts'),
		...names.map(([name, from]) => packageScript(name, from)),
	]);
	return Object.fromEntries([
		['frame.html', frame],
		['runtime.js', runtime],
		...names.map(([name], index) => [`${name.slice(1).replace('/', '-')}.js`, packages[index]]),
	]);
}

/** @returns {import('vite').Plugin} */
export function sandbox() {
	/** @type {Promise<Record<string, string>> | undefined} */
	let made;
	let serving = false;
	/** @param {(file: string) => string} addressOf */
	const moduleCode = (addressOf) => {
		const packages = Object.keys(PACKAGES).map((name) => [
			name,
			addressOf(`${name.slice(1).replace('/', '-')}.js`),
		]);
		return [
			`export const frame = ${JSON.stringify(addressOf('frame.html'))};`,
			`export const runtime = ${JSON.stringify(addressOf('runtime.js'))};`,
			`export const packages = ${JSON.stringify(Object.fromEntries(packages))};`,
		].join('\n');
	};
	return {
		name: 'keyless:sandbox',
		configResolved({ command }) {
			serving = command === 'serve';
		},
		resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
		async load(id) {
			if (id !== `\0${MODULE}`) return undefined;
			if (serving) return moduleCode((file) => `sandbox/${file}`);
			made ??= files();
			/** @type {Record<string, string>} */
			const addresses = {};
			for (const [file, text] of Object.entries(await made)) {
				const mark = createHash('sha256').update(text).digest('hex').slice(0, 8);
				const fileName = `sandbox/${file.replace('.', `-${mark}.`)}`;
				addresses[file] = fileName;
				this.emitFile({ type: 'asset', fileName, source: text });
			}
			return moduleCode((file) => addresses[file] ?? '');
		},
		configureServer(server) {
			server.middlewares.use(async (request, response, next) => {
				const [, file = ''] = /\/sandbox\/([\w.-]+)$/.exec(request.url ?? '') ?? [];
				if (file === '') return next();
				made ??= files();
				const text = (await made)[file];
				if (text === undefined) return next();
				const type = file.endsWith('.html') ? 'text/html' : 'text/javascript';
				response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(text);
			});
		},
	};
}
