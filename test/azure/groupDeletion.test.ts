import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advance, days, minutes, requests, seconds, soundWorld, type World } from '../../src/azure';
import { apart } from '../../src/azure/arm/apart';
import { deliver } from '../../src/azure/clock';
import { keysWithin } from '../../src/azure/resourceId';
import { runs } from '../setup/runs';
import { Azure, CONTAINER, STORAGE, USER_ASSIGNED, VAULT, VM } from './support';

const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const CLUSTER = 'Microsoft.ContainerService/managedClusters';
const system = { identity: { type: 'SystemAssigned' } };

/** What somebody may have done before: each step stands for itself, whatever came before it. */
const STEPS: Readonly<Record<string, (azure: Azure) => void>> = {
	machine: (azure) => azure.put(VM, 'vm', system),
	'another machine': (azure) => azure.put(VM, 'vm-2', system),
	'an identity on a machine': (azure) => {
		const { id } = azure.identity('id-app');
		azure.put(VM, 'vm-3', {
			identity: { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [id]: {} } },
		});
	},
	'a vault with a secret': (azure) => {
		azure.put(VAULT, 'kv-shop');
		azure.send(requests.putSecretThroughArm(azure.id(VAULT, 'kv-shop'), 'db', 'correct horse'));
	},
	'a container': (azure) => {
		azure.put(STORAGE, 'stshop', system);
		azure.send(requests.putResource(azure.id(CONTAINER, 'stshop', 'default', 'photos'), {}));
	},
	'a cluster, which has a second group': (azure) => {
		azure.put(CLUSTER, 'aks-shop', {
			...system,
			properties: { agentPoolProfiles: [{ name: 'nodepool1', count: 1, mode: 'System' }] },
		});
	},
	'another group with the same names': (azure) => {
		azure.send(requests.putResourceGroup(azure.subscription, 'rg2', 'westeurope'));
		for (const [type, name] of [
			[VM, 'vm'],
			[USER_ASSIGNED, 'id-app'],
		] as const) {
			const id = azure.id(type, name).replace('/rg/', '/rg2/');
			azure.send(requests.putResource(id, { location: 'westeurope' }));
		}
	},
	'roles for everything there is': (azure) => {
		const scopes = [azure.id(VM, 'vm'), azure.id(VAULT, 'kv-shop'), group(azure)];
		for (const principalId of Object.keys(azure.world.servicePrincipals))
			for (const scope of scopes)
				azure.send(
					requests.putRoleAssignment({
						scope,
						subscriptionId: azure.subscription,
						roleDefinitionName: READER,
						principalId,
						principalType: 'ServicePrincipal',
					}),
				);
	},
	'a machine that is being deleted': (azure) => {
		azure.send(requests.del(azure.id(VM, 'vm-2')));
	},
	'some time': (azure) => azure.advance(seconds(20)),
	'more time': (azure) => azure.advance(minutes(12)),
};

const group = (azure: Azure) => `/subscriptions/${azure.subscription}/resourceGroups/rg`;

/** A group deleted as it is told: each thing in it, one after another, then itself. */
const oneByOne = (key: string) => (world: World) =>
	deliver(
		keysWithin(world.resources, key).reduce(
			(left, child) => deliver(left, { kind: 'resource', key: child }, 'delete'),
			world,
		),
		{ kind: 'resourceGroup', key },
		'delete',
	);

test('what is deleted apart leaves the same world as what is deleted in the midst of everything, at once and later', () => {
	fc.assert(
		fc.property(
			fc.constantFrom('instant', 'realistic'),
			fc.array(fc.constantFrom(...Object.keys(STEPS)), { minLength: 1, maxLength: 12 }),
			(timing, steps) => {
				const azure = new Azure({ timing });
				azure.group();
				for (const step of steps) STEPS[step]?.(azure);
				const key = group(azure).toLowerCase();
				const work = oneByOne(key);
				const [one, other] = [apart(azure.world, key, work), work(azure.world)];
				// As text: the order of keys, timers and numbers is part of a world.
				expect(JSON.stringify(one)).toBe(JSON.stringify(other));
				const later = (world: World) => JSON.stringify(advance(world, days(31)));
				expect(later(one)).toBe(later(other));
				azure.send(requests.del(group(azure)));
				azure.advance(days(1));
				expect(keysWithin(azure.world.resources, key)).toEqual([]);
				expect(soundWorld(azure.world)).toEqual([]);
			},
		),
		{ numRuns: runs(60, 1_000) },
	);
});

test('what was due before a group is deleted is not lost', () => {
	const azure = new Azure({ timing: 'realistic' });
	azure.group();
	azure.put(VM, 'vm', system);
	const key = group(azure).toLowerCase();
	// A world as it never leaves a request: its clock has gone on, its timers have not been fired yet.
	const late = { ...azure.world, now: azure.world.now + minutes(5) };
	const work = oneByOne(key);
	expect(JSON.stringify(apart(late, key, work))).toBe(JSON.stringify(work(late)));
});
