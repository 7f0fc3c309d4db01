import { idKey, isWithin, sameId, type Resource, type World } from '../../azure';
import { grantsOf, type Grant } from './access';
import { kindOf } from './kinds';
import { bearersOf, blobsIn, principalOf, secretsOf, topResources, type Thing } from './things';

/** What deleting a thing would bring about. */
export interface Consequences {
	/** Other resources that go: those of a group. */
	readonly resources: readonly Resource[];
	/** Its own system-assigned identity goes. */
	readonly systemIdentity: boolean;
	/** It is itself a user-assigned identity, whose service principal goes. */
	readonly userIdentity: boolean;
	/** Managed identities of the resources that go with a group. */
	readonly identities: number;
	readonly secrets: number;
	readonly containers: number;
	readonly blobs: number;
	/** Role assignments made on it, or below. */
	readonly grantsOnIt: number;
	/** Role assignments elsewhere that will point at nobody. */
	readonly orphans: readonly Grant[];
	/** User-assigned identities that were assigned to it and stay. */
	readonly identitiesStay: readonly string[];
	/** Resources that will still name the deleted identity. */
	readonly stillNamedBy: readonly string[];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Looks ahead: what goes with a thing, and what stays behind. */
export function consequencesOf(world: World, thing: Thing): Consequences {
	const inside = topResources(world).filter(({ id }) => isWithin(thing.id, id));
	const isGoing = (id: string) => isWithin(thing.id, id);
	const principals = inside.flatMap((resource) => {
		const system = resource.identity?.system?.principalId;
		const own = kindOf(resource) === 'userIdentity' && principalOf(world, resource.id)?.id;
		return [system, own].filter((id): id is string => typeof id === 'string');
	});
	const vaults = inside.filter((resource) => kindOf(resource) === 'keyVault');
	const containers = Object.values(world.resources).filter(
		(resource) => kindOf(resource) === 'container' && isGoing(resource.id),
	);
	const assigned = inside.flatMap(({ identity }) => identity?.user ?? []);
	const users = inside.filter((resource) => kindOf(resource) === 'userIdentity');
	return {
		resources: inside.filter(({ id }) => !sameId(id, thing.id)),
		systemIdentity: thing.of === 'resource' && thing.resource.identity?.system !== undefined,
		userIdentity: thing.kind === 'userIdentity',
		identities: thing.of === 'group' ? principals.length : 0,
		secrets: sum(vaults.map(({ id }) => secretsOf(world, id).length)),
		containers: thing.kind === 'container' ? 0 : containers.length,
		blobs: sum(containers.map(({ id }) => blobsIn(world, id).length)),
		grantsOnIt: Object.values(world.roleAssignments).filter(({ scope }) => isGoing(scope)).length,
		orphans: principals
			.flatMap((id) => grantsOf(world, id))
			.filter(({ assignment }) => !isGoing(assignment.scope)),
		identitiesStay: [
			...new Set(
				assigned
					.filter(({ id }) => !isGoing(id) && world.resources[idKey(id)])
					.map(({ id }) => world.resources[idKey(id)]?.name ?? ''),
			),
		],
		stillNamedBy: [
			...new Set(
				users
					.flatMap(({ id }) => bearersOf(world, id))
					.filter(({ id }) => !isGoing(id))
					.map(({ name }) => name),
			),
		],
	};
}
