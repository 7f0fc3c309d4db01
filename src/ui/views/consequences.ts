import {
	groupScope,
	idKey,
	isWithin,
	parseResourceId,
	retentionOf,
	sameId,
	type Milliseconds,
	type Resource,
	type World,
} from '../../azure';
import { grantsOf, type Grant } from './access';
import { kindOf } from './kinds';
import { bearersOf, blobsIn, principalOf, secretsOf, type Thing } from './things';

/** What deleting a thing would bring about. */
export interface Consequences {
	/** Other resources that go: those of a group, or what Azure made beside a cluster. */
	readonly resources: readonly Resource[];
	/** How many children of each sort go with it, by the last part of their type: `slots`, `queues`. Containers are told apart. */
	readonly children: Readonly<Record<string, number>>;
	/** Its own system-assigned identity goes. */
	readonly systemIdentity: boolean;
	/** It is itself a user-assigned identity, whose service principal goes. */
	readonly userIdentity: boolean;
	/** Managed identities of what goes with it. */
	readonly identities: number;
	/** Blob containers in it. */
	readonly containers: number;
	readonly blobs: number;
	/** Role assignments made on it, or below. */
	readonly grantsOnIt: number;
	/** Vaults, each with the number of its secrets, and configuration stores that can be recovered for a while. */
	readonly kept: readonly {
		readonly name: string;
		/** `undefined` in a configuration store. */
		readonly secrets: number | undefined;
		readonly span: Milliseconds;
	}[];
	/** Role assignments elsewhere that will point at nobody. */
	readonly orphans: readonly Grant[];
	/** User-assigned identities that were assigned to it and stay. */
	readonly identitiesStay: readonly string[];
	/** Resources that will still name the deleted identity. */
	readonly stillNamedBy: readonly string[];
	/** Tokens of the identities that go: nothing takes them back, and the last expires then. */
	readonly tokens: { readonly count: number; readonly until: Milliseconds };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const isTop = ({ type }: Resource): boolean => type.split('/').length === 2;

/** What a cluster has beside it: its second group goes when it goes. */
function nodeGroupsOf(world: World, gone: readonly Resource[]): string[] {
	return gone.flatMap(({ id, type, properties }) => {
		const { nodeResourceGroup: name } = properties;
		if (type !== 'Microsoft.ContainerService/managedClusters' || typeof name !== 'string')
			return [];
		const group = groupScope(parseResourceId(id)?.subscriptionId ?? '', name);
		return world.resourceGroups[idKey(group)] ? [group] : [];
	});
}

/** The principal that goes when this resource goes: its system-assigned identity, or the one that it is. */
function principalsIn(world: World, resource: Resource): string[] {
	const id =
		kindOf(resource) === 'userIdentity'
			? principalOf(world, resource.id)?.id
			: resource.identity?.system?.principalId;
	return id === undefined ? [] : [id];
}

/** How many children of each sort lie in something, by the last part of their type. Containers are told apart. */
function childrenOf(id: string, all: readonly Resource[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const resource of all) {
		const own = !sameId(resource.id, id) && isWithin(id, resource.id);
		if (!own || kindOf(resource) === 'container') continue;
		const sort = resource.type.split('/').at(-1) ?? '';
		counts[sort] = (counts[sort] ?? 0) + 1;
	}
	return counts;
}

/** Looks ahead: what goes with a thing, and what stays behind. */
export function consequencesOf(world: World, thing: Thing): Consequences {
	const all = Object.values(world.resources);
	const inside = all.filter(({ id }) => isWithin(thing.id, id));
	const scopes = [thing.id, ...nodeGroupsOf(world, inside)];
	const isGoing = (id: string) => scopes.some((scope) => isWithin(scope, id));
	const gone = all.filter(({ id }) => isGoing(id));
	const principals = gone.flatMap((resource) => principalsIn(world, resource));
	const systemIdentity = thing.of === 'resource' && thing.resource.identity?.system !== undefined;
	const userIdentity = thing.kind === 'userIdentity';
	const containers = gone.filter((resource) => kindOf(resource) === 'container');
	const users = gone.filter((resource) => kindOf(resource) === 'userIdentity');
	const tokens = Object.values(world.tokens).filter(
		({ principalId, expiresAt }) => principals.includes(principalId) && expiresAt > world.now,
	);
	return {
		resources: gone.filter(
			(resource) =>
				isTop(resource) && !sameId(resource.id, thing.id) && !isWithin(resource.id, thing.id),
		),
		children: thing.of === 'resource' ? childrenOf(thing.id, gone) : {},
		systemIdentity,
		userIdentity,
		identities: principals.length - Number(systemIdentity || userIdentity),
		containers: thing.kind === 'container' ? 0 : containers.length,
		blobs: sum(containers.map(({ id }) => blobsIn(world, id).length)),
		grantsOnIt: Object.values(world.roleAssignments).filter(({ scope }) => isGoing(scope)).length,
		kept: gone.flatMap((resource) => {
			const span = retentionOf(resource);
			const isVault = kindOf(resource) === 'keyVault';
			const secrets = isVault ? secretsOf(world, resource.id).length : undefined;
			return span === undefined ? [] : [{ name: resource.name, secrets, span }];
		}),
		orphans: principals
			.flatMap((id) => grantsOf(world, id))
			.filter(({ assignment }) => !isGoing(assignment.scope)),
		identitiesStay: [
			...new Set(
				gone
					.flatMap(({ identity }) => identity?.user ?? [])
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
		tokens: {
			count: tokens.length,
			until: Math.max(world.now, ...tokens.map(({ expiresAt }) => expiresAt)),
		},
	};
}
