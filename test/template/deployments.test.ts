import { describe, expect, test } from 'vitest';
import { soundWorld, type JsonObject } from '../../src/azure';
import { at, Deployer, errorText, identity, storage } from './support';

const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';

/** An identity and a role for it on the group. */
const grant = (principalType = true, dependsOn: JsonObject = {}): JsonObject => ({
	type: 'Microsoft.Authorization/roleAssignments',
	apiVersion: '2022-04-01',
	name: "[guid(resourceGroup().id, 'id-shop', 'reader')]",
	properties: {
		roleDefinitionId: `[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${READER}')]`,
		principalId:
			"[reference(resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-shop'), '2023-01-31').principalId]",
		...(principalType ? { principalType: 'ServicePrincipal' } : {}),
	},
	...dependsOn,
});

const names = (azure: Deployer): string[] =>
	Object.values(azure.world.resources)
		.map(({ name }) => name)
		.sort();

describe('a deployment', () => {
	test('makes what its template says, and says what it made', () => {
		const azure = new Deployer();
		const answer = azure.deploy({
			parameters: { name: { type: 'string', defaultValue: 'stshop' } },
			resources: [storage("[parameters('name')]"), identity('id-shop')],
			outputs: {
				blob: {
					type: 'string',
					value: "[reference(parameters('name')).primaryEndpoints.blob]",
				},
			},
		});
		expect(answer).toMatchObject({
			id: azure.path('main'),
			name: 'main',
			type: 'Microsoft.Resources/deployments',
			properties: {
				provisioningState: 'Succeeded',
				mode: 'Incremental',
				parameters: { name: { type: 'String', value: 'stshop' } },
				outputs: { blob: { type: 'String', value: 'https://stshop.blob.core.windows.net/' } },
				outputResources: [
					{
						id: `${azure.scope}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-shop`,
					},
					{ id: `${azure.scope}/providers/Microsoft.Storage/storageAccounts/stshop` },
				],
			},
		});
		expect(names(azure)).toEqual(['id-shop', 'stshop']);
	});

	test('is read, listed, looked for and forgotten without touching what it made', () => {
		const azure = new Deployer();
		azure.deploy({ resources: [storage('stshop')] });
		expect(azure.request('HEAD', azure.path('main')).status).toBe(204);
		expect(azure.request('HEAD', azure.path('other')).status).toBe(404);
		expect(azure.json('GET', azure.path('other'))).toEqual({
			error: { code: 'DeploymentNotFound', message: "Deployment 'other' could not be found." },
		});
		const list = `${azure.scope}/providers/Microsoft.Resources/deployments`;
		expect(at(azure.json('GET', list), 'value', 0, 'name')).toBe('main');
		expect(
			at(azure.json('GET', azure.path('main/operations')), 'value', 0, 'properties'),
		).toMatchObject({
			provisioningOperation: 'Create',
			provisioningState: 'Succeeded',
			statusCode: 'OK',
			targetResource: { resourceType: 'Microsoft.Storage/storageAccounts', resourceName: 'stshop' },
		});
		expect(
			at(azure.json('POST', azure.path('main/exportTemplate')), 'template', 'resources', 0, 'name'),
		).toBe('stshop');
		expect(azure.request('DELETE', azure.path('main')).status).toBeLessThan(300);
		expect(azure.json('GET', list).value).toEqual([]);
		expect(names(azure)).toEqual(['stshop']);
	});

	test('in incremental mode leaves what it does not name; in complete mode takes it away', () => {
		const azure = new Deployer();
		azure.deploy({ resources: [storage('stone'), storage('sttwo')] });
		azure.deploy({ resources: [storage('stthree')] });
		expect(names(azure)).toEqual(['stone', 'stthree', 'sttwo']);
		azure.deploy({ resources: [storage('stone')] }, { mode: 'Complete' });
		expect(names(azure)).toEqual(['stone']);
	});

	test('that is only validated makes nothing', () => {
		const azure = new Deployer();
		const validate = (resources: JsonObject[]) =>
			azure.json('POST', azure.path('main/validate'), {
				properties: {
					mode: 'Incremental',
					template: {
						$schema:
							'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
						contentVersion: '1.0.0.0',
						resources,
					},
				},
			});
		expect(validate([storage('stshop')])).toMatchObject({
			properties: {
				provisioningState: 'Succeeded',
				validatedResources: [
					{ id: `${azure.scope}/providers/Microsoft.Storage/storageAccounts/stshop` },
				],
			},
		});
		expect(at(validate([storage("[variables('none')]")]), 'error', 'code')).toBe('InvalidTemplate');
		expect(names(azure)).toEqual([]);
		expect(azure.request('GET', azure.path('main')).status).toBe(404);
	});

	test('that was only asked about says what it would do, and does nothing', () => {
		const azure = new Deployer();
		azure.deploy({ resources: [storage('stsame'), storage('stchange'), identity('id-other')] });
		const before = azure.world.resources;
		const answer = azure.json('POST', azure.path('main/whatIf'), {
			properties: {
				mode: 'Incremental',
				template: {
					$schema:
						'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
					contentVersion: '1.0.0.0',
					resources: [
						storage('stsame'),
						storage('stchange', { tags: { team: 'shop' } }),
						storage('stnew'),
					],
				},
			},
		});
		const changes = at(answer, 'properties', 'changes') as {
			resourceId: string;
			changeType: string;
			delta?: unknown;
		}[];
		expect(
			changes.map(({ resourceId, changeType }) => [resourceId.split('/').at(-1), changeType]),
		).toEqual([
			['id-other', 'Ignore'],
			['stchange', 'Modify'],
			['stnew', 'Create'],
			['stsame', 'NoChange'],
		]);
		expect(changes[1]?.delta).toEqual([
			{ path: 'tags.team', propertyChangeType: 'Create', before: null, after: 'shop' },
		]);
		expect(azure.world.resources).toBe(before);
	});

	test('goes on where it can and stops where something failed, leaving what is made', () => {
		const azure = new Deployer();
		const answer = azure.deploy({
			resources: [
				storage('stfirst'),
				storage('INVALID-NAME', { dependsOn: ['stfirst'] }),
				storage('stlater', { dependsOn: ['INVALID-NAME'] }),
			],
		});
		expect(answer).toMatchObject({
			properties: {
				provisioningState: 'Failed',
				error: {
					code: 'DeploymentFailed',
					target: azure.path('main'),
					message:
						'At least one resource deployment operation failed. Please list deployment operations for details. Please see https://aka.ms/arm-deployment-operations for usage details.',
				},
			},
		});
		expect(names(azure)).toEqual(['stfirst']);
		const states = at(azure.json('GET', azure.path('main/operations')), 'value') as JsonObject[];
		expect(states.map((each) => at(each, 'properties', 'provisioningState'))).toEqual([
			'Succeeded',
			'Failed',
		]);
		expect(soundWorld(azure.world)).toEqual([]);
	});

	test('that fails makes all the same what has no part in the failure, as Azure does everything at once that it can', () => {
		const azure = new Deployer();
		const answer = azure.deploy({
			resources: [
				storage('INVALID-NAME'),
				storage('stfirst'),
				storage('stsecond', { dependsOn: ['stfirst'] }),
				storage('stlater', { dependsOn: ['INVALID-NAME', 'stfirst'] }),
			],
		});
		expect(at(answer, 'properties', 'provisioningState')).toBe('Failed');
		expect(names(azure)).toEqual(['stfirst', 'stsecond']);
	});

	test('registers the providers that it needs', () => {
		const azure = new Deployer();
		const answer = azure.deploy({
			resources: [
				{
					type: 'Microsoft.Kusto/clusters',
					apiVersion: '2023-08-15',
					name: 'adxshop',
					location: 'westeurope',
					properties: {},
				},
			],
		});
		expect(at(answer, 'properties', 'provisioningState')).toBe('Succeeded');
	});
});

describe('rights of whoever deploys', () => {
	const asContributor = () => {
		const azure = new Deployer();
		azure.deploy({ resources: [identity('id-deployer')] });
		const { principalId } = azure.identity('id-deployer');
		azure.put('Microsoft.Compute/virtualMachines', 'vm', {
			identity: {
				type: 'UserAssigned',
				userAssignedIdentities: {
					[azure.id('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-deployer')]: {},
				},
			},
		});
		azure.request(
			'PUT',
			`${azure.scope}/providers/Microsoft.Authorization/roleAssignments/${READER}`,
			{
				properties: {
					roleDefinitionId:
						'/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c',
					principalId,
					principalType: 'ServicePrincipal',
				},
			},
		);
		const vm = azure.id('Microsoft.Compute/virtualMachines', 'vm');
		const token = JSON.parse(
			azure.send({
				method: 'GET',
				url: 'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://management.azure.com/',
				headers: { Metadata: 'true' },
				from: vm,
			}).body,
		) as { access_token: string };
		return { azure, token: token.access_token, principalId };
	};

	test('a contributor may not grant: all is refused before anything is made, in one sentence', () => {
		const { azure, token, principalId } = asContributor();
		const before = names(azure);
		const response = azure.send({
			method: 'PUT',
			url: `https://management.azure.com${azure.path('main')}?api-version=2022-09-01`,
			headers: { authorization: `Bearer ${token}` },
			body: JSON.stringify({
				properties: {
					mode: 'Incremental',
					template: {
						$schema:
							'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
						contentVersion: '1.0.0.0',
						resources: [
							storage('stshop'),
							{
								...grant(),
								name: READER.replace('acdd', 'bbbb'),
								properties: { roleDefinitionId: READER, principalId },
							},
						],
					},
				},
			}),
		});
		const name = READER.replace('acdd', 'bbbb');
		const clientId =
			Object.values(azure.world.servicePrincipals).find(({ id }) => id === principalId)?.appId ??
			'';
		expect(response.status).toBe(400);
		const { error } = JSON.parse(response.body) as { error: { code: string; message: string } };
		expect(error.code).toBe('InvalidTemplateDeployment');
		expect(error.message).toBe(
			`The template deployment failed with error: 'Authorization failed for template resource '${name}' of type 'Microsoft.Authorization/roleAssignments'. The client '${clientId}' with object id '${principalId}' does not have permission to perform action 'Microsoft.Authorization/roleAssignments/write' at scope '${azure.scope}/providers/Microsoft.Authorization/roleAssignments/${name}'.'.`,
		);
		expect(names(azure)).toEqual(before);
	});
});

describe('role assignments in templates', () => {
	test('an identity and its role in one template, and once more the same', () => {
		const azure = new Deployer();
		const parts = { resources: [identity('id-shop'), grant()] };
		expect(at(azure.deploy(parts), 'properties', 'provisioningState')).toBe('Succeeded');
		expect(at(azure.deploy(parts), 'properties', 'provisioningState')).toBe('Succeeded');
		expect(
			Object.values(azure.world.roleAssignments).filter(({ scope }) => scope === azure.scope),
		).toHaveLength(1);
	});

	test('the same GUID for an identity that was made anew is refused', () => {
		const azure = new Deployer();
		const parts = { resources: [identity('id-shop'), grant()] };
		azure.deploy(parts);
		azure.request(
			'DELETE',
			azure.id('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-shop'),
		);
		const answer = azure.deploy(parts);
		expect(errorText(answer)).toBe(
			'RoleAssignmentUpdateNotPermitted: Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
		);
	});

	test('without its type a new principal is not found yet; with it the role is granted', () => {
		const failing = new Deployer({ timing: 'realistic' });
		failing.advance(3_600_000);
		failing.deploy({ resources: [identity('id-shop'), grant(false)] });
		failing.advance(600_000);
		const answer = failing.json('GET', failing.path('main'));
		expect(errorText(answer)).toMatch(
			/^PrincipalNotFound: Principal [0-9a-f]{32} does not exist in the directory/,
		);
		const working = new Deployer({ timing: 'realistic' });
		working.advance(3_600_000);
		working.deploy({ resources: [identity('id-shop'), grant(true)] });
		working.advance(600_000);
		expect(at(working.json('GET', working.path('main')), 'properties', 'provisioningState')).toBe(
			'Succeeded',
		);
	});
});

describe('under realistic timing', () => {
	test('what depends on something waits for it, and a second deployment of the name is refused meanwhile', () => {
		const azure = new Deployer({ timing: 'realistic' });
		azure.advance(60_000);
		const first = azure.deploy({
			resources: [storage('stone'), storage('sttwo', { dependsOn: ['stone'] })],
		});
		expect(at(first, 'properties', 'provisioningState')).toBe('Running');
		expect(names(azure)).toEqual(['stone']);
		expect(errorText(azure.deploy({ resources: [] }))).toBe(
			`DeploymentActive: The deployment with resource id '${azure.path('main')}' cannot be saved, because this would overwrite an existing deployment which is still active. Please see https://aka.ms/arm-deploy for usage details.`,
		);
		azure.advance(21_000);
		expect(names(azure)).toEqual(['stone', 'sttwo']);
		expect(at(azure.json('GET', azure.path('main')), 'properties', 'provisioningState')).toBe(
			'Running',
		);
		azure.advance(21_000);
		const over = azure.json('GET', azure.path('main'));
		expect(at(over, 'properties', 'provisioningState')).toBe('Succeeded');
		expect(at(over, 'properties', 'duration')).toMatch(/^PT4\d(\.\d+)?S$/);
	});

	test('a cancelled deployment begins nothing more', () => {
		const azure = new Deployer({ timing: 'realistic' });
		azure.advance(60_000);
		azure.deploy({ resources: [storage('stone'), storage('sttwo', { dependsOn: ['stone'] })] });
		expect(azure.request('POST', azure.path('main/cancel')).status).toBe(204);
		azure.advance(600_000);
		expect(names(azure)).toEqual(['stone']);
		expect(at(azure.json('GET', azure.path('main')), 'properties', 'provisioningState')).toBe(
			'Canceled',
		);
		expect(at(azure.json('POST', azure.path('main/cancel')), 'error', 'code')).toBe(
			'DeploymentCannotBeCancelled',
		);
	});
});

describe('the activity log', () => {
	const lines = (azure: Deployer): [string, string][] =>
		azure.world.activityLog
			.filter(({ resourceId }) => !/resourceGroups\/[^/]+$/i.test(resourceId))
			.map(({ operationName, status }) => [operationName.split('/').slice(1).join('/'), status]);
	test('tells a deployment around what it makes, and that it succeeded only when it did', () => {
		const azure = new Deployer();
		azure.deploy({ resources: [identity('id-shop')] });
		expect(lines(azure)).toEqual([
			['deployments/write', 'Started'],
			['userAssignedIdentities/write', 'Succeeded'],
			['deployments/write', 'Succeeded'],
		]);
	});
	test('tells a deployment that failed as failed, with its code', () => {
		const azure = new Deployer();
		azure.deploy({ resources: [storage('No_Such_Name')] });
		expect(lines(azure).at(-1)).toEqual(['deployments/write', 'Failed']);
		expect(azure.world.activityLog.at(-1)?.errorCode).toBe('DeploymentFailed');
	});
});

test('what a deployment script found out is not known, and the refusal says why', () => {
	const azure = new Deployer();
	const script: JsonObject = {
		type: 'Microsoft.Resources/deploymentScripts',
		apiVersion: '2023-08-01',
		name: 'ask',
		location: 'westeurope',
		kind: 'AzureCLI',
		properties: { azCliVersion: '2.61.0', retentionInterval: 'PT1H', scriptContent: 'echo hi' },
	};
	const alone = azure.deploy({ resources: [script] });
	expect(at(alone, 'properties', 'provisioningState')).toBe('Succeeded');
	const asked = azure.output("[reference('ask').outputs.answer]", { resources: [script] });
	expect(asked).toContain("The language expression property 'outputs' doesn't exist");
	expect(asked).toContain('Deployment scripts are not run in this simulated Azure');
});

test('a role for the nodes of a cluster that the same template makes', () => {
	const azure = new Deployer();
	const answer = azure.deploy({
		resources: [
			{
				type: 'Microsoft.ContainerService/managedClusters',
				apiVersion: '2024-02-01',
				name: 'aks-shop',
				location: 'westeurope',
				identity: { type: 'SystemAssigned' },
				properties: {
					dnsPrefix: 'shop',
					agentPoolProfiles: [{ name: 'pool', count: 1, mode: 'System' }],
					addonProfiles: { ingressApplicationGateway: { enabled: true } },
					apiServerAccessProfile: { enablePrivateCluster: true },
				},
			},
			...[
				'identityProfile.kubeletidentity',
				'addonProfiles.ingressApplicationGateway.identity',
			].map((path): JsonObject => ({
				type: 'Microsoft.Authorization/roleAssignments',
				apiVersion: '2022-04-01',
				name: `[guid(resourceGroup().id, '${path}')]`,
				properties: {
					roleDefinitionId: `[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${READER}')]`,
					principalId: `[reference('aks-shop').${path}.objectId]`,
					principalType: 'ServicePrincipal',
				},
			})),
		],
		outputs: { host: { type: 'string', value: "[reference('aks-shop').privateFQDN]" } },
	});
	expect(errorText(answer)).toBeUndefined();
	expect(at(answer, 'properties', 'outputs', 'host', 'value')).toMatch(
		/^shop-[\da-f]{8}\.[\da-f-]{36}\.privatelink\.westeurope\.azmk8s\.io$/,
	);
	const { servicePrincipals, roleAssignments } = azure.world;
	const holders = Object.values(roleAssignments)
		.filter(
			({ roleDefinitionName, scope }) => roleDefinitionName === READER && scope.endsWith('/rg'),
		)
		.map(({ principalId }) => servicePrincipals[principalId]?.displayName)
		.sort();
	expect(holders).toEqual(['aks-shop-agentpool', 'ingressapplicationgateway-aks-shop']);
	expect(soundWorld(azure.world)).toEqual([]);
});

// https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#pickzones
test.each([
	["[pickZones('Microsoft.Compute', 'virtualMachines', 'westus2')]", ['1']],
	["[pickZones('Microsoft.Compute', 'virtualMachines', 'West US 2', 2)]", ['1', '2']],
	["[pickZones('Microsoft.Compute', 'virtualMachines', 'northcentralus')]", []],
	["[providers('Microsoft.Web', 'serverFarms').resourceType]", 'serverfarms'],
	["[contains(providers('Microsoft.Storage', 'storageAccounts').locations, 'West Europe')]", true],
	["[length(providers('Microsoft.Compute', 'virtualMachineScaleSets').apiVersions)]", 1],
	["[providers('Microsoft.ManagedIdentity').namespace]", 'Microsoft.ManagedIdentity'],
])('%s is %j', (expression, value) => {
	expect(new Deployer().output(expression)).toEqual(value);
});
test('providers of what is not there is a fault', () => {
	expect(new Deployer().output("[providers('Microsoft.Compute', 'clouds')]")).toContain(
		"The template function 'providers' is not valid",
	);
});

/** What stands beside identities in Microsoft's own examples: a model of an AI service, parts of an environment of container apps. */
test('parts of services that templates with identities make are made with them', () => {
	const azure = new Deployer();
	const part = (type: string, name: string, more: JsonObject = {}): JsonObject => ({
		type,
		apiVersion: '2024-10-01',
		name,
		...(type.split('/').length === 2 ? { location: 'westeurope' } : {}),
		properties: {},
		...more,
	});
	const after = (type: string, name: string) => ({
		dependsOn: [`[resourceId('${type}', '${name}')]`],
	});
	const ACCOUNT = 'Microsoft.CognitiveServices/accounts';
	const ENVIRONMENT = 'Microsoft.App/managedEnvironments';
	const answer = azure.deploy({
		resources: [
			part(ACCOUNT, 'shop-ai', { kind: 'OpenAI', sku: { name: 'S0' } }),
			part(`${ACCOUNT}/deployments`, 'shop-ai/gpt', after(ACCOUNT, 'shop-ai')),
			part(ENVIRONMENT, 'shop-env'),
			part(`${ENVIRONMENT}/daprComponents`, 'shop-env/orders', after(ENVIRONMENT, 'shop-env')),
			part('Microsoft.Portal/dashboards', 'shop-board'),
			part('Microsoft.Web/staticSites', 'shop-pages'),
			part('Microsoft.ServiceBus/namespaces', 'shop-bus', { sku: { name: 'Standard' } }),
		],
		outputs: {
			host: { type: 'string', value: "[reference('shop-pages').defaultHostname]" },
			opens: {
				type: 'string',
				value:
					"[listKeys(resourceId('Microsoft.ServiceBus/namespaces/AuthorizationRules', 'shop-bus', 'RootManageSharedAccessKey'), '2022-10-01-preview').primaryConnectionString]",
			},
		},
	});
	expect(errorText(answer)).toBeUndefined();
	expect(at(answer, 'properties', 'outputs', 'host', 'value')).toMatch(/\.azurestaticapps\.net$/);
	expect(at(answer, 'properties', 'outputs', 'opens', 'value')).toMatch(
		/^Endpoint=sb:\/\/shop-bus\.servicebus\.windows\.net\/;SharedAccessKeyName=RootManageSharedAccessKey;/,
	);
});

/** https://learn.microsoft.com/rest/api/virtualnetwork/virtual-networks/get: each part that it lists has an id. */
test('a network tells the ids of its subnets, which templates hand on', () => {
	const azure = new Deployer();
	const network: JsonObject = {
		type: 'Microsoft.Network/virtualNetworks',
		apiVersion: '2024-01-01',
		name: 'vnet',
		location: 'westeurope',
		properties: {
			addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
			subnets: [{ name: 'apps', properties: { addressPrefix: '10.0.0.0/24' } }],
		},
	};
	const told = azure.output("[reference('vnet').subnets[0].id]", { resources: [network] });
	expect(told).toMatch(/\/providers\/Microsoft\.Network\/virtualNetworks\/vnet\/subnets\/apps$/);
});
