// npm run test:hosts: real documentation generators with the widget in them. They are installed in test/hosts, and nowhere else.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ensureBuilt } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { ensureInstalled, root } from './install.mjs';

ensureInstalled();
const hosts = `${root}test/hosts`;
if (!existsSync(`${hosts}/node_modules/vitepress`)) {
	console.log('Installing VitePress and Docusaurus in test/hosts …');
	const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
	// Not `ci`: a lock names the binaries of the platform that it was written on, and the versions that count are pinned.
	const flags = ['install', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts'];
	const { status } = spawnSync(npm, flags, { cwd: hosts, stdio: 'inherit' });
	if (status !== 0) process.exit(1);
}
await ensureBuilt();
process.env.KEYLESS_CHROMIUM = await findChromium();
const { status } = spawnSync(
	process.execPath,
	[
		`${root}node_modules/vitest/vitest.mjs`,
		'run',
		'--project=browser',
		'test/browser/hosts.test.ts',
	],
	{ cwd: root, stdio: 'inherit' },
);
process.exit(status ?? 1);
