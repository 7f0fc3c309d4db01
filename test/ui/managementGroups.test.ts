// Scopes above subscriptions: areas around areas, items around items, and the roles that reach down from there.
import { describe, expect, test } from 'vitest';
import { createWorld, currentSubscription, type World } from '../../src/azure';
import { runScriptInWorld, startSession } from '../../src/cli';
import type { Rect } from '../../src/ui/canvas/geometry';
import { contains, overlap } from '../../src/ui/canvas/geometry';
import { place } from '../../src/ui/canvas/place';
import { project } from '../../src/ui/canvas/project';
import { scopeChoices } from '../../src/ui/dialogs/grantChoices';
import { outlineOf, visibleItems } from '../../src/ui/outline/tree';
import { thingOf } from '../../src/ui/views/things';

const GRANT =
	'az role assignment create --assignee-object-id $(az identity show --resource-group rg --name id-audit --query principalId --output tsv) --assignee-principal-type ServicePrincipal --role Reader --scope';

/** A platform with shops in it, in which the subscription lies; a sandbox beside; an auditor who reads all shops. */
function build(...more: string[]): World {
	const world = createWorld();
	const lines = [
		'az group create --name rg --location westeurope',
		'az identity create --resource-group rg --name id-audit',
		'az account management-group create --name mg-platform --display-name Platform',
		'az account management-group create --name mg-shops --display-name Shops --parent mg-platform',
		'az account management-group create --name mg-sandbox --display-name Sandbox --parent mg-platform',
		`az account management-group subscription add --name mg-shops --subscription ${currentSubscription(world)}`,
		`${GRANT} /providers/Microsoft.Management/managementGroups/mg-shops`,
		...more,
	];
	return runScriptInWorld(world, lines.join('\n'), startSession(world)).world;
}

const inside = (outer: Rect | undefined, inner: Rect | undefined): boolean =>
	outer !== undefined &&
	inner !== undefined &&
	contains(outer, inner) &&
	contains(outer, { x: inner.x + inner.w, y: inner.y + inner.h });

describe('management groups', () => {
	test('are not drawn as long as there is only the one that every tenant has', () => {
		const { areas } = project(createWorld());
		expect(areas.map(({ kind }) => kind)).toEqual(['subscription']);
		expect(outlineOf(createWorld()).kind).toBe('subscription');
	});

	test('are areas around what lies in them, beside one another where they are siblings', () => {
		const picture = project(build());
		const { areas } = place(picture);
		const at = (name: string) =>
			areas.get(picture.areas.find((area) => area.name === name)?.id ?? '') as Rect;
		expect(inside(at('Platform'), at('Shops'))).toBe(true);
		expect(inside(at('Platform'), at('Sandbox'))).toBe(true);
		expect(inside(at('Shops'), at('Contoso shop'))).toBe(true);
		expect(overlap(at('Shops'), at('Sandbox'))).toBe(false);
	});

	test('a role on one is an arrow that ends in it, and in nothing that lies in it', () => {
		const picture = project(build());
		const { areas, landings } = place(picture);
		const [arrow] = picture.edges;
		expect(arrow).toMatchObject({ kind: 'role', reach: 'managementGroup', role: 'Reader' });
		const end = landings.get(arrow?.id ?? '');
		const shops = picture.areas.find(({ name }) => name === 'Shops');
		const subscription = picture.areas.find(({ kind }) => kind === 'subscription');
		expect(arrow?.to).toBe(shops?.id);
		expect(end && contains(areas.get(shops?.id ?? '') as Rect, end)).toBe(true);
		expect(end && contains(areas.get(subscription?.id ?? '') as Rect, end)).toBe(false);
	});

	test('the tenant root group is drawn when somebody has a role on it', () => {
		// To grant roles there takes somebody who may do so at the very top.
		const before = build();
		const root = `/providers/Microsoft.Management/managementGroups/${before.tenant.tenantId}`;
		const [reader] = Object.values(before.roleAssignments).filter(
			({ principalId }) => !before.users[principalId],
		);
		const id = `${root}/providers/Microsoft.Authorization/roleAssignments/${reader?.name}`;
		const world: World = {
			...before,
			roleAssignments: {
				...before.roleAssignments,
				...(reader ? { [id.toLowerCase()]: { ...reader, id, scope: root } } : {}),
			},
		};
		const names = project(world).areas.map(({ name }) => name);
		expect(names).toContain('Tenant Root Group');
		expect(outlineOf(world).name).toBe('Tenant Root Group');
	});

	test('have items around items, with their roles, and can be selected', () => {
		const world = build();
		const items = visibleItems(outlineOf(world), () => true).map(({ item }) => item);
		expect(items.slice(0, 4).map(({ name }) => name)).toEqual([
			'Platform',
			'Shops',
			'Contoso shop',
			'rg',
		]);
		expect(items.map(({ spoken }) => spoken)).toContain('Shops, management group, 1 subscription');
		expect(items.map(({ spoken }) => spoken)).toContain('id-audit has Reader here');
		for (const { id } of project(world).areas) expect(thingOf(world, id)?.id).toBe(id);
	});
});

test('several subscriptions lie beside one another, each with its groups, under the root in the outline', () => {
	const world = build();
	const second = '22222222-2222-4222-8222-222222222222';
	const two: World = {
		...world,
		subscriptions: {
			...world.subscriptions,
			[second]: {
				subscriptionId: second,
				displayName: 'Contoso lab',
				managementGroupId: `/providers/Microsoft.Management/managementGroups/mg-sandbox`,
			},
		},
		resourceGroups: {
			...world.resourceGroups,
			[`/subscriptions/${second}/resourcegroups/rg-lab`]: {
				id: `/subscriptions/${second}/resourceGroups/rg-lab`,
				name: 'rg-lab',
				location: 'westeurope',
				lifecycle: { state: 'succeeded', since: 0 },
			},
		},
	};
	const picture = project(two);
	const { areas } = place(picture);
	const at = (name: string) =>
		areas.get(picture.areas.find((area) => area.name === name)?.id ?? '') as Rect;
	expect(inside(at('Sandbox'), at('Contoso lab'))).toBe(true);
	expect(inside(at('Contoso lab'), at('rg-lab'))).toBe(true);
	expect(overlap(at('Shops'), at('Sandbox'))).toBe(false);
	const lab = visibleItems(outlineOf(two), () => true).find(
		({ item }) => item.name === 'Contoso lab',
	);
	expect(lab?.item.children.map(({ name }) => name)).toEqual(['rg-lab']);
	expect(lab?.parent?.name).toBe('Sandbox');
});

test('a role on a management group is offered as what it is: wide, and over all that lies below', () => {
	const world = build();
	const [only, ...others] = scopeChoices(
		world,
		'/providers/Microsoft.Management/managementGroups/mg-platform',
	);
	expect(only).toMatchObject({ name: 'Platform', covers: 1, wide: true });
	expect(others).toEqual([]);
	const [beside] = scopeChoices(
		world,
		'/providers/Microsoft.Management/managementGroups/mg-sandbox',
	);
	expect(beside).toMatchObject({ covers: 0, wide: true });
});
