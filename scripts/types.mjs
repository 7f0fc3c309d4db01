// npm run types: the pure rooms each with their own tsconfig.json (no DOM, no Node),
// then everything else, Svelte components included, with the one at the top.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { ensureInstalled, root } from './install.mjs';

ensureInstalled();

const rooms = readdirSync(`${root}src`)
	.map((room) => `src/${room}`)
	.filter((room) => existsSync(`${root}${room}/tsconfig.json`))
	.filter((room) =>
		readdirSync(root + room, { recursive: true }).some((f) => /\.ts$/.test(`${f}`)),
	);

let failed = false;
for (const room of rooms) check(room, 'typescript/bin/tsc', '--noEmit', '-p', room);
check(
	'everything else',
	'svelte-check/bin/svelte-check',
	'--tsconfig=tsconfig.json',
	'--fail-on-warnings',
	'--output=human',
);
process.exit(failed ? 1 : 0);

/**
 * @param {string} what
 * @param {string} program
 * @param {...string} args
 */
function check(what, program, ...args) {
	console.log(`types of ${what}`);
	const command = [`${root}node_modules/${program}`, ...args];
	const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
	if (status !== 0) failed = true;
}
