// What the canvas shows of a world, told along the story: seals, cards, arrows, and the ghosts that stay behind.
import { describe, expect, test } from 'vitest';
import {
	advance,
	createWorld,
	currentSubscription,
	findRole,
	groupScope,
	handle,
	makeResourceId,
	minutes,
	requests,
	sameId,
	subscriptionScope,
	type HttpRequest,
	type World,
} from '../../src/azure';
import type { Attachment, Picture, RoleArrow } from '../../src/ui/canvas/picture';
import { project } from '../../src/ui/canvas/project';

const empty = createWorld({ timing: 'realistic' });
const sub = currentSubscription(empty);
const location = 'westeurope';
const shop = groupScope(sub, 'rg-shop');
const id = (type: string, ...names: string[]) => makeResourceId(sub, 'rg-shop', type, ...names);
const vm = id('Microsoft.Compute/virtualMachines', 'vm-web');
const app = id('Microsoft.Web/sites', 'web-shop');
const vault = id('Microsoft.KeyVault/vaults', 'kv-shop');
const storage = id('Microsoft.Storage/storageAccounts', 'stshop');
const identity = id('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-shop');
const container = `${storage}/blobServices/default/containers/pictures`;

/** Sends requests one after the other, with time between, and insists that Azure accepts each. */
function after(world: World, ...steps: HttpRequest[]): World {
	return steps.reduce((current, request) => {
		const [next, response] = handle(current, request);
		expect(response.status, `${request.method} ${request.url}: ${response.body}`).toBeLessThan(400);
		return advance(next, minutes(3));
	}, world);
}
const principalOf = (world: World, resource: string): string => {
	const found = Object.values(world.servicePrincipals).find(
		({ resourceId, deletedAt }) => sameId(resourceId, resource) && deletedAt === undefined,
	);
	if (!found) throw new Error(`nobody belongs to ${resource}`);
	return found.id;
};
const grant = (principalId: string, role: string, scope: string): HttpRequest =>
	requests.putRoleAssignment({
		scope,
		subscriptionId: sub,
		roleDefinitionName: findRole(empty, role)!.name,
		principalId,
		principalType: 'ServicePrincipal',
	});

const built = after(
	empty,
	requests.putResourceGroup(sub, 'rg-shop', location),
	requests.putUserAssignedIdentity(sub, 'rg-shop', 'id-shop', location),
	requests.putResource(vm, { location, identity: { type: 'SystemAssigned' }, properties: {} }),
	requests.putResource(app, {
		location,
		identity: { type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } },
		properties: {},
	}),
	requests.putResource(vault, {
		location,
		properties: { tenantId: empty.tenant.tenantId, sku: { family: 'A', name: 'standard' } },
	}),
	requests.putResource(storage, {
		location,
		sku: { name: 'Standard_LRS' },
		kind: 'StorageV2',
		properties: {},
	}),
	requests.putContainer(storage, 'pictures'),
	requests.putSecretThroughArm(vault, 'db', 'hunter2'),
);

const node = (picture: Picture, wanted: string) =>
	picture.nodes.find((one) => sameId(one.id, wanted));
const arrows = ({ edges }: Picture) =>
	edges.filter((edge): edge is RoleArrow => edge.kind === 'role');
const attachments = ({ edges }: Picture) =>
	edges.filter((edge): edge is Attachment => edge.kind === 'attachment');

describe('the picture of a world', () => {
	test('an empty subscription is one area, without the roles of people', () => {
		const picture = project(empty);
		expect(picture.areas.map(({ name }) => name)).toEqual(['Contoso shop']);
		expect([picture.nodes, picture.edges]).toEqual([[], []]);
	});

	test('resources are cards in the area of their group, each in its lane', () => {
		const picture = project(built);
		expect(picture.areas.map(({ name, parent }) => [name, parent])).toEqual([
			['Contoso shop', undefined],
			['rg-shop', subscriptionScope(sub)],
		]);
		expect(picture.nodes.map(({ name, lane, what }) => [name, lane, what])).toEqual([
			['id-shop', 'identity', 'userIdentity'],
			['vm-web', 'workload', 'virtualMachine'],
			['web-shop', 'workload', 'webApp'],
			['kv-shop', 'target', 'keyVault'],
			['stshop', 'target', 'storageAccount'],
		]);
		expect(picture.nodes.every(({ area }) => sameId(area, shop))).toBe(true);
	});

	test('secrets and containers are counted on their card, not drawn', () => {
		const picture = project(built);
		expect(node(picture, vault)?.children).toEqual([{ what: 'secrets', count: 1 }]);
		expect(node(picture, storage)?.children).toEqual([{ what: 'containers', count: 1 }]);
	});

	test('a system-assigned identity is a seal on its resource, a user-assigned one a card with a line', () => {
		const picture = project(built);
		expect(node(picture, vm)?.seal).toEqual({ id: principalOf(built, vm), state: 'active' });
		expect(node(picture, app)?.seal).toBeUndefined();
		const [line, ...rest] = attachments(picture);
		expect(rest).toEqual([]);
		expect(sameId(line!.from, app) && sameId(line!.to, identity)).toBe(true);
		expect(line!.dangling).toBe(false);
	});

	test('a role is an arrow from the seal or the card to the scope, and says how long it still spreads', () => {
		const seal = principalOf(built, vm);
		const [granted] = handle(built, grant(seal, 'Key Vault Secrets User', vault));
		const [spreading] = arrows(project(granted));
		expect(spreading).toMatchObject({
			from: seal,
			role: 'Key Vault Secrets User',
			state: 'propagating',
			reach: 'resource',
			orphan: false,
		});
		expect(spreading!.remaining).toBeGreaterThan(0);
		const [settled] = arrows(project(advance(granted, minutes(10))));
		expect(settled).toMatchObject({ state: 'effective' });
		expect(settled).not.toHaveProperty('remaining');
	});

	test.each([
		['the subscription', subscriptionScope(sub), subscriptionScope(sub), 'subscription'],
		['a group', shop, shop, 'group'],
		['one container', container, storage, 'child'],
	])('a role on %s points there', (_, scope, to, reach) => {
		const holder = principalOf(built, identity);
		const picture = project(after(built, grant(holder, 'Storage Blob Data Reader', scope)));
		const [arrow] = arrows(picture);
		expect(arrow).toMatchObject({ reach });
		expect(sameId(arrow!.to, to)).toBe(true);
		expect(sameId(arrow!.from, identity)).toBe(true);
		expect(arrow!.within).toBe(reach === 'child' ? 'pictures' : undefined);
	});
});

describe('what stays behind', () => {
	test('a deleted machine takes its seal along; its role assignment points on from a ghost that tells its name', () => {
		const seal = principalOf(built, vm);
		const world = after(built, grant(seal, 'Key Vault Secrets User', vault), requests.del(vm));
		const picture = project(world);
		expect(node(picture, vm)).toBeUndefined();
		expect(node(picture, seal)).toMatchObject({ kind: 'ghost', name: 'vm-web', stoodAt: vm });
		expect(arrows(picture)).toMatchObject([{ from: seal, orphan: true }]);
	});

	test('after thirty days nobody remembers the name, and the ghost is still there', () => {
		const seal = principalOf(built, vm);
		const gone = after(built, grant(seal, 'Key Vault Secrets User', vault), requests.del(vm));
		const picture = project(advance(gone, minutes(31 * 24 * 60)));
		const ghost = node(picture, seal);
		expect(ghost).toMatchObject({ kind: 'ghost', name: '' });
		expect(sameId(ghost!.area, shop)).toBe(true);
	});

	test('a machine without roles leaves no ghost', () => {
		const picture = project(after(built, requests.del(vm)));
		expect(picture.nodes.some(({ kind }) => kind === 'ghost')).toBe(false);
	});

	test('an app that refers to a deleted user-assigned identity keeps a line to its ghost', () => {
		const holder = principalOf(built, identity);
		const picture = project(after(built, requests.del(identity)));
		expect(node(picture, holder)).toMatchObject({ kind: 'ghost', name: 'id-shop' });
		expect(attachments(picture)).toMatchObject([{ to: holder, dangling: true }]);
	});

	test('a user-assigned identity outlives the app, with its role', () => {
		const holder = principalOf(built, identity);
		const world = after(
			built,
			grant(holder, 'Storage Blob Data Reader', storage),
			requests.del(app),
		);
		const picture = project(advance(world, minutes(10)));
		expect(node(picture, identity)?.kind).toBe('identity');
		expect(attachments(picture)).toEqual([]);
		expect(arrows(picture)).toMatchObject([{ orphan: false, state: 'effective' }]);
	});
});
