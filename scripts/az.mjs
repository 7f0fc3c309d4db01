// npm run test:az: what real Azure CLI, where it is installed, says to the same lines.
import { spawnSync } from 'node:child_process';
import { ensureInstalled, root } from './install.mjs';

ensureInstalled();

const { status } = spawnSync(
	process.execPath,
	['node_modules/vitest/vitest.mjs', 'run', '--project=unit', 'test/az/'],
	{ cwd: root, stdio: 'inherit', env: { ...process.env, KEYLESS_AZ: '1' } },
);
process.exit(status ?? 1);
