// What the details and the feed say: what a step changed, which states a thing went through, what it is set up with.
import { describe, expect, test } from 'vitest';
import { isObject, minutes, parseJson, type World } from '../../src/azure';
import { createPlayground, describeStep } from '../../src/playground';
import { changesBetween } from '../../src/ui/feed/changes';
import { mainEvents } from '../../src/ui/feed/mainEvents';
import { deploymentsAt, errorText, rowsOf } from '../../src/ui/inspector/deployments';
import { lifecyclesOf, pastStates } from '../../src/ui/inspector/lifecycles';
import { settingsOf } from '../../src/ui/inspector/settings';
import { thingOf } from '../../src/ui/views/things';
import { plain, words } from '../../src/ui/words';

/** A sitting in which these lines were typed. */
function typed(...lines: string[]) {
	const playground = createPlayground();
	for (const line of lines) playground.run(line);
	return playground;
}
const GROUP = 'az group create -n rg-shop -l westeurope';
const VM = 'az vm create -g rg-shop -n vm-web --image Ubuntu2204';
const idOf = (world: World, name: string) =>
	Object.values(world.resources).find((resource) => resource.name === name)?.id ?? '';
const thing = (world: World, name: string) => {
	const found = thingOf(world, idOf(world, name));
	if (!found) throw new Error(`There is no ${name}.`);
	return found;
};

describe('a step in which much happened', () => {
	const MACHINES = Array.from({ length: 9 }, (_, index) => `vm-${index}`);
	const [subscriptionId] = Object.keys(createPlayground().world.subscriptions);
	const deleted = () => {
		const playground = typed(
			GROUP,
			...MACHINES.map((name) => `az vm create -g rg-shop -n ${name} --image Ubuntu2204`),
			`az vm identity assign -g rg-shop -n vm-8 --role Reader --scope /subscriptions/${subscriptionId}`,
		);
		const before = playground.world;
		const step = playground.run('az group delete -n rg-shop --yes');
		return mainEvents(describeStep(step, before).events);
	};

	test('is told short, and first what it left behind', () => {
		const { told, others } = deleted();
		expect(told.map((event) => plain(words.happened(event)))[1]).toContain('points at nobody');
		expect(told).toHaveLength(6);
		expect(others).toBeGreaterThanOrEqual(4);
	});

	test('is told whole when it is little', () => {
		const playground = typed(GROUP);
		const before = playground.world;
		const { events } = describeStep(playground.run(VM), before);
		expect(mainEvents(events)).toEqual({ told: events, others: 0 });
	});
});

describe('what a step changed', () => {
	test('an identity that was turned on: the machine has a principal that there was not before', () => {
		const playground = typed(GROUP, VM);
		const before = playground.world;
		playground.run('az vm identity assign -g rg-shop -n vm-web');
		const after = playground.world;
		const changes = changesBetween(before, after);
		const principalId =
			after.resources[idOf(after, 'vm-web').toLowerCase()]?.identity?.system?.principalId;
		expect(changes.find(({ name }) => name === 'vm-web')).toMatchObject({
			how: 'changed',
			// The paths are those of Resource Manager's JSON, which the reader meets everywhere else.
			values: expect.arrayContaining([
				{ path: 'identity.type', from: undefined, to: 'SystemAssigned' },
				{ path: 'identity.principalId', from: undefined, to: principalId },
			]),
		});
		expect(changes.map(({ how, name }) => `${how} ${name}`)).toContain(
			'added service principal vm-web',
		);
	});

	test('a setting before and after, and nothing else', () => {
		const playground = typed(GROUP, `${VM} --tags team=blue`);
		const before = playground.world;
		playground.run('az vm update -g rg-shop -n vm-web --set tags.team=red');
		expect(changesBetween(before, playground.world)).toMatchObject([
			{ name: 'vm-web', values: [{ path: 'tags.team', from: 'blue', to: 'red' }] },
		]);
	});

	test('an identity that was deleted: its principal is soft-deleted, at a moment that one can read', () => {
		const playground = typed(GROUP, 'az identity create -g rg-shop -n id-app');
		const before = playground.world;
		playground.run('az identity delete -g rg-shop -n id-app');
		const told = changesBetween(before, playground.world);
		expect(told.find(({ how }) => how === 'changed')).toMatchObject({
			name: 'service principal id-app',
			values: expect.arrayContaining([
				{ path: 'state', from: 'active', to: 'soft-deleted' },
				{ path: 'deletedAt', from: undefined, to: new Date(before.now).toISOString() },
			]),
		});
	});

	test('a secret is named and its value is not shown', () => {
		const playground = typed(GROUP, 'az keyvault create -g rg-shop -n kv-shop');
		const before = playground.world;
		const vault = idOf(before, 'kv-shop');
		playground.send([
			{
				method: 'PUT',
				url: `https://management.azure.com${vault}/secrets/db?api-version=2023-07-01`,
				headers: {},
				body: JSON.stringify({ properties: { value: 'very secret' } }),
			},
		]);
		const told = changesBetween(before, playground.world);
		expect(told.map(({ name }) => name)).toContain('secret db');
		expect(JSON.stringify(told)).not.toContain('very secret');
	});

	test('nothing, when one only looked', () => {
		const playground = typed(GROUP);
		const before = playground.world;
		playground.run('az group list');
		expect(changesBetween(before, playground.world)).toEqual([]);
	});
});

test('a role assignment was propagating, then effective, each since its own moment', () => {
	const playground = typed(GROUP, 'az identity create -g rg-shop -n id-shop');
	playground.setTiming('realistic');
	playground.advance(minutes(5));
	playground.run(
		'az role assignment create --assignee-object-id $(az identity show -g rg-shop -n id-shop --query principalId -o tsv) --assignee-principal-type ServicePrincipal --role Reader --scope $(az group show -n rg-shop --query id -o tsv)',
	);
	const granted = playground.world.now;
	playground.advance(minutes(30));
	const { world, start, transcript } = playground;
	const assignment = Object.values(world.roleAssignments).find(
		({ principalId }) => world.servicePrincipals[principalId],
	);
	const [lifecycle] = lifecyclesOf(
		world,
		thingOf(world, assignment?.id) ?? thing(world, 'id-shop'),
	);
	if (!lifecycle) throw new Error('It has no lifecycle.');
	const past = pastStates(start, transcript, lifecycle.ref);
	expect(past.map(({ state }) => state)).toEqual(['effective', 'propagating']);
	expect(past.at(-1)?.at).toBe(granted);
	expect(past[0]?.at).toBeGreaterThan(granted);
});

describe('settings', () => {
	test('what is set on an app, and what its code finds in its environment', () => {
		const { world } = typed(
			GROUP,
			'az appservice plan create -g rg-shop -n plan',
			'az webapp create -g rg-shop -n web-shop-1 -p plan',
			'az webapp identity assign -g rg-shop -n web-shop-1',
			'az webapp config appsettings set -g rg-shop -n web-shop-1 --settings GREETING=hello',
		);
		const parts = settingsOf(world, world, thing(world, 'web-shop-1'));
		const environment = parts.at(-1)?.facts ?? [];
		const value = (name: string) => environment.find(({ label }) => label === name)?.full;
		expect(value('GREETING')).toBe('hello');
		expect(value('IDENTITY_ENDPOINT')).toMatch(/^http:/);
	});
});

describe('deployments', () => {
	const template = (name: string) => ({
		$schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
		contentVersion: '1.0.0.0',
		resources: [
			{
				type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
				apiVersion: '2023-01-31',
				name,
				location: 'westeurope',
			},
		],
	});
	function deployed(name: string) {
		const playground = typed(GROUP);
		const group = Object.values(playground.world.resourceGroups)[0]?.id ?? '';
		const before = playground.world;
		const step = playground.send([
			{
				method: 'PUT',
				url: `https://management.azure.com${group}/providers/Microsoft.Resources/deployments/main?api-version=2021-04-01`,
				headers: {},
				body: JSON.stringify({
					properties: { mode: 'Incremental', template: template(name), parameters: {} },
				}),
			},
		]);
		return { playground, group, before, step };
	}

	test('a group knows its deployments, with what each made', () => {
		const { playground, group } = deployed('id-from-template');
		playground.advance(minutes(10));
		const [deployment] = deploymentsAt(playground.world, group);
		if (!deployment) throw new Error('There is no deployment.');
		expect(deployment).toMatchObject({ name: 'main', lifecycle: { state: 'succeeded' } });
		expect(rowsOf(playground.world, deployment)).toMatchObject([
			{ name: 'id-from-template', state: 'succeeded', there: true, error: '' },
		]);
	});

	test('the innermost error is the one that is told', () => {
		const error = parseJson(
			JSON.stringify({
				code: 'DeploymentFailed',
				message: 'At least one resource deployment operation failed.',
				details: [{ code: 'Conflict', message: 'In use.' }],
			}),
		);
		expect(errorText(isObject(error) ? error : undefined)).toBe('Conflict: In use.');
	});

	test('the feed tells in words how it ended', () => {
		expect(
			plain(
				words.happened({
					kind: 'deployed',
					deployment: { id: '', name: 'main', type: '' },
					state: 'failed',
					made: 1,
					code: 'Conflict',
				}),
			),
		).toBe('The deployment main failed: Conflict. 1 resource is in place, and stays.');
	});
});
