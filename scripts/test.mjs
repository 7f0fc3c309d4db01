// npm test: everything that must hold, in order, up to the first thing that does not.
import { spawnSync } from 'node:child_process';
import { findChromium } from './chromium.mjs';
import { ensureInstalled, root } from './install.mjs';

ensureInstalled();

step('types', 'scripts/types.mjs');
step('format', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.');
step('unit tests', 'node_modules/vitest/vitest.mjs', 'run', '--project=unit');
step('build', 'node_modules/vite/bin/vite.js', 'build', '--logLevel=warn');
try {
	process.env.KEYLESS_CHROMIUM = await findChromium();
} catch (error) {
	stop(/** @type {Error} */ (error).message);
}
step('browser tests', 'node_modules/vitest/vitest.mjs', 'run', '--project=browser');
console.log('\nAll is well.');

/**
 * Runs one step and stops the whole when it fails.
 *
 * @param {string} name
 * @param {...string} command a Node program of the project and its arguments
 */
function step(name, ...command) {
	console.log(`\n== ${name}`);
	const started = performance.now();
	const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
	const seconds = ((performance.now() - started) / 1000).toFixed(1);
	if (status !== 0) stop(`${name} failed after ${seconds} s.`);
	console.log(`== ${name} passed in ${seconds} s`);
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function stop(sentence) {
	console.error(`\n${sentence}`);
	process.exit(1);
}
