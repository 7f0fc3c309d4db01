import { getNextTransitions, initialTransition, transition } from 'xstate';
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { Lifecycle, RecordRef, Timer, World } from '../world';
import { delaysOf } from './latencies';
import { MACHINES } from './machines';

/**
 * The records' lifecycles as data: a record holds the state's name, an event is applied with XState's pure functions,
 * and the delayed events that these return become rows of `world.timers`.
 */

/** The lifecycle of a record, or `undefined` when there is no such record. */
export function lifecycleOf(world: World, ref: RecordRef): Lifecycle | undefined {
	switch (ref.kind) {
		case 'resource':
			return world.resources[ref.key]?.lifecycle;
		case 'resourceGroup':
			return world.resourceGroups[ref.key]?.lifecycle;
		case 'servicePrincipal':
			return world.servicePrincipals[ref.key]?.lifecycle;
		case 'roleAssignment':
			return world.roleAssignments[ref.key]?.lifecycle;
		case 'accessToken':
			return world.tokens[ref.key]?.lifecycle;
		case 'keyCredential': {
			const [id = '', keyId] = ref.key.split('/');
			return world.servicePrincipals[id]?.keyCredentials.find((key) => key.keyId === keyId)
				?.lifecycle;
		}
	}
}

function withLifecycle(world: World, ref: RecordRef, lifecycle: Lifecycle): World {
	const put = <T extends { readonly lifecycle: Lifecycle }>(
		records: Readonly<Record<string, T>>,
	) => {
		const record = records[ref.key];
		return record ? { ...records, [ref.key]: { ...record, lifecycle } } : records;
	};
	switch (ref.kind) {
		case 'resource':
			return { ...world, resources: put(world.resources) };
		case 'resourceGroup':
			return { ...world, resourceGroups: put(world.resourceGroups) };
		case 'servicePrincipal':
			return { ...world, servicePrincipals: put(world.servicePrincipals) };
		case 'roleAssignment':
			return { ...world, roleAssignments: put(world.roleAssignments) };
		case 'accessToken':
			return { ...world, tokens: put(world.tokens) };
		case 'keyCredential': {
			const [id = '', keyId] = ref.key.split('/');
			const principal = world.servicePrincipals[id];
			if (!principal) return world;
			const keyCredentials = principal.keyCredentials.map((key) =>
				key.keyId === keyId ? { ...key, lifecycle } : key,
			);
			return {
				...world,
				servicePrincipals: { ...world.servicePrincipals, [id]: { ...principal, keyCredentials } },
			};
		}
	}
}

interface Scheduling {
	readonly type: string;
	readonly params?: {
		readonly id?: string;
		readonly sendId?: string;
		readonly delay?: number;
		readonly event?: { readonly type: string };
	};
}

function withTimers(world: World, ref: RecordRef, actions: readonly Scheduling[]): World {
	let timers = world.timers;
	let sequence = world.sequence;
	const mine = (timer: Timer) => timer.record.kind === ref.kind && timer.record.key === ref.key;
	for (const { type, params } of actions) {
		if (type === 'xstate.cancel')
			timers = timers.filter((timer) => !(mine(timer) && timer.id === params?.sendId));
		if (type === 'xstate.raise' && params?.id !== undefined && params.event) {
			const timer: Timer = {
				id: params.id,
				at: world.now + (params.delay ?? 0),
				sequence: sequence++,
				record: ref,
				event: params.event.type,
			};
			timers = [...timers.filter((other) => !(mine(other) && other.id === timer.id)), timer];
		}
	}
	return timers === world.timers ? world : { ...world, timers, sequence };
}

const machineOf = (ref: RecordRef): AnyStateMachine => MACHINES[ref.kind];

function snapshotOf(world: World, ref: RecordRef): AnyMachineSnapshot | undefined {
	const lifecycle = lifecycleOf(world, ref);
	if (!lifecycle) return undefined;
	return machineOf(ref).resolveState({
		value: lifecycle.state,
		context: { delays: delaysOf(world, ref) },
	});
}

/** A record's place before its machine has begun; {@link begin} follows at once. */
export const UNBORN: Lifecycle = { state: '', since: 0 };

/** Starts the machine of a record that was just filed with {@link UNBORN}. */
export function begin(world: World, ref: RecordRef): World {
	const [snapshot, actions] = initialTransition(machineOf(ref), {
		delays: delaysOf(world, ref),
	});
	const next = withLifecycle(world, ref, { state: String(snapshot.value), since: world.now });
	return withTimers(next, ref, actions as readonly Scheduling[]);
}

/** Applies an event to a record's machine. An event that the state does not know changes nothing. */
export function send(world: World, ref: RecordRef, event: string): World {
	const before = snapshotOf(world, ref);
	if (!before?.can({ type: event })) return world;
	const [after, actions] = transition(machineOf(ref), before, { type: event });
	const next = withLifecycle(world, ref, { state: String(after.value), since: world.now });
	return withTimers(next, ref, actions as readonly Scheduling[]);
}

/** The events that a record's machine would take now, delayed ones included. */
export function nextEvents(world: World, ref: RecordRef): string[] {
	const snapshot = snapshotOf(world, ref);
	if (!snapshot) return [];
	return [...new Set(getNextTransitions(snapshot).map((next) => next.eventType))];
}

/** Forgets the timers of a record that is no more. */
export const dropTimers = (world: World, ref: RecordRef): World => ({
	...world,
	timers: world.timers.filter(
		({ record }) => !(record.kind === ref.kind && record.key === ref.key),
	),
});
