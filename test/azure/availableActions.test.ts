import { beforeEach, describe, expect, it } from 'vitest';
import { availableActions, requests, type PersonKey } from '../../src/azure';
import { Azure, STORAGE, VAULT, VM } from './support';

/** What the page offers for a thing, and whether the signed-in person may do it. */
let azure: Azure;
beforeEach(() => {
	azure = new Azure();
	azure.group();
	azure.put(VM, 'vm');
	azure.put(VAULT, 'kv-shop');
	azure.put(STORAGE, 'stshop');
});
const names = (id: string) => availableActions(azure.world, id).map(({ name }) => name);
const signIn = (key: PersonKey) => {
	const person = Object.values(azure.world.users).find((user) => user.key === key);
	azure.world = { ...azure.world, signedInAs: person?.id ?? '' };
};
const allowed = (id: string, name: string) =>
	availableActions(azure.world, id).find((action) => action.name === name)?.decision.allowed;

describe('what makes sense', () => {
	it('a machine can get an identity, and lose it once it has one', () => {
		const vm = azure.id(VM, 'vm');
		expect(names(vm)).toEqual(['runProgram', 'enableSystemAssigned', 'grantRole', 'delete']);
		azure.send(requests.patchIdentity(vm, { type: 'SystemAssigned' }));
		expect(names(vm)).toContain('disableSystemAssigned');
		expect(names(vm)).not.toContain('enableSystemAssigned');
	});
	it('attaching is offered once there is a user-assigned identity, detaching once it is attached', () => {
		const vm = azure.id(VM, 'vm');
		const { id } = azure.identity('id-shop');
		expect(names(vm)).toContain('attachIdentity');
		expect(names(vm)).not.toContain('detachIdentity');
		azure.send(
			requests.patchIdentity(vm, { type: 'UserAssigned', userAssignedIdentities: { [id]: {} } }),
		);
		expect(names(vm)).toContain('detachIdentity');
	});
	it('a vault takes secrets and holds no identity; a storage account takes containers and can hold one', () => {
		expect(names(azure.id(VAULT, 'kv-shop'))).toEqual(['grantRole', 'addSecret', 'delete']);
		expect(names(azure.id(STORAGE, 'stshop'))).toEqual([
			'enableSystemAssigned',
			'grantRole',
			'addContainer',
			'addBlob',
			'delete',
		]);
	});
	it('nothing is offered for what is not there', () => {
		expect(names(azure.id(VM, 'nobody'))).toEqual([]);
	});
});

describe('who may', () => {
	it.each<[PersonKey, string, boolean]>([
		['ada', 'grantRole', true],
		['ben', 'grantRole', false],
		['ben', 'enableSystemAssigned', true],
		['cleo', 'enableSystemAssigned', false],
		['dev', 'grantRole', true],
		['dev', 'delete', false],
		['eli', 'grantRole', true],
		['hana', 'delete', false],
	])('%s, %s: %s', (key, name, expected) => {
		signIn(key);
		expect(allowed(azure.id(VM, 'vm'), name)).toBe(expected);
	});
});
