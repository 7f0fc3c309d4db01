// What the commands do to a world, read as a learner types them.
import { describe, expect, test } from 'vitest';
import { converse, decodeToken, programs, type HttpRequest } from '../../src/azure';
import { programLine, run } from '../../src/cli';
import { inGroup, Shell } from './support';

describe('shell variables', () => {
	test('hold what a command printed, for the lines behind it', () => {
		const shell = inGroup();
		shell.ok('GROUP=$(az group show -n rg --query name -o tsv)', 'WHERE="North Europe"');
		shell.ok('az identity create -g $GROUP -n "id-$GROUP" -l "$WHERE"');
		expect(shell.json('az identity show -g rg -n id-rg').location).toBe('northeurope');
	});

	test('split into words where they are not quoted', () => {
		const shell = inGroup();
		shell.ok('az identity create -g rg -n id-a', 'az identity create -g rg -n id-b');
		shell.ok("IDS=$(az identity list -g rg --query '[].id' -o tsv)");
		shell.ok('az vm create -g rg -n vm --image Ubuntu2204 --assign-identity $IDS');
		const { userAssignedIdentities } = shell.json('az vm identity show -g rg -n vm');
		expect(Object.keys(userAssignedIdentities as object)).toHaveLength(2);
	});

	test('a failing command in an assignment fails the line', () => {
		const shell = inGroup();
		const result = shell.run('ID=$(az vm show -g rg -n nobody --query id -o tsv)');
		expect(result.exitCode).toBe(3);
		expect(result.stderr).toContain('(ResourceNotFound)');
	});
});

describe('az resource', () => {
	test('creates, shows, lists and deletes anything', () => {
		const shell = inGroup();
		shell.ok(
			`az resource create -g rg -n id-any --resource-type Microsoft.ManagedIdentity/userAssignedIdentities -p '{}'`,
			'az vm create -g rg -n vm --image Ubuntu2204',
		);
		expect(
			shell.ok("az resource list -g rg --query 'sort_by([], &name)[].name' -o tsv").split('\n'),
		).toEqual(['id-any', 'vm', '']);
		const shown = shell.json(
			'az resource show -g rg -n vm --resource-type virtualMachines --namespace Microsoft.Compute',
		);
		expect(shown).toMatchObject({ name: 'vm', managedBy: null, resourceGroup: 'rg' });
		shell.ok("az resource delete --ids $(az resource list -g rg --query '[].id' -o tsv)");
		expect(shell.ok('az resource list -g rg')).toBe('[]\n');
	});
});

describe('az rest', () => {
	test('sends what it is told, and prints a refusal with its reason', () => {
		const shell = inGroup();
		const url = "'/subscriptions/{subscriptionId}/resourceGroups/rg?api-version=2024-03-01'";
		expect(shell.json(`az rest --url ${url}`).name).toBe('rg');
		const refused = shell.run(
			"az rest --url '/subscriptions/{subscriptionId}/resourceGroups/no?api-version=2024-03-01'",
		);
		expect(refused.stderr).toMatch(/^ERROR: Not Found\(\{"error":\{"code":"ResourceGroupNotFound"/);
		expect(refused.exitCode).toBe(1);
	});
});

describe('az account', () => {
	test('knows who is signed in', () => {
		const shell = new Shell({ signedInAs: 'ben' });
		const shown = shell.json('az account show');
		expect(shown).toMatchObject({
			id: shell.subscription,
			isDefault: true,
			user: { name: 'ben@contoso.onmicrosoft.com', type: 'user' },
		});
		expect(shell.sent).toEqual([]);
		expect(shell.run('az group list --subscription other').stderr).toBe(
			"ERROR: The subscription of 'other' doesn't exist in cloud 'AzureCloud'.\n",
		);
	});

	test('gives a token that can be read', () => {
		const token = inGroup().json('az account get-access-token --resource https://vault.azure.net');
		expect(decodeToken(String(token.accessToken))).toMatchObject({
			aud: 'https://vault.azure.net',
			exp: token.expires_on,
		});
	});
});

describe('az identity', () => {
	test('an identity is kept to its region when a line says so', () => {
		const shell = inGroup();
		const made = shell.json('az identity create -g rg -n id-near --isolation-scope Regional');
		expect(made).toMatchObject({ name: 'id-near', isolationScope: 'Regional' });
		shell.ok('az vm create -g rg -n vm-far --image Ubuntu2204 -l northeurope');
		const { exitCode } = shell.run('az vm identity assign -g rg -n vm-far --identities id-near');
		expect(exitCode).toBe(1);
	});
});

describe('az ad sp', () => {
	test('finds a managed identity by its client id, its object id and its name', () => {
		const shell = inGroup();
		const made = shell.json('az identity create -g rg -n id-app');
		for (const id of [made.clientId, made.principalId])
			expect(shell.json(`az ad sp show --id ${String(id)}`)).toMatchObject({
				servicePrincipalType: 'ManagedIdentity',
				appId: made.clientId,
				id: made.principalId,
			});
		expect(shell.ok("az ad sp list --display-name id- --query '[].displayName' -o tsv")).toBe(
			'id-app\n',
		);
	});
});

describe('az role', () => {
	test('a role is found by its name in any case, and its actions are told', () => {
		const [role] = JSON.parse(
			inGroup().ok("az role definition list --name 'key vault secrets user'"),
		) as Record<string, unknown>[];
		expect(role).toMatchObject({
			roleName: 'Key Vault Secrets User',
			roleType: 'BuiltInRole',
			name: '4633458b-17de-408a-b874-0445c86b69e6',
		});
	});

	test('lists stay at their scope unless told to look above', () => {
		const shell = inGroup();
		expect(shell.ok('az role assignment list -g rg')).toBe('[]\n');
		expect(
			shell.ok("az role assignment list -g rg --include-inherited --query '[].principalName'"),
		).toContain('ada@contoso.onmicrosoft.com');
	});

	test('the assignment of a deleted identity is removed by its id, not by who had it', () => {
		const shell = inGroup();
		shell.ok(
			'SCOPE=$(az group show -n rg --query id -o tsv)',
			'ID=$(az identity create -g rg -n id-app --query principalId -o tsv)',
			'az role assignment create --assignee $ID --role Reader --scope $SCOPE',
			'az identity delete -g rg -n id-app',
		);
		expect(shell.run('az role assignment delete --assignee $ID --scope $SCOPE').stderr).toContain(
			'Cannot find user or service principal in graph database',
		);
		shell.ok(
			"az role assignment delete --ids $(az role assignment list --scope $SCOPE --query '[].id' -o tsv)",
		);
		expect(shell.ok('az role assignment list --scope $SCOPE')).toBe('[]\n');
	});
});

describe('az keyvault secret', () => {
	test('sets, shows, lists and deletes for who has the role', () => {
		const shell = inGroup();
		shell.ok(
			'VAULT=$(az keyvault create -g rg -n kv-shop --query id -o tsv)',
			'az role assignment create --assignee ada@contoso.onmicrosoft.com --role "Key Vault Secrets Officer" --scope $VAULT',
			'az keyvault secret set --vault-name kv-shop -n db --value hunter2',
		);
		const shown = shell.json('az keyvault secret show --vault-name kv-shop -n db');
		expect(shown).toMatchObject({
			name: 'db',
			value: 'hunter2',
			tags: { 'file-encoding': 'utf-8' },
			attributes: { created: '2026-01-05T09:00:00+00:00', enabled: true },
		});
		expect(shown.id).toMatch(/^https:\/\/kv-shop\.vault\.azure\.net\/secrets\/db\/[0-9a-f]{32}$/);
		expect(shell.ok("az keyvault secret list --vault-name kv-shop --query '[].name' -o tsv")).toBe(
			'db\n',
		);
		shell.ok('az keyvault secret delete --vault-name kv-shop -n db');
		expect(shell.run('az keyvault secret show --vault-name kv-shop -n db').exitCode).toBe(3);
		expect(shell.run('az keyvault create -g rg -n kv-shop').stderr).toBe(
			'ERROR: The specified vault: kv-shop already exists\n',
		);
	});
});

describe('az storage', () => {
	test('blobs are written once, shown, listed, read and deleted', () => {
		const shell = inGroup();
		const at = '--account-name shopfiles -c prices --only-show-errors';
		shell.ok(
			'az storage account create -g rg -n shopfiles',
			'az storage container create --account-name shopfiles -n prices',
			`az storage blob upload ${at} -n 'a b.txt' --data "1 apple"`,
		);
		expect(shell.run(`az storage blob upload ${at} -n 'a b.txt' --data x`).stderr).toContain(
			'please add --overwrite in your command.',
		);
		shell.ok(`az storage blob upload ${at} -n 'a b.txt' --data "2 pears" --overwrite`);
		expect(shell.ok(`az storage blob list ${at} --query '[].name' -o tsv`)).toBe('a b.txt\n');
		expect(shell.json(`az storage blob show ${at} -n 'a b.txt'`)).toMatchObject({
			name: 'a b.txt',
			properties: { contentLength: 7 },
		});
		expect(shell.ok(`az storage blob download ${at} -n 'a b.txt'`)).toBe('2 pears');
		shell.ok(`az storage blob delete ${at} -n 'a b.txt'`);
		expect(shell.ok(`az storage blob list ${at}`)).toBe('[]\n');
		expect(shell.run(`az storage blob upload ${at} -n x --file x.txt`).exitCode).toBe(2);
	});

	test('who may not list the keys gets no further by the default way', () => {
		const owner = inGroup();
		owner.ok('az storage account create -g rg -n shopfiles');
		const reader = new Shell();
		const cleo = Object.values(owner.world.users).find(({ key }) => key === 'cleo');
		reader.world = { ...owner.world, signedInAs: cleo?.id ?? '' };
		const result = reader.run('az storage container list --account-name shopfiles');
		expect(result.stderr).toContain('(AuthorizationFailed)');
		expect(result.stderr).toContain('Microsoft.Storage/storageAccounts/listKeys/action');
	});
});

/** Runs a line against answers that always say yes, and keeps what it asked. */
function recorded(shell: Shell, line: string) {
	const asked: HttpRequest[] = [];
	converse(
		run(line, shell.session, () => shell.world),
		(request) => {
			asked.push(request);
			return { status: 200, headers: {}, body: '{"access_token":"t"}' };
		},
	);
	return { asked };
}

describe('keyless run', () => {
	const principal = '11111111-2222-3333-4444-555555555555';
	const blobs = { blobEndpoint: 'https://shopfiles.blob.core.windows.net/', container: 'prices' };

	test.each([
		['keyless run --on nobody --read-secret kv/db', 3, "There is no 'nobody' here."],
		['keyless run --on vm', 2, 'Say one thing to do'],
		['keyless run --on vm --read-secret kv', 2, 'names too little'],
		['keyless run --read-secret kv/db', 2, 'the following arguments are required: --on'],
		['keyless run --on vm --read-secret kv/db --client-id id-x', 3, "There is no 'id-x' here."],
		['keyless run --on vm --read-secret kv/db', 1, '(invalid_request)'],
	])('%s', (line, exitCode, says) => {
		const shell = inGroup();
		shell.ok('az vm create -g rg -n vm --image Ubuntu2204');
		const result = shell.run(line);
		expect(result.stderr).toContain(says);
		expect(result.exitCode).toBe(exitCode);
	});

	test.each([
		['readSecret', { vaultUri: 'https://kv-shop.vault.azure.net/', secretName: 'db' }],
		['readBlob', { ...blobs, blob: 'a/b c.txt', clientId: principal }],
		['listBlobs', blobs],
	])('the line of a program runs that program: %s', (kind, rest) => {
		const shell = inGroup();
		shell.ok('az vm create -g rg -n vm --image Ubuntu2204 --assign-identity');
		const vm = shell.id('Microsoft.Compute/virtualMachines', 'vm');
		const program = { kind, ...rest } as programs.Program;
		const asked: HttpRequest[] = [];
		const byHand = converse(programs.programFor(shell.world, vm, program), (request) => {
			asked.push(request);
			return { status: 200, headers: {}, body: '{"access_token":"t"}' };
		});
		const { asked: byLine } = recorded(shell, programLine(vm, program));
		expect(byLine).toEqual(asked);
		expect(byHand.ok).toBe(true);
	});

	test('lists blobs with the identity that is named', () => {
		const shell = inGroup();
		shell.ok(
			'ST=$(az storage account create -g rg -n shopfiles --query id -o tsv)',
			'az storage container-rm create --storage-account shopfiles -g rg -n prices',
			'az storage blob upload --account-name shopfiles -c prices -n a.txt --data 1',
			'ID=$(az identity create -g rg -n id-app --query principalId -o tsv)',
			'az role assignment create --assignee $ID --role "Storage Blob Data Reader" --scope $ST',
			'az vm create -g rg -n vm --image Ubuntu2204 --assign-identity id-app',
		);
		expect(
			shell.json('keyless run --on vm --list-blobs shopfiles/prices --client-id id-app').names,
		).toEqual(['a.txt']);
	});
});
