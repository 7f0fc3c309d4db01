// What was done on the page, run again as the lines that it is shown as.
import { describe, expect, test } from 'vitest';
import { groupScope, makeResourceId, requests, type HttpRequest } from '../../src/azure';
import { commandFor, exportScript, runScriptInWorld } from '../../src/cli';
import { createPlayground } from '../../src/playground';

const VM = 'Microsoft.Compute/virtualMachines';
const VAULT = 'Microsoft.KeyVault/vaults';
const USER_ROLE = '4633458b-17de-408a-b874-0445c86b69e6';

/** The first half of the story, as clicks send it. */
function clicked() {
	const playground = createPlayground();
	const [subscriptionId = ''] = Object.keys(playground.world.subscriptions);
	const lines: { text: string; world: typeof playground.world }[] = [];
	const start = playground.world;
	const send = (request: HttpRequest) => {
		lines.push({ text: commandFor(request, playground.world) ?? '', world: playground.world });
		return playground.send(request);
	};
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
});
