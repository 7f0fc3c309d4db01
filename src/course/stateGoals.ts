import {
	findRole,
	isOrphan,
	isWithin,
	roleAssignmentsAt,
	roleAssignmentsOf,
	sameId,
	type Resource,
	type World,
} from '../azure';
import { beyond } from './breadth';
import { currentWorld, type GoalContext } from './context';
import { findResource, findThing, findThingEver, principalsOf, spoken, spokenScope } from './names';
import type { GoalWords } from './goalWords';
import type { GoalRule } from './rule';

/** `exists` */
export const exists: GoalRule<'exists'> = {
	sentence: ({ name }, words) => words.exists(name),
	check({ name, type }, context, words) {
		const thing = findThing(currentWorld(context), name);
		if (!thing) return { met: false, saw: words.missing(name) };
		const met = type === undefined || thing.type.toLowerCase() === type.toLowerCase();
		return { met, saw: met ? words.exists(name) : words.otherType(name, thing.type) };
	},
};

/** `absent` */
export const absent: GoalRule<'absent'> = {
	sentence: ({ name }, words) => words.gone(name),
	check({ name }, context, words) {
		const thing = findThing(currentWorld(context), name);
		if (thing) return { met: false, saw: words.stillThere(name) };
		const known = findThingEver(context, name);
		return { met: true, saw: known ? words.gone(name) : words.neverWas(name) };
	},
};

function identitiesSeen({ name, identity }: Resource, words: GoalWords): string {
	const user = (identity?.user ?? []).map(({ id }) => id.split('/').at(-1) ?? id);
	const system = identity?.system !== undefined;
	return system || user.length > 0
		? words.hasIdentities(name, user, system)
		: words.hasNoIdentity(name);
}

/** `identity` */
export const identity: GoalRule<'identity'> = {
	sentence({ identity, on }, words) {
		if (identity === 'system') return words.hasSystem(on);
		return identity === 'none' ? words.hasNoIdentity(on) : words.isAssigned(identity, on);
	},
	check({ identity, on }, context, words) {
		const world = currentWorld(context);
		const resource = findResource(world, on);
		if (!resource) return { met: false, saw: words.missing(on) };
		const { system, user = [] } = resource.identity ?? {};
		const wanted = findThing(world, identity)?.id;
		const met =
			identity === 'system'
				? system !== undefined
				: identity === 'none'
					? !system && user.length === 0
					: wanted !== undefined && user.some(({ id }) => sameId(id, wanted));
		return { met, saw: identitiesSeen({ ...resource, name: on }, words) };
	},
};

const roleName = (world: World, guid: string): string => findRole(world, guid)?.roleName ?? guid;

/** `assigned` */
export const assigned: GoalRule<'assigned'> = {
	sentence: ({ role, to, at }, words) =>
		to === 'nobody' ? words.orphan(role, at) : words.hasRoles(spoken(to), [role], spoken(at)),
	check({ role, to, at, orBelow = false }, context, words) {
		const world = currentWorld(context);
		const scope = findThing(world, at);
		if (!scope) return { met: false, saw: words.missing(at) };
		const wanted = findRole(world, role)?.name;
		const here = orBelow
			? Object.values(world.roleAssignments).filter(
					({ scope: held, lifecycle }) =>
						isWithin(scope.id, held) && lifecycle.state !== 'revoking',
				)
			: roleAssignmentsAt(world, scope.id);
		const theirs =
			to === 'nobody'
				? here.filter((each) => isOrphan(world, each))
				: here.filter((each) => principalsOf(context, to).includes(each.principalId));
		const met = theirs.some((each) => each.roleDefinitionName === wanted);
		const roles = theirs.map((each) => roleName(world, each.roleDefinitionName));
		if (to !== 'nobody') return { met, saw: words.hasRoles(spoken(to), roles, spoken(at)) };
		return { met, saw: roles.length > 0 ? words.orphans(roles, at) : words.noOrphans(at) };
	},
};

function assignmentsOf(context: GoalContext, who: string) {
	const world = currentWorld(context);
	return principalsOf(context, who).flatMap((id) => roleAssignmentsOf(world, id));
}

/** `noBroaderThan` */
export const noBroaderThan: GoalRule<'noBroaderThan'> = {
	sentence: ({ who, role, at }, words) => words.noMoreThan(spoken(who), role, spoken(at)),
	check({ who, role, at }, context, words) {
		const world = currentWorld(context);
		const limit = findRole(world, role);
		const scope = findThingEver(context, at);
		if (!limit || !scope) return { met: false, saw: words.missing(limit ? at : role) };
		for (const each of assignmentsOf(context, who)) {
			const held = findRole(world, each.roleDefinitionName);
			const name = held?.roleName ?? each.roleDefinitionName;
			const place = spokenScope(each.scope);
			if (!isWithin(scope.id, each.scope))
				return { met: false, saw: words.notOnlyAt(spoken(who), name, place, spoken(at)) };
			const [more] = held ? beyond(held, limit) : [name];
			if (more !== undefined) return { met: false, saw: words.alsoAllows(spoken(who), name, more) };
		}
		return { met: true, saw: words.nothingBeyond(spoken(who)) };
	},
};
