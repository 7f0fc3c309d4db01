import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './install.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const USUAL_PLACES = [
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
	...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
		.filter((folder) => folder !== undefined)
		.flatMap((folder) => [
			join(folder, 'Google/Chrome/Application/chrome.exe'),
			join(folder, 'Chromium/Application/chrome.exe'),
			join(folder, 'Microsoft/Edge/Application/msedge.exe'),
		]),
];

/**
 * The path of a Chromium for the browser tests: the one named in KEYLESS_CHROMIUM or CHROME_PATH,
 * else one of this machine, else Playwright's own, else one that is installed now.
 * Throws an error with one clear sentence when there is none.
 *
 * @returns {Promise<string>}
 */
export async function findChromium() {
	for (const name of ['KEYLESS_CHROMIUM', 'CHROME_PATH']) {
		const path = process.env[name];
		if (!path) continue;
		if (runs(path)) return path;
		throw new Error(`${name} names ${path}, which is not a Chromium that runs.`);
	}
	const found = onThisMachine() ?? (await playwrightsOwn());
	if (found) return found;
	return (
		installWithApt() ??
		(await installWithPlaywright()) ??
		fail(
			'No Chromium was found and none could be installed: install Chromium or Chrome, or set KEYLESS_CHROMIUM to its path.',
		)
	);
}

function onThisMachine() {
	const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
	const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
	return [...onPath, ...USUAL_PLACES].find(runs);
}

async function playwrightsOwn() {
	const { chromium } = await import('playwright-core');
	return [chromium.executablePath()].find(runs);
}

function installWithApt() {
	// Only on Debian itself: Ubuntu's package is a stub that wants snap.
	const debian = existsSync('/etc/os-release') && /^ID=debian$/m.test(read('/etc/os-release'));
	if (!debian || process.getuid?.() !== 0) return undefined;
	console.log('No Chromium here: installing it with apt-get …');
	const install = () => run('apt-get', 'install', '-y', '--no-install-recommends', 'chromium');
	if (!install() && run('apt-get', 'update')) install();
	return onThisMachine();
}

async function installWithPlaywright() {
	console.log("No Chromium here: installing Playwright's …");
	run(process.execPath, join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium');
	return await playwrightsOwn();
}

/** @param {string} path */
function runs(path) {
	if (!existsSync(path)) return false;
	// On Windows --version opens a window. Elsewhere it tells a browser from a stub.
	if (process.platform === 'win32') return true;
	return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

/**
 * @param {string} command
 * @param {...string} args
 */
function run(command, ...args) {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	// What these print is of no use to someone who wants to see test results.
	const { status } = spawnSync(command, args, { env, stdio: 'ignore', timeout: 600_000 });
	return status === 0;
}

/** @param {string} path */
function read(path) {
	return readFileSync(path, 'utf8');
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function fail(sentence) {
	throw new Error(sentence);
}

// node scripts/chromium.mjs prints the path.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	try {
		console.log(await findChromium());
	} catch (error) {
		console.error(/** @type {Error} */ (error).message);
		process.exit(1);
	}
}
