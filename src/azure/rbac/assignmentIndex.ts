import { derived, valuesOf } from '../json';
import { remembered } from '../remembered';
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

/** One principal's assignments. */
export interface PrincipalAssignments {
	/** Narrowest scope first. */
	readonly all: readonly IndexedAssignment[];
	/** Those in effect at a scope, from its chain: made there or around it. */
	readonly reaching: (chain: ReadonlySet<string>) => readonly IndexedAssignment[];
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

const NONE: readonly IndexedAssignment[] = [];
const NOTHING: PrincipalAssignments = { all: NONE, reaching: () => NONE };

function compile(own: readonly RoleAssignment[]): PrincipalAssignments {
	const all = own.map(indexed).sort(narrowestFirst);
	const byScope = group(
		all.filter(({ effective }) => effective),
		({ scopeKey }) => scopeKey,
	);
	return {
		all,
		// Chains are remembered themselves, so the same scope comes with the same chain.
		reaching: remembered((chain) => {
			let found = NONE;
			for (const key of chain) {
				const here = byScope.get(key);
				if (here) found = found.length === 0 ? here : [...found, ...here];
			}
			return found;
		}),
	};
}

/**
 * By principal: its assignments, those still propagating or being revoked included. Worked out as principals are asked about:
 * one grant must not sort everybody's assignments anew.
 */
export const assignmentsIn = derived((assignments: World['roleAssignments']) => {
	const given = group(
		valuesOf(assignments).filter(({ lifecycle }) => lifecycle.state !== 'removed'),
		({ principalId }) => principalId.toLowerCase(),
	);
	return remembered((principalId: string) => {
		const own = given.get(principalId.toLowerCase());
		return own ? compile(own) : NOTHING;
	}, 50_000);
});

/** All assignments of a principal, narrowest scope first, those still propagating or being revoked included. */
export const assignmentsOf = (world: World, principalId: string): readonly IndexedAssignment[] =>
	assignmentsIn(world.roleAssignments)(principalId).all;
