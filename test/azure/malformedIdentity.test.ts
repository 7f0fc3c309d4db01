// Identity blocks that make no sense are refused, and leave the resource as it was.
// https://learn.microsoft.com/azure/templates/microsoft.compute/virtualmachines#virtualmachineidentity
import { expect, test } from 'vitest';
import { requests, type Json } from '../../src/azure';
import { Planes } from './planes';
import { VAULT, VM } from './support';

const azure = new Planes();
azure.group();
azure.put(VM, 'vm', { identity: { type: 'SystemAssigned' } });
azure.put(VAULT, 'kv-shop');
const before = azure.identityOf(azure.id(VM, 'vm'));

test.each<[Json]>([
	[7],
	['SystemAssigned'],
	[[]],
	[{}],
	[{ type: 7 }],
	[{ type: '' }],
	[{ type: 'Sometimes' }],
	[{ type: 'SystemAssigned, Sometimes' }],
	[{ type: 'None, SystemAssigned' }],
	[{ type: 'UserAssigned', userAssignedIdentities: [] }],
	[{ type: 'UserAssigned', userAssignedIdentities: 'id-a' }],
	[{ type: 'UserAssigned', userAssignedIdentities: { nothing: {} } }],
	[{ type: 'UserAssigned', userAssignedIdentities: { [azure.id(VM, 'vm')]: {} } }],
])('%j', (identity) => {
	const response = azure.send(requests.patchResource(azure.id(VM, 'vm'), { identity }));
	expect(response.status, response.body).toBe(400);
	expect(azure.identityOf(azure.id(VM, 'vm'))).toEqual(before);
});

test('a key vault can have no identity', () => {
	const vault = azure.id(VAULT, 'kv-shop');
	const identity = { type: 'SystemAssigned' };
	expect(azure.send(requests.patchResource(vault, { identity })).status).toBe(400);
});
