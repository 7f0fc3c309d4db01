import { logEnds } from './arm/activityLog';
import { deletedResourceIsGone, groupIsGone } from './arm/deletion';
import { forgetServicePrincipal, rollCredential } from './entra/directory';
import {
	dropTimers,
	send,
	stateAfter,
	turningPoint,
	turnsAtOnce,
	type TurningPoint,
} from './lifecycles/run';
import { derived, without } from './json';
import { forgetRoleAssignment } from './rbac/assignments';
import type { Milliseconds } from './time';
import type { RecordRef, Timer, World } from './world';

/** What a turning point in a record's life brings about. All but one end the record. */
const CONSEQUENCES: Readonly<Record<TurningPoint, (world: World, key: string) => World>> = {
	'resource:deleted': deletedResourceIsGone,
	'resourceGroup:deleted': groupIsGone,
	'servicePrincipal:gone': forgetServicePrincipal,
	'keyCredential:superseded': (world, key) => rollCredential(world, key.split('/')[0] ?? ''),
	'roleAssignment:removed': forgetRoleAssignment,
	'accessToken:expired': (world, key) => ({
		...dropTimers(world, { kind: 'accessToken', key }),
		tokens: without(world.tokens, key),
	}),
};

/** The one turning point after which the record lives on. */
const STAYS: TurningPoint = 'keyCredential:superseded';

/** A record's event at its time. A record that ends is not written once more before it is taken away. */
function fire(world: World, ref: RecordRef, event: string): World {
	const state = stateAfter(world, ref, event);
	if (state === undefined) return world;
	const turn = turningPoint(ref, state);
	if (!turn) return send(world, ref, event);
	return CONSEQUENCES[turn](STAYS === turn ? send(world, ref, event) : world, ref.key);
}

/** An event, and all that it brings about at once: what is gone at once was not deleting before. */
export function deliver(world: World, ref: RecordRef, event: string): World {
	const [before, turn] = turnsAtOnce(world, ref, event) ?? [];
	if (!before || !turn || turn === STAYS) return settle(send(world, ref, event));
	return CONSEQUENCES[turn](before, ref.key);
}

const earlier = (a: Timer, b: Timer): Timer =>
	b.at < a.at || (b.at === a.at && b.sequence < a.sequence) ? b : a;

const soonest = derived((timers: World['timers']): Timer | undefined =>
	timers.length === 0 ? undefined : timers.reduce(earlier),
);

/** The timer that fires next, or `undefined`. Ties go to the one that was set first. */
export const nextTimer = (world: World): Timer | undefined => soonest(world.timers);

type Then = (world: World) => World;

/** Fires every timer that is due at or before a moment, each at its own time; `then` sees the world after each. */
function fireUntil(world: World, moment: Milliseconds, then?: Then): World {
	let current = world;
	for (let timer = nextTimer(current); timer && timer.at <= moment; timer = nextTimer(current)) {
		const fired = timer;
		current = {
			...current,
			now: Math.max(current.now, fired.at),
			timers: current.timers.filter((other) => other !== fired),
		};
		current = logEnds(fire(current, fired.record, fired.event), fired.record);
		if (then) current = then(current);
	}
	return current;
}

/** Lets everything happen that is due now: under `instant` timing that is all that provisioning and propagation are. */
export const settle = (world: World): World => fireUntil(world, world.now);

/**
 * The world after a span of virtual time (pure). Timers fire one by one, each at its own moment, and `then` does what has
 * waited for that.
 */
export function passTime(world: World, duration: Milliseconds, then: Then): World {
	const moment = world.now + Math.max(0, duration);
	return { ...fireUntil(world, moment, then), now: moment };
}
