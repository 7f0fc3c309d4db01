import { beforeEach, describe, expect, it } from 'vitest';
import { requests, type JsonObject } from '../../src/azure';
import { Azure, SITE, STORAGE, VAULT, VM } from './support';

/**
 * Where things can stand. The refusals are those of issue reports: azure-cli#7602 (2018), azure-cli#16368 (2020),
 * azure-rest-api-specs#8347 (2020), executable-docs#74 (2024); `LocationNotAvailableForDeployment` is azure-cli#32973 (2026).
 * The regions: https://learn.microsoft.com/azure/reliability/regions-list
 */
let azure: Azure;
beforeEach(() => {
	azure = new Azure();
	azure.group();
});
const group = (location?: string) =>
	requests.arm(
		'PUT',
		`/subscriptions/${azure.subscription}/resourceGroups/rg-two`,
		location === undefined ? {} : { location },
	);
const refusal = (body: string) =>
	(JSON.parse(body) as { error: { code: string; message: string } }).error;
const regions = (message: string) =>
	/regions .*is '([^']*)'\.$/.exec(message)?.[1]?.split(',') ?? [];

describe('a resource group', () => {
	it.each(['Canada', 'westeurop', 'mars', 'global', '__proto__', 'constructor'])(
		'cannot stand in %s: Azure lists where it could',
		(location) => {
			const answer = azure.send(group(location));
			expect(answer.status).toBe(400);
			const { code, message } = refusal(answer.body);
			expect(code).toBe('LocationNotAvailableForResourceGroup');
			expect(message).toMatch(
				new RegExp(
					`^The provided location '${location}' is not available for resource group\\. List of available regions is 'eastasia,southeastasia,australiaeast,`,
				),
			);
			expect(regions(message)).toEqual(
				expect.arrayContaining(['westeurope', 'uksouth', 'eastus2']),
			);
			expect(
				azure.send(requests.get(`/subscriptions/${azure.subscription}/resourceGroups/rg-two`))
					.status,
			).toBe(404);
		},
	);
	it.each(['francesouth', 'germanynorth', 'switzerlandwest', 'uaecentral', 'brazilsoutheast'])(
		'cannot stand in %s, which is listed and kept for some subscriptions',
		(location) => {
			expect(azure.code(group(location))).toBe('LocationNotAvailableForResourceGroup');
			expect(locations().map(({ name }) => name)).toContain(location);
		},
	);
	it.each([undefined, ''])('must say where it stands: %j', (location) => {
		expect(refusal(azure.send(group(location)).body)).toEqual({
			code: 'LocationRequired',
			message: 'The location property is required for this definition.',
		});
	});
	it.each([
		['West Europe', 'westeurope'],
		['NORWAYEAST', 'norwayeast'],
		['east us 2', 'eastus2'],
		['Belgium Central', 'belgiumcentral'],
	])('may write %s, and is told %s', (written, told) => {
		expect(azure.ask(group(written)).location).toBe(told);
	});
	it('that is there may be written again without being asked where it is', () => {
		azure.send(group('westus3'));
		expect(azure.send(group('westus3')).status).toBe(200);
		expect(azure.code(group('mars'))).toBe('InvalidResourceGroupLocation');
	});
});

describe('a resource', () => {
	it.each([VM, SITE, VAULT, STORAGE, 'Microsoft.ManagedIdentity/userAssignedIdentities'])(
		'%s cannot stand where there is no region',
		(type) => {
			const answer = azure.put(type, 'thing001', { location: 'WUS' });
			expect(answer.status).toBe(400);
			const { code, message } = refusal(answer.body);
			expect(code).toBe('LocationNotAvailableForResourceType');
			expect(
				message.startsWith(
					`The provided location 'WUS' is not available for resource type '${type}'. List of available regions for the resource type is '`,
				),
			).toBe(true);
			expect(regions(message)).toContain('westus');
			expect(azure.send(requests.get(azure.id(type, 'thing001'))).status).toBe(404);
		},
	);
	it('is told so before its provider looks at its name', () => {
		expect(azure.code(requests.putResource(azure.id(VAULT, 'x'), { location: 'mars' }))).toBe(
			'LocationNotAvailableForResourceType',
		);
		expect(azure.code(requests.putResource(azure.id(VAULT, 'x'), {}))).toBe('LocationRequired');
	});
	it('may stand in another region than its group', () => {
		expect(azure.put(VAULT, 'kv-far', { location: 'Japan West' }).status).toBe(200);
	});
	it('stands nowhere in particular only where its service is such', () => {
		const zone = 'Microsoft.Network/privateDnsZones';
		expect(azure.put(zone, 'contoso.com', { location: 'global' }).status).toBe(201);
		expect(azure.code(requests.putResource(azure.id(VM, 'vm'), { location: 'global' }))).toBe(
			'LocationNotAvailableForResourceType',
		);
	});
	it('makes no principal when it is refused', () => {
		const before = Object.keys(azure.world.servicePrincipals).length;
		azure.put(VM, 'vm', { location: 'mars', identity: { type: 'SystemAssigned' } });
		expect(Object.keys(azure.world.servicePrincipals)).toHaveLength(before);
	});
});

it('a deployment to a subscription cannot stand where there is no region', () => {
	const deployment = (location?: string) =>
		requests.arm(
			'PUT',
			`/subscriptions/${azure.subscription}/providers/Microsoft.Resources/deployments/main`,
			{
				...(location === undefined ? {} : { location }),
				properties: {
					mode: 'Incremental',
					template: {
						$schema:
							'https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#',
						contentVersion: '1.0.0.0',
						resources: [],
					},
				},
			},
		);
	expect(azure.code(deployment())).toBe('LocationRequired');
	expect(azure.code(deployment('mars'))).toBe('LocationNotAvailableForDeployment');
	expect(azure.send(deployment('uksouth')).status).toBe(201);
});

const locations = () =>
	azure.ask(requests.get(`/subscriptions/${azure.subscription}/locations`)).value as {
		name: string;
		displayName: string;
		regionalDisplayName: string;
		metadata: JsonObject;
	}[];

describe('the list of locations', () => {
	it('tells of West US what a recorded list tells', () => {
		const scope = `/subscriptions/${azure.subscription}/locations`;
		expect(locations().find(({ name }) => name === 'westus')).toEqual({
			id: `${scope}/westus`,
			name: 'westus',
			type: 'Region',
			displayName: 'West US',
			regionalDisplayName: '(US) West US',
			metadata: {
				geography: 'United States',
				geographyGroup: 'US',
				latitude: '37.783',
				longitude: '-122.417',
				pairedRegion: [{ id: `${scope}/eastus`, name: 'eastus' }],
				physicalLocation: 'California',
				regionCategory: 'Other',
				regionType: 'Physical',
			},
		});
	});
	it('names each region once, and its pair is one too', () => {
		const listed = locations();
		const names = listed.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(names.length).toBeGreaterThan(50);
		const pairs = listed.flatMap(({ metadata }) =>
			(metadata.pairedRegion as { name: string }[]).map(({ name }) => name),
		);
		// Sweden South is open to so few that it is not listed.
		expect(pairs.filter((name) => !names.includes(name))).toEqual(['swedensouth']);
		for (const { name, displayName } of listed)
			expect(displayName.replaceAll(' ', '').toLowerCase()).toBe(name);
	});
});
