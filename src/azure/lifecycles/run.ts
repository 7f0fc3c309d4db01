import { getNextTransitions, initialTransition, transition } from 'xstate';
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { withEntry } from '../json';
import type { Milliseconds } from '../time';
import type { KeyCredential, Lifecycle, RecordRef, Timer, World } from '../world';
import { delaysOf } from './latencies';
import { MACHINES } from './machines';

/**
 * The records' lifecycles as data: a record holds the state's name, an event is applied with XState's pure functions,
 * and the delayed events that these return become rows of `world.timers`.
 */

/** Where the world files each kind of record. Key credentials lie inside their service principal. */
const COLLECTIONS = {
	resource: 'resources',
	resourceGroup: 'resourceGroups',
	servicePrincipal: 'servicePrincipals',
	roleAssignment: 'roleAssignments',
	accessToken: 'tokens',
	deployment: 'deployments',
} as const;

/** Any record with a lifecycle. */
interface Living {
	readonly lifecycle: Lifecycle;
}

function recordOf(world: World, { kind, key }: RecordRef): Living | undefined {
	if (kind !== 'keyCredential') return world[COLLECTIONS[kind]][key];
	const [id = '', keyId] = key.split('/');
	return world.servicePrincipals[id]?.keyCredentials.find((each) => each.keyId === keyId);
}

function withRecord(world: World, { kind, key }: RecordRef, record: Living): World {
	if (kind !== 'keyCredential') {
		const collection = COLLECTIONS[kind];
		const records: Readonly<Record<string, Living>> = world[collection];
		return { ...world, [collection]: withEntry(records, key, record) };
	}
	const [id = '', keyId] = key.split('/');
	const principal = world.servicePrincipals[id];
	if (!principal) return world;
	const old = principal.keyCredentials;
	const keyCredentials = old.some((each) => each.keyId === keyId)
		? old.map((each) => (each.keyId === keyId ? (record as KeyCredential) : each))
		: [...old, record as KeyCredential];
	const servicePrincipals = withEntry(world.servicePrincipals, id, {
		...principal,
		keyCredentials,
	});
	return { ...world, servicePrincipals };
}

/** The lifecycle of a record, or `undefined` when there is no such record. */
export const lifecycleOf = (world: World, ref: RecordRef): Lifecycle | undefined =>
	recordOf(world, ref)?.lifecycle;

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

const snapshotAt = (ref: RecordRef, { state }: Lifecycle, delays: Delays): AnyMachineSnapshot =>
	machineOf(ref).resolveState({ value: state, context: { delays } });

type Delays = Readonly<Record<string, Milliseconds>>;

/** Where a step leads, and what it schedules. */
interface Step {
	readonly state: string;
	readonly actions: readonly Scheduling[];
}

const MEMORY = 5000;
const steps = new Map<string, Step | undefined>();

function workOut(ref: RecordRef, from: Lifecycle, event: string, delays: Delays) {
	if (from.state === '') return initialTransition(machineOf(ref), { delays });
	const before = snapshotAt(ref, from, delays);
	return before.can({ type: event })
		? transition(machineOf(ref), before, { type: event })
		: undefined;
}

/** What an event does to a machine in a state; `undefined` when the state does not know it. A machine that is unborn begins. */
function stepOf(ref: RecordRef, from: Lifecycle, event: string, delays: Delays): Step | undefined {
	// XState's answer depends on nothing else, so it is asked once.
	const key = `${ref.kind} ${from.state} ${event} ${JSON.stringify(delays)}`;
	if (steps.has(key)) return steps.get(key);
	const result = workOut(ref, from, event, delays);
	const step = result && {
		state: String(result[0].value),
		actions: result[1] as readonly Scheduling[],
	};
	if (steps.size >= MEMORY) steps.clear();
	steps.set(key, step);
	return step;
}

/** A record's place before its machine has begun; {@link file} begins it. */
export const UNBORN: Lifecycle = { state: '', since: 0 };

/**
 * States whose beginning changes other records, or ends the record itself. Only the clock goes into them, for it knows what
 * they bring about.
 */
export const TURNING_POINTS = [
	'resource:deleted',
	'resourceGroup:deleted',
	'servicePrincipal:gone',
	'keyCredential:superseded',
	'roleAssignment:removed',
	'accessToken:expired',
] as const;
/** One of {@link TURNING_POINTS}. */
export type TurningPoint = (typeof TURNING_POINTS)[number];

/** The turning point that a state of a record is, or `undefined`. */
export const turningPoint = ({ kind }: RecordRef, state: string): TurningPoint | undefined =>
	TURNING_POINTS.find((each) => each === `${kind}:${state}`);

/** Where an event leads a record; `undefined` when its state does not know the event. */
export const stateAfter = (world: World, ref: RecordRef, event: string): string | undefined => {
	const record = recordOf(world, ref);
	return record && stepOf(ref, record.lifecycle, event, delaysOf(world, ref, record))?.state;
};

/** The event that a step brings about at once, and nothing else. */
function nextAtOnce({ actions }: Step): string | undefined {
	const raised = actions.filter(({ type }) => type === 'xstate.raise');
	const [only] = raised;
	return raised.length === 1 && (only?.params?.delay ?? 0) === 0
		? only?.params?.event?.type
		: undefined;
}

/** Whether nothing is due. */
export const isFree = ({ timers, now }: World): boolean => !timers.some(({ at }) => at <= now);

/**
 * The turning point that an event leads to by way of states that take no time, and the world just before it; `undefined` when
 * something else comes first. So that what ends at once need not be written before.
 */
export function turnsAtOnce(
	world: World,
	ref: RecordRef,
	event: string,
): [World, TurningPoint] | undefined {
	const record = recordOf(world, ref);
	if (!record || !isFree(world)) return undefined;
	const delays = delaysOf(world, ref, record);
	const step = stepOf(ref, record.lifecycle, event, delays);
	const soon = step && nextAtOnce(step);
	if (soon === undefined) return undefined;
	const next = stepOf(ref, { state: step?.state ?? '', since: world.now }, soon, delays);
	const turn = next && turningPoint(ref, next.state);
	return turn && [{ ...world, sequence: world.sequence + 1 }, turn];
}

/**
 * A record after a step of its machine, and the world that knows what the step scheduled; the record is yet to be filed. What
 * would happen next and takes no time has happened as well, unless something else is due before it.
 */
export function stepped<T extends Living>(
	world: World,
	ref: RecordRef,
	record: T,
	event = '',
): [World, T] {
	const delays = delaysOf(world, ref, record);
	const first = stepOf(ref, record.lifecycle, event, delays);
	if (!first) return [world, record];
	let step: Step = first;
	const actions: Scheduling[] = [...first.actions];
	let { sequence } = world;
	const since = world.now;
	const isNext = isFree(world);
	for (;;) {
		const soon = isNext ? nextAtOnce(step) : undefined;
		const next: Step | undefined =
			soon === undefined ? undefined : stepOf(ref, { state: step.state, since }, soon, delays);
		if (!next || turningPoint(ref, next.state)) break;
		// Its timer is never set, but its number is given out.
		actions.splice(
			actions.findIndex(({ type }) => type === 'xstate.raise'),
			1,
		);
		actions.push(...next.actions);
		sequence++;
		step = next;
	}
	const scheduled = sequence === world.sequence ? world : { ...world, sequence };
	return [
		withTimers(scheduled, ref, actions),
		{ ...record, lifecycle: { state: step.state, since } },
	];
}

/**
 * Files a record, new or changed, together with a step of its machine: the machine's beginning when the record is
 * {@link UNBORN}, else what the event brings about, if the state knows it.
 */
export function file(world: World, ref: RecordRef, record: Living, event = ''): World {
	const [next, after] = stepped(world, ref, record, event);
	return withRecord(next, ref, after);
}

/** Applies an event to a record's machine. An event that the state does not know changes nothing. */
export function send(world: World, ref: RecordRef, event: string): World {
	const record = recordOf(world, ref);
	if (!record || !stepOf(ref, record.lifecycle, event, delaysOf(world, ref, record))) return world;
	return file(world, ref, record, event);
}

/** The events that a record's machine would take now, delayed ones included. */
export function nextEvents(world: World, ref: RecordRef): string[] {
	const record = recordOf(world, ref);
	if (!record) return [];
	const snapshot = snapshotAt(ref, record.lifecycle, delaysOf(world, ref, record));
	return [...new Set(getNextTransitions(snapshot).map((next) => next.eventType))];
}

/** Forgets the timers of a record that is no more. */
export function dropTimers(world: World, ref: RecordRef): World {
	const timers = world.timers.filter(
		({ record }) => !(record.key === ref.key && record.kind === ref.kind),
	);
	return timers.length === world.timers.length ? world : { ...world, timers };
}
