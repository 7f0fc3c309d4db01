import { beforeEach, describe, expect, it } from 'vitest';
import { days, minutes, requests } from '../../src/azure';
import { Azure, CONTAINER, SITE, STORAGE, VAULT, VM } from './support';

/** The rows "Lifecycle" and "Deletion" of the comparison tables, and what Microsoft's FAQ says of deletion. */
let azure: Azure;
let vm: string;
beforeEach(() => {
	azure = new Azure();
	azure.group();
	azure.put(VM, 'vm', { identity: { type: 'SystemAssigned' } });
	azure.put(VAULT, 'kv-shop');
	vm = azure.id(VM, 'vm');
});
const SECRETS_USER = '4633458b-17de-408a-b874-0445c86b69e6';
const grant = (principalId: string) =>
	azure.send(
		requests.putRoleAssignment({
			scope: azure.id(VAULT, 'kv-shop'),
			subscriptionId: azure.subscription,
			roleDefinitionName: SECRETS_USER,
			principalId,
			principalType: 'ServicePrincipal',
		}),
	);
const assignments = () =>
	Object.values(azure.world.roleAssignments).filter(
		({ principalType }) => principalType === 'ServicePrincipal',
	);

describe('deleting a virtual machine', () => {
	it('takes its system-assigned identity with it and leaves the role assignment behind', () => {
		const principalId = azure.identityOf(vm)?.principalId ?? '';
		expect(grant(principalId).status).toBe(201);
		expect(azure.send(requests.del(vm)).status).toBe(202);
		expect(azure.send(requests.get(vm)).status).toBe(404);
		expect(azure.world.servicePrincipals[principalId]?.deletedAt).toBe(azure.world.now);
		expect(assignments().map((assignment) => assignment.principalId)).toEqual([principalId]);
	});
	it('leaves its user-assigned identity and that one’s role', () => {
		const one = azure.identity('id1');
		azure.send(
			requests.patchIdentity(vm, {
				type: 'UserAssigned',
				userAssignedIdentities: { [one.id]: {} },
			}),
		);
		grant(one.principalId);
		azure.send(requests.del(vm));
		expect(azure.send(requests.get(one.id)).status).toBe(200);
		expect(azure.world.servicePrincipals[one.principalId]?.deletedAt).toBeUndefined();
		expect(assignments()).toHaveLength(1);
	});
	it('keeps its service principal soft-deleted for 30 days, then nothing', () => {
		const principalId = azure.identityOf(vm)?.principalId ?? '';
		azure.send(requests.del(vm));
		azure.advance(days(30) - 1);
		expect(azure.world.servicePrincipals[principalId]).toBeDefined();
		azure.advance(1);
		expect(azure.world.servicePrincipals[principalId]).toBeUndefined();
		expect(azure.world.timers).toEqual([]);
	});
	it('is 204 when it is not there', () => {
		azure.send(requests.del(vm));
		expect(azure.send(requests.del(vm)).status).toBe(204);
	});
	it('made again under the same name has another principal', () => {
		const first = azure.identityOf(vm)?.principalId;
		azure.send(requests.del(vm));
		azure.put(VM, 'vm', { identity: { type: 'SystemAssigned' } });
		expect(azure.identityOf(vm)?.principalId).not.toBe(first);
	});
});

describe('deleting a resource group', () => {
	it('takes everything in it, each with its consequences, and is polled at its location', () => {
		const principalId = azure.identityOf(vm)?.principalId ?? '';
		const answer = azure.send(
			requests.del(`/subscriptions/${azure.subscription}/resourceGroups/rg`),
		);
		expect(answer.status).toBe(202);
		const poll = { method: 'GET', url: answer.headers.location ?? '', headers: {} };
		expect(azure.send(poll).status).toBe(200);
		expect(azure.world.resources).toEqual({});
		expect(azure.world.resourceGroups).toEqual({});
		expect(azure.world.servicePrincipals[principalId]?.deletedAt).toBeDefined();
	});
	it('takes its time under realistic timing, and refuses new resources meanwhile', () => {
		const slow = new Azure({ timing: 'realistic' });
		slow.group();
		slow.put(SITE, 'web-1');
		slow.advance(minutes(2));
		const group = `/subscriptions/${slow.subscription}/resourceGroups/rg`;
		const answer = slow.send(requests.del(group));
		const poll = { method: 'GET', url: answer.headers.location ?? '', headers: {} };
		expect(slow.send(poll).status).toBe(202);
		expect(slow.put(SITE, 'web-2').body).toContain('ResourceGroupBeingDeleted');
		slow.advance(minutes(2));
		expect(slow.send(poll).status).toBe(200);
		expect(slow.send(requests.get(group)).status).toBe(404);
	});
});

describe('deleting a key vault', () => {
	it('keeps its name taken for 90 days; recovering brings the vault back', () => {
		const vault = azure.id(VAULT, 'kv-shop');
		azure.send(requests.putSecretThroughArm(vault, 'db', 'value'));
		azure.send(requests.del(vault));
		expect(azure.put(VAULT, 'kv-shop').body).toContain('ConflictError');
		expect(azure.put(VAULT, 'kv-shop', { properties: { createMode: 'recover' } }).status).toBe(200);
		expect(azure.send(requests.get(`${vault}/secrets/db`)).status).toBe(200);
	});
	it('a soft-deleted secret’s name stays taken, whichever way it is written', () => {
		const vault = azure.id(VAULT, 'kv-shop');
		azure.send(requests.putSecretThroughArm(vault, 'db', 'value'));
		azure.send(
			requests.putRoleAssignment({
				scope: vault,
				subscriptionId: azure.subscription,
				roleDefinitionName: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7',
				principalId: azure.world.signedInAs,
				principalType: 'User',
			}),
		);
		const secret = 'https://kv-shop.vault.azure.net/secrets/db?api-version=7.4';
		expect(azure.send({ method: 'DELETE', url: secret, headers: {} }).status).toBe(200);
		expect(azure.send(requests.putSecretThroughArm(vault, 'db', 'value')).status).toBe(409);
	});
	it('after 90 days it is purged by itself: the name is free, the secrets are gone', () => {
		const vault = azure.id(VAULT, 'kv-shop');
		azure.send(requests.putSecretThroughArm(vault, 'db', 'value'));
		azure.send(requests.del(vault));
		azure.advance(days(91));
		expect(azure.put(VAULT, 'kv-shop').status).toBe(200);
		expect(azure.send(requests.get(`${vault}/secrets/db`)).status).toBe(404);
	});
	it('is kept for as many days as it was made with', () => {
		const properties = { softDeleteRetentionInDays: 7 };
		expect(azure.put(VAULT, 'kv-short', { properties }).status).toBe(200);
		azure.send(requests.del(azure.id(VAULT, 'kv-short')));
		azure.advance(days(7) - 1);
		expect(azure.put(VAULT, 'kv-short').status).toBe(409);
		azure.advance(1);
		expect(azure.put(VAULT, 'kv-short').status).toBe(200);
	});
	it('purged, the name is free and the secrets are gone', () => {
		const vault = azure.id(VAULT, 'kv-shop');
		azure.send(requests.putSecretThroughArm(vault, 'db', 'value'));
		azure.send(requests.del(vault));
		const purge = `/subscriptions/${azure.subscription}/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/kv-shop/purge`;
		expect(azure.send(requests.arm('POST', purge)).status).toBe(202);
		expect(azure.put(VAULT, 'kv-shop').status).toBe(200);
		expect(azure.send(requests.get(`${vault}/secrets/db`)).status).toBe(404);
	});
});

it('deleting a storage account takes its containers', () => {
	azure.put(STORAGE, 'stshop');
	azure.send(requests.putContainer(azure.id(STORAGE, 'stshop'), 'pictures'));
	const container = azure.id(CONTAINER, 'stshop', 'default', 'pictures');
	expect(azure.send(requests.get(container)).status).toBe(200);
	azure.send(requests.del(azure.id(STORAGE, 'stshop')));
	expect(Object.keys(azure.world.resources).filter((key) => key.includes('stshop'))).toEqual([]);
});
