// Looking roles up, by request and by name.
import { describe, expect, test } from 'vitest';
import { handleRoleDefinitions } from '../../src/azure/rbac/roleDefinitions';
import { findRole, roleDefinitionByName, roleDefinitionsOf } from '../../src/azure/rbac/roles';
import type { RoleDefinition } from '../../src/azure/world';
import { armCall, bodyOf, shop } from './rbacWorld';

const { world: plain, subscription, group } = shop();
const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const custom: RoleDefinition = {
	name: '4f301cb5-27b7-4c54-83a0-f77005b3b26a',
	roleName: 'Shop keeper',
	description: 'Keeps the shop.',
	type: 'CustomRole',
	permissions: [
		{ actions: ['Microsoft.Web/*'], notActions: [], dataActions: [], notDataActions: [] },
	],
	assignableScopes: [subscription],
};
const world = { ...plain, roleDefinitions: { [custom.name]: custom } };
const at = (scope: string, guid?: string) =>
	`${scope}/providers/Microsoft.Authorization/roleDefinitions${guid === undefined ? '' : `/${guid}`}`;
const get = (id: string, filter?: string) =>
	handleRoleDefinitions(
		world,
		armCall(world, 'GET', id, filter === undefined ? {} : { filter }),
	)[1];
const names = (filter?: string) =>
	(
		bodyOf(get(at(subscription), filter)) as { value: { properties: { roleName: string } }[] }
	).value.map(({ properties }) => properties.roleName);

describe('a request for role definitions', () => {
	test('by name, in any case, from a group: the recorded shape with the subscription’s id', () => {
		const response = get(at(group), "roleName eq 'reader'");
		expect(response.status).toBe(200);
		expect(bodyOf(response)).toEqual({
			value: [
				{
					properties: {
						roleName: 'Reader',
						type: 'BuiltInRole',
						description: expect.any(String) as string,
						assignableScopes: ['/'],
						permissions: [
							{ actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] },
						],
						createdOn: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{7}Z$/) as string,
						updatedOn: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{7}Z$/) as string,
						createdBy: null,
						updatedBy: null,
					},
					id: at(subscription, READER),
					type: 'Microsoft.Authorization/roleDefinitions',
					name: READER,
				},
			],
		});
	});

	test('by type', () => {
		expect(names("type eq 'CustomRole'")).toEqual(['Shop keeper']);
		expect(names("type eq 'BuiltInRole'")).not.toContain('Shop keeper');
		expect(names("type eq 'BuiltInRole' and roleName eq 'Shop keeper'")).toEqual([]);
	});

	test('without a filter: all of them', () => {
		expect(names()).toEqual(
			expect.arrayContaining(['Owner', 'Key Vault Secrets User', 'Shop keeper']),
		);
		expect(names('atScopeAndBelow()')).toEqual(names());
	});

	test('by a name that is none', () => {
		expect(names("roleName eq 'Wizard'")).toEqual([]);
	});

	test('with a quote in the name', () => {
		expect(names("roleName eq 'Shop''s keeper'")).toEqual([]);
	});

	test.each(['roleName', "roleName eq 'Reader' and", "owner eq 'x'", 'roleName eq Reader'])(
		'with the filter %s: refused',
		(filter) => {
			const response = get(at(subscription), filter);
			expect(response.status).toBe(400);
			expect(bodyOf(response)).toMatchObject({ error: { code: 'UnsupportedQuery' } });
		},
	);

	test('for one by its GUID', () => {
		expect(bodyOf(get(at(subscription, READER)))).toMatchObject({ name: READER });
		const missing = get(at(subscription, READER.replace('acdd', 'acde')));
		expect(missing.status).toBe(404);
		expect(bodyOf(missing)).toEqual({
			error: {
				code: 'RoleDefinitionDoesNotExist',
				message: `The specified role definition with ID '${READER.replaceAll('-', '').replace('acdd', 'acde')}' does not exist.`,
			},
		});
	});

	test('needs the right to read them', () => {
		const call = armCall(world, 'GET', at(subscription), { as: 'hana' });
		expect(handleRoleDefinitions(world, call)[1].status).toBe(403);
	});

	test('is a GET', () => {
		const call = armCall(world, 'POST', at(subscription, READER));
		expect(handleRoleDefinitions(world, call)[1].status).toBe(405);
	});
});

describe('a role', () => {
	test.each([
		'Reader',
		'READER',
		READER,
		READER.toUpperCase(),
		`/providers/Microsoft.Authorization/roleDefinitions/${READER}`,
		at(subscription, READER),
	])('is found by %s', (wanted) => {
		expect(findRole(world, wanted)?.roleName).toBe('Reader');
	});

	test('of one’s own is found as well', () => {
		expect(findRole(world, 'shop KEEPER')).toBe(custom);
		expect(roleDefinitionByName(world, custom.name)).toBe(custom);
		expect(roleDefinitionsOf(world)).toContain(custom);
	});

	test('that does not exist is not found', () => {
		expect(findRole(plain, 'Shop keeper')).toBeUndefined();
		expect(roleDefinitionByName(plain, custom.name)).toBeUndefined();
	});
});
