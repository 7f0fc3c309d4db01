// Is one role broader than another? Oracle: what the two roles' documented permissions say, read by hand.
// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
import { describe, expect, test } from 'vitest';
import { createWorld, findRole, type RoleDefinition } from '../../src/azure';
import { beyond } from '../../src/course/breadth';

const world = createWorld();
const role = (name: string): RoleDefinition => {
	const found = findRole(world, name);
	if (!found) throw new Error(`There is no role ${name}.`);
	return found;
};

describe('one role beyond another', () => {
	test.each([
		['Reader', 'Reader', false],
		['Reader', 'Contributor', false],
		['Contributor', 'Reader', true],
		['Contributor', 'Owner', false],
		// What Contributor takes out by NotActions, Owner has.
		['Owner', 'Contributor', true],
		['User Access Administrator', 'Contributor', true],
		['User Access Administrator', 'Owner', false],
		['Key Vault Secrets User', 'Key Vault Secrets Officer', false],
		['Key Vault Secrets Officer', 'Key Vault Secrets User', true],
		['Key Vault Secrets User', 'Key Vault Administrator', false],
		// The control plane's everything holds no data action.
		['Key Vault Secrets User', 'Owner', true],
		['Storage Blob Data Reader', 'Storage Blob Data Contributor', false],
		['Storage Blob Data Contributor', 'Storage Blob Data Reader', true],
		['Storage Blob Data Reader', 'Storage Queue Data Reader', true],
		['Managed Identity Operator', 'Managed Identity Contributor', true],
	])('%s beyond %s: %s', (name, limit, more) => {
		expect(beyond(role(name), role(limit)).length > 0).toBe(more);
	});

	test('a custom role that takes out as much as its limit is not beyond it', () => {
		const limited = (notActions: string[]): RoleDefinition => ({
			...role('Contributor'),
			name: 'custom',
			permissions: [
				{
					actions: ['Microsoft.Authorization/*'],
					notActions,
					dataActions: [],
					notDataActions: [],
				},
			],
		});
		const [permission] = role('Contributor').permissions;
		expect(beyond(limited([]), role('Contributor')).length).toBe(1);
		expect(beyond(limited([...(permission?.notActions ?? [])]), role('Contributor'))).toEqual([]);
	});
});
