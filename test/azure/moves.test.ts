import { beforeEach, describe, expect, it } from 'vitest';
import { days, requests, type HttpRequest } from '../../src/azure';
import { claimsOf, Planes, ROLES } from './planes';
import { STORAGE, USER_ASSIGNED, VAULT, VM } from './support';

/**
 * Moving resources between groups.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/management/move-resource-group-and-subscription,
 * https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/known-issues and
 * MicrosoftDocs/azure-docs#33289 for the refusal.
 */
let azure: Planes;
let vm: string;
let there: string;
beforeEach(() => {
	azure = new Planes();
	azure.group();
	azure.send(requests.putResourceGroup(azure.subscription, 'rg-new', 'westeurope'));
	azure.put(VM, 'vm-web', { identity: { type: 'SystemAssigned' } });
	vm = azure.id(VM, 'vm-web');
	there = vm.replace('/rg/', '/rg-new/');
});
const move = (ids: string[], verb = 'moveResources', target = 'rg-new'): HttpRequest => {
	const root = `/subscriptions/${azure.subscription}/resourceGroups`;
	return requests.arm('POST', `${root}/rg/${verb}`, {
		resources: ids,
		targetResourceGroup: `${root}/${target}`,
	});
};

it('a resource is then in the other group, and no longer in the first', () => {
	const answer = azure.send(move([vm]));
	expect(answer.status).toBe(202);
	expect(
		azure.send({ method: 'GET', url: answer.headers.location ?? '', headers: {} }).status,
	).toBe(200);
	expect(azure.ask(requests.get(there)).id).toBe(there);
	expect(azure.code(requests.get(vm))).toBe('ResourceNotFound');
});
it('its system-assigned identity stays the same principal and still gets tokens', () => {
	const before = azure.identityOf(vm)?.principalId;
	azure.send(move([vm]));
	expect(azure.identityOf(there)?.principalId).toBe(before);
	expect(claimsOf(azure.token(there, 'https://vault.azure.net')).oid).toBe(before);
});
it('a machine that was moved does not start again until it was updated once', () => {
	azure.send(move([vm]));
	azure.send(requests.arm('POST', `${there}/deallocate`));
	expect(azure.send(requests.arm('POST', `${there}/start`)).status).toBe(409);
	azure.send(requests.patchResource(there, { tags: { fixVM: '1' } }));
	expect(azure.send(requests.arm('POST', `${there}/start`)).status).toBe(202);
	expect(azure.imds(there).status).toBe(200);
});
it('role assignments of its identity go on working; those made on the resource stay behind as orphans', () => {
	const { principalId = '' } = azure.identityOf(vm) ?? {};
	const { principalId: other } = azure.identity('id-one');
	const group = `/subscriptions/${azure.subscription}/resourceGroups/rg`;
	azure.grant(group, ROLES.reader, principalId);
	azure.grant(vm, ROLES.reader, other);
	azure.send(move([vm]));
	const scopes = Object.values(azure.world.roleAssignments).map(({ scope }) => scope);
	expect(scopes).toContain(group);
	expect(scopes).toContain(vm);
	expect(scopes).not.toContain(there);
});
it('children and data go along: secrets, containers and what is in them', () => {
	azure.put(VAULT, 'kv-shop');
	azure.put(STORAGE, 'stshop');
	const vault = azure.id(VAULT, 'kv-shop');
	azure.send(requests.putSecretThroughArm(vault, 'db', 'one'));
	azure.send(requests.putContainer(azure.id(STORAGE, 'stshop'), 'pictures'));
	azure.send(move([vault, azure.id(STORAGE, 'stshop')]));
	const moved = (id: string) => id.replace('/rg/', '/rg-new/');
	expect(azure.send(requests.get(`${moved(vault)}/secrets/db`)).status).toBe(200);
	const container = `${moved(azure.id(STORAGE, 'stshop'))}/blobServices/default/containers/pictures`;
	expect(azure.ask(requests.get(container)).name).toBe('pictures');
	expect(azure.send(requests.del(moved(vault))).status).toBe(200);
});
it('time goes on for what was moved: certificates are still rolled and deletion still works', () => {
	azure.send(move([vm]));
	azure.advance(days(46));
	const { principalId = '' } = azure.identityOf(there) ?? {};
	expect(azure.world.servicePrincipals[principalId]?.keyCredentials).toHaveLength(2);
	azure.send(requests.del(there));
	expect(azure.world.servicePrincipals[principalId]?.deletedAt).toBeDefined();
});

describe('refused', () => {
	it('for a user-assigned identity, in the reported words', () => {
		azure.identity('id-one');
		const answer = azure.ask(move([azure.id(USER_ASSIGNED, 'id-one')]));
		expect(answer.error).toEqual({
			code: 'ResourceMoveNotSupported',
			message:
				"Resource move is not supported for resource types 'Microsoft.ManagedIdentity/userAssignedIdentities'.",
		});
	});
	it.each<[string, number, string, () => HttpRequest]>([
		[
			'to a group that is not there',
			404,
			'ResourceGroupNotFound',
			() => move([vm], undefined, 'no'),
		],
		['for a resource that is not there', 404, 'ResourceNotFound', () => move([`${vm}x`])],
		['for nothing', 400, 'InvalidRequestContent', () => move([])],
		['to where it is', 400, 'BadRequest', () => move([vm], undefined, 'rg')],
	])('%s', (_, status, code, request) => {
		const answer = azure.send(request());
		expect([answer.status, JSON.parse(answer.body).error.code]).toEqual([status, code]);
	});
	it('when the other group is read-only', () => {
		const target = `/subscriptions/${azure.subscription}/resourceGroups/rg-new`;
		azure.send(
			requests.arm('PUT', `${target}/providers/Microsoft.Authorization/locks/l`, {
				properties: { level: 'ReadOnly' },
			}),
		);
		expect(azure.code(move([vm]))).toBe('ScopeLocked');
	});
	it('for who may not write the groups', () => {
		const cleo = Object.values(azure.world.users).find(({ key }) => key === 'cleo');
		azure.world = { ...azure.world, signedInAs: cleo?.id ?? '' };
		expect(azure.send(move([vm])).body).toContain('moveResources/action');
	});
});
it('validating says 204 and moves nothing', () => {
	const before = azure.world;
	expect(azure.send(move([vm], 'validateMoveResources')).status).toBe(204);
	expect(azure.world).toBe(before);
});
