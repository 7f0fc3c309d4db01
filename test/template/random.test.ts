import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { soundWorld, type JsonObject } from '../../src/azure';
import { runs } from '../setup/runs';
import { at, Deployer, identity, storage, template } from './support';

const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';

/** Resources that may well be wrong: names that are not allowed, circles, roles for nobody, what is not there. */
const resource = fc.oneof(
	fc.constantFrom('stone', 'sttwo', 'stthree', 'NOT-ALLOWED').map((name) => storage(name)),
	fc.constantFrom('id-one', 'id-two').map((name) => identity(name)),
	fc
		.tuple(fc.constantFrom('stone', 'sttwo'), fc.constantFrom('id-one', 'nobody'))
		.map(([name, on]) => storage(name, { tags: { owner: `[reference('${on}').principalId]` } })),
	fc.constantFrom('id-one', 'id-two').map((name): JsonObject => ({
		type: 'Microsoft.Authorization/roleAssignments',
		apiVersion: '2022-04-01',
		name: `[guid(resourceGroup().id, '${name}')]`,
		properties: {
			roleDefinitionId: `[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${READER}')]`,
			principalId: `[reference(resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', '${name}'), '2023-01-31').principalId]`,
		},
	})),
	fc.constantFrom('inner', 'outer').map((scope): JsonObject => ({
		type: 'Microsoft.Resources/deployments',
		apiVersion: '2022-09-01',
		name: `nested-${scope}`,
		properties: {
			mode: 'Incremental',
			expressionEvaluationOptions: { scope },
			template: template({ resources: [identity('id-one'), storage('stnested')] }),
		},
	})),
	fc
		.nat({ max: 3 })
		.map((count) => storage("[format('st{0}', copyIndex())]", { copy: { name: 'loop', count } })),
);

const step = fc.oneof(
	fc.record({
		kind: fc.constant('deploy' as const),
		name: fc.constantFrom('a', 'b'),
		mode: fc.constantFrom('Incremental', 'Complete'),
		resources: fc.array(resource, { maxLength: 5 }),
	}),
	fc.record({ kind: fc.constant('wait' as const), minutes: fc.nat({ max: 20 }) }),
	fc.record({ kind: fc.constant('cancel' as const), name: fc.constantFrom('a', 'b') }),
	fc.constant({ kind: 'delete identity' as const }),
);

test(
	'whatever is deployed, the world stays sound, and the same inputs give the same world',
	{ timeout: runs(60_000, 1_800_000) },
	() => {
		fc.assert(
			fc.property(
				fc.constantFrom('instant' as const, 'realistic' as const),
				fc.array(step, { minLength: 1, maxLength: 6 }),
				(timing, steps) => {
					const run = () => {
						const azure = new Deployer({ seed: 'random', timing });
						for (const each of steps) {
							if (each.kind === 'deploy')
								azure.deploy({ resources: each.resources }, { mode: each.mode }, each.name);
							else if (each.kind === 'wait') azure.advance(each.minutes * 60_000);
							else if (each.kind === 'cancel')
								azure.request('POST', azure.path(`${each.name}/cancel`));
							else
								azure.request(
									'DELETE',
									azure.id('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-one'),
								);
							expect(soundWorld(azure.world)).toEqual([]);
						}
						azure.advance(3_600_000);
						expect(soundWorld(azure.world)).toEqual([]);
						return azure;
					};
					const azure = run();
					// After an hour nothing is under way any more.
					for (const { name } of Object.values(azure.world.deployments))
						expect(
							at(azure.json('GET', azure.path(name)), 'properties', 'provisioningState'),
						).toMatch(/^(?:Succeeded|Failed|Canceled)$/);
					expect(JSON.stringify(run().world)).toBe(JSON.stringify(azure.world));
				},
			),
			{ numRuns: runs(60, 5_000) },
		);
	},
);
