// npm run test:deep: the unit tests once more, each that looks at random for very much longer.
import { spawnSync } from 'node:child_process';
import { ensureInstalled, root } from './install.mjs';

ensureInstalled();

const { status } = spawnSync(
	process.execPath,
	['node_modules/vitest/vitest.mjs', 'run', '--project=unit'],
	{ cwd: root, stdio: 'inherit', env: { ...process.env, KEYLESS_DEEP: '1' } },
);
process.exit(status ?? 1);
