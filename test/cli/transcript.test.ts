// What was done on the page, run again as the lines that it is shown as.
import { describe, expect, test } from 'vitest';
import { groupScope, makeResourceId, requests, type HttpRequest } from '../../src/azure';
import { commandFor, exportScript, runScriptInWorld } from '../../src/cli';
import { createPlayground } from '../../src/playground';

const VM = 'Microsoft.Compute/virtualMachines';
const VAULT = 'Microsoft.KeyVault/vaults';
const USER_ROLE = '4633458b-17de-408a-b874-0445c86b69e6';

/** A page that notes the line of all that it sends. */
function page() {
	const playground = createPlayground();
	const [subscriptionId = ''] = Object.keys(playground.world.subscriptions);
	const lines: { text: string; world: typeof playground.world }[] = [];
	const start = playground.world;
	const send = (request: HttpRequest) => {
		lines.push({ text: commandFor(request, playground.world) ?? '', world: playground.world });
		return playground.send(request);
	};
	return { playground, subscriptionId, lines, start, send };
}

/** The first half of the story, as clicks send it. */
function clicked() {
	const { playground, subscriptionId, lines, start, send } = page();
	const vm = makeResourceId(subscriptionId, 'rg-shop', VM, 'vm-web');
	const vault = makeResourceId(subscriptionId, 'rg-shop', VAULT, 'kv-shop');
	send(requests.putResourceGroup(subscriptionId, 'rg-shop', 'westeurope'));
	send(requests.putResource(vm, { location: 'westeurope', properties: {} }));
	send(requests.patchIdentity(vm, { type: 'SystemAssigned' }));
	send(
		requests.putResource(vault, {
			location: 'westeurope',
			properties: {
				tenantId: start.tenant.tenantId,
				sku: { family: 'A', name: 'standard' },
				enableRbacAuthorization: true,
			},
		}),
	);
	const principalId = Object.values(playground.world.servicePrincipals)[0]?.id ?? '';
	send(
		requests.putRoleAssignment({
			scope: vault,
			subscriptionId,
			roleDefinitionName: USER_ROLE,
			principalId,
			principalType: 'ServicePrincipal',
		}),
	);
	send(requests.del(vm));
	return {
		start,
		end: playground.world,
		lines,
		principalId,
		subscriptionId,
		group: groupScope(subscriptionId, 'rg-shop'),
	};
}

/** What there is in a world, without how it came about. */
const things = ({
	resources,
	resourceGroups,
	roleAssignments,
	servicePrincipals,
}: ReturnType<typeof clicked>['end']) => ({
	resources: Object.entries(resources).map(([key, { type, identity, properties }]) => [
		key,
		type,
		identity,
		properties,
	]),
	groups: Object.keys(resourceGroups),
	grants: Object.values(roleAssignments).map(({ scope, principalId, roleDefinitionName }) => [
		scope,
		principalId,
		roleDefinitionName,
	]),
	principals: Object.values(servicePrincipals).map(({ displayName, kind, deletedAt }) => [
		displayName,
		kind,
		deletedAt !== undefined,
	]),
});

describe('a transcript', () => {
	test('run line by line makes the same world', () => {
		const { start, end, lines } = clicked();
		const { result, world } = runScriptInWorld(start, lines.map(({ text }) => text).join('\n'));
		expect(result.failed).toBeUndefined();
		expect(things(world)).toEqual(things(end));
	});

	test('as a script it names no id that only exists here, and makes the same world', () => {
		const { start, end, lines, principalId, subscriptionId } = clicked();
		const script = exportScript(lines);
		expect(script).not.toContain(principalId);
		expect(script).not.toContain(subscriptionId);
		const { result, world } = runScriptInWorld(start, script);
		expect(result.failed).toBeUndefined();
		expect(things(world)).toEqual(things(end));
	});

	test('a deployed template is a file of the script, in which ids that only exist here are asked for as well', () => {
		const { playground, lines, subscriptionId, start, send } = page();
		const vm = makeResourceId(subscriptionId, 'rg-shop', VM, 'vm-web');
		send(requests.putResourceGroup(subscriptionId, 'rg-shop', 'westeurope'));
		send(requests.putResource(vm, { location: 'westeurope', properties: {} }));
		send(requests.patchIdentity(vm, { type: 'SystemAssigned' }));
		const principalId = Object.values(playground.world.servicePrincipals)[0]?.id ?? '';
		const template = {
			$schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
			contentVersion: '1.0.0.0',
			variables: { note: 'costs 5$ or `more` \\ "less"' },
			resources: [
				{
					type: 'Microsoft.Authorization/roleAssignments',
					apiVersion: '2022-04-01',
					name: "[guid(resourceGroup().id, 'reads')]",
					properties: {
						principalId,
						principalType: 'ServicePrincipal',
						roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${USER_ROLE}`,
					},
				},
			],
			outputs: { note: { type: 'string', value: "[variables('note')]" } },
		};
		const id = `${groupScope(subscriptionId, 'rg-shop')}/providers/Microsoft.Resources/deployments/grant`;
		send(
			requests.arm('PUT', id, { properties: { template, parameters: {}, mode: 'Incremental' } }),
		);
		expect(things(playground.world).grants).not.toEqual(things(start).grants);
		for (const script of [lines.map(({ text }) => text).join('\n'), exportScript(lines)]) {
			const { result, world } = runScriptInWorld(start, script);
			expect(result.failed).toBeUndefined();
			expect(things(world)).toEqual(things(playground.world));
			const { response } =
				runScriptInWorld(world, `az deployment group show -g rg-shop -n grant`).exchanges.at(-1) ??
				{};
			expect(JSON.parse(response?.body ?? '')).toMatchObject({
				properties: { outputs: { note: { value: 'costs 5$ or `more` \\ "less"' } } },
			});
		}
		expect(exportScript(lines)).not.toContain(principalId);
		expect(exportScript(lines)).not.toContain(subscriptionId);
	});
});
