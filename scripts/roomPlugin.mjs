// The Vite plugin for rooms without network: keyless-room.html, the whole page in one file. What needs files of its own
// (Monaco, the sandbox for programs) is not in it and says so when it is asked for.
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const NAME = 'keyless-room.html';
/** Monaco but for what colours a line: its grammars and their tokenizer. */
const LEFT_OUT =
	/^(monaco-editor(?!\/languages\/definitions\/\w+\/(?!register)|\/editor\/standalone\/common\/monarch\/)|virtual:keyless-)/;

const hashOf = (/** @type {string} */ text) =>
	`'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** A program as it can stand in a page: nothing in it may look like the end of it. @param {string} code */
const inScript = (code) => code.replace(/<(?=!--|\/?script)/gi, '\\x3c');

/** @param {readonly string[]} scripts @returns {string} */
const policy = (scripts) =>
	[
		"default-src 'none'",
		`script-src ${scripts.map(hashOf).join(' ')}`,
		"style-src 'unsafe-inline'",
		'img-src data: blob:',
		'font-src data:',
		"base-uri 'none'",
		"form-action 'none'",
	].join('; ');

/** @returns {import('vite').Plugin} */
const leaveOut = () => ({
	name: 'keyless:room:leave-out',
	enforce: 'pre',
	resolveId: (id) => (LEFT_OUT.test(id) ? '\0left-out' : undefined),
	load: (id) => (id === '\0left-out' ? 'export default undefined;' : undefined),
});

/**
 * @param {string} html
 * @param {string} code
 * @param {string} css
 * @returns {string} the page with its program and its style inside, under a policy of its own
 */
function inOne(html, code, css) {
	const program = inScript(code);
	const page = html
		.replace(/<script type="module"[^>]*src=[^>]*><\/script>/g, '')
		.replace(/<link[^>]*(stylesheet|modulepreload|manifest|icon)[^>]*>/g, '')
		.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/g, '');
	const scripts = [...page.matchAll(/<script>([^]*?)<\/script>/g)].map(([, text = '']) => text);
	const meta = `<meta http-equiv="Content-Security-Policy" content="${policy([...scripts, program])}">`;
	return page
		.replace('<head>', () => `<head>${meta}`)
		.replace('</head>', () => `<style>${css}</style></head>`)
		.replace('</body>', () => `<script type="module">${program}</script></body>`);
}

/**
 * @param {() => import('vite').PluginOption[]} plugins those of the page itself
 * @returns {Promise<string>}
 */
async function roomPage(plugins) {
	const built = await build({
		root,
		configFile: false,
		logLevel: 'error',
		base: './',
		publicDir: false,
		plugins: [leaveOut(), ...plugins()],
		build: {
			write: false,
			target: 'es2022',
			cssCodeSplit: false,
			modulePreload: false,
			assetsInlineLimit: Number.MAX_SAFE_INTEGER,
			rolldownOptions: {
				input: `${root}index.html`,
				shimMissingExports: true,
				output: { codeSplitting: false },
			},
		},
	});
	let [html, code, css] = ['', '', ''];
	for (const { output } of [built].flat().filter((each) => 'output' in each))
		for (const file of output) {
			if (file.type === 'chunk') code += file.code;
			else if (file.fileName.endsWith('.html')) html = String(file.source);
			else if (file.fileName.endsWith('.css')) css += String(file.source);
		}
	if (html === '' || code === '') throw new Error(`${NAME} was not built.`);
	return inOne(html, code, css);
}

/**
 * @param {() => import('vite').PluginOption[]} plugins makes those of the page itself, anew
 * @returns {import('vite').Plugin}
 */
export function room(plugins) {
	return {
		name: 'keyless:room',
		apply: 'build',
		async generateBundle() {
			if (this.environment.config.build.ssr) return;
			this.emitFile({ type: 'asset', fileName: NAME, source: await roomPage(plugins) });
		},
	};
}
