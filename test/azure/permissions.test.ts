import { beforeEach, describe, expect, it } from 'vitest';
import { requests, signInAs, type JsonObject } from '../../src/azure';
import { Planes, ROLES } from './planes';
import { VM } from './support';

/** What a caller may do at a scope. Source: https://learn.microsoft.com/rest/api/authorization/permissions */
let azure: Planes;
let vm: string;
beforeEach(() => {
	azure = new Planes();
	azure.group();
	azure.put(VM, 'vm-web');
	vm = azure.id(VM, 'vm-web');
});
const at = (scope: string) =>
	azure.ask(requests.get(`${scope}/providers/Microsoft.Authorization/permissions`))
		.value as JsonObject[];

describe('permissions', () => {
	it('of an owner are everything but data', () => {
		expect(at(vm)).toEqual([
			{ actions: ['*'], notActions: [], dataActions: [], notDataActions: [] },
		]);
	});
	it('of a contributor leave out what a contributor may not', () => {
		azure.world = signInAs(azure.world, 'ben');
		const [only] = at(vm);
		expect(only?.notActions).toContain('Microsoft.Authorization/*/Write');
	});
	it('of somebody with nothing are none, until there is a role, and only where it reaches', () => {
		const hana = Object.values(azure.world.users).find(({ key }) => key === 'hana')?.id ?? '';
		azure.grant(vm, ROLES.reader, hana);
		azure.world = signInAs(azure.world, 'hana');
		expect(at(vm)).toEqual([
			{ actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] },
		]);
		expect(at(`/subscriptions/${azure.subscription}/resourceGroups/rg`)).toEqual([]);
	});
	it('are read at what is there', () => {
		const none = requests.get(`${vm}x/providers/Microsoft.Authorization/permissions`);
		expect(azure.code(none)).toBe('ResourceNotFound');
		expect(
			azure.send({ ...none, method: 'PUT', url: none.url.replace('vm-webx', 'vm-web') }).status,
		).toBe(405);
	});
});
