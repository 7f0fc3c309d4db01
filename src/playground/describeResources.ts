import {
	groupOf,
	idKey,
	isWithin,
	sameId,
	type Resource,
	type ResourceGroup,
	type World,
} from '../azure';
import { named, type Sides } from './names';
import { namedResource, type Named, type StepEvent } from './stepEvents';

type Thing = Resource | ResourceGroup;

/** What of a record differs from what another holds under the same key; keys are compared, so that no id is read. */
function differing<T>(all: Readonly<Record<string, T>>, other: Readonly<Record<string, T>>) {
	if (all === other) return [];
	const found: { readonly now: T; readonly was: T | undefined }[] = [];
	for (const key in all) {
		const now = all[key];
		const was = other[key];
		if (now !== undefined && now !== was) found.push({ now, was });
	}
	return found;
}

/** The groups and resources of a world that are not the same in another, each with what it is there. */
const differingThings = (world: World, other: World): { now: Thing; was: Thing | undefined }[] => [
	...differing(world.resourceGroups, other.resourceGroups),
	...differing(world.resources, other.resources),
];

const isReady = (thing: Thing): boolean => thing.lifecycle.state === 'succeeded';

/** How many role assignments point at a principal that had not yet lost its identity before. */
export const orphansOf = (principalId: string, { after }: Sides): number =>
	Object.values(after.roleAssignments).filter((each) => each.principalId === principalId).length;

const isDeleted = (world: World, principalId: string): boolean =>
	world.servicePrincipals[principalId]?.deletedAt !== undefined ||
	!world.servicePrincipals[principalId];

/** The principal that a resource took with it: its system-assigned one, or the one that it was. */
function identityOf(thing: Thing, sides: Sides) {
	const principal = Object.values(sides.before.servicePrincipals).find(
		({ id, resourceId, deletedAt }) =>
			deletedAt === undefined && sameId(resourceId, thing.id) && isDeleted(sides.after, id),
	);
	return principal && { principalId: principal.id, kind: principal.kind };
}

/** The outermost of the deleted things that contains this one. */
function deletedWith(thing: Thing, gone: readonly Thing[]): Named | undefined {
	const outer = gone
		.filter((other) => other !== thing && isWithin(other.id, thing.id))
		.sort((a, b) => a.id.length - b.id.length)[0];
	return outer && namedResource(outer);
}

const stillNaming = (identityId: string, world: World): Named[] =>
	Object.values(world.resources)
		.filter(({ identity }) => identity?.user.some(({ id }) => sameId(id, identityId)))
		.map(namedResource);

const keptIn = (world: World) =>
	[world.deletedVaults, world.deletedStores ?? {}]
		.flatMap((bin) => Object.values(bin))
		.filter(({ purgeAt }) => purgeAt > world.now);

/** What could be recovered before and cannot be any more, though nobody recovered it. */
function purges({ before, after }: Sides): StepEvent[] {
	const bins = before.deletedVaults === after.deletedVaults && before.now === after.now;
	if (bins && before.deletedStores === after.deletedStores) return [];
	const kept = keptIn(after);
	return keptIn(before)
		.filter(({ resource: { id } }) => !after.resources[idKey(id)])
		.filter(({ resource: { id } }) => !kept.some(({ resource }) => sameId(resource.id, id)))
		.map(({ resource }) => ({ kind: 'purged', resource: namedResource(resource) }));
}

function deletion(thing: Thing, gone: readonly Thing[], sides: Sides): StepEvent {
	const outer = deletedWith(thing, gone);
	const identity = identityOf(thing, sides);
	const kept = keptIn(sides.after).find(({ resource }) => sameId(resource.id, thing.id));
	return {
		kind: 'deleted',
		resource: namedResource(thing),
		...(outer ? { with: outer } : {}),
		...(identity ? { identityGone: identity.kind } : {}),
		orphans: identity ? orphansOf(identity.principalId, sides) : 0,
		stillNamedBy: identity?.kind === 'user' ? stillNaming(thing.id, sides.after) : [],
		...(kept ? { keptFor: kept.purgeAt - sides.after.now } : {}),
	};
}

function identityEvents(before: Resource | undefined, now: Resource, sides: Sides): StepEvent[] {
	const resource = namedResource(now);
	const events: StepEvent[] = [];
	const was = before?.identity?.system?.principalId;
	const is = now.identity?.system?.principalId;
	if (was !== undefined && was !== is)
		events.push({
			kind: 'identityOff',
			resource,
			principalId: was,
			orphans: orphansOf(was, sides),
		});
	if (is !== undefined && was !== is)
		events.push({ kind: 'identityOn', resource, principalId: is });
	const had = before?.identity?.user ?? [];
	const has = now.identity?.user ?? [];
	for (const { id } of has)
		if (!had.some((other) => sameId(other.id, id)))
			events.push({ kind: 'attached', resource, identity: named(id, sides) });
	for (const { id } of had)
		if (!has.some((other) => sameId(other.id, id)))
			events.push({ kind: 'detached', resource, identity: named(id, sides) });
	return events;
}

/** What is different about one thing, apart from its lifecycle and its identities. */
const content = ({ lifecycle: _, ...rest }: Thing): string =>
	JSON.stringify({ ...rest, identity: null, changedAt: null, changedBy: null });

const REST = /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+/i;

/** What is the same of a resource in whatever group it lies: all but its id. */
const apartFromPlace = ({ id, identityMoved: _, ...rest }: Resource): string =>
	JSON.stringify({ ...rest, id: id.replace(REST, '') });

/** The resources that left one id for another, each with the id that it had. */
function movedFrom(come: readonly Thing[], gone: readonly Thing[]): ReadonlyMap<Thing, Resource> {
	const left = new Map(
		gone.flatMap((thing) => ('type' in thing ? [[apartFromPlace(thing), thing] as const] : [])),
	);
	if (left.size === 0) return new Map();
	return new Map(
		come.flatMap((thing) => {
			const was = 'type' in thing ? left.get(apartFromPlace(thing)) : undefined;
			return was ? [[thing, was] as const] : [];
		}),
	);
}

/** A resource that moved, with its children told in one. */
function move(now: Thing, was: Resource, { after }: Sides): StepEvent[] {
	const group = after.resourceGroups[idKey(groupOf(now.id) ?? '')];
	if (was.type.split('/').length > 2 || !group) return [];
	const left = Object.values(after.roleAssignments).filter(({ scope }) => isWithin(was.id, scope));
	return [
		{
			kind: 'moved',
			resource: namedResource(now),
			to: namedResource(group),
			left: left.length,
		},
	];
}

/** What was created, changed and deleted, with the identities that came and went. */
export function describeResources(sides: Sides): StepEvent[] {
	const { before, after } = sides;
	const events: StepEvent[] = [];
	const different = differingThings(after, before);
	const missing = differingThings(before, after).flatMap(({ now, was }) => (was ? [] : [now]));
	const moved = movedFrom(
		different.flatMap(({ now, was }) => (was ? [] : [now])),
		missing,
	);
	for (const { now, was } of different) {
		const old = moved.get(now);
		if (old) {
			events.push(...move(now, old, sides));
			continue;
		}
		const resource = namedResource(now);
		const identities =
			'type' in now ? identityEvents(was && 'type' in was ? was : undefined, now, sides) : [];
		if (!was) events.push({ kind: 'created', resource, ready: isReady(now) });
		else if (now.lifecycle.state === 'deleting' && was.lifecycle.state !== 'deleting')
			events.push({ kind: 'deleting', resource });
		else if (isReady(now) && was.lifecycle.state === 'creating')
			events.push({ kind: 'ready', resource });
		else if (identities.length === 0 && content(was) !== content(now))
			events.push({ kind: 'changed', resource });
		events.push(...identities);
	}
	const places = new Set<Thing>(moved.values());
	const gone = missing.filter((thing) => !places.has(thing));
	return [...events, ...gone.map((thing) => deletion(thing, gone, sides)), ...purges(sides)];
}
