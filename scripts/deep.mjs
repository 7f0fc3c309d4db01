// npm run test:deep [unit | browser]: what looks at random looks for very much longer, and every lesson is done in a real browser.
// How often each thing is tried stands beside it, as runs(in npm test, here). The whole unit part takes about three minutes of
// processor time in one worker (160 s on 2026-11-22, which beside much else lasted a quarter of an hour).
import { spawnSync } from 'node:child_process';
import { findChromium } from './chromium.mjs';
import { ensureInstalled, root } from './install.mjs';

ensureInstalled();

const vitest = 'node_modules/vitest/vitest.mjs';
/** @type {Readonly<Record<string, readonly (readonly string[])[]>>} */
const PARTS = {
	// What takes seconds in `npm test` can take minutes here, where much else runs.
	unit: [[vitest, 'run', '--project=unit', '--testTimeout=1800000']],
	browser: [
		['node_modules/vite/bin/vite.js', 'build', '--logLevel=warn'],
		[vitest, 'run', '--project=browser', 'test/browser/course.test.ts'],
	],
};
const wanted = process.argv.slice(2);
const parts = wanted.length > 0 ? wanted : Object.keys(PARTS);
const unknown = parts.find((part) => !(part in PARTS));
if (unknown !== undefined) {
	console.error(`There is no part ${unknown}: one of ${Object.keys(PARTS).join(', ')}.`);
	process.exit(1);
}
if (parts.includes('browser')) process.env.KEYLESS_CHROMIUM = await findChromium();

// A seed for all of chance: with the same one everything is tried again in the same way.
const seed = process.env.KEYLESS_SEED ?? String(Date.now() % 2 ** 31);
console.log(
	`Chance begins at ${seed}: KEYLESS_SEED=${seed} npm run test:deep does the same again.`,
);

const failed = parts
	.flatMap((part) => PARTS[part] ?? [])
	.filter(
		(command) =>
			spawnSync(process.execPath, command, {
				cwd: root,
				stdio: 'inherit',
				env: { ...process.env, KEYLESS_DEEP: '1', KEYLESS_SEED: seed },
			}).status !== 0,
	);
for (const command of failed)
	console.error(`Failed, with KEYLESS_SEED=${seed}: ${command.join(' ')}`);
process.exit(failed.length > 0 ? 1 : 0);
