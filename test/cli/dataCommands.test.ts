// What is in services, and the single commands beside their groups, told as a person would use them.
import { describe, expect, test } from 'vitest';
import { inGroup, type Shell } from './support';

const READS = 'az storage message peek --account-name shopfiles -q orders --auth-mode login';

describe('queues and tables', () => {
	const withAccount = () => {
		const shell = inGroup();
		shell.ok('az storage account create -g rg -n shopfiles');
		return shell;
	};

	test('a key opens a queue at once, a role only once it is given', () => {
		const shell = withAccount();
		shell.ok(
			'az storage queue create --account-name shopfiles -n orders',
			'az storage message put --account-name shopfiles -q orders --content "1 apple & more"',
		);
		expect(shell.run(READS).stderr).toContain('Storage Queue Data Reader');
		shell.ok(
			`az role assignment create --assignee ada@contoso.onmicrosoft.com --role "Storage Queue Data Reader" --scope ${shell.id('Microsoft.Storage/storageAccounts', 'shopfiles')}`,
		);
		const [message] = JSON.parse(shell.ok(READS)) as { content: string }[];
		expect(message?.content).toBe('1 apple & more');
	});

	test('a message that was taken is deleted with its receipt', () => {
		const shell = withAccount();
		const queue = '--account-name shopfiles -q orders';
		shell.ok(
			'az storage queue create --account-name shopfiles -n orders',
			`az storage message put ${queue} --content x`,
		);
		const got = JSON.parse(shell.ok(`az storage message get ${queue}`)) as Record<
			'id' | 'popReceipt',
			string
		>[];
		const [first] = got;
		expect(shell.ok(`az storage message peek ${queue} --query "length(@)"`)).toBe('0\n');
		const of = `--id ${first?.id ?? ''} --pop-receipt ${first?.popReceipt ?? ''}`;
		expect(shell.run(`az storage message delete ${queue} ${of}`).exitCode).toBe(0);
		expect(shell.run(`az storage message delete ${queue} ${of}`).exitCode).toBe(3);
	});

	test('an entity is added once, merged, found by a filter and deleted', () => {
		const shell = withAccount();
		const table = '--account-name shopfiles -t orders';
		const insert = `az storage entity insert ${table} -e PartitionKey=2026 RowKey=1 Count=3`;
		shell.ok('az storage table create --account-name shopfiles -n orders', insert);
		expect(shell.run(insert).stderr).toContain('ERROR: The specified entity already exists.\n');
		shell.ok(`az storage entity merge ${table} -e PartitionKey=2026 RowKey=1 Fruit=apple`);
		const found = JSON.parse(
			shell.ok(`az storage entity query ${table} --filter "Count gt 2" --query items`),
		) as unknown[];
		expect(found).toMatchObject([{ PartitionKey: '2026', RowKey: '1', Count: 3, Fruit: 'apple' }]);
		shell.ok(`az storage entity delete ${table} --partition-key 2026 --row-key 1`);
		expect(
			shell.run(`az storage entity show ${table} --partition-key 2026 --row-key 1`).exitCode,
		).toBe(3);
	});
});

describe('a registry and a store', () => {
	test('an image is imported, listed and deleted', () => {
		const shell = inGroup();
		shell.ok(
			'az acr create -g rg -n shopimages --sku premium',
			'az acr import -n shopimages --source mcr.microsoft.com/azure-cli:latest -t cli:v1',
		);
		expect(JSON.parse(shell.ok('az acr repository list -n shopimages'))).toEqual(['cli']);
		expect(
			JSON.parse(shell.ok('az acr repository show-tags -n shopimages --repository cli')),
		).toEqual(['v1']);
		shell.ok('az acr repository delete -n shopimages --repository cli --yes');
		expect(JSON.parse(shell.ok('az acr repository list -n shopimages'))).toEqual([]);
	});

	test('a person without a role gets no token of the registry', () => {
		const shell = inGroup();
		shell.ok(
			'az acr create -g rg -n shopimages --sku Basic',
			'az login -u hana@contoso.onmicrosoft.com -p anything',
		);
		expect(shell.run('az acr repository list -n shopimages').stderr).toContain(
			"access to registry 'shopimages.azurecr.io' was denied",
		);
	});

	test('a setting needs a role of the data, is locked, and opens to no key', () => {
		const shell = inGroup();
		shell.ok('az appconfig create -g rg -n shopset -l westeurope');
		const set = 'az appconfig kv set -n shopset --key Color --value red --yes';
		expect(shell.run(set).stderr).toContain("add '--auth-mode login'");
		expect(shell.run(`${set} --auth-mode login`).stderr).toContain('Forbidden');
		shell.ok(
			`az role assignment create --assignee ada@contoso.onmicrosoft.com --role "App Configuration Data Owner" --scope ${shell.id('Microsoft.AppConfiguration/configurationStores', 'shopset')}`,
			`${set} --auth-mode login`,
			'az appconfig kv lock -n shopset --key Color --yes --auth-mode login',
		);
		expect(shell.run(`${set} --auth-mode login`).stderr).toBe(
			'ERROR: Failed to update read only key-value. Unlock the key-value before updating it.\n',
		);
	});
});

describe('single commands', () => {
	test('a role of your own is made, changed, given and deleted', () => {
		const shell = inGroup();
		const role = (actions: string) =>
			`'{"Name": "Starter", "Description": "", "Actions": [${actions}], "AssignableScopes": ["/subscriptions/${shell.subscription}"]}'`;
		shell.ok(
			`az role definition create --role-definition ${role('"Microsoft.Compute/virtualMachines/start/action"')}`,
			`az role definition update --role-definition ${role('"Microsoft.Compute/*/read"')}`,
		);
		expect(
			JSON.parse(
				shell.ok("az role definition list -n Starter --query '[0].permissions[0].actions'"),
			),
		).toEqual(['Microsoft.Compute/*/read']);
		shell.ok('az role definition delete -n Starter');
		expect(JSON.parse(shell.ok('az role definition list -n Starter'))).toEqual([]);
	});

	test('any resource is changed by path, tagged and moved', () => {
		const shell = inGroup();
		shell.ok('az keyvault create -g rg -n kv-shop', 'az group create -n rg-new -l westeurope');
		const id = shell.id('Microsoft.KeyVault/vaults', 'kv-shop');
		const purge = '--set properties.enablePurgeProtection=true';
		expect(shell.json(`az resource update --id ${id} ${purge}`)).toMatchObject({
			properties: { enablePurgeProtection: true },
		});
		shell.ok(`az resource tag --ids ${id} --tags team=shop`);
		expect(shell.json(`az resource tag --ids ${id} -i --tags cost=7`).tags).toEqual({
			team: 'shop',
			cost: '7',
		});
		shell.ok(`az resource move --destination-group rg-new --ids ${id}`);
		expect(shell.json('az keyvault show -n kv-shop').resourceGroup).toBe('rg-new');
	});

	test('defaults stand for the group and the region until they are taken away', () => {
		const shell = inGroup();
		shell.ok('az configure --defaults group=rg location=northeurope');
		expect(shell.json('az keyvault create -n kv-shop').location).toBe('northeurope');
		shell.ok('az configure --defaults group= location=');
		expect(shell.run('az keyvault create -n kv-two').stderr).toContain(
			'the following arguments are required: --resource-group/-g',
		);
	});

	test('the key that encrypts an account, and the identity that reads it', () => {
		const shell = inGroup();
		shell.ok('ID=$(az identity create -g rg -n id-key --query id -o tsv)');
		const made = shell.json(
			'az storage account create -g rg -n shopfiles --identity-type UserAssigned --user-identity-id $ID --encryption-key-source microsoft.keyvault --encryption-key-vault https://kv.vault.azure.net --encryption-key-name k --key-vault-user-identity-id $ID',
		);
		expect(made.encryption).toMatchObject({
			keySource: 'Microsoft.Keyvault',
			keyVaultProperties: { keyName: 'k' },
		});
		const back = 'az storage account update -n shopfiles --encryption-key-source Microsoft.Storage';
		expect(shell.json(back).encryption).toMatchObject({ keyVaultProperties: null });
	});

	test("Cosmos DB's own role is given by name", () => {
		const shell = inGroup();
		shell.ok(
			'az cosmosdb create -g rg -n shoporders --locations regionName="North Europe"',
			'ID=$(az identity create -g rg -n id-app --query principalId -o tsv)',
		);
		const given = shell.json(
			'az cosmosdb sql role assignment create -g rg -a shoporders -s / -p $ID -n "Cosmos DB Built-in Data Reader"',
		);
		expect(String(given.roleDefinitionId)).toMatch(/00000000-0000-0000-0000-000000000001$/);
	});
});

describe('which account a line means', () => {
	/** An account with a container, and a key of it. */
	function withAccount(): { shell: Shell; key: string } {
		const shell = inGroup();
		shell.ok(
			'az storage account create -n stshop -g rg',
			'az storage container-rm create --storage-account stshop -g rg -n prices',
		);
		const key = shell
			.ok('az storage account keys list -n stshop -g rg --query [0].value -o tsv')
			.trim();
		return { shell, key };
	}

	test('a connection string names the account and its key, whatever else the line says', () => {
		const { shell, key } = withAccount();
		const text = `DefaultEndpointsProtocol=https;EndpointSuffix=core.windows.net;AccountName=stshop;AccountKey=${key}`;
		const { stderr, exitCode } = shell.run(
			`az storage blob upload --account-name other --connection-string '${text}' -c prices -n a.txt --data 1`,
		);
		expect([exitCode, stderr]).toEqual([0, '']);
		expect(shell.sent).toEqual(['PUT https://stshop.blob.core.windows.net/prices/a.txt']);
		shell.ok(`export AZURE_STORAGE_CONNECTION_STRING='${text}'`);
		expect(shell.json('az storage blob list -c prices')).toMatchObject([{ name: 'a.txt' }]);
	});

	test('the environment says what the line leaves open', () => {
		const { shell, key } = withAccount();
		shell.ok('export AZURE_STORAGE_ACCOUNT=stshop');
		expect(shell.run('az storage container list -o none').stderr).toContain(
			'There are no credentials provided',
		);
		shell.ok(`export AZURE_STORAGE_KEY=${key}`);
		expect(shell.run('az storage container list -o none').stderr).toBe('');
		shell.run('az storage container list --account-name stother --auth-mode login');
		expect(shell.sent).toEqual(['GET https://stother.blob.core.windows.net/?comp=list']);
		shell.ok('export AZURE_STORAGE_AUTH_MODE=login');
		expect(shell.run('az storage blob list -c prices').stderr).toContain(
			'You do not have the required permissions',
		);
	});

	test('a line that names none is told all the ways to do so', () => {
		const { shell } = withAccount();
		const { exitCode, stderr } = shell.run('az storage container list');
		expect(exitCode).toBe(1);
		expect(stderr).toMatch(/^ERROR: \nMissing credentials to access storage service\./);
		expect(shell.sent).toEqual([]);
	});
});
