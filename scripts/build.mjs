import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

/** What the built page is made of. */
const SOURCES = [
	'index.html',
	'embed.html',
	'public',
	'lessons',
	'src',
	'vite.config.ts',
	'package-lock.json',
];

/** Builds `dist` when it is missing or older than any of its sources. */
export async function ensureBuilt() {
	const built = newest(join(root, 'dist/index.html'));
	if (built > 0 && SOURCES.every((source) => newest(join(root, source)) <= built)) return;
	console.log('Building the page …');
	const { build } = await import('vite');
	await build({ root, logLevel: 'warn' });
}

/**
 * @param {string} path a file or a folder, which may be missing
 * @returns {number} when anything in it last changed, in milliseconds; 0 when it is missing
 */
function newest(path) {
	if (!existsSync(path)) return 0;
	const stats = statSync(path);
	if (!stats.isDirectory()) return stats.mtimeMs;
	// The folder's own time tells of deleted files.
	return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
