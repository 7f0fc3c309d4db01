import { beforeEach, describe, expect, it } from 'vitest';
import { minutes, requests } from '../../src/azure';
import { Azure, SITE, STORAGE, USER_ASSIGNED, VAULT, VM } from './support';

/**
 * What a resource's `identity` block does.
 * Source: recorded traffic of virtual machines, sites and storage accounts, 2023–2024, and
 * https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-configure-managed-identities
 */
let azure: Azure;
let vm: string;
beforeEach(() => {
	azure = new Azure();
	azure.group();
	azure.put(VM, 'vm');
	vm = azure.id(VM, 'vm');
});
const patch = (id: string, type: string, ids: Record<string, Record<string, never> | null> = {}) =>
	requests.patchIdentity(id, { type, userAssignedIdentities: ids });

describe('system-assigned', () => {
	it('is not there until somebody asks for it', () => {
		expect(azure.identityOf(vm)).toBeUndefined();
		expect(azure.world.servicePrincipals).toEqual({});
	});
	it('is made when it is turned on, with principal and tenant but no client id', () => {
		expect(azure.send(requests.patchIdentity(vm, { type: 'SystemAssigned' })).status).toBe(200);
		const identity = azure.identityOf(vm);
		expect(Object.keys(identity ?? {}).sort()).toEqual(['principalId', 'tenantId', 'type']);
		expect(azure.world.servicePrincipals[identity?.principalId ?? '']).toMatchObject({
			displayName: 'vm',
			kind: 'system',
		});
	});
	it('tells its client id only at identities/default', () => {
		azure.send(requests.patchIdentity(vm, { type: 'SystemAssigned' }));
		const body = azure.ask(
			requests.get(`${vm}/providers/Microsoft.ManagedIdentity/identities/default`),
		);
		expect(body.properties).toMatchObject({
			principalId: azure.identityOf(vm)?.principalId,
			tenantId: azure.world.tenant.tenantId,
		});
		expect((body.properties as { clientId: string }).clientId).toMatch(/^[0-9a-f-]{36}$/);
	});
	it('turned on twice stays the same principal', () => {
		azure.send(requests.patchIdentity(vm, { type: 'SystemAssigned' }));
		const first = azure.identityOf(vm)?.principalId;
		azure.send(requests.patchIdentity(vm, { type: 'SystemAssigned' }));
		expect(azure.identityOf(vm)?.principalId).toBe(first);
	});
	it('off and on again is a new principal, and the old one stays deleted', () => {
		azure.send(requests.patchIdentity(vm, { type: 'SystemAssigned' }));
		const first = azure.identityOf(vm)?.principalId ?? '';
		azure.send(requests.patchIdentity(vm, { type: 'None' }));
		expect(azure.identityOf(vm)).toBeUndefined();
		azure.send(requests.patchIdentity(vm, { type: 'SystemAssigned' }));
		expect(azure.identityOf(vm)?.principalId).not.toBe(first);
		expect(azure.world.servicePrincipals[first]?.deletedAt).toBe(azure.world.now);
	});
	it('cannot be had by a key vault, which holds no identity', () => {
		azure.put(VAULT, 'kv-one');
		const answer = azure.send(
			requests.patchIdentity(azure.id(VAULT, 'kv-one'), { type: 'SystemAssigned' }),
		);
		expect(answer.status).toBe(400);
	});
});

describe('user-assigned', () => {
	it('PATCH merges: naming the second keeps the first', () => {
		const one = azure.identity('id1');
		const two = azure.identity('id2');
		azure.send(patch(vm, 'UserAssigned', { [one.id]: {} }));
		azure.send(patch(vm, 'UserAssigned', { [two.id]: {} }));
		const map = azure.identityOf(vm)?.userAssignedIdentities ?? {};
		expect(Object.values(map).map(({ principalId }) => principalId)).toEqual([
			one.principalId,
			two.principalId,
		]);
	});
	it('null takes one away, whatever the case of its id', () => {
		const one = azure.identity('id1');
		const two = azure.identity('id2');
		azure.send(patch(vm, 'UserAssigned', { [one.id]: {}, [two.id]: {} }));
		azure.send(patch(vm, 'UserAssigned', { [one.id.toLowerCase()]: null }));
		expect(Object.keys(azure.identityOf(vm)?.userAssignedIdentities ?? {})).toEqual([two.id]);
	});
	it('PUT replaces: what is not named again is gone', () => {
		const one = azure.identity('id1');
		const two = azure.identity('id2');
		azure.put(SITE, 'web-1');
		const site = azure.id(SITE, 'web-1');
		azure.send(patch(site, 'UserAssigned', { [one.id]: {} }));
		azure.put(SITE, 'web-1', {
			identity: { type: 'UserAssigned', userAssignedIdentities: { [two.id]: {} } },
		});
		expect(Object.keys(azure.identityOf(site)?.userAssignedIdentities ?? {})).toEqual([two.id]);
	});
	it('lives beside a system-assigned one; type SystemAssigned alone drops it', () => {
		const one = azure.identity('id1');
		azure.send(patch(vm, 'SystemAssigned, UserAssigned', { [one.id]: {} }));
		expect(azure.identityOf(vm)).toMatchObject({ type: 'SystemAssigned, UserAssigned' });
		azure.send(requests.patchIdentity(vm, { type: 'SystemAssigned' }));
		expect(azure.identityOf(vm)?.userAssignedIdentities).toBeUndefined();
		expect(azure.identityOf(vm)?.type).toBe('SystemAssigned');
	});
	it('type UserAssigned drops the system-assigned one', () => {
		const one = azure.identity('id1');
		azure.send(requests.patchIdentity(vm, { type: 'SystemAssigned' }));
		const system = azure.identityOf(vm)?.principalId ?? '';
		azure.send(patch(vm, 'UserAssigned', { [one.id]: {} }));
		expect(azure.identityOf(vm)?.principalId).toBeUndefined();
		expect(azure.world.servicePrincipals[system]?.deletedAt).toBeDefined();
	});
	it('needs at least one id', () => {
		expect(azure.code(patch(vm, 'UserAssigned'))).toBe('MissingIdentityIds');
	});
	it('that does not exist fails as an identity operation', () => {
		const answer = azure.send(
			patch(vm, 'UserAssigned', { [azure.id(USER_ASSIGNED, 'nobody')]: {} }),
		);
		expect(answer.status).toBe(400);
		expect(answer.body).toContain('FailedIdentityOperation');
		expect(answer.body).toContain('was not found.');
	});
	it('has an id with resourcegroups in lower case where it is a resource, camel case where it is assigned', () => {
		const one = azure.identity('id1');
		expect(azure.ask(requests.get(one.id)).id).toContain('/resourcegroups/rg/');
		azure.send(patch(vm, 'UserAssigned', { [one.id]: {} }));
		expect(Object.keys(azure.identityOf(vm)?.userAssignedIdentities ?? {})[0]).toContain(
			'/resourceGroups/rg/',
		);
	});
	it('can be told which resources have it', () => {
		const one = azure.identity('id1');
		azure.send(patch(vm, 'UserAssigned', { [one.id]: {} }));
		const list = azure.ask(requests.arm('POST', `${one.id}/listAssociatedResources`));
		expect(list).toMatchObject({ totalCount: 1, value: [{ name: 'vm' }] });
	});
});

describe('deleting a user-assigned identity that is assigned', () => {
	it('is allowed, leaves the reference, and makes later identity writes fail until it is removed', () => {
		const one = azure.identity('id1');
		const two = azure.identity('id2');
		azure.send(patch(vm, 'UserAssigned', { [one.id]: {}, [two.id]: {} }));
		expect(azure.send(requests.del(one.id)).status).toBe(200);
		expect(Object.keys(azure.identityOf(vm)?.userAssignedIdentities ?? {})).toHaveLength(2);
		const three = azure.identity('id3');
		expect(azure.code(patch(vm, 'UserAssigned', { [three.id]: {} }))).toBe(
			'FailedIdentityOperation',
		);
		expect(azure.send(patch(vm, 'UserAssigned', { [one.id]: null })).status).toBe(200);
		expect(Object.keys(azure.identityOf(vm)?.userAssignedIdentities ?? {})).toEqual([two.id]);
	});
	it('and making one of the same name gives another principal under the same id', () => {
		const one = azure.identity('id1');
		azure.send(requests.del(one.id));
		const again = azure.identity('id1');
		expect(again.id).toBe(one.id);
		expect(again.principalId).not.toBe(one.principalId);
		expect(again.clientId).not.toBe(one.clientId);
	});
});

describe('how providers spell it', () => {
	it.each([
		[VM, 'vm-2', 'SystemAssigned, UserAssigned', undefined],
		[SITE, 'web-2', 'SystemAssigned, UserAssigned', undefined],
		[STORAGE, 'stone', 'SystemAssigned,UserAssigned', { type: 'None' }],
	])('%s', (type, name, both, afterNone) => {
		const one = azure.identity('id1');
		azure.put(type, name);
		const id = azure.id(type, name);
		azure.send(patch(id, 'SystemAssigned,UserAssigned', { [one.id]: {} }));
		expect(azure.identityOf(id)?.type).toBe(both);
		azure.send(requests.patchIdentity(id, { type: 'None' }));
		expect(azure.identityOf(id)).toEqual(afterNone);
	});
});

describe('who may attach', () => {
	it.each([
		['ada', 200],
		['ben', 200],
		['fay', 'AuthorizationFailed'],
		['gus', 'AuthorizationFailed'],
		['cleo', 'AuthorizationFailed'],
	] as const)('%s gets %s', (signedInAs, expected) => {
		const one = azure.identity('id1');
		const person = Object.values(azure.world.users).find(({ key }) => key === signedInAs);
		azure.world = { ...azure.world, signedInAs: person?.id ?? '' };
		expect(azure.code(patch(vm, 'UserAssigned', { [one.id]: {} }))).toBe(expected);
	});
	it('somebody who manages the machine but may not assign the identity meets LinkedAuthorizationFailed', () => {
		const one = azure.identity('id1');
		const hana = Object.values(azure.world.users).find(({ key }) => key === 'hana')?.id ?? '';
		azure.send(
			requests.putRoleAssignment({
				scope: vm,
				subscriptionId: azure.subscription,
				roleDefinitionName: '9980e02c-c2be-4d73-94e8-173b1dc7cf3c',
				principalId: hana,
				principalType: 'User',
			}),
		);
		azure.world = { ...azure.world, signedInAs: hana };
		expect(azure.send(requests.patchIdentity(vm, { type: 'SystemAssigned' })).status).toBe(200);
		const answer = azure.send(patch(vm, 'UserAssigned', { [one.id]: {} }));
		expect(answer.status).toBe(403);
		expect(answer.body).toContain('LinkedAuthorizationFailed');
		expect(answer.body).toContain('Microsoft.ManagedIdentity/userAssignedIdentities/assign/action');
	});
});

describe('under realistic timing', () => {
	it('the machine takes its time, and its identity replicates for about a minute', () => {
		const slow = new Azure({ timing: 'realistic' });
		slow.group();
		slow.put(VM, 'vm', { identity: { type: 'SystemAssigned' } });
		const id = slow.id(VM, 'vm');
		expect(slow.ask(requests.get(id)).properties).toMatchObject({ provisioningState: 'Creating' });
		const principal = slow.identityOf(id)?.principalId ?? '';
		expect(slow.world.servicePrincipals[principal]?.lifecycle.state).toBe('replicating');
		slow.advance(minutes(1));
		expect(slow.ask(requests.get(id)).properties).toMatchObject({ provisioningState: 'Succeeded' });
		expect(slow.world.servicePrincipals[principal]?.lifecycle.state).toBe('active');
	});
});
