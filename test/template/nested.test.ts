import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/azure';
import { at, Deployer, errorText, identity, storage, template } from './support';

const nested = (
	name: string,
	inner: JsonObject,
	properties: JsonObject = {},
	more: JsonObject = {},
): JsonObject => ({
	type: 'Microsoft.Resources/deployments',
	apiVersion: '2022-09-01',
	name,
	properties: { mode: 'Incremental', template: template(inner), ...properties },
	...more,
});
const INNER = { expressionEvaluationOptions: { scope: 'inner' } };

const idsOf = (azure: Deployer): string[] =>
	Object.values(azure.world.resources)
		.map(({ id }) =>
			id
				.split('/')
				.slice(4)
				.filter((_, index) => index !== 1 && index !== 2)
				.join('/'),
		)
		.sort();

describe('a deployment in a deployment', () => {
	test('sees the outer names, or its own', () => {
		const azure = new Deployer();
		const which = { outputs: { it: { type: 'string', value: "[variables('whose')]" } } };
		const answer = azure.deploy({
			variables: { whose: 'outer' },
			resources: [
				nested('by-default', { variables: { whose: 'inner' }, ...which }),
				nested('inside', { variables: { whose: 'inner' }, ...which }, INNER),
			],
			outputs: {
				first: { type: 'string', value: "[reference('by-default').outputs.it.value]" },
				second: { type: 'string', value: "[reference('inside').outputs.it.value]" },
			},
		});
		expect(at(answer, 'properties', 'outputs')).toMatchObject({
			first: { value: 'outer' },
			second: { value: 'inner' },
		});
		expect(azure.json('GET', azure.path('inside')).properties).toMatchObject({
			provisioningState: 'Succeeded',
		});
	});

	test('gets parameters, hands on outputs and is waited for', () => {
		const azure = new Deployer();
		const answer = azure.deploy({
			resources: [
				nested(
					'identities',
					{
						parameters: { name: { type: 'string' } },
						resources: [identity("[parameters('name')]")],
						outputs: {
							principal: { type: 'string', value: "[reference(parameters('name')).principalId]" },
						},
					},
					{ ...INNER, parameters: { name: { value: 'id-shop' } } },
				),
				storage('stshop', { tags: { owner: "[reference('identities').outputs.principal.value]" } }),
			],
		});
		expect(at(answer, 'properties', 'provisioningState')).toBe('Succeeded');
		const tags = at(
			azure.json('GET', azure.id('Microsoft.Storage/storageAccounts', 'stshop')),
			'tags',
			'owner',
		);
		expect(tags).toBe(azure.identity('id-shop').principalId);
	});

	test('that fails makes the outer one fail, with its reason inside', () => {
		const azure = new Deployer();
		const answer = azure.deploy({
			resources: [nested('bad', { resources: [storage('NO')] }, INNER)],
		});
		expect(at(answer, 'properties', 'error', 'code')).toBe('DeploymentFailed');
		const inner = at(
			azure.json('GET', azure.path('bad')),
			'properties',
			'error',
			'details',
			0,
			'code',
		);
		expect(typeof inner).toBe('string');
		expect(JSON.stringify(at(answer, 'properties', 'error'))).toContain(String(inner));
	});

	test('whose template lies elsewhere cannot be had', () => {
		const azure = new Deployer();
		const answer = azure.deploy({
			variables: { uri: 'https://example.com/vnet.json' },
			resources: [
				{
					type: 'Microsoft.Resources/deployments',
					apiVersion: '2022-09-01',
					name: 'linked',
					properties: { mode: 'Incremental', templateLink: { uri: "[variables('uri')]" } },
				},
			],
		});
		expect(errorText(answer)).toMatch(
			/^InvalidContentLink: Unable to download deployment content from 'https:\/\/example.com\/vnet.json'/,
		);
	});
});

describe('other scopes', () => {
	test('another group, from a group', () => {
		const azure = new Deployer();
		azure.request('PUT', `/subscriptions/${azure.subscription}/resourceGroups/rg-two`, {
			location: 'northeurope',
		});
		azure.deploy({
			resources: [
				nested('there', { resources: [storage('stthere')] }, INNER, { resourceGroup: 'rg-two' }),
				storage('sthere'),
			],
		});
		expect(idsOf(azure)).toEqual(['rg-two/storageAccounts/stthere', 'rg/storageAccounts/sthere']);
		const there = azure.json(
			'GET',
			`/subscriptions/${azure.subscription}/resourceGroups/rg-two/providers/Microsoft.Storage/storageAccounts/stthere`,
		);
		expect(there.location).toBe('northeurope');
	});

	test('a subscription makes groups and what is in them', () => {
		const azure = new Deployer();
		const scope = `/subscriptions/${azure.subscription}`;
		const answer = azure.deploy(
			{
				resources: [
					{
						type: 'Microsoft.Resources/resourceGroups',
						apiVersion: '2022-09-01',
						name: 'rg-new',
						location: '[deployment().location]',
						properties: {},
					},
					nested('inside', { resources: [storage('stnew')] }, INNER, {
						resourceGroup: 'rg-new',
						dependsOn: ['rg-new'],
					}),
					{
						type: 'Microsoft.Authorization/roleAssignments',
						apiVersion: '2022-04-01',
						name: "[guid(subscription().id, 'reader')]",
						properties: {
							roleDefinitionId:
								"[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')]",
							principalId: '[deployer().objectId]',
						},
					},
				],
			},
			{},
			'main',
			scope,
		);
		expect(answer).toMatchObject({
			location: 'westeurope',
			properties: { provisioningState: 'Succeeded' },
		});
		expect(idsOf(azure)).toEqual(['rg-new/storageAccounts/stnew']);
		expect(
			at(
				azure.json('GET', `${scope}/providers/Microsoft.Resources/deployments`),
				'value',
				0,
				'name',
			),
		).toBe('main');
		expect(
			azure.request('PUT', azure.path('two', scope), {
				properties: { mode: 'Incremental', template: template({}) },
			}).status,
		).toBe(400);
	});

	test('a management group and the tenant', () => {
		const azure = new Deployer();
		azure.request('POST', '/providers/Microsoft.Authorization/elevateAccess');
		azure.request(
			'PUT',
			'/providers/Microsoft.Authorization/roleAssignments/acdd72a7-3385-48ef-bd42-f606fba81ae7',
			{
				properties: {
					roleDefinitionId:
						'/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
					principalId: Object.keys(azure.world.users)[0] ?? '',
				},
			},
		);
		azure.request('PUT', '/providers/Microsoft.Management/managementGroups/mg-shop', {
			properties: {},
		});
		const group = '/providers/Microsoft.Management/managementGroups/mg-shop';
		expect(azure.output('[managementGroup().name]', {}, group)).toBe('mg-shop');
		expect(azure.output('[tenant().tenantId]', {}, '')).toBe(azure.world.tenant.tenantId);
		const answer = azure.deploy(
			{
				resources: [
					nested('sub', { resources: [] }, INNER, {
						subscriptionId: azure.subscription,
						location: 'westeurope',
					}),
				],
			},
			{},
			'main',
			group,
		);
		expect(at(answer, 'properties', 'provisioningState')).toBe('Succeeded');
		expect(
			azure.request('GET', azure.path('sub', `/subscriptions/${azure.subscription}`)).status,
		).toBe(200);
	});

	test('a role on one resource, by its scope or by its type', () => {
		const azure = new Deployer();
		const properties = {
			roleDefinitionId:
				"[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')]",
			principalId: "[reference('id-shop').principalId]",
			principalType: 'ServicePrincipal',
		};
		const answer = azure.deploy({
			resources: [
				identity('id-shop'),
				storage('stone'),
				storage('sttwo'),
				{
					type: 'Microsoft.Authorization/roleAssignments',
					apiVersion: '2022-04-01',
					name: "[guid('one')]",
					scope: "[resourceId('Microsoft.Storage/storageAccounts', 'stone')]",
					dependsOn: ['stone'],
					properties,
				},
				{
					type: 'Microsoft.Storage/storageAccounts/providers/roleAssignments',
					apiVersion: '2022-04-01',
					name: "[concat('sttwo/Microsoft.Authorization/', guid('two'))]",
					dependsOn: ['sttwo'],
					properties,
				},
			],
		});
		expect(errorText(answer)).toBeUndefined();
		const scopes = Object.values(azure.world.roleAssignments).map(({ scope }) => scope);
		expect(scopes).toEqual(
			expect.arrayContaining([
				azure.id('Microsoft.Storage/storageAccounts', 'stone'),
				azure.id('Microsoft.Storage/storageAccounts', 'sttwo'),
			]),
		);
	});
});
