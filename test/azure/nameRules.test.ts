import { describe, expect, test } from 'vitest';
import { requests, type HttpRequest } from '../../src/azure';
import { Azure, STORAGE, USER_ASSIGNED, VAULT } from './support';

/**
 * Which names Azure takes, at the very edges of each rule.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
const at = { location: 'westeurope' };
const long = (length: number) => 'a'.repeat(length);
const MAKERS: Readonly<Record<string, (azure: Azure, name: string) => HttpRequest>> = {
	'a resource group': (azure, name) =>
		requests.putResourceGroup(azure.subscription, name, 'westeurope'),
	'a user-assigned identity': (azure, name) =>
		requests.putResource(azure.id(USER_ASSIGNED, name), at),
	'a federated credential': (azure, name) =>
		requests.putResource(
			azure.id(`${USER_ASSIGNED}/federatedIdentityCredentials`, 'id-shop', name),
			{
				properties: {
					issuer: 'https://token.actions.githubusercontent.com',
					subject: 'repo:contoso/shop:ref:refs/heads/main',
					audiences: ['api://AzureADTokenExchange'],
				},
			},
		),
	'a key vault': (azure, name) =>
		requests.putResource(azure.id(VAULT, name), { ...at, properties: {} }),
	'a storage account': (azure, name) =>
		requests.putResource(azure.id(STORAGE, name), { ...at, properties: {} }),
};

/** What is made, the names that are taken, and those that are refused. */
const RULES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
	[
		'a resource group',
		['r', long(90), 'rg-shop_(1).x', '-', '(x)'],
		[long(91), 'rg.', 'r g', 'r!'],
	],
	[
		'a user-assigned identity',
		['abc', long(128), '1-_', 'Id_Shop-2', long(25)],
		['ab', long(129), '-abc', '_abc', 'a.bc', 'id shop'],
	],
	['a federated credential', ['abc', long(120), '1-_'], ['ab', long(121), '-abc', '_abc', 'a.bc']],
	[
		'a key vault',
		['abc', 'Kv-Shop-1', long(24)],
		['ab', long(25), 'kv_shop', 'kv.shop', '1kv', 'kv-', 'kv--shop'],
	],
	['a storage account', ['abc', '123', long(24)], ['ab', long(25), 'stShop', 'st-shop', 'st_shop']],
];
const rows = RULES.flatMap(([what, taken, refused]) => [
	...taken.map((name) => [what, name, true] as const),
	...refused.map((name) => [what, name, false] as const),
]);

describe('the name of', () => {
	test.each(rows)('%s, "%s": taken %s', (what, name, isTaken) => {
		const azure = new Azure();
		azure.group();
		azure.identity('id-shop');
		const { status } = azure.send(MAKERS[what]!(azure, encodeURIComponent(name)));
		if (isTaken) expect([200, 201, 202]).toContain(status);
		else expect(status).toBe(400);
	});
	test('a user-assigned identity of more than 24 characters can still be given to a machine', () => {
		const azure = new Azure();
		azure.group();
		const { id } = azure.identity(long(25));
		const identity = { type: 'UserAssigned', userAssignedIdentities: { [id]: {} } };
		expect(azure.put('Microsoft.Compute/virtualMachines', 'vm', { identity }).status).toBe(201);
	});
});
