import { beforeEach, describe, expect, it } from 'vitest';
import { requests, type JsonObject } from '../../src/azure';
import { Azure, SITE, VM } from './support';

/**
 * What an identity says about who may hold it.
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-isolation-scope
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-assignment-restriction
 */
let azure: Azure;
let one: { id: string };
beforeEach(() => {
	azure = new Azure();
	azure.group();
	one = azure.identity('id-one');
	azure.put(VM, 'vm-here');
	azure.put(VM, 'vm-there', { location: 'eastus' });
	azure.put(SITE, 'web-here');
});
const set = (properties: JsonObject) => azure.send(requests.patchResource(one.id, { properties }));
const attach = (type: string, name: string) =>
	azure.send(
		requests.patchIdentity(azure.id(type, name), {
			type: 'UserAssigned',
			userAssignedIdentities: { [one.id]: {} },
		}),
	).status;

describe('isolation scope', () => {
	it('without one an identity may be used in any region', () => {
		expect(attach(VM, 'vm-there')).toBe(200);
	});
	it('Regional: only resources in its own region', () => {
		expect(set({ isolationScope: 'Regional' }).status).toBe(200);
		expect(azure.ask(requests.get(one.id)).properties).toMatchObject({
			isolationScope: 'Regional',
		});
		expect(attach(VM, 'vm-here')).toBe(200);
		expect(attach(VM, 'vm-there')).toBe(400);
	});
	it('None again: everywhere', () => {
		set({ isolationScope: 'Regional' });
		set({ isolationScope: 'None' });
		expect(attach(VM, 'vm-there')).toBe(200);
	});
	it('set later, it takes nothing away and lets other changes pass', () => {
		attach(VM, 'vm-there');
		set({ isolationScope: 'Regional' });
		expect(azure.identityOf(azure.id(VM, 'vm-there'))?.type).toBe('UserAssigned');
		expect(attach(VM, 'vm-there')).toBe(200);
	});
	it('can be given when the identity is made; other words are refused', () => {
		const id = azure.id('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-two');
		const body = { location: 'westeurope', properties: { isolationScope: 'Regional' } };
		expect(azure.send(requests.putResource(id, body)).status).toBe(201);
		expect(azure.ask(requests.get(id)).properties).toMatchObject({ isolationScope: 'Regional' });
		expect(set({ isolationScope: 'Planetary' }).status).toBe(400);
	});
});

describe('assignment restrictions', () => {
	it.each([
		[['Microsoft.Compute'], 200, 400],
		[['microsoft.web/sites'], 400, 200],
		[['Microsoft.Compute', 'Microsoft.Web'], 200, 200],
		[[], 200, 200],
	])('%o: a machine answers %i, a web app %i', (providers, machine, site) => {
		expect(set({ assignmentRestrictions: { providers } }).status).toBe(200);
		expect(attach(VM, 'vm-here')).toBe(machine);
		expect(attach(SITE, 'web-here')).toBe(site);
	});
	it('cannot leave out what the identity is assigned to: it must be unassigned first', () => {
		attach(VM, 'vm-here');
		expect(set({ assignmentRestrictions: { providers: ['Microsoft.Web'] } }).status).toBe(400);
		azure.send(requests.patchIdentity(azure.id(VM, 'vm-here'), { type: 'None' }));
		expect(set({ assignmentRestrictions: { providers: ['Microsoft.Web'] } }).status).toBe(200);
	});
	it('must be a list', () => {
		expect(set({ assignmentRestrictions: { providers: 'Microsoft.Compute' } }).status).toBe(400);
	});
});
