import { beforeEach, describe, expect, it } from 'vitest';
import { minutes, requests, type HttpRequest } from '../../src/azure';
import { Planes, ROLES } from './planes';
import { STORAGE, VM } from './support';

/**
 * Management locks.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources, and the refusals that people
 * reported: hashicorp/terraform-provider-azurerm#17478, Azure/azure-cli#28242, MicrosoftDocs/azure-docs#110791.
 */
let azure: Planes;
let group: string;
let account: string;
beforeEach(() => {
	azure = new Planes();
	azure.group();
	group = `/subscriptions/${azure.subscription}/resourceGroups/rg`;
	azure.put(STORAGE, 'stshop');
	account = azure.id(STORAGE, 'stshop');
});
const lock = (scope: string, level: string, name = 'keep'): HttpRequest =>
	requests.arm('PUT', `${scope}/providers/Microsoft.Authorization/locks/${name}`, {
		properties: { level, notes: 'the shop needs it' },
	});

describe('a lock', () => {
	it('is made with 201, changed with 200, read, listed and deleted', () => {
		const first = azure.send(lock(account, 'CanNotDelete'));
		expect(first.status).toBe(201);
		expect(JSON.parse(first.body)).toEqual({
			id: `${account}/providers/Microsoft.Authorization/locks/keep`,
			name: 'keep',
			type: 'Microsoft.Authorization/locks',
			properties: { level: 'CanNotDelete', notes: 'the shop needs it' },
		});
		expect(azure.send(lock(account, 'ReadOnly')).status).toBe(200);
		const path = `${account}/providers/Microsoft.Authorization/locks`;
		expect(azure.ask(requests.get(`${path}/keep`)).properties).toMatchObject({ level: 'ReadOnly' });
		expect(azure.ask(requests.get(path)).value).toHaveLength(1);
		expect(azure.send(requests.del(`${path}/keep`)).status).toBe(200);
		expect(azure.send(requests.del(`${path}/keep`)).status).toBe(204);
		expect(azure.code(requests.get(`${path}/keep`))).toBe('LockNotFound');
	});
	it('is listed at its group and at its subscription; atScope() leaves out what lies below', () => {
		azure.send(lock(account, 'CanNotDelete'));
		const list = `${group}/providers/Microsoft.Authorization/locks`;
		expect(azure.ask(requests.get(list)).value).toHaveLength(1);
		const filtered = { ...requests.get(list), url: `${requests.get(list).url}&$filter=atScope()` };
		expect(azure.ask(filtered).value).toEqual([]);
	});
	it('is for owners and access administrators: a contributor may not make one', () => {
		const ben = new Planes({ signedInAs: 'ben' });
		ben.group();
		const answer = ben.send(
			lock(`/subscriptions/${ben.subscription}/resourceGroups/rg`, 'ReadOnly'),
		);
		expect(answer.status).toBe(403);
		expect(answer.body).toContain('Microsoft.Authorization/locks/write');
	});
	it('that comes while its scope is already being deleted goes with it', () => {
		azure = new Planes({ timing: 'realistic' });
		azure.group();
		const machine = azure.id(VM, 'vm-web');
		azure.put(VM, 'vm-web');
		azure.advance(minutes(1));
		azure.send(requests.del(machine));
		expect(azure.send(lock(machine, 'CanNotDelete')).status).toBe(201);
		azure.advance(minutes(1));
		expect(azure.code(requests.get(machine))).toBe('ResourceNotFound');
		expect(azure.world.locks).toEqual({});
	});
	it('of an unknown level is refused', () => {
		expect(azure.send(lock(account, 'Never')).status).toBe(400);
	});
});

describe('CanNotDelete', () => {
	it('keeps a resource from being deleted, in the known words, even by its owner', () => {
		azure.send(lock(account, 'CanNotDelete'));
		const answer = azure.send(requests.del(account));
		expect(answer.status).toBe(409);
		expect(JSON.parse(answer.body).error).toEqual({
			code: 'ScopeLocked',
			message: `The scope '${account}' cannot perform delete operation because following scope(s) are locked: '${account}'. Please remove the lock and try again.`,
		});
		expect(azure.send(requests.get(account)).status).toBe(200);
	});
	it('on a resource keeps its whole group from being deleted', () => {
		azure.send(lock(account, 'CanNotDelete'));
		const answer = azure.ask(requests.del(group));
		expect(answer.error).toMatchObject({
			message: expect.stringContaining(`locked: '${account}'`),
		});
		expect(azure.send(requests.get(group)).status).toBe(200);
	});
	it('on a group reaches children of what is in it', () => {
		azure.send(requests.putContainer(account, 'pictures'));
		azure.send(lock(group, 'CanNotDelete'));
		const container = `${account}/blobServices/default/containers/pictures`;
		expect(azure.code(requests.del(container))).toBe('ScopeLocked');
	});
	it('keeps role assignments from being deleted, but not from being made', () => {
		azure.send(lock(account, 'CanNotDelete'));
		const { principalId } = azure.identity('id-one');
		const made = azure.grant(account, ROLES.reader, principalId);
		expect(made.status).toBe(201);
		expect(azure.code(requests.del(JSON.parse(made.body).id))).toBe('ScopeLocked');
	});
	it('lets changes pass', () => {
		azure.send(lock(account, 'CanNotDelete'));
		expect(azure.send(requests.patchResource(account, { tags: { a: '1' } })).status).toBe(200);
	});
});

describe('ReadOnly', () => {
	beforeEach(() => {
		azure.send(lock(group, 'ReadOnly'));
	});
	it('keeps everything below as it is', () => {
		expect(azure.code(requests.patchResource(account, { tags: { a: '1' } }))).toBe('ScopeLocked');
		expect(azure.ask(requests.patchResource(account, {})).error).toMatchObject({
			message: expect.stringContaining('cannot perform write operation'),
		});
		expect(azure.code(requests.putResource(azure.id(VM, 'vm'), { location: 'westeurope' }))).toBe(
			'ScopeLocked',
		);
		expect(azure.send(requests.get(account)).status).toBe(200);
	});
	it('keeps even the account keys from being listed, which is a POST', () => {
		expect(azure.code(requests.listStorageKeys(account))).toBe('ScopeLocked');
	});
	it('does not stand in its own way', () => {
		const path = `${group}/providers/Microsoft.Authorization/locks/keep`;
		expect(azure.send(requests.del(path)).status).toBe(200);
		expect(azure.send(requests.patchResource(account, { tags: { a: '1' } })).status).toBe(200);
	});
	it('who may not do it anyway is told that first', () => {
		const hana = Object.values(azure.world.users).find(({ key }) => key === 'hana');
		azure.world = { ...azure.world, signedInAs: hana?.id ?? '' };
		expect(azure.code(requests.del(account))).toBe('AuthorizationFailed');
	});
	it('leaves a failed line in the activity log and nothing else', () => {
		const before = azure.world;
		azure.send(requests.del(account));
		const { activityLog, ...rest } = azure.world;
		const { activityLog: old, ...same } = before;
		expect(rest).toEqual(same);
		expect(activityLog.slice(old.length)).toMatchObject([
			{ operationName: `${STORAGE}/delete`, status: 'Failed', errorCode: 'ScopeLocked' },
		]);
	});
});
