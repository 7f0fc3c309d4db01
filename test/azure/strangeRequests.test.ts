import { describe, expect, test } from 'vitest';
import { requests, soundWorld } from '../../src/azure';
import { Planes, bodyOf } from './planes';
import { STORAGE, VAULT, VM } from './support';

/** What random requests once brought down, and what Azure says to it. */
describe('names that JavaScript has a meaning for are names like others', () => {
	const azure = new Planes();
	azure.group();
	const { subscription } = azure;
	const at = (path: string) => `/subscriptions/${subscription}${path}`;

	test('operations, subscriptions and deleted vaults called constructor are not there', () => {
		const purge = at(
			'/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/constructor/purge',
		);
		expect(azure.code(requests.get(at('/operationresults/constructor')))).toBe('OperationNotFound');
		expect(azure.code(requests.get('/subscriptions/constructor'))).toBe('InvalidSubscriptionId');
		expect(azure.code(requests.arm('POST', purge))).toBe('DeletedVaultNotFound');
		const free = at('/providers/constructor/checkNameAvailability');
		expect(azure.code(requests.arm('POST', free, { name: 'a' }))).toBe('InvalidRequestContent');
		expect(azure.put(VAULT, 'constructor').status).toBe(200);
	});

	test('no principal and no role is called constructor or __proto__', () => {
		const grant = (roleDefinitionName: string, principalId: string) =>
			azure.code(
				requests.putRoleAssignment({
					scope: at('/resourceGroups/rg'),
					subscriptionId: subscription,
					roleDefinitionName,
					principalId,
				}),
			);
		for (const name of ['constructor', '__proto__']) {
			expect(grant('acdd72a7-3385-48ef-bd42-f606fba81ae7', name)).toBe('InvalidPrincipalId');
			expect(grant(name, subscription)).toBe('RoleDefinitionDoesNotExist');
		}
	});

	test('a property called __proto__ is kept as it came', () => {
		const id = azure.id(STORAGE, 'contosoledger');
		const body =
			'{"location":"westeurope","properties":{"__proto__":{"a":1},"b":{"__proto__":"c"}}}';
		const put = { ...requests.putResource(id, {}), body };
		expect(azure.send(put).status).toBe(202);
		expect(azure.send(requests.get(id)).body).toContain('"__proto__":{"a":1}');
		expect(soundWorld(azure.world)).toEqual([]);
	});

	test('code on no machine asks for no token', () => {
		for (const from of ['__proto__', 'constructor', ''])
			expect(azure.imds(from)).toMatchObject({ status: 0 });
	});
});

describe('a body of more than four megabytes', () => {
	const azure = new Planes();
	azure.group();
	const put = (note: string) =>
		azure.send(
			requests.putResource(azure.id(VM, 'vm-web'), {
				location: 'westeurope',
				properties: { note },
			}),
		);
	const megabytes = (n: number) => n * 1024 * 1024;

	test('is refused, counted in bytes', () => {
		for (const note of ['x'.repeat(megabytes(4)), 'é'.repeat(megabytes(2))]) {
			const response = put(note);
			expect(response.status).toBe(413);
			expect(bodyOf(response)).toMatchObject({ error: { code: 'RequestContentTooLarge' } });
		}
	});

	test('one that just fits is taken', () => {
		expect(put('x'.repeat(megabytes(4) - 200)).status).toBe(201);
		expect(put('é'.repeat(megabytes(2) - 200)).status).toBe(200);
	});
});
