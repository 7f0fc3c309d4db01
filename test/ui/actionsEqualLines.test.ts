import { describe, expect, test } from 'vitest';
import { createWorld, handle, requests, type HttpRequest, type World } from '../../src/azure';
import { commandsFor, runInWorld } from '../../src/cli';
import { CREATABLE, createRequests, nameFault, suggestName } from '../../src/ui/actions/creatable';
import { attach, detach, switchSystem } from '../../src/ui/actions/identityRequests';
import { moveRequests, movedId } from '../../src/ui/actions/moveAction';
import { uploadBlob } from '../../src/ui/actions/uploadBlob';

/** What a click does: its requests, one after the other. Fails on an error of Azure's. */
function click(world: World, plan: readonly HttpRequest[]): World {
	return plan.reduce((now, request) => {
		const [next, response] = handle(now, request);
		expect(response.status, response.body).toBeLessThan(300);
		return next;
	}, world);
}

/** What the lines do that the dialog shows beside it. */
function type(world: World, plan: readonly HttpRequest[]): World {
	return commandsFor(plan, world).reduce((now, line) => {
		const { result, world: next } = runInWorld(now, line);
		expect(result.exitCode, `${line}\n${result.stderr}`).toBe(0);
		return next;
	}, world);
}

const resource = (world: World, name: string) => {
	const found = Object.values(world.resources).find((each) => each.name === name);
	if (!found) throw new Error(`There is no ${name}.`);
	return found;
};

const create = (world: World, kind: (typeof CREATABLE)[number], systemIdentity = false) => {
	const newGroup = Object.keys(world.resourceGroups).length === 0;
	return createRequests(world, {
		kind,
		name: suggestName(world, kind, 'rg-shop'),
		group: 'rg-shop',
		newGroup,
		location: 'westeurope',
		systemIdentity,
	});
};

describe('a click and the line that it names make the same world', () => {
	test.each(CREATABLE)('creating: %s', (kind) => {
		const plan = create(createWorld(), kind);
		expect(type(createWorld(), plan)).toEqual(click(createWorld(), plan));
	});

	test.each(['virtualMachine', 'webApp', 'functionApp'] as const)(
		'creating with its own identity: %s',
		(kind) => {
			const plan = create(createWorld(), kind, true);
			expect(type(createWorld(), plan)).toEqual(click(createWorld(), plan));
		},
	);

	test('a web app comes with its plan, a function app with its account, as real az wants them', () => {
		const group = 'az group create -n rg-shop -l westeurope';
		expect(commandsFor(create(createWorld(), 'webApp', true), createWorld())).toEqual([
			group,
			'az appservice plan create -g rg-shop -n plan-web-shop -l westeurope --sku B1',
			"az webapp create -g rg-shop -n web-shop --plan plan-web-shop --assign-identity '[system]'",
		]);
		expect(commandsFor(create(createWorld(), 'functionApp'), createWorld())).toEqual([
			group,
			'az storage account create -g rg-shop -n stfuncorders -l westeurope --sku Standard_LRS',
			'az functionapp create -g rg-shop -n func-orders --storage-account stfuncorders --consumption-plan-location westeurope',
		]);
	});

	test('a second app shares what the group has', () => {
		const first = click(createWorld(), create(createWorld(), 'webApp'));
		expect(create(first, 'webApp')).toHaveLength(1);
		const stored = click(first, create(first, 'storageAccount'));
		expect(commandsFor(create(stored, 'functionApp'), stored)).toHaveLength(1);
	});

	test('moving to a group that is there, and to a new one', () => {
		const world = click(createWorld(), create(createWorld(), 'virtualMachine', true));
		for (const newGroupIn of [undefined, 'westeurope']) {
			const before = newGroupIn
				? world
				: runInWorld(world, 'az group create -n rg-new -l westeurope').world;
			const move = { resource: resource(before, 'vm-web'), group: 'rg-new', newGroupIn };
			const plan = moveRequests(move);
			const after = click(before, plan);
			expect(resource(after, 'vm-web').id).toBe(movedId(move));
			expect(type(before, plan)).toEqual(after);
		}
	});

	test('turning an identity on and off, assigning one and taking it away', () => {
		let world = createWorld();
		for (const kind of ['virtualMachine', 'webApp', 'userIdentity'] as const)
			world = click(world, create(world, kind));
		const identity = resource(world, 'id-shop');
		for (const name of ['vm-web', 'web-shop'])
			for (const change of [
				(now: World) => switchSystem(resource(now, name), true),
				(now: World) => attach(resource(now, name), identity.id),
				(now: World) => detach(resource(now, name), identity.id),
				(now: World) => switchSystem(resource(now, name), false),
			]) {
				const plan = [change(world)];
				const clicked = click(world, plan);
				expect(type(world, plan)).toEqual(clicked);
				world = clicked;
			}
	});

	test('deleting', () => {
		const world = click(createWorld(), create(createWorld(), 'virtualMachine', true));
		const plan = [requests.del(resource(world, 'vm-web').id)];
		expect(type(world, plan)).toEqual(click(world, plan));
	});
});

describe('names', () => {
	test('that are suggested are ones that Azure takes, and free', () => {
		let world = click(createWorld(), create(createWorld(), 'resourceGroup'));
		for (let round = 0; round < 5; round++)
			for (const kind of CREATABLE) {
				expect(nameFault(world, kind, suggestName(world, kind, 'rg-shop'), 'rg-shop')).toBe(
					undefined,
				);
				world = click(world, create(world, kind));
			}
	});

	test.each([
		['storageAccount', 'St-Shop', /lower-case/],
		['keyVault', 'kv--shop', /no two hyphens/],
		['virtualMachine', '', /Give it a name/],
		['resourceGroup', 'ends.', /does not end with a period/],
	] as const)('%s "%s" is explained', (kind, name, expected) => {
		expect(nameFault(createWorld(), kind, name, 'rg-shop')).toMatch(expected);
	});

	test('that are taken are told apart: here, and in all of Azure', () => {
		let world = createWorld();
		for (const kind of ['virtualMachine', 'keyVault'] as const)
			world = click(world, create(world, kind));
		expect(nameFault(world, 'virtualMachine', 'VM-web', 'rg-shop')).toMatch(/already in rg-shop/);
		expect(nameFault(world, 'virtualMachine', 'vm-web', 'rg-other')).toBe(undefined);
		expect(nameFault(world, 'keyVault', 'kv-shop', 'rg-other')).toMatch(/all of Azure/);
		world = click(world, [requests.del(resource(world, 'kv-shop').id)]);
		expect(nameFault(world, 'keyVault', 'kv-shop', 'rg-shop')).toMatch(/can still be recovered/);
	});
});

describe('writing a blob', () => {
	test('asks for the keys and signs with one', () => {
		const world = click(createWorld(), create(createWorld(), 'storageAccount'));
		const plan = uploadBlob(world, {
			accountId: resource(world, 'stshop').id,
			container: 'pictures',
			newContainer: true,
			name: 'cats/tom.txt',
			content: 'Meow.',
		});
		expect(plan.map(({ method }) => method)).toEqual(['PUT', 'POST', 'PUT']);
		const [blob] = Object.values(click(world, plan).blobs);
		expect(blob).toMatchObject({ name: 'cats/tom.txt', content: 'Meow.' });
	});

	test('ends at the keys for someone who may not have them', () => {
		const world = click(createWorld(), create(createWorld(), 'storageAccount'));
		const cleo = Object.values(world.users).find(({ key }) => key === 'cleo')?.id ?? '';
		const asCleo = { ...world, signedInAs: cleo };
		const plan = uploadBlob(asCleo, {
			accountId: resource(world, 'stshop').id,
			container: 'pictures',
			newContainer: false,
			name: 'tom.txt',
			content: 'Meow.',
		});
		expect(plan.map(({ url }) => /\/listKeys\?/.test(url))).toEqual([true]);
	});
});
