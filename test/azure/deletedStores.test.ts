import { beforeEach, describe, expect, it } from 'vitest';
import { days, requests, signInAs, soundWorld, type JsonObject } from '../../src/azure';
import { Planes, ROLES } from './planes';
import { person } from './rbacWorld';

/**
 * Configuration stores that were deleted. https://learn.microsoft.com/azure/azure-app-configuration/concept-soft-delete;
 * `NameUnavailable` in the words of azure-cli#22714 (2022).
 */
const STORE = 'Microsoft.AppConfiguration/configurationStores';
let azure: Planes;
let store: string;
let deleted: string;
beforeEach(() => {
	azure = new Planes();
	azure.group();
	store = azure.id(STORE, 'config-shop');
	deleted = `/subscriptions/${azure.subscription}/providers/Microsoft.AppConfiguration/locations/westeurope/deletedConfigurationStores/config-shop`;
	make();
});
const make = (properties: JsonObject = {}, more: JsonObject = {}) =>
	azure.put(STORE, 'config-shop', {
		sku: { name: 'standard' },
		identity: { type: 'SystemAssigned' },
		properties,
		...more,
	});
const remove = () => azure.send(requests.del(store));
const listed = () =>
	(
		azure.ask(
			requests.get(
				`/subscriptions/${azure.subscription}/providers/Microsoft.AppConfiguration/deletedConfigurationStores`,
			),
		).value as { name: string }[]
	).map(({ name }) => name);
const own = () => ({
	scope: store,
	subscriptionId: azure.subscription,
	roleDefinitionName: ROLES.appConfigurationDataOwner,
	principalId: person(azure.world, 'ada'),
});
const setting = (method: string, value?: string) =>
	azure.send({
		method,
		url: 'https://config-shop.azconfig.io/kv/color?api-version=1.0',
		headers: { 'content-type': 'application/vnd.microsoft.appconfig.kv+json' },
		...(value === undefined ? {} : { body: JSON.stringify({ value }) }),
	});

describe('a deleted store', () => {
	it('is listed and shown, and keeps its name', () => {
		remove();
		expect(listed()).toEqual(['config-shop']);
		expect(azure.ask(requests.get(deleted))).toMatchObject({
			name: 'config-shop',
			properties: {
				configurationStoreId: store,
				location: 'westeurope',
				purgeProtectionEnabled: false,
			},
		});
		const again = make();
		expect(again.status).toBe(409);
		expect(JSON.parse(again.body).error).toMatchObject({
			code: 'NameUnavailable',
			message: 'The specified name is already in use.',
		});
	});
	it('can be recovered with its settings, but without its identity and the roles on it', () => {
		azure.send(requests.putRoleAssignment(own()));
		expect(setting('PUT', 'red').status).toBe(200);
		const before = azure.identityOf(store)?.principalId;
		remove();
		expect(azure.world.servicePrincipals[before ?? '']?.deletedAt).toBeDefined();
		const back = azure.put(STORE, 'config-shop', {
			sku: { name: 'standard' },
			properties: { createMode: 'Recover' },
		});
		expect(back.status).toBe(201);
		expect(azure.identityOf(store)).toBeUndefined();
		expect(setting('GET').status).toBe(403);
		azure.send(requests.putRoleAssignment(own()));
		expect(JSON.parse(setting('GET').body)).toMatchObject({ key: 'color', value: 'red' });
		expect(listed()).toEqual([]);
		expect(soundWorld(azure.world)).toEqual([]);
	});
	it('can be purged: its name is free, and the new store is empty', () => {
		azure.send(requests.putRoleAssignment(own()));
		setting('PUT', 'red');
		remove();
		expect(azure.send(requests.arm('POST', `${deleted}/purge`)).status).toBe(200);
		expect(azure.code(requests.get(deleted))).toBe('EntityNotFound');
		expect(make().status).toBe(201);
		azure.send(requests.putRoleAssignment(own()));
		expect(setting('GET').status).toBe(404);
		expect(soundWorld(azure.world)).toEqual([]);
	});
	it('is gone by itself after its retention', () => {
		remove();
		azure.advance(days(7) - 1);
		expect(make().status).toBe(409);
		azure.advance(1);
		expect(listed()).toEqual([]);
		expect(make().status).toBe(201);
		expect(soundWorld(azure.world)).toEqual([]);
	});
	it('has the retention that it was made with', () => {
		remove();
		azure.send(requests.arm('POST', `${deleted}/purge`));
		make({ softDeleteRetentionInDays: 1 });
		remove();
		azure.advance(days(1));
		expect(listed()).toEqual([]);
	});
	it('that is protected cannot be purged', () => {
		make({ enablePurgeProtection: true });
		remove();
		expect(azure.send(requests.arm('POST', `${deleted}/purge`)).status).toBe(409);
		expect(listed()).toEqual(['config-shop']);
	});
	it.each([
		['App Configuration Contributor', 'fe86443c-f201-4fc4-9d2a-ac61149fbda0', 200, 403],
		['App Configuration Reader', '175b81b9-6e0d-490a-85e4-0d422273c10c', 200, 403],
		['Contributor', 'b24988ac-6180-42a0-ab88-20f7382dd24c', 200, 200],
	])('%s sees it, and may purge it or not', (_, roleDefinitionName, sees, purges) => {
		remove();
		const scope = `/subscriptions/${azure.subscription}`;
		const principalId = person(azure.world, 'hana');
		azure.send(
			requests.putRoleAssignment({
				scope,
				subscriptionId: azure.subscription,
				roleDefinitionName,
				principalId,
			}),
		);
		azure.world = signInAs(azure.world, 'hana');
		expect(azure.send(requests.get(deleted)).status).toBe(sees);
		expect(azure.send(requests.arm('POST', `${deleted}/purge`)).status).toBe(purges);
	});
});

it.each(['free', 'developer', 'Free'])('a %s store is gone at once', (name) => {
	azure.put(STORE, 'config-free', { sku: { name }, properties: {} });
	azure.send(requests.del(azure.id(STORE, 'config-free')));
	expect(listed()).toEqual([]);
	expect(azure.put(STORE, 'config-free', { sku: { name } }).status).toBe(201);
});
