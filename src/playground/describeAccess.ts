import type { RoleAssignment, World } from '../azure';
import { grantOf, named, principal, type Sides } from './names';
import type { StepEvent } from './stepEvents';

const live = ({ lifecycle }: RoleAssignment): boolean =>
	lifecycle.state !== 'revoking' && lifecycle.state !== 'removed';

/** The scope went, and its assignments with it. */
function scopeGone(assignment: RoleAssignment, { before, after }: Sides): boolean {
	const key = assignment.scope.toLowerCase();
	const exists = (world: World) => key in world.resources || key in world.resourceGroups;
	return exists(before) && !exists(after);
}

/** Which roles were granted and taken away, and which took effect meanwhile. */
export function describeGrants(sides: Sides): StepEvent[] {
	const { before, after } = sides;
	if (before.roleAssignments === after.roleAssignments) return [];
	const events: StepEvent[] = [];
	for (const [key, now] of Object.entries(after.roleAssignments)) {
		const was = before.roleAssignments[key];
		if (was === now) continue;
		const grant = grantOf(now, sides);
		const effective = now.lifecycle.state === 'effective';
		if (!was) events.push({ kind: 'granted', grant, effective });
		else if (live(was) && !live(now)) events.push({ kind: 'revoked', grant });
		else if (effective && was.lifecycle.state !== 'effective')
			events.push({ kind: 'effective', grant });
	}
	for (const [key, was] of Object.entries(before.roleAssignments)) {
		if (key in after.roleAssignments || !live(was)) continue;
		const gone = scopeGone(was, sides) ? { with: named(was.scope, sides) } : {};
		events.push({ kind: 'revoked', grant: grantOf(was, sides), ...gone });
	}
	return events;
}

/** Which identities got a new certificate. The first one, made with the identity, is no news. */
export function describeCredentials(sides: Sides): StepEvent[] {
	const { before, after } = sides;
	if (before.servicePrincipals === after.servicePrincipals) return [];
	return Object.values(after.servicePrincipals).flatMap(({ id, keyCredentials }): StepEvent[] => {
		const had = before.servicePrincipals[id]?.keyCredentials;
		return had && keyCredentials.length > had.length
			? [{ kind: 'credentialRolled', identity: principal(id, sides) }]
			: [];
	});
}
