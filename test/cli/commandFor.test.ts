// Each request has a line that equals it: running the line sends the request again.
import { describe, expect, test } from 'vitest';
import {
	groupScope,
	handle,
	makeResourceId,
	programs,
	requests,
	signSharedKey,
	type HttpRequest,
	type JsonObject,
} from '../../src/azure';
import { commandFor, runInWorld, type Session } from '../../src/cli';
import { inGroup, type Shell } from './support';

const VM = 'Microsoft.Compute/virtualMachines';
const SITE = 'Microsoft.Web/sites';
const IDENTITY = 'Microsoft.ManagedIdentity/userAssignedIdentities';
const VAULT = 'Microsoft.KeyVault/vaults';
const ACCOUNT = 'Microsoft.Storage/storageAccounts';
const USER_ROLE = '4633458b-17de-408a-b874-0445c86b69e6';

/** A world with one of everything. */
function everything(): Shell {
	const shell = inGroup();
	shell.ok(
		'az vm create -g rg -n vm --image Ubuntu2204',
		'az appservice plan create -g rg -n plan-shop',
		'az webapp create -g rg -n shop-web -p plan-shop',
		'az storage account create -g rg -n jobfiles',
		'az functionapp create -g rg -n shop-jobs -s jobfiles -c westeurope',
		'az identity create -g rg -n id-app',
		'az identity create -g rg -n id-two',
		'az group create -n other -l westeurope',
		'az identity create -g other -n id-far',
		'az keyvault create -g rg -n kv-shop',
		'az storage account create -g rg -n shopfiles',
		'az storage container-rm create -g rg --storage-account shopfiles -n prices',
		'az vm create -g rg -n vm-both --image Ubuntu2204 --assign-identity [system] id-app id-two',
		'az webapp identity assign -g rg -n shop-web --identities $(az identity show -g rg -n id-app --query id -o tsv)',
	);
	return shell;
}

type Make = (shell: Shell) => HttpRequest;
/** A small template of a vault, for a group. */
const TEMPLATE = {
	$schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
	contentVersion: '1.0.0.0',
	parameters: {
		name: { type: 'string' },
		soft: { type: 'bool', defaultValue: true },
		tags: { type: 'object', defaultValue: {} },
	},
	resources: [
		{
			type: VAULT,
			apiVersion: '2023-07-01',
			name: "[parameters('name')]",
			location: 'westeurope',
			tags: "[parameters('tags')]",
			properties: {
				tenantId: '[tenant().tenantId]',
				sku: { family: 'A', name: 'standard' },
				enableRbacAuthorization: "[parameters('soft')]",
			},
		},
	],
} as const;
/** One of a group, for a scope that has a region. */
const GROUPS_TEMPLATE = {
	$schema:
		'https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#',
	contentVersion: '1.0.0.0',
	resources: [
		{
			type: 'Microsoft.Resources/resourceGroups',
			apiVersion: '2024-03-01',
			name: 'rg-made',
			location: 'westeurope',
		},
	],
} as const;
/** A template of nothing: what is deployed where does not matter. */
const EMPTY_TEMPLATE = { ...GROUPS_TEMPLATE, resources: [] } as const;
/** The person becomes somebody who may deploy above subscriptions. */
function elevated(shell: Shell): Shell {
	shell.ok(
		"az rest --method post --url '/providers/Microsoft.Authorization/elevateAccess?api-version=2016-07-01'",
		`az role assignment create --role Owner --scope / --assignee-object-id ${shell.world.signedInAs} --assignee-principal-type User`,
	);
	return shell;
}
const DEPLOYMENTS = 'providers/Microsoft.Resources/deployments';
const file = (value: object, name = 'main.json') =>
	`cat > ${name} <<'EOF'\n${JSON.stringify(value, undefined, 2)}\nEOF\n`;
const far = (shell: Shell) => makeResourceId(shell.subscription, 'other', IDENTITY, 'id-far');
const principal = '11111111-2222-3333-4444-555555555555';

/** A builder's request, and the line that equals it. Placeholders: SUB, and ID, the id of something in rg up to its provider. */
const ROWS: [string, Make, string][] = [
	[
		'a new group',
		(s) => requests.putResourceGroup(s.subscription, 'rg-new', 'westeurope'),
		'az group create -n rg-new -l westeurope',
	],
	[
		'a new machine',
		(s) => requests.putResource(s.id(VM, 'vm-new'), { location: 'westeurope', properties: {} }),
		'az vm create -g rg -n vm-new --image Ubuntu2204 -l westeurope',
	],
	[
		'a new machine with a size and its own identity',
		(s) =>
			requests.putResource(s.id(VM, 'vm-new'), {
				location: 'westeurope',
				identity: { type: 'SystemAssigned' },
				properties: { hardwareProfile: { vmSize: 'Standard_B1s' } },
			}),
		"az vm create -g rg -n vm-new --image Ubuntu2204 -l westeurope --size Standard_B1s --assign-identity '[system]'",
	],
	[
		'a new plan',
		(s) =>
			requests.putResource(s.id('Microsoft.Web/serverfarms', 'plan-new'), {
				location: 'westeurope',
				sku: { name: 'B1', tier: 'Basic', capacity: 1 },
				properties: {},
			}),
		'az appservice plan create -g rg -n plan-new -l westeurope --sku B1',
	],
	[
		'a new web app on a plan',
		(s) =>
			requests.putResource(s.id(SITE, 'web-new'), {
				location: 'westeurope',
				kind: 'app',
				properties: { serverFarmId: s.id('Microsoft.Web/serverfarms', 'plan-shop') },
			}),
		'az webapp create -g rg -n web-new --plan plan-shop',
	],
	[
		'a new web app without a plan, which az webapp create does not make',
		(s) =>
			requests.putResource(s.id(SITE, 'web-new'), {
				location: 'westeurope',
				kind: 'app',
				properties: {},
			}),
		`az rest --method put --url 'ID/${SITE}/web-new?api-version=2023-12-01' --body '{"location":"westeurope","kind":"app","properties":{}}'`,
	],
	[
		'a new vault',
		(s) => requests.putResource(s.id(VAULT, 'kv-new'), { location: 'westeurope', properties: {} }),
		'az keyvault create -g rg -n kv-new -l westeurope',
	],
	[
		'a new storage account',
		(s) =>
			requests.putResource(s.id(ACCOUNT, 'newfiles'), {
				location: 'westeurope',
				kind: 'StorageV2',
				sku: { name: 'Standard_LRS' },
				properties: {},
			}),
		'az storage account create -g rg -n newfiles -l westeurope --sku Standard_LRS',
	],
	[
		'a new identity',
		(s) => requests.putUserAssignedIdentity(s.subscription, 'rg', 'id-new', 'westeurope'),
		'az identity create -g rg -n id-new -l westeurope',
	],
	[
		'its own identity turned on',
		(s) => requests.patchIdentity(s.id(VM, 'vm'), { type: 'SystemAssigned' }),
		'az vm identity assign -g rg -n vm',
	],
	[
		'its own identity turned on beside another',
		(s) => requests.patchIdentity(s.id(SITE, 'shop-web'), { type: 'SystemAssigned, UserAssigned' }),
		'az webapp identity assign -g rg -n shop-web',
	],
	[
		'its own identity turned off',
		(s) => requests.patchIdentity(s.id(VM, 'vm-both'), { type: 'UserAssigned' }),
		'az vm identity remove -g rg -n vm-both',
	],
	[
		'an identity attached',
		(s) =>
			requests.patchIdentity(s.id(SITE, 'shop-jobs'), {
				type: 'UserAssigned',
				userAssignedIdentities: { [s.id(IDENTITY, 'id-app')]: {} },
			}),
		`az functionapp identity assign -g rg -n shop-jobs --identities ID/${IDENTITY}/id-app`,
	],
	[
		'an identity of another group attached',
		(s) =>
			requests.patchIdentity(s.id(VM, 'vm-both'), {
				type: 'SystemAssigned, UserAssigned',
				userAssignedIdentities: { [far(s)]: {} },
			}),
		`az vm identity assign -g rg -n vm-both --identities /subscriptions/SUB/resourceGroups/other/providers/${IDENTITY}/id-far`,
	],
	[
		'one of two identities taken away',
		(s) =>
			requests.patchIdentity(s.id(VM, 'vm-both'), {
				type: 'SystemAssigned, UserAssigned',
				userAssignedIdentities: { [s.id(IDENTITY, 'id-app')]: null },
			}),
		'az vm identity remove -g rg -n vm-both --identities id-app',
	],
	[
		'the last identity taken away',
		(s) => requests.patchIdentity(s.id(SITE, 'shop-web'), { type: 'None' }),
		`az webapp identity remove -g rg -n shop-web --identities ID/${IDENTITY}/id-app`,
	],
	[
		"a storage account's identity",
		(s) => requests.patchIdentity(s.id(ACCOUNT, 'shopfiles'), { type: 'SystemAssigned' }),
		'az storage account update -g rg -n shopfiles --identity-type SystemAssigned',
	],
	[
		'a grant',
		(s) =>
			requests.putRoleAssignment({
				scope: s.id(VAULT, 'kv-shop'),
				subscriptionId: s.subscription,
				roleDefinitionName: USER_ROLE,
				principalId: principal,
				principalType: 'ServicePrincipal',
			}),
		`az role assignment create --assignee-object-id ${principal} --assignee-principal-type ServicePrincipal --role "Key Vault Secrets User" --scope ID/${VAULT}/kv-shop`,
	],
	[
		'a grant by a name of its own',
		(s) =>
			requests.putRoleAssignment({
				scope: groupScope(s.subscription, 'rg'),
				subscriptionId: s.subscription,
				roleDefinitionName: USER_ROLE,
				principalId: principal,
				principalType: 'ServicePrincipal',
				name: '99999999-2222-3333-4444-555555555555',
			}),
		`az role assignment create --assignee-object-id ${principal} --assignee-principal-type ServicePrincipal --role "Key Vault Secrets User" --scope /subscriptions/SUB/resourceGroups/rg --name 99999999-2222-3333-4444-555555555555`,
	],
	[
		'a grant taken away',
		(s) =>
			requests.del(
				`${s.id(VAULT, 'kv-shop')}/providers/Microsoft.Authorization/roleAssignments/${USER_ROLE}`,
			),
		`az role assignment delete --ids ID/${VAULT}/kv-shop/providers/Microsoft.Authorization/roleAssignments/${USER_ROLE}`,
	],
	[
		'a secret through Resource Manager',
		(s) => requests.putSecretThroughArm(s.id(VAULT, 'kv-shop'), 'db', "it's $ecret"),
		`az rest --method put --url 'ID/${VAULT}/kv-shop/secrets/db?api-version=2026-02-01' --body '{"properties":{"value":"it'\\''s $ecret"}}'`,
	],
	[
		'a container',
		(s) => requests.putContainer(s.id(ACCOUNT, 'shopfiles'), 'orders'),
		'az storage container-rm create --storage-account shopfiles -g rg -n orders',
	],
	[
		'the keys',
		(s) => requests.listStorageKeys(s.id(ACCOUNT, 'shopfiles')),
		'az storage account keys list -g rg -n shopfiles',
	],
	['a machine deleted', (s) => requests.del(s.id(VM, 'vm')), 'az vm delete -g rg -n vm --yes'],
	[
		'a web app deleted',
		(s) => requests.del(s.id(SITE, 'shop-web')),
		'az webapp delete -g rg -n shop-web',
	],
	[
		'a function app deleted',
		(s) => requests.del(s.id(SITE, 'shop-jobs')),
		'az functionapp delete -g rg -n shop-jobs',
	],
	[
		'an identity deleted',
		(s) => requests.del(s.id(IDENTITY, 'id-app')),
		'az identity delete -g rg -n id-app',
	],
	[
		'a vault deleted',
		(s) => requests.del(s.id(VAULT, 'kv-shop')),
		'az keyvault delete -g rg -n kv-shop',
	],
	[
		'an account deleted',
		(s) => requests.del(s.id(ACCOUNT, 'shopfiles')),
		'az storage account delete -g rg -n shopfiles --yes',
	],
	[
		'a group deleted',
		(s) => requests.del(groupScope(s.subscription, 'rg')),
		'az group delete -n rg --yes',
	],
	['a machine read', (s) => requests.get(s.id(VM, 'vm')), 'az vm show -g rg -n vm'],
	[
		'tags changed',
		(s) => requests.patchResource(s.id(VM, 'vm'), { tags: { a: 'b c' } }),
		`az rest --method patch --url 'ID/${VM}/vm?api-version=2024-07-01' --body '{"tags":{"a":"b c"}}'`,
	],
	[
		'a secret asked for by a person',
		() => ({
			method: 'GET',
			url: 'https://kv-shop.vault.azure.net/secrets/db?api-version=7.4',
			headers: {},
		}),
		'az keyvault secret show --vault-name kv-shop --name db',
	],
	[
		'blobs listed by a person',
		() => ({
			method: 'GET',
			url: 'https://shopfiles.blob.core.windows.net/prices?restype=container&comp=list',
			headers: {},
		}),
		'az storage blob list --account-name shopfiles --container-name prices --auth-mode login',
	],
	[
		'the directory asked',
		() => ({
			method: 'GET',
			url: 'https://graph.microsoft.com/v1.0/servicePrincipals',
			headers: {},
		}),
		'az rest --method get --url https://graph.microsoft.com/v1.0/servicePrincipals',
	],
	[
		'a template deployed to a group',
		(s) =>
			requests.arm('PUT', `${groupScope(s.subscription, 'rg')}/${DEPLOYMENTS}/shop`, {
				properties: {
					template: TEMPLATE,
					parameters: { name: { value: "kv it's new" }, soft: { value: true } },
					mode: 'Incremental',
				},
			}),
		`${file(TEMPLATE)}az deployment group create -g rg -n shop --template-file main.json --parameters 'name=kv it'\\''s new' soft=true`,
	],
	[
		'one that takes away what it does not name, with values that are no words',
		(s) =>
			requests.arm('PUT', `${groupScope(s.subscription, 'rg')}/${DEPLOYMENTS}/shop`, {
				properties: {
					template: TEMPLATE,
					parameters: { name: { value: 'kv-new' }, tags: { value: { team: 'shop' } } },
					mode: 'Complete',
				},
			}),
		`${file(TEMPLATE)}${file(
			{
				$schema:
					'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
				contentVersion: '1.0.0.0',
				parameters: { name: { value: 'kv-new' }, tags: { value: { team: 'shop' } } },
			},
			'main.parameters.json',
		)}az deployment group create -g rg -n shop --template-file main.json --mode Complete --parameters @main.parameters.json`,
	],
	[
		'a template asked about, without a value that it needs',
		(s) =>
			requests.arm('POST', `${groupScope(s.subscription, 'rg')}/${DEPLOYMENTS}/shop/validate`, {
				properties: { template: TEMPLATE, parameters: {}, mode: 'Incremental' },
			}),
		`${file(TEMPLATE)}az deployment group validate -g rg -n shop --template-file main.json --no-prompt true`,
	],
	[
		'what a template would change in the subscription',
		(s) =>
			requests.arm('POST', `/subscriptions/${s.subscription}/${DEPLOYMENTS}/shop/whatIf`, {
				location: 'westeurope',
				properties: { template: GROUPS_TEMPLATE, parameters: {}, mode: 'Incremental' },
			}),
		`${file(GROUPS_TEMPLATE)}az deployment sub what-if -n shop -l westeurope --template-file main.json`,
	],
	[
		'a template deployed to the subscription',
		(s) =>
			requests.arm('PUT', `/subscriptions/${s.subscription}/${DEPLOYMENTS}/shop`, {
				location: 'westeurope',
				properties: { template: GROUPS_TEMPLATE, parameters: {}, mode: 'Incremental' },
			}),
		`${file(GROUPS_TEMPLATE)}az deployment sub create -n shop -l westeurope --template-file main.json`,
	],
	[
		'a template deployed to a management group',
		(s) =>
			requests.arm(
				'PUT',
				`/providers/Microsoft.Management/managementGroups/${elevated(s).world.tenant.tenantId}/${DEPLOYMENTS}/shop`,
				{
					location: 'westeurope',
					properties: { template: EMPTY_TEMPLATE, parameters: {}, mode: 'Incremental' },
				},
			),
		`${file(EMPTY_TEMPLATE)}az deployment mg create -m TENANT -n shop -l westeurope --template-file main.json`,
	],
	[
		'a template deployed to the tenant',
		(s) =>
			requests.arm('PUT', `/${elevated(s) && DEPLOYMENTS}/shop`, {
				location: 'westeurope',
				properties: { template: EMPTY_TEMPLATE, parameters: {}, mode: 'Incremental' },
			}),
		`${file(EMPTY_TEMPLATE)}az deployment tenant create -n shop -l westeurope --template-file main.json`,
	],
	[
		'what a deployment did',
		(s) => requests.get(`${groupScope(s.subscription, 'rg')}/${DEPLOYMENTS}/shop/operations`),
		'az deployment operation group list -g rg -n shop',
	],
	[
		'a deployment read',
		(s) => requests.get(`/subscriptions/${s.subscription}/${DEPLOYMENTS}/shop`),
		'az deployment sub show -n shop',
	],
];

const bodyOf = (request: HttpRequest): JsonObject => JSON.parse(request.body ?? '{}') as JsonObject;

/** A template that takes secrets. */
const SECRET_TEMPLATE = {
	...EMPTY_TEMPLATE,
	parameters: {
		name: { type: 'string' },
		adminPassword: { type: 'securestring' },
		keys: { type: 'secureObject' },
	},
} as const;
const secretDeployment = (shell: Shell, parameters: JsonObject, more: JsonObject = {}) =>
	requests.arm('PUT', `${groupScope(shell.subscription, 'rg')}/${DEPLOYMENTS}/shop`, {
		properties: { template: SECRET_TEMPLATE, parameters, mode: 'Incremental', ...more },
	});
const SECRETS = {
	adminPassword: { value: 'Hunter-Two-22' },
	keys: { value: { first: 'Hunter-Two-23' } },
};

describe('values of secure parameters', () => {
	test('stand in no line: shell variables have them, and running it with those sends the request', () => {
		const shell = everything();
		const request = secretDeployment(shell, { ...SECRETS, name: { value: 'shop' } });
		const line = commandFor(request, shell.world) ?? '';
		expect(line.split('\n').at(-1)).toBe(
			'az deployment group create -g rg -n shop --template-file main.json --parameters name=shop adminPassword="$adminPassword" keys="$keys"',
		);
		expect(line).not.toContain('Hunter');
		const set = `adminPassword=Hunter-Two-22\nkeys='{"first":"Hunter-Two-23"}'\n`;
		const { exchanges } = runInWorld(shell.world, set + line, shell.session);
		const sent = exchanges.find(({ request }) => request.method === 'PUT')?.request;
		expect(sent && bodyOf(sent)).toEqual(bodyOf(request));
	});
	test('not in the file of the others either', () => {
		const shell = everything();
		const request = secretDeployment(shell, { ...SECRETS, name: { value: { odd: true } } });
		const line = commandFor(request, shell.world) ?? '';
		expect(line).toMatch(
			/--parameters @main\.parameters\.json adminPassword="\$adminPassword" keys="\$keys"$/,
		);
		expect(line).not.toContain('Hunter');
	});
	test('not where only az rest can say it', () => {
		const shell = everything();
		const request = secretDeployment(shell, SECRETS, { debugSetting: { detailLevel: 'none' } });
		const line = commandFor(request, shell.world) ?? '';
		expect(line).toMatch(/^az rest --method put /);
		expect(line).toContain('<adminPassword>');
		expect(line).not.toContain('Hunter');
	});
});

describe('the line of a request', () => {
	test.each(ROWS)('%s', (_, make, expected) => {
		const shell = everything();
		const request = make(shell);
		const line = commandFor(request, shell.world);
		const filled = expected
			.replaceAll(/\bID\//g, `/subscriptions/${shell.subscription}/resourceGroups/rg/providers/`)
			.replaceAll('SUB', shell.subscription)
			.replaceAll('TENANT', shell.world.tenant.tenantId);
		expect(line).toBe(filled);
	});

	test.each(ROWS)('%s: running it sends that request', (_, make) => {
		const shell = everything();
		const request = make(shell);
		const line = commandFor(request, shell.world) ?? '';
		const { exchanges } = runInWorld(shell.world, line, shell.session);
		// Real az sends the whole app again where a click sends only what changes.
		const whole = request.method === 'PATCH' && request.url.includes(`${SITE}/`);
		const asked = whole ? 'PUT' : request.method;
		const again = exchanges
			.map((exchange) => exchange.request)
			.find(({ method, url }) => method === asked && url === request.url);
		expect(exchanges.map((each) => `${each.request.method} ${each.request.url}`)).toContain(
			`${asked} ${request.url}`,
		);
		const [sent, clicked] = [bodyOf(again ?? request), bodyOf(request)];
		if (whole) expect(sent.identity).toMatchObject({ type: (clicked.identity as JsonObject).type });
		else expect(sent).toMatchObject(clicked);
	});

	test.each(ROWS)('%s: the same world, by either hand', (_, make) => {
		const shell = everything();
		const request = make(shell);
		// As real az does, the line asks first whether the template is sound, and the activity log keeps that.
		const asks = request.method === 'PUT' && request.url.includes(DEPLOYMENTS);
		const url = request.url.replace('?', '/validate?');
		const [before] = asks
			? handle(shell.world, { ...request, method: 'POST', url })
			: [shell.world];
		const [byClick] = handle(before, request);
		const byLine = runInWorld(
			shell.world,
			commandFor(request, shell.world) ?? '',
			shell.session,
		).world;
		expect(byLine).toEqual(byClick);
	});
});

describe('lines of other hands', () => {
	const shell = everything();

	test('an upload that the account key signed is the default way to upload', () => {
		const signed = signSharedKey(
			{
				method: 'PUT',
				url: 'https://shopfiles.blob.core.windows.net/prices/a%20b/today.txt',
				headers: { 'x-ms-blob-type': 'BlockBlob', 'If-None-Match': '*' },
				body: '1 apple',
			},
			'shopfiles',
			'a2V5',
			0,
		);
		const line = commandFor(signed, shell.world);
		expect(line).toBe(
			'az storage blob upload --account-name shopfiles --container-name prices --name "a b/today.txt" --data "1 apple"',
		);
		expect(runInWorld(shell.world, line ?? '', shell.session).result.exitCode).toBe(0);
	});

	test('what code on a machine asks is a curl line, and the token stays out of it', () => {
		const host = programs.hostOf(shell.world, shell.id(VM, 'vm-both'));
		if (!host) throw new Error('no host');
		const token = programs.tokenRequest(host, 'https://vault.azure.net');
		expect(commandFor(token, shell.world)).toBe(
			"curl 'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net' -H 'Metadata: true'",
		);
		const data: HttpRequest = {
			method: 'GET',
			url: 'https://kv-shop.vault.azure.net/secrets/db?api-version=7.5',
			headers: { authorization: 'Bearer eyJ0eXAi' },
			from: shell.id(VM, 'vm-both'),
		};
		expect(commandFor(data, shell.world)).toBe(
			'curl \'https://kv-shop.vault.azure.net/secrets/db?api-version=7.5\' -H "authorization: Bearer $TOKEN"',
		);
	});

	test('a deployment that says more than its command can is sent as it is', () => {
		const id = `${groupScope(shell.subscription, 'rg')}/${DEPLOYMENTS}/shop`;
		const request = (properties: JsonObject) => requests.arm('PUT', id, { properties });
		const linked = request({
			templateLink: { uri: 'https://example.com/t.json' },
			mode: 'Incremental',
		});
		expect(commandFor(linked, shell.world)).toMatch(/^az rest --method put /);
		const noted = request({ template: EMPTY_TEMPLATE, debugSetting: { detailLevel: 'none' } });
		expect(commandFor(noted, shell.world)).toMatch(/^az rest --method put /);
	});

	test('a request without an address has no line', () => {
		expect(commandFor({ method: 'GET', url: 'nowhere', headers: {} }, shell.world)).toBeUndefined();
	});

	test('a vault that keeps access policies is made by a line that says so', () => {
		const session: Session = shell.session;
		const line = 'az keyvault create -g rg -n kv-old --enable-rbac-authorization false';
		const put = runInWorld(shell.world, line, session).exchanges.at(-1)?.request;
		expect(put && commandFor(put, shell.world)).toContain('--enable-rbac-authorization false');
	});

	test('a scale set that does not say how many machines it has is not made by a line that does', () => {
		const id = `${groupScope(shell.subscription, 'rg')}/providers/Microsoft.Compute/virtualMachineScaleSets/set`;
		const put = (sku: JsonObject) =>
			requests.arm('PUT', id, {
				location: 'westeurope',
				sku,
				properties: {
					orchestrationMode: 'Uniform',
					upgradePolicy: { mode: 'Manual' },
					virtualMachineProfile: {},
				},
			});
		const size = { name: 'Standard_DS1_v2', tier: 'Standard' };
		expect(commandFor(put({ ...size, capacity: 2 }), shell.world)).toContain('--instance-count 2');
		expect(commandFor(put(size), shell.world)).not.toMatch(/az vmss create|undefined/);
		expect(commandFor(put({ tier: 'Standard', capacity: 2 }), shell.world)).not.toMatch(
			/az vmss create|undefined/,
		);
	});
});
