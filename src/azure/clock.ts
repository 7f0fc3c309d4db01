import { deletedResourceIsGone, groupIsGone } from './arm/deletion';
import { forgetServicePrincipal, rollCredential } from './entra/directory';
import { dropTimers, lifecycleOf, send } from './lifecycles/run';
import { derived, without } from './json';
import { forgetRoleAssignment } from './rbac/assignments';
import type { Milliseconds } from './time';
import type { RecordRef, Timer, World } from './world';

/** What a record's new state brings about elsewhere in the world. */
function consequences(world: World, ref: RecordRef, state: string): World {
	switch (`${ref.kind}:${state}`) {
		case 'resource:deleted':
			return deletedResourceIsGone(world, ref.key);
		case 'resourceGroup:deleted':
			return groupIsGone(world, ref.key);
		case 'servicePrincipal:gone':
			return forgetServicePrincipal(world, ref.key);
		case 'keyCredential:superseded':
			return rollCredential(world, ref.key.split('/')[0] ?? '');
		case 'roleAssignment:removed':
			return forgetRoleAssignment(world, ref.key);
		case 'accessToken:expired':
			return { ...dropTimers(world, ref), tokens: without(world.tokens, ref.key) };
		default:
			return world;
	}
}

const earlier = (a: Timer, b: Timer): Timer =>
	b.at < a.at || (b.at === a.at && b.sequence < a.sequence) ? b : a;

const soonest = derived((timers: World['timers']): Timer | undefined =>
	timers.length === 0 ? undefined : timers.reduce(earlier),
);

/** The timer that fires next, or `undefined`. Ties go to the one that was set first. */
export const nextTimer = (world: World): Timer | undefined => soonest(world.timers);

/** Fires every timer that is due at or before a moment, each at its own time. */
function fireUntil(world: World, moment: Milliseconds): World {
	let current = world;
	for (let timer = nextTimer(current); timer && timer.at <= moment; timer = nextTimer(current)) {
		const fired = timer;
		current = {
			...current,
			now: Math.max(current.now, fired.at),
			timers: current.timers.filter((other) => other !== fired),
		};
		const before = lifecycleOf(current, fired.record);
		current = send(current, fired.record, fired.event);
		const after = lifecycleOf(current, fired.record);
		if (after && after !== before) current = consequences(current, fired.record, after.state);
	}
	return current;
}

/** Lets everything happen that is due now: under `instant` timing that is all that provisioning and propagation are. */
export const settle = (world: World): World => fireUntil(world, world.now);

/** The world after a span of virtual time (pure). Timers fire one by one, each at its own moment. */
export function advance(world: World, duration: Milliseconds): World {
	const moment = world.now + Math.max(0, duration);
	return { ...fireUntil(world, moment), now: moment };
}
