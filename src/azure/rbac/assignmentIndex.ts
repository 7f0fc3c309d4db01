import { derived, valuesOf } from '../json';
import { idKey } from '../resourceId';
import type { RoleAssignment, RoleDefinition, World } from '../world';
import { builtInByGuid } from './builtInRoles';
import { parseCondition, type Condition } from './condition';

/** An assignment with what checks need of it, worked out once. */
export interface IndexedAssignment {
	readonly assignment: RoleAssignment;
	/** {@link idKey} of its scope; of the root scope it is empty. */
	readonly scopeKey: string;
	/** Whether it opens doors: it has reached everywhere, or its removal has not yet. */
	readonly effective: boolean;
	/** Its role, when that is a built-in one: these never change. */
	readonly builtIn: RoleDefinition | undefined;
	/** Under what condition it grants; `never` when Azure could not read it. */
	readonly condition: Condition | 'never' | undefined;
}

/** All of one principal's assignments, narrowest scope first, and the same by scope. */
export interface PrincipalAssignments {
	readonly all: readonly IndexedAssignment[];
	readonly byScope: ReadonlyMap<string, readonly IndexedAssignment[]>;
}

/** A few built-in roles have a condition of their own: an assignment's is then one more. */
function both(own: string | undefined, roles: string | undefined): IndexedAssignment['condition'] {
	const text = own ?? roles;
	if (text === undefined) return undefined;
	const condition = parseCondition(text) ?? 'never';
	if (own === undefined || roles === undefined || condition === 'never') return condition;
	const right = parseCondition(roles);
	return right ? { kind: 'and', left: condition, right } : 'never';
}

const indexed = derived((assignment: RoleAssignment): IndexedAssignment => {
	const builtIn = builtInByGuid(assignment.roleDefinitionName);
	return {
		assignment,
		scopeKey: idKey(assignment.scope),
		effective: assignment.lifecycle.state !== 'propagating',
		builtIn,
		condition: both(assignment.condition, builtIn?.condition),
	};
});

/** Inside one branch of the tree of scopes the longer key is the narrower scope. */
const narrowestFirst = (a: IndexedAssignment, b: IndexedAssignment): number =>
	b.scopeKey.length - a.scopeKey.length || (a.assignment.id < b.assignment.id ? -1 : 1);

function group<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const value of values) {
		const key = keyOf(value);
		const same = groups.get(key);
		if (same) same.push(value);
		else groups.set(key, [value]);
	}
	return groups;
}

const byPrincipal = derived((assignments: World['roleAssignments']) => ({
	given: group(
		valuesOf(assignments).filter(({ lifecycle }) => lifecycle.state !== 'removed'),
		({ principalId }) => principalId.toLowerCase(),
	),
	/** Filled as principals are asked about: one grant must not sort everybody's assignments anew. */
	ordered: new Map<string, PrincipalAssignments>(),
}));

/** The assignments of a principal, those still propagating or being revoked included; `undefined` when it has none. */
export function assignmentsByScope(
	world: World,
	principalId: string,
): PrincipalAssignments | undefined {
	const { given, ordered } = byPrincipal(world.roleAssignments);
	const key = principalId.toLowerCase();
	const known = ordered.get(key);
	if (known) return known;
	const own = given.get(key);
	if (!own) return undefined;
	const all = own.map(indexed).sort(narrowestFirst);
	const made = { all, byScope: group(all, ({ scopeKey }) => scopeKey) };
	ordered.set(key, made);
	return made;
}
