import {
	findRole,
	isOrphan,
	isWithin,
	roleAssignmentsAt,
	roleAssignmentsOf,
	sameId,
	type World,
} from '../azure';
import { beyond } from './breadth';
import { currentWorld, type GoalContext } from './context';
import { findResource, findThing, findThingEver, principalsOf, spoken, spokenScope } from './names';
import type { GoalRule } from './rule';

/** `exists` */
export const exists: GoalRule<'exists'> = {
	sentence: ({ name }) => `${name} exists.`,
	check({ name, type }, context) {
		const thing = findThing(currentWorld(context), name);
		if (!thing) return { met: false, saw: `There is no ${name}.` };
		const met = type === undefined || thing.type.toLowerCase() === type.toLowerCase();
		return { met, saw: met ? `${name} exists.` : `${name} is of another type: ${thing.type}.` };
	},
};

/** `absent` */
export const absent: GoalRule<'absent'> = {
	sentence: ({ name }) => `${name} is gone.`,
	check({ name }, context) {
		const thing = findThing(currentWorld(context), name);
		if (thing) return { met: false, saw: `${name} is still there.` };
		const known = findThingEver(context, name);
		return { met: true, saw: known ? `${name} is gone.` : `There never was a ${name}.` };
	},
};

function identityWords({ identity }: NonNullable<ReturnType<typeof findResource>>): string {
	const user = (identity?.user ?? []).map(({ id }) => id.split('/').at(-1) ?? id);
	const all = [...(identity?.system ? ['its system-assigned identity'] : []), ...user];
	return all.length === 0 ? 'no identity' : all.join(' and ');
}

/** `identity` */
export const identity: GoalRule<'identity'> = {
	sentence({ identity, on }) {
		if (identity === 'system') return `${on} has a system-assigned identity.`;
		if (identity === 'none') return `${on} has no identity.`;
		return `${identity} is assigned to ${on}.`;
	},
	check({ identity, on }, context) {
		const world = currentWorld(context);
		const resource = findResource(world, on);
		if (!resource) return { met: false, saw: `There is no ${on}.` };
		const { system, user = [] } = resource.identity ?? {};
		const wanted = findThing(world, identity)?.id;
		const met =
			identity === 'system'
				? system !== undefined
				: identity === 'none'
					? !system && user.length === 0
					: wanted !== undefined && user.some(({ id }) => sameId(id, wanted));
		return { met, saw: `${on} has ${identityWords(resource)}.` };
	},
};

const roleName = (world: World, guid: string): string => findRole(world, guid)?.roleName ?? guid;

/** `assigned` */
export const assigned: GoalRule<'assigned'> = {
	sentence: ({ role, to, at }) =>
		to === 'nobody'
			? `A role assignment of ${role} at ${at} points at nobody.`
			: `${spoken(to)} has ${role} at ${spoken(at)}.`,
	check({ role, to, at, orBelow = false }, context) {
		const world = currentWorld(context);
		const scope = findThing(world, at);
		if (!scope) return { met: false, saw: `There is no ${at}.` };
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
		const what = roles.length > 0 ? roles.join(', ') : 'no role';
		if (to !== 'nobody') return { met, saw: `${spoken(to)} has ${what} at ${spoken(at)}.` };
		return {
			met,
			saw:
				roles.length > 0
					? `${what} at ${at} points at nobody.`
					: `Every role assignment at ${at} points at someone.`,
		};
	},
};

function assignmentsOf(context: GoalContext, who: string) {
	const world = currentWorld(context);
	return principalsOf(context, who).flatMap((id) => roleAssignmentsOf(world, id));
}

/** `noBroaderThan` */
export const noBroaderThan: GoalRule<'noBroaderThan'> = {
	sentence: ({ who, role, at }) =>
		`${spoken(who)} gets no more than ${role}, and only at ${spoken(at)}.`,
	check({ who, role, at }, context) {
		const world = currentWorld(context);
		const limit = findRole(world, role);
		const scope = findThingEver(context, at);
		if (!limit || !scope) return { met: false, saw: `There is no ${limit ? at : role}.` };
		for (const each of assignmentsOf(context, who)) {
			const held = findRole(world, each.roleDefinitionName);
			const name = held?.roleName ?? each.roleDefinitionName;
			const place = spokenScope(each.scope);
			if (!isWithin(scope.id, each.scope))
				return {
					met: false,
					saw: `${spoken(who)} has ${name} at ${place}, not only at ${spoken(at)}.`,
				};
			const more = held ? beyond(held, limit) : [name];
			if (more.length > 0)
				return { met: false, saw: `${spoken(who)} has ${name}, which also allows ${more[0]}.` };
		}
		return { met: true, saw: `${spoken(who)} has nothing beyond that.` };
	},
};
