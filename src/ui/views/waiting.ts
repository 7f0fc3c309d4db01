import type { Timer, World } from '../../azure';
import { words } from '../words';
import { grantOf } from './access';
import { deletedIn } from './deleted';
import { thingOf } from './things';

/** Something that will happen by itself. */
export interface Waiting {
	readonly id: string;
	readonly at: number;
	readonly label: string;
	/** What to select for it, if it is there. */
	readonly about?: string;
}

function waitingFor(world: World, { id: timer, at, record: { kind, key } }: Timer): Waiting {
	const id = `${kind} ${key} ${timer}`;
	const what = words.timers[kind] ?? kind;
	const assignment = world.roleAssignments[key];
	if (kind === 'roleAssignment' && assignment) {
		const { roleName, scopeName, who } = grantOf(world, assignment);
		return {
			id,
			at,
			label: words.waitingRole(who.name, roleName, scopeName),
			about: assignment.id,
		};
	}
	// A credential's key begins with its principal's; a token's names no thing.
	const thing = thingOf(world, key.startsWith('/') ? key : key.split('/')[0]);
	return {
		id,
		at,
		label: thing ? `${what}: ${thing.name}` : what,
		...(thing ? { about: thing.id } : {}),
	};
}

/** All that the clock will bring, the next first: what is under way, what expires, and what is deleted for good. */
export function waitingIn(world: World): Waiting[] {
	const timers = world.timers.map((timer) => waitingFor(world, timer));
	const purges = deletedIn(world).map(({ resource, purgeAt }) => ({
		id: `purge ${resource.id}`,
		at: purgeAt,
		label: words.waiting.softDeleted(resource.name),
	}));
	return [...timers, ...purges].sort((a, b) => a.at - b.at);
}
