// The system-assigned identity as a resource of its own, and what around an identity block is easily overlooked.
// https://learn.microsoft.com/rest/api/managedidentity/system-assigned-identities/get-by-scope
import { beforeEach, describe, expect, it } from 'vitest';
import { createWorld, requests, type JsonObject } from '../../src/azure';
import { Azure, SITE, STORAGE, VAULT, VM } from './support';

const SLOT = 'Microsoft.Web/sites/slots';
const CONTAINER_GROUP = 'Microsoft.ContainerInstance/containerGroups';

let azure: Azure;
beforeEach(() => {
	azure = new Azure();
	azure.group();
});
const systemOf = (id: string) =>
	azure.send(requests.get(`${id}/providers/Microsoft.ManagedIdentity/identities/default`));
const patch = (id: string, identity: JsonObject | string) =>
	azure.send(requests.patchResource(id, { identity }));
const user = (...ids: string[]) => ({
	type: 'UserAssigned',
	userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, {}])),
});

describe('identities/default', () => {
	it('stands where its resource stands, with its tags, and names the address of its credentials', () => {
		azure.put(VM, 'vm', {
			location: 'EastUS',
			tags: { team: 'shop' },
			identity: { type: 'SystemAssigned' },
		});
		const id = azure.id(VM, 'vm');
		expect(JSON.parse(systemOf(id).body)).toMatchObject({
			name: 'default',
			type: 'Microsoft.ManagedIdentity/identities',
			location: 'eastus',
			tags: { team: 'shop' },
			properties: {
				principalId: azure.identityOf(id)?.principalId,
				tenantId: azure.world.tenant.tenantId,
				clientSecretUrl: `https://control-eastus.identity.azure.net${id}/credentials/v2/systemassigned`,
			},
		});
	});
	it('has empty tags when its resource has none', () => {
		azure.put(VM, 'vm', { identity: { type: 'SystemAssigned' } });
		expect(JSON.parse(systemOf(azure.id(VM, 'vm')).body).tags).toEqual({});
	});
	it('a child resource has no location of its own, so its identity has none', () => {
		const TASK = 'Microsoft.ContainerRegistry/registries/credentialSets';
		azure.put('Microsoft.ContainerRegistry/registries', 'crshop');
		const id = azure.id(TASK, 'crshop', 'docker');
		azure.send(requests.putResource(id, { identity: { type: 'SystemAssigned' }, properties: {} }));
		const answer = JSON.parse(systemOf(id).body) as JsonObject;
		expect(Object.keys(answer)).not.toContain('location');
		expect(JSON.stringify(answer)).toContain('https://control-global.identity.azure.net/');
	});
	it('is not there without one: never on, user-assigned only, or turned off again', () => {
		const one = azure.identity('id-one');
		azure.put(VM, 'vm');
		const id = azure.id(VM, 'vm');
		expect(systemOf(id).status).toBe(404);
		patch(id, user(one.id));
		expect(systemOf(id).status).toBe(404);
		patch(id, { type: 'SystemAssigned' });
		expect(systemOf(id).status).toBe(200);
		patch(id, { type: 'None' });
		expect(systemOf(id).status).toBe(404);
	});
});

describe('a refusal says what was wrong', () => {
	beforeEach(() => {
		azure.put(VM, 'vm');
		azure.put(VAULT, 'kv-shop');
	});
	const says = (id: string, identity: JsonObject | string) =>
		(JSON.parse(patch(id, identity).body) as { error: { code: string; message: string } }).error;
	it.each<[JsonObject | string, RegExp]>([
		['SystemAssigned', /type 'ResourceIdentity'. Path 'identity'/],
		[{}, /Required property 'type'/],
		[{ type: 'Sometimes' }, /"Sometimes" to type 'ResourceIdentityType'/],
		[{ type: 'UserAssigned', userAssignedIdentities: 'id-one' }, /userAssignedIdentities/],
	])('%j', (identity, sentence) => {
		const { code, message } = says(azure.id(VM, 'vm'), identity);
		expect(code).toBe('InvalidRequestContent');
		expect(message).toMatch(sentence);
	});
	it('a type that can have none', () => {
		for (const type of ['SystemAssigned', 'UserAssigned'])
			expect(says(azure.id(VAULT, 'kv-shop'), { type }).code).toBe(
				'ResourceIdentityTypeNotSupported',
			);
	});
});

describe('what the directory and the provider add', () => {
	it('a slot’s principal is named after its app and itself, a deeper child in the same way', () => {
		const PLAN = 'Microsoft.Web/serverfarms';
		azure.put(PLAN, 'plan');
		azure.put(SITE, 'web-shop', { properties: { serverFarmId: azure.id(PLAN, 'plan') } });
		const slot = azure.id(SLOT, 'web-shop', 'staging');
		azure.send(
			requests.putResource(slot, {
				location: 'westeurope',
				identity: { type: 'SystemAssigned' },
				properties: {},
			}),
		);
		const principal = azure.identityOf(slot)?.principalId ?? '';
		expect(azure.world.servicePrincipals[principal]?.displayName).toBe('web-shop/slots/staging');
	});
	it('only container groups tell the tenant beside user-assigned identities alone', () => {
		const one = azure.identity('id-one');
		azure.put(VM, 'vm', { identity: user(one.id) });
		azure.put(STORAGE, 'stshop', { identity: user(one.id) });
		azure.put(CONTAINER_GROUP, 'aci', { identity: user(one.id) });
		const tenantOf = (type: string, name: string) =>
			azure.identityOf(azure.id(type, name))?.tenantId;
		expect(tenantOf(VM, 'vm')).toBeUndefined();
		expect(tenantOf(STORAGE, 'stshop')).toBeUndefined();
		expect(tenantOf(CONTAINER_GROUP, 'aci')).toBe(azure.world.tenant.tenantId);
	});
	it('an identity knows every resource that holds it, also one that holds others as well', () => {
		const one = azure.identity('id-one');
		const two = azure.identity('id-two');
		azure.put(VM, 'vm-both', { identity: user(two.id, one.id) });
		azure.put(VM, 'vm-other', { identity: user(two.id) });
		const held = azure.ask(requests.arm('POST', `${one.id}/listAssociatedResources`)).value as {
			name: string;
		}[];
		expect(held.map(({ name }) => name)).toEqual(['vm-both']);
	});
	it('naming an identity twice, in other letters, assigns it once', () => {
		const one = azure.identity('id-one');
		azure.put(VM, 'vm', { identity: user(one.id, one.id.toUpperCase()) });
		const held = azure.identityOf(azure.id(VM, 'vm'))?.userAssignedIdentities ?? {};
		expect(Object.keys(held)).toHaveLength(1);
	});
	it('a full directory refuses a new system-assigned identity, and lets one that is there be', () => {
		const full = new Azure();
		full.group();
		full.put(VM, 'vm-first', { identity: { type: 'SystemAssigned' } });
		full.put(VM, 'vm-second');
		const tenant = { ...createWorld().tenant, ...full.world.tenant, directoryQuota: 1 };
		full.world = { ...full.world, tenant };
		const turnOn = (name: string) =>
			full.send(
				requests.patchResource(full.id(VM, name), { identity: { type: 'SystemAssigned' } }),
			);
		expect(turnOn('vm-second').status).toBe(403);
		expect(full.identityOf(full.id(VM, 'vm-second'))).toBeUndefined();
		expect(turnOn('vm-first').status).toBe(200);
		const off = full.send(
			requests.patchResource(full.id(VM, 'vm-first'), { identity: { type: 'None' } }),
		);
		expect(off.status).toBe(200);
	});
});
