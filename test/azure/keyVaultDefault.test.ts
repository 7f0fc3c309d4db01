import { beforeEach, describe, expect, it } from 'vitest';
import { requests, type JsonObject } from '../../src/azure';
import { Planes, ROLES } from './planes';
import { VAULT, VM } from './support';

/**
 * What decides in a vault whose maker does not say: access policies until the API of February 2026, roles since.
 * @see https://learn.microsoft.com/azure/key-vault/general/access-control-default
 */
let azure: Planes;
beforeEach(() => {
	azure = new Planes();
	azure.group();
});
const put = (apiVersion: string, properties: JsonObject = {}) =>
	azure.send({
		method: 'PUT',
		url: `https://management.azure.com${azure.id(VAULT, 'kv-shop')}?api-version=${apiVersion}`,
		headers: {},
		body: JSON.stringify({ location: 'westeurope', properties }),
	});
const goesByRoles = () => {
	const { properties } = azure.ask(requests.get(azure.id(VAULT, 'kv-shop'))) as {
		properties: JsonObject;
	};
	return properties.enableRbacAuthorization;
};

describe('a new vault', () => {
	it.each([
		['2019-09-01', false],
		['2023-07-01', false],
		['2024-11-01', false],
		['2026-02-01', true],
	])('made with the API of %s goes by roles: %s', (apiVersion, roles) => {
		expect(put(apiVersion).status).toBe(200);
		expect(goesByRoles()).toBe(roles);
	});
	it.each(['2023-07-01', '2026-02-01'])('does as it is told, with any API: %s', (apiVersion) => {
		put(apiVersion, { enableRbacAuthorization: true });
		expect(goesByRoles()).toBe(true);
		azure.send(requests.del(azure.id(VAULT, 'kv-shop')));
		azure.send(
			requests.arm(
				'POST',
				`/subscriptions/${azure.subscription}/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/kv-shop/purge`,
			),
		);
		put(apiVersion, { enableRbacAuthorization: false });
		expect(goesByRoles()).toBe(false);
	});
	it('that goes by access policies lets a role open nothing', () => {
		put('2023-07-01');
		const vault = azure.id(VAULT, 'kv-shop');
		azure.send(requests.putSecretThroughArm(vault, 'db', 'geheim'));
		azure.put(VM, 'vm-web', { identity: { type: 'SystemAssigned' } });
		const vm = azure.id(VM, 'vm-web');
		azure.grant(vault, ROLES.keyVaultSecretsUser, azure.identityOf(vm)?.principalId ?? '');
		const token = azure.token(vm, 'https://vault.azure.net');
		const read = () =>
			azure.data('GET', 'https://kv-shop.vault.azure.net/secrets/db?api-version=7.4', { token });
		expect(JSON.parse(read().body).error.innererror).toEqual({ code: 'ForbiddenByPolicy' });
		azure.send(requests.patchResource(vault, { properties: { enableRbacAuthorization: true } }));
		expect(read().status).toBe(200);
	});
});

it('a vault that is there stays as it was, whichever API writes it again', () => {
	put('2023-07-01');
	put('2026-02-01', { enabledForDeployment: true });
	expect(goesByRoles()).toBe(false);
	put('2023-07-01', { enableRbacAuthorization: true });
	put('2023-07-01', { enabledForDeployment: false });
	expect(goesByRoles()).toBe(true);
});
