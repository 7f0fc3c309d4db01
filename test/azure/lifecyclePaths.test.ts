// Model-based: every way through every lifecycle machine that xstate/graph finds, held against a table of what Microsoft's pages allow.
// The table was written from these pages, not from the machines. `after` stands for time that passes.
// https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations
// https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-faq
// https://learn.microsoft.com/azure/role-based-access-control/troubleshooting
import { describe, expect, it } from 'vitest';
import { transition, type AnyStateMachine } from 'xstate';
import { getSimplePaths } from 'xstate/graph';
import { advance, days, MACHINES, minutes, requests, type RecordRef } from '../../src/azure';
import { lifecycleOf, send } from '../../src/azure/lifecycles/run';
import { Planes, ROLES } from './planes';
import { VAULT, VM } from './support';

/** From where, by what, to where. */
type Allowed = readonly (readonly [from: string, event: string, to: string])[];

const RESOURCE: Allowed = [
	['creating', 'after', 'succeeded'],
	['creating', 'fail', 'failed'],
	['creating', 'delete', 'deleting'],
	['succeeded', 'update', 'updating'],
	['succeeded', 'delete', 'deleting'],
	['updating', 'after', 'succeeded'],
	['updating', 'update', 'updating'],
	['updating', 'fail', 'failed'],
	['updating', 'delete', 'deleting'],
	['failed', 'update', 'updating'],
	['failed', 'delete', 'deleting'],
	['deleting', 'after', 'deleted'],
];

const ALLOWED: Readonly<Record<keyof typeof MACHINES, Allowed>> = {
	resource: RESOURCE,
	resourceGroup: RESOURCE,
	// Nothing restores or purges it.
	servicePrincipal: [
		['replicating', 'after', 'active'],
		['replicating', 'delete', 'softDeleted'],
		['active', 'delete', 'softDeleted'],
		['softDeleted', 'after', 'gone'],
	],
	keyCredential: [
		['current', 'after', 'superseded'],
		['current', 'revoke', 'revoked'],
		['superseded', 'after', 'expired'],
		['superseded', 'revoke', 'revoked'],
	],
	roleAssignment: [
		['propagating', 'after', 'effective'],
		['propagating', 'remove', 'removed'],
		['effective', 'remove', 'revoking'],
		['revoking', 'after', 'removed'],
		['revoking', 'grant', 'effective'],
	],
	// Nothing but time ends it.
	accessToken: [['valid', 'after', 'expired']],
	deployment: [
		['running', 'succeed', 'succeeded'],
		['running', 'fail', 'failed'],
		['running', 'cancel', 'canceled'],
		['succeeded', 'begin', 'running'],
		['failed', 'begin', 'running'],
		['canceled', 'begin', 'running'],
	],
};

const named = (event: string): string => (event.startsWith('xstate.after') ? 'after' : event);
const kinds = Object.entries(MACHINES) as [keyof typeof MACHINES, AnyStateMachine][];

describe.each(kinds)('%s', (kind, machine) => {
	const paths = getSimplePaths(machine, { input: { delays: {} } });
	it('takes no step that is not allowed, on any way', () => {
		const taken = new Set<string>();
		for (const { steps, state } of paths) {
			const names = [
				...steps.slice(1).map((step) => String(step.state.value)),
				String(state.value),
			];
			let from = String(steps[0]?.state.value ?? state.value);
			steps.slice(1).forEach(({ event }, index) => {
				const to = names[index] ?? '';
				taken.add(`${from} –${named(event.type)}→ ${to}`);
				from = to;
			});
		}
		const allowed = ALLOWED[kind].map(([from, event, to]) => `${from} –${event}→ ${to}`);
		for (const step of taken) expect(allowed).toContain(step);
	});
	it('takes every step that is allowed, and ignores every other event in every state', () => {
		const events = [
			...new Set(Object.values(ALLOWED).flatMap((rows) => rows.map(([, event]) => event))),
		];
		const states = [...new Set(ALLOWED[kind].flatMap(([from, , to]) => [from, to]))];
		for (const state of states)
			for (const event of events) {
				const snapshot = machine.resolveState({ value: state, context: { delays: {} } });
				const type =
					event === 'after'
						? machine.events.find((each) => each.includes('after') && each.endsWith(`.${state}`))
						: event;
				const [next] = type === undefined ? [snapshot] : transition(machine, snapshot, { type });
				const row = ALLOWED[kind].find(([from, by]) => from === state && by === event);
				expect(`${state} –${event}→ ${String(next.value)}`).toBe(
					`${state} –${event}→ ${row?.[2] ?? state}`,
				);
			}
	});
});

/** A record of a kind in a world where things take their time, at the very beginning of its life. */
function born(kind: string): { readonly azure: Planes; readonly ref: RecordRef } {
	const azure = new Planes({ timing: 'realistic' });
	azure.group();
	const vm = azure.id(VM, 'vm');
	if (kind === 'resource') {
		azure.put(VM, 'vm');
		return { azure, ref: { kind, key: vm.toLowerCase() } };
	}
	if (kind === 'servicePrincipal') {
		const { principalId } = azure.identity('id-a');
		return { azure, ref: { kind, key: principalId } };
	}
	azure.put(VM, 'vm', { identity: { type: 'SystemAssigned' } });
	azure.advance(minutes(2));
	const principalId = azure.identityOf(vm)?.principalId ?? '';
	if (kind === 'accessToken') {
		azure.token(vm, 'https://vault.azure.net');
		return { azure, ref: { kind, key: Object.keys(azure.world.tokens)[0] ?? '' } };
	}
	azure.put(VAULT, 'kv-shop');
	azure.advance(minutes(2));
	azure.grant(azure.id(VAULT, 'kv-shop'), ROLES.keyVaultSecretsUser, principalId);
	const [key = ''] =
		Object.entries(azure.world.roleAssignments).find(
			([, each]) => each.principalId === principalId,
		) ?? [];
	return { azure, ref: { kind: 'roleAssignment', key } };
}

const LAST = ['deleted', 'gone', 'removed', 'expired'];

describe.each(['resource', 'servicePrincipal', 'roleAssignment', 'accessToken'] as const)(
	'a %s in the world',
	(kind) => {
		const paths = getSimplePaths(MACHINES[kind] as AnyStateMachine, { input: { delays: {} } });
		const ways = paths.map(({ steps, state }) => ({
			to: String(state.value),
			events: steps.slice(1).map(({ event }) => event.type),
		}));
		it.each(ways)('gets to $to by $events', ({ events, to }) => {
			const { azure, ref } = born(kind);
			for (const event of events) {
				if (named(event) !== 'after') azure.world = send(azure.world, ref, event);
				else {
					const timer = azure.world.timers.find(
						({ record }) => record.kind === ref.kind && record.key === ref.key,
					);
					expect(timer?.event).toBe(event);
					azure.world = advance(azure.world, (timer?.at ?? 0) - azure.world.now);
				}
			}
			const state = lifecycleOf(azure.world, ref)?.state;
			// What is over by its own time is no longer there.
			const over = LAST.includes(to) && named(events.at(-1) ?? '') === 'after';
			expect(state).toBe(over ? undefined : to);
		});
	},
);

it('a machine’s certificates go through their lives beside each other', () => {
	const azure = new Planes({ timing: 'realistic' });
	azure.group();
	const { principalId, id } = azure.identity('id-a');
	const states = () =>
		azure.world.servicePrincipals[principalId]?.keyCredentials.map(
			({ lifecycle }) => lifecycle.state,
		);
	expect(states()).toEqual(['current']);
	azure.advance(days(45));
	expect(states()).toEqual(['superseded', 'current']);
	azure.advance(days(45));
	expect(states()).toEqual(['expired', 'superseded', 'current']);
	azure.send(requests.del(id));
	expect(states()?.filter((state) => state === 'current')).toEqual([]);
});
