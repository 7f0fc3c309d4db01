// The same mistyped lines through real Azure CLI: exit code and first error line. Run by `npm run test:az`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { inGroup } from '../cli/support';

const asked = process.env.KEYLESS_AZ === '1';
const installed = asked && spawnSync('az', ['--help']).status === 0;
if (asked && !installed) console.log('az is not installed here: nothing is compared with it.');

// Not in the list, because Keyless answers otherwise: options that share a beginning come in another order.
const LINES = [
	'az identity',
	'az vm identity',
	'az group create',
	'az group show',
	'az account set',
	'az webapp create',
	'az webapp identity assign',
	'az functionapp create',
	'az acr create',
	'az acr identity assign',
	'az aks create',
	'az storage account create',
	'az storage account show',
	'az eventhubs eventhub create',
	'az servicebus queue show',
	'az identity federated-credential create',
	'az identity show',
	'az vm show',
	'az vmss identity assign',
	'az cosmosdb create',
	'az sql server create',
	'az deployment operation group show',
	'az bicep build',
	'az group export',
	'az identity create',
	'az identity create --name',
	'az identity create --na x --res y --b',
	'az identity crate -n x -g y',
	'az identity create -n a -g b -l x --bogus 1',
	'az foo',
	'az grup list',
	'az --version-of-what',
	'az group show -n a b',
	'az group list --debugg',
	'az identity show -n a -g b -o tablee',
	"az group list --query 'a['",
	'az account get-access-token --resource-typ',
	'az role assignment create --assignee- x',
];

describe.skipIf(!installed)('a mistyped line', () => {
	const config = mkdtempSync(join(tmpdir(), 'keyless-az-config-'));
	afterAll(() => rmSync(config, { recursive: true }));
	const firstError = (text: string) => text.split('\n').find((line) => line.startsWith('ERROR'));

	test.each(LINES)(
		'%s',
		(line) => {
			const theirs = spawnSync('bash', ['-c', line], {
				env: { ...process.env, AZURE_CONFIG_DIR: config, AZURE_CORE_COLLECT_TELEMETRY: '0' },
			});
			const ours = inGroup().run(line);
			// Our sentence tells more behind a query that cannot be read.
			const said = firstError(ours.stderr)?.replace(
				/(invalid jmespath_type value: '[^']*') \(.*/,
				'$1',
			);
			expect([ours.exitCode, said]).toEqual([theirs.status, firstError(theirs.stderr.toString())]);
		},
		// The first start of az after a long time reads all of its files.
		90_000,
	);
});
