// The Vite plugin for the first paint: it writes the first lesson's text and picture into index.html, the pictures of
// all other lessons beside it, the style of the shell into the page, and names the canvas, which the page asks for
// after its first frame. What is drawn comes from the model itself: src/ui/shell.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { lessons } from './lessonPlugin.mjs';

const shell = fileURLToPath(new URL('../src/ui/shell/shell.ts', import.meta.url));
const CANVAS = /\/src\/ui\/canvas\/canvas\.ts$/;
/** What a first visit shows, each with what it stands on. */
const APP = /\/src\/ui\/(app\.ts|lesson\/(LessonPane\.svelte|lessonRun\.svelte\.ts))$/;

const styles = ['tokens', 'shell'].map((name) =>
	fileURLToPath(new URL(`../src/ui/styles/${name}.css`, import.meta.url)),
);

/** The style of the shell, without what only its authors read. */
const style = () =>
	styles
		.map((file) => readFileSync(file, 'utf8'))
		.join('')
		.replace(/\/\*[^]*?\*\//g, '')
		.replace(/\s+/g, ' ')
		.replace(/ ?([{};,]) ?/g, '$1');

/** @returns {Promise<typeof import('../src/ui/shell/shell')>} */
async function loadShell() {
	const { module } = await runnerImport(shell, { configFile: false, plugins: [lessons()] });
	return /** @type {typeof import('../src/ui/shell/shell')} */ (module);
}

/**
 * The files that the app consists of, styles too, what others stand on first: `src/ui/boot/laterFiles` asks for all of them
 * once the canvas lives.
 *
 * @param {import('vite').Rolldown.OutputBundle} bundle
 * @param {readonly string[]} there what has come before, as names or as text with names in it
 */
function laterFiles(bundle, there) {
	/** @type {Set<string>} */
	const found = new Set();
	/** @param {string} name */
	const add = (name) => {
		const chunk = bundle[name];
		if (chunk?.type !== 'chunk' || found.has(`./${name}`)) return;
		if (there.some((text) => text.includes(name))) return;
		for (const file of chunk.imports) add(file);
		for (const file of chunk.viteMetadata?.importedCss ?? []) found.add(`./${file}`);
		found.add(`./${name}`);
	};
	for (const file of Object.values(bundle))
		if (file.type === 'chunk' && APP.test(file.facadeModuleId ?? '')) add(file.fileName);
	return [...found];
}

/** @returns {import('vite').Plugin[]} */
export function firstPaint() {
	/** @type {ReturnType<typeof loadShell> | undefined} */
	let loading;
	return [
		{
			name: 'keyless:shell',
			buildStart() {
				loading = undefined;
			},
			transformIndexHtml: {
				order: 'pre',
				async handler(html) {
					if (!html.includes('<!--shell-->')) return html;
					const { openings, shellHtml } = await (loading ??= loadShell());
					const [first] = openings;
					return html
						.replace('<!--style-->', () => `<style>${style()}</style>`)
						.replace('<!--shell-->', () => shellHtml(first))
						.replace('<html', () => `<html data-first="${first?.lesson.slug ?? ''}"`);
				},
			},
			async generateBundle() {
				const { openings } = await (loading ??= loadShell());
				for (const { lesson, picture } of openings)
					this.emitFile({
						type: 'asset',
						fileName: `scenes/${lesson.slug}.json`,
						source: JSON.stringify(picture),
					});
			},
		},
		{
			name: 'keyless:first-requests',
			apply: 'build',
			transformIndexHtml: {
				order: 'post',
				handler(html, { bundle = {} }) {
					if (!html.includes('id="early-canvas"')) return html;
					const canvas = Object.values(bundle).find(
						(file) => file.type === 'chunk' && CANVAS.test(file.facadeModuleId ?? ''),
					);
					if (canvas?.type !== 'chunk') throw new Error('The canvas has no chunk of its own.');
					const early = [canvas.fileName, ...canvas.imports].filter((name) => !html.includes(name));
					const links = early.map(
						(name) => `<link rel="modulepreload" crossorigin href="./${name}">`,
					);
					const later = JSON.stringify(laterFiles(bundle, [...early, html]));
					return html.replace(
						'<!--later-->',
						() =>
							`<template id="after-frame">${links.join('')}</template><script type="application/json" id="later-files">${later}</script>`,
					);
				},
			},
		},
	];
}
