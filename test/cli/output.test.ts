// What commands print, held against what az printed.
import { describe, expect, test } from 'vitest';
import { inGroup } from './support';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const guid = expect.stringMatching(GUID) as unknown;

describe('JSON', () => {
	test('az group create', () => {
		const shell = inGroup();
		expect(shell.ok('az group show -n rg')).toBe(
			[
				'{',
				`  "id": "/subscriptions/${shell.subscription}/resourceGroups/rg",`,
				'  "location": "westeurope",',
				'  "managedBy": null,',
				'  "name": "rg",',
				'  "properties": {',
				'    "provisioningState": "Succeeded"',
				'  },',
				'  "tags": null,',
				'  "type": "Microsoft.Resources/resourceGroups"',
				'}',
				'',
			].join('\n'),
		);
	});

	test('az identity create: flattened, its group told, the id with a small resourcegroups', () => {
		const shell = inGroup();
		const made = shell.json('az identity create -g rg -n id-app');
		expect(Object.keys(made)).toEqual([
			...['clientId', 'id', 'location', 'name', 'principalId', 'resourceGroup'],
			...['tags', 'tenantId', 'type'],
		]);
		expect(made).toMatchObject({ clientId: guid, principalId: guid, resourceGroup: 'rg' });
		expect(made.id).toContain('/resourcegroups/rg/');
	});

	test('az role assignment create and list', () => {
		const shell = inGroup();
		shell.ok('ID=$(az identity create -g rg -n id-app --query principalId -o tsv)');
		shell.ok('SCOPE=$(az group show -n rg --query id -o tsv)');
		const made = shell.json(
			'az role assignment create --assignee $ID --role Reader --scope $SCOPE',
		);
		const fields = [
			...['condition', 'conditionVersion', 'createdBy', 'createdOn'],
			...['delegatedManagedIdentityResourceId', 'description', 'id', 'name', 'principalId'],
			...['principalType', 'resourceGroup', 'roleDefinitionId', 'scope', 'type', 'updatedBy'],
			'updatedOn',
		];
		expect(Object.keys(made)).toEqual(fields);
		expect(made.createdOn).toBe('2026-01-05T09:00:00+00:00');
		const [listed] = JSON.parse(
			shell.ok('az role assignment list --assignee $ID --scope $SCOPE'),
		) as Record<string, unknown>[];
		expect(Object.keys(listed ?? {})).toEqual(
			[...fields, 'principalName', 'roleDefinitionName'].sort(),
		);
		expect(listed?.principalName).toBe(shell.json('az identity show -g rg -n id-app').clientId);
	});

	test('az vm identity assign prints otherwise than az vm identity show', () => {
		const shell = inGroup();
		shell.ok('az vm create -g rg -n vm --image Ubuntu2204', 'az identity create -g rg -n id-app');
		expect(shell.ok('az vm identity show -g rg -n vm')).toBe('');
		const assigned = shell.json('az vm identity assign -g rg -n vm');
		expect(assigned).toEqual({ systemAssignedIdentity: guid, userAssignedIdentities: {} });
		const shown = shell.json('az vm identity show -g rg -n vm');
		expect(shown).toEqual({
			principalId: assigned.systemAssignedIdentity,
			tenantId: guid,
			type: 'SystemAssigned',
			userAssignedIdentities: null,
		});
		const both = shell.json('az vm identity assign -g rg -n vm --identities id-app');
		expect(Object.values(both.userAssignedIdentities as object)).toEqual([
			{ clientId: guid, principalId: guid },
		]);
		expect(shell.json('az vm identity show -g rg -n vm').type).toBe('SystemAssigned, UserAssigned');
	});

	test('az webapp identity assign prints the block', () => {
		const shell = inGroup();
		shell.ok(
			'az appservice plan create -g rg -n plan',
			'az webapp create -g rg -n shop-web -p plan',
		);
		expect(shell.json('az webapp identity assign -g rg -n shop-web')).toEqual({
			principalId: guid,
			tenantId: guid,
			type: 'SystemAssigned',
			userAssignedIdentities: null,
		});
	});

	test('a vault keeps its properties together', () => {
		const made = inGroup().json('az keyvault create -g rg -n kv-shop');
		expect(made).toMatchObject({
			properties: { enableRbacAuthorization: true },
			resourceGroup: 'rg',
		});
	});
});

describe('other formats', () => {
	const shell = inGroup();
	shell.ok('az group create -n rg-two -l northeurope --tags a=1 b=yes');

	test('a table', () => {
		expect(shell.ok('az group list -o table')).toBe(
			[
				'Name    Location     Status',
				'------  -----------  ---------',
				'rg      westeurope   Succeeded',
				'rg-two  northeurope  Succeeded',
				'',
			].join('\n'),
		);
	});

	test.each([
		["--query '[].name' -o tsv", 'rg\nrg-two\n'],
		["--query '[].[name, location]' -otsv", 'rg\twesteurope\nrg-two\tnortheurope\n'],
		["--query '[1].{l:location,n:name,m:managedBy}' -o tsv", 'northeurope\trg-two\tNone\n'],
		['--query "[?location==\'northeurope\'].name | [0]"', '"rg-two"\n'],
		['--query "[0].managedBy"', ''],
		['-o none', ''],
		["--query '[].name' -o table", 'Result\n--------\nrg\nrg-two\n'],
		["--query '[1].tags' -o yaml", "a: '1'\nb: 'yes'\n"],
		['--query "[?name==\'x\']"', '[]\n'],
		["--query '[].{n:name}' -o yaml", '- n: rg\n- n: rg-two\n'],
	])('az group list %s', (options, printed) => {
		expect(shell.ok(`az group list ${options}`)).toBe(printed);
	});
});

describe('errors', () => {
	test('what is not there is told by code, and show ends with 3', () => {
		const shell = inGroup();
		const shown = shell.run('az vm show -g rg -n nobody');
		const message =
			"The Resource 'Microsoft.Compute/virtualMachines/nobody' under resource group 'rg' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix";
		expect(shown.stderr).toBe(
			`ERROR: (ResourceNotFound) ${message}\nCode: ResourceNotFound\nMessage: ${message}\n`,
		);
		expect(shown.exitCode).toBe(3);
		expect(shell.run('az vm identity assign -g rg -n nobody').exitCode).toBe(1);
		expect(shell.ok('az group exists -n nobody')).toBe('false\n');
	});

	test('the Owner may not read the secret, nor list blobs as herself; with the key she may', () => {
		const shell = inGroup();
		shell.ok('az keyvault create -g rg -n kv-shop', 'az storage account create -g rg -n shopfiles');
		const refused = shell.run('az keyvault secret set --vault-name kv-shop -n db --value x');
		expect(refused.stderr).toMatch(/^ERROR: \(Forbidden\) Caller is not authorized/);
		expect(refused.stderr).toContain('Inner error: {\n    "code": "ForbiddenByRbac"\n}');
		expect(refused.exitCode).toBe(1);
		const made = shell.run('az storage container create --account-name shopfiles -n prices');
		expect(made.stderr).toContain('we will query for account key for your storage account');
		expect(made.value).toEqual({ created: true });
		const login = shell.run(
			'az storage blob list --account-name shopfiles -c prices --auth-mode login',
		);
		expect(login.stderr).toContain('You do not have the required permissions');
		expect(login.stderr).toContain('"Storage Blob Data Reader"');
		const quiet = shell.run(
			'az storage blob list --account-name shopfiles -c prices --only-show-errors',
		);
		expect(quiet).toMatchObject({ stdout: '[]\n', stderr: '', exitCode: 0 });
	});

	test('a role, a principal and an assignment that are not there', () => {
		const shell = inGroup();
		const at = `--scope /subscriptions/${shell.subscription}`;
		expect(shell.run(`az role assignment list --role Nobody ${at}`).stderr).toBe(
			"ERROR: Role 'Nobody' doesn't exist.\n",
		);
		expect(shell.run('az role assignment delete --role Reader -g rg').stderr).toBe(
			'ERROR: No matched assignments were found to delete\n',
		);
		expect(shell.run('az ad sp show --id nobody').exitCode).toBe(3);
	});

	test('an identity that the machine does not have cannot be taken away', () => {
		const shell = inGroup();
		shell.ok('az vm create -g rg -n vm --image Ubuntu2204 --assign-identity');
		const result = shell.run('az vm identity remove -g rg -n vm --identities id-app');
		expect(result.stderr).toMatch(
			/^ERROR: '\/subscriptions\/.*\/id-app' are not associated with 'vm'/,
		);
		expect(shell.ok('az vm identity remove -g rg -n vm')).toBe('');
	});

	test('a role without a scope', () => {
		const shell = inGroup();
		shell.ok('az vm create -g rg -n vm --image Ubuntu2204');
		expect(shell.run('az vm identity assign -g rg -n vm --role Reader').stderr).toBe(
			'ERROR: usage error: please specify both --role and --scope when assigning a role to the managed identity\n',
		);
	});
});

test('az monitor activity-log list asks for no page beyond what it shows', () => {
	const shell = inGroup();
	for (let round = 0; round < 210; round++) shell.ok(`az group update -n rg --tags round=${round}`);
	const shown = JSON.parse(shell.ok('az monitor activity-log list')) as unknown[];
	expect(shown).toHaveLength(50);
	expect(shell.sent).toHaveLength(1);
	expect(
		JSON.parse(shell.ok('az monitor activity-log list --max-events 205')) as unknown[],
	).toHaveLength(205);
	expect(shell.sent).toHaveLength(2);
});

test('a tag may be called like what every object has by birth', () => {
	const shell = inGroup();
	const tags = '{"__proto__":"a","constructor":"b"}';
	const id = `/subscriptions/${shell.subscription}/resourceGroups/rg`;
	const body = `{"location":"westeurope","tags":${tags}}`;
	shell.ok(`az rest --method put --url ${id}?api-version=2021-04-01 --body '${body}'`);
	expect(shell.ok('az group show -n rg --query tags')).toBe(
		'{\n  "__proto__": "a",\n  "constructor": "b"\n}\n',
	);
});
