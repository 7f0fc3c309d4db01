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

/** The state that a timer ends, where what it brings depends on it. */
function stateOf(world: World, { kind, key }: Timer['record']): string {
	if (kind === 'resource') return world.resources[key]?.lifecycle.state ?? '';
	if (kind === 'resourceGroup') return world.resourceGroups[key]?.lifecycle.state ?? '';
	const [principalId = '', keyId] = key.split('/');
	const principal = world.servicePrincipals[principalId];
	if (kind === 'servicePrincipal') return principal?.lifecycle.state ?? '';
	const credential = principal?.keyCredentials.find((each) => each.keyId === keyId);
	return kind === 'keyCredential' ? (credential?.lifecycle.state ?? '') : '';
}

function waitingFor(world: World, { id: timer, at, record }: Timer): Waiting {
	const { kind, key } = record;
	const id = `${kind} ${key} ${timer}`;
	const assignment = world.roleAssignments[key];
	if (kind === 'roleAssignment' && assignment) {
		const { roleName, scopeName, who, state } = grantOf(world, assignment);
		return {
			id,
			at,
			label: words.waitingRole(who.name, roleName, scopeName, state === 'revoking'),
			about: assignment.id,
		};
	}
	if (kind === 'accessToken') {
		const from = thingOf(world, world.tokens[key]?.from);
		return {
			id,
			at,
			label: words.waitingToken(from?.name ?? ''),
			...(from ? { about: from.id } : {}),
		};
	}
	const what = words.timers[`${kind} ${stateOf(world, record)}`] ?? words.timers[kind] ?? kind;
	// A credential's key begins with its principal's.
	const principalId = key.split('/')[0] ?? '';
	const thing = thingOf(world, key.startsWith('/') ? key : principalId);
	const name = thing?.name ?? world.servicePrincipals[principalId]?.displayName ?? '';
	return {
		id,
		at,
		label: words.waitingFor(name, what),
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
