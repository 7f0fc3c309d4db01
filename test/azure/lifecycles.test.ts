import { describe, expect, it } from 'vitest';
import { initialTransition, type AnyStateMachine } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { days, MACHINES, minutes, nextEvents, requests } from '../../src/azure';
import { Azure, VAULT, VM } from './support';

/** The states that Microsoft's pages name, and which of them leads where. Kept apart from the machines on purpose. */
const STATES: Record<keyof typeof MACHINES, readonly string[]> = {
	resource: ['creating', 'succeeded', 'updating', 'failed', 'deleting', 'deleted'],
	resourceGroup: ['creating', 'succeeded', 'updating', 'failed', 'deleting', 'deleted'],
	servicePrincipal: ['replicating', 'active', 'softDeleted', 'gone'],
	keyCredential: ['current', 'superseded', 'expired', 'revoked'],
	roleAssignment: ['propagating', 'effective', 'revoking', 'removed'],
	accessToken: ['valid', 'expired'],
	deployment: ['running', 'succeeded', 'failed', 'canceled'],
};

describe.each(Object.entries(MACHINES))('%s', (kind, machine: AnyStateMachine) => {
	it('reaches every state that Azure documents, and no other', () => {
		const paths = getShortestPaths(machine, { input: { delays: {} } });
		const reached = new Set(paths.map(({ state }) => String(state.value)));
		expect([...reached].sort()).toEqual([...STATES[kind as keyof typeof MACHINES]].sort());
	});
	it('begins at the first', () => {
		const [first] = initialTransition(machine, { delays: {} });
		expect(first.value).toBe(STATES[kind as keyof typeof MACHINES][0]);
	});
});

it('a deleted identity can only be waited for: nothing restores or purges it', () => {
	const azure = new Azure();
	azure.group();
	azure.put(VM, 'vm', { identity: { type: 'SystemAssigned' } });
	const key = azure.identityOf(azure.id(VM, 'vm'))?.principalId ?? '';
	azure.send(requests.del(azure.id(VM, 'vm')));
	const events = nextEvents(azure.world, { kind: 'servicePrincipal', key });
	expect(events.every((event) => event.startsWith('xstate.after'))).toBe(true);
	expect(events).toHaveLength(1);
});

describe('realistic timing', () => {
	const setUp = () => {
		const azure = new Azure({ timing: 'realistic' });
		azure.group();
		azure.put(VM, 'vm', { identity: { type: 'SystemAssigned' } });
		azure.put(VAULT, 'kv-shop');
		azure.advance(minutes(2));
		const principalId = azure.identityOf(azure.id(VM, 'vm'))?.principalId ?? '';
		const grant = requests.putRoleAssignment({
			scope: azure.id(VAULT, 'kv-shop'),
			subscriptionId: azure.subscription,
			roleDefinitionName: '4633458b-17de-408a-b874-0445c86b69e6',
			principalId,
			principalType: 'ServicePrincipal',
		});
		const assignment = () =>
			Object.values(azure.world.roleAssignments).find((one) => one.principalId === principalId);
		return { azure, grant, assignment };
	};
	it('a role is effective within ten minutes, not at once', () => {
		const { azure, grant, assignment } = setUp();
		azure.send(grant);
		expect(assignment()?.lifecycle.state).toBe('propagating');
		azure.advance(minutes(10));
		expect(assignment()?.lifecycle.state).toBe('effective');
	});
	it('a removed role is no longer listed but opens doors a while longer', () => {
		const { azure, grant, assignment } = setUp();
		azure.send(grant);
		azure.advance(minutes(10));
		const id = assignment()?.id ?? '';
		expect(azure.send(requests.del(id)).status).toBe(200);
		expect(azure.send(requests.get(id)).status).toBe(404);
		expect(assignment()?.lifecycle.state).toBe('revoking');
		azure.advance(minutes(10));
		expect(assignment()).toBeUndefined();
	});
	it('advancing in one go or minute by minute ends in the same world', () => {
		const [one, many] = [setUp(), setUp()];
		for (const { azure, grant } of [one, many]) azure.send(grant);
		one.azure.advance(days(1));
		for (let minute = 0; minute < 24 * 60; minute++) many.azure.advance(minutes(1));
		expect(many.azure.world).toEqual(one.azure.world);
	});
});
