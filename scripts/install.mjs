import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The top folder of the project. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs `npm ci` unless node_modules already holds what package-lock.json asks for.
 * Versions are compared, not file times: a fresh checkout touches every file.
 */
export function ensureInstalled() {
	if (isInstalled()) return;
	console.log('Installing the packages in package-lock.json …');
	const [command, ...before] = npm();
	const { status } = spawnSync(command, [...before, 'ci', '--no-audit', '--no-fund'], {
		cwd: root,
		stdio: 'inherit',
		shell: process.platform === 'win32' && before.length === 0,
	});
	if (status !== 0) process.exit(status ?? 1);
}

function isInstalled() {
	const wanted = packages('package-lock.json');
	const present = packages('node_modules/.package-lock.json');
	if (!wanted || !present) return false;
	return Object.entries(wanted).every(
		([path, { version, optional }]) =>
			path === '' || optional || present[path]?.version === version,
	);
}

/**
 * @param {string} lockfile
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined}
 */
function packages(lockfile) {
	try {
		return JSON.parse(readFileSync(root + lockfile, 'utf8')).packages;
	} catch {
		return undefined;
	}
}

/** @returns {[string, ...string[]]} how to call npm: the one that runs us, else the one on the path */
function npm() {
	const own = process.env.npm_execpath;
	return own?.endsWith('.js') ? [process.execPath, own] : ['npm'];
}
