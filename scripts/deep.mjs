// npm run test:deep: what looks at random looks for very much longer, and every lesson is done in a real browser.
import { spawnSync } from 'node:child_process';
import { findChromium } from './chromium.mjs';
import { ensureInstalled, root } from './install.mjs';

ensureInstalled();
process.env.KEYLESS_CHROMIUM = await findChromium();

const vitest = 'node_modules/vitest/vitest.mjs';
const failed = [
	[vitest, 'run', '--project=unit'],
	['node_modules/vite/bin/vite.js', 'build', '--logLevel=warn'],
	[vitest, 'run', '--project=browser', 'test/browser/course.test.ts'],
].filter(
	(command) =>
		spawnSync(process.execPath, command, {
			cwd: root,
			stdio: 'inherit',
			env: { ...process.env, KEYLESS_DEEP: '1' },
		}).status !== 0,
);
for (const command of failed) console.error(`Failed: ${command.join(' ')}`);
process.exit(failed.length > 0 ? 1 : 0);
