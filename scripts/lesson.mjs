// npm run lesson -- new <chapter>/<slug> | check [<slug>…] | german [<slug or path>…] | preview <slug>: for whoever writes a lesson.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { TEMPLATE } from './lessonTemplate.mjs';

const root = fileURLToPath(new URL('../lessons', import.meta.url));
const [verb, ...names] = process.argv.slice(2);

switch (verb) {
	case 'new':
		scaffold(names[0] ?? '');
		break;
	case 'check':
		await check(names);
		break;
	case 'german':
		await german(names);
		break;
	case 'preview':
		preview(names[0] ?? '');
		break;
	default:
		stop('Say npm run lesson -- new CHAPTER/SLUG, check [SLUG…], german [SLUG…] or preview SLUG.');
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function stop(sentence) {
	console.error(sentence);
	process.exit(1);
}

/**
 * Loads a file of src, TypeScript as it is.
 *
 * @param {string} file
 */
async function load(file) {
	const path = fileURLToPath(new URL(`../src/${file}`, import.meta.url));
	return (await runnerImport(path, { logLevel: 'error' })).module;
}

/** @param {string} parent */
function folders(parent) {
	return readdirSync(join(root, parent), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map((entry) => entry.name)
		.sort();
}

/** @param {string} folder */
function slugOf(folder) {
	return folder.replace(/^\d+-/, '');
}

/** @param {readonly string[]} wanted slugs of lessons; none means all */
async function check(wanted) {
	const { chapterFolders, hasCheck, readCoverage, readGlossary } =
		/** @type {typeof import('../src/course/vitePlugin')} */ (
			await load('course/vitePlugin/index.ts')
		);
	const { proveCheck, proveLesson } =
		/** @type {typeof import('../src/course/vitePlugin/prove')} */ (
			await load('course/vitePlugin/prove.ts')
		);
	const { iacPorts } = /** @type {typeof import('../src/playground/iacPorts')} */ (
		await load('playground/iacPorts.ts')
	);
	const coverage = readCoverage(root);
	const glossary = readGlossary(root);
	const unread = [coverage, glossary].flatMap((read) => ('faults' in read ? read.faults : []));
	for (const { file, line, message } of unread) console.log(`lessons/${file}:${line}: ${message}`);
	const chapters = chapterFolders(root);
	const lessons = chapters.flatMap((chapter) =>
		folders(chapter).map((name) => `${chapter}/${name}`),
	);
	const slugs = lessons.map((folder) => slugOf(folder.split('/')[1] ?? ''));
	const unknown = wanted.filter((slug) => !slugs.includes(slug));
	if (unknown.length > 0) stop(`There is no lesson ${unknown.join(', ')}.`);
	const ids = {
		lessons: slugs,
		rows: 'value' in coverage ? Object.keys(coverage.value.rows) : [],
		terms: 'value' in glossary ? glossary.value.map(({ id }) => id) : [],
	};
	let wrong = unread.length;
	for (const [index, folder] of lessons.entries()) {
		const slug = slugs[index] ?? '';
		if (wanted.length > 0 && !wanted.includes(slug)) continue;
		const proof = proveLesson(root, folder, ids, iacPorts);
		console.log(`${proof.wrong.length === 0 ? 'proven' : 'NOT PROVEN'}  ${slug}`);
		for (const { id, expected, atStart, solved, met } of wanted.length > 0 ? proof.goals : [])
			console.log(
				`  ${met ? 'met  ' : 'UNMET'} ${id}\n    expected ${expected}\n    saw at the start ${atStart}\n    saw when solved ${solved}`,
			);
		for (const sentence of proof.wrong) console.log(`  lessons/${sentence}`);
		wrong += proof.wrong.length;
	}
	for (const chapter of wanted.length > 0 ? [] : chapters.filter((name) => hasCheck(root, name))) {
		const found = proveCheck(root, chapter);
		console.log(`${found.length === 0 ? 'proven' : 'NOT PROVEN'}  check of ${slugOf(chapter)}`);
		for (const sentence of found) console.log(`  lessons/${sentence}`);
		wrong += found.length;
	}
	process.exit(wrong === 0 ? 0 : 1);
}

/**
 * Holds the German files against the English ones, without proving anything again.
 *
 * @param {readonly string[]} wanted slugs or paths of lessons, chapters and demos; none means all
 */
async function german(wanted) {
	const { faultText, translations } = /** @type {typeof import('../src/course/vitePlugin')} */ (
		await load('course/vitePlugin/index.ts')
	);
	const all = translations(root, 'de');
	/** @param {string} name */
	const named = (name) =>
		all.filter(
			({ file, slug }) =>
				slug === name || file.startsWith(`${name.replace(/^.*lessons\//, '').replace(/\/$/, '')}`),
		);
	const unknown = wanted.filter((name) => named(name).length === 0);
	if (unknown.length > 0) stop(`There is no lesson, chapter or demo ${unknown.join(', ')}.`);
	const asked = wanted.length > 0 ? wanted.flatMap(named) : all;
	let wrong = 0;
	for (const { file, faults } of asked) {
		const state = faults === undefined ? 'MISSING' : faults.length === 0 ? 'fits' : 'WRONG';
		console.log(`${state.padEnd(8)}lessons/${file}`);
		for (const fault of faults ?? []) console.log(`  lessons/${faultText(fault)}`);
		wrong += faults?.length ?? 1;
	}
	process.exit(wrong === 0 ? 0 : 1);
}

/** @param {string} name `03-user-assigned/keep-it`, with or without numbers */
function scaffold(name) {
	const [chapter = '', slug = ''] = name.split('/').map(slugOf);
	const folder = folders('.').find((each) => slugOf(each) === chapter);
	if (!folder || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))
		stop(
			`Say which chapter and how the lesson is called: ${slugOf(folders('.')[0] ?? '')}/my-lesson.`,
		);
	const taken = folders('.').flatMap((each) => folders(each).map(slugOf));
	if (taken.includes(slug)) stop(`There is a lesson ${slug} already.`);
	const number = String(folders(folder).length + 1).padStart(2, '0');
	const path = join(root, folder, `${number}-${slug}`);
	mkdirSync(join(path, 'mistakes'), { recursive: true });
	for (const [file, text] of Object.entries(TEMPLATE)) writeFileSync(join(path, file), text);
	console.log(`lessons/${folder}/${number}-${slug} is there. Now: npm run lesson -- check ${slug}`);
}

/** @param {string} slug */
function preview(slug) {
	const all = folders('.').flatMap((chapter) => folders(chapter).map(slugOf));
	if (!all.includes(slug)) stop(`There is no lesson ${slug}.`);
	const vite = fileURLToPath(new URL('../node_modules/vite/bin/vite.js', import.meta.url));
	if (!existsSync(vite)) stop('Run npm install first.');
	spawn(process.execPath, [vite, '--open', `/#/lesson/${slug}`], { stdio: 'inherit' });
}
