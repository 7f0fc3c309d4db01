import { idKey } from '../resourceId';
import type { RoleAssignment, World } from '../world';

/** An assignment with the key of its scope, worked out once. */
export interface IndexedAssignment {
	readonly assignment: RoleAssignment;
	/** {@link idKey} of its scope; of the root scope it is empty. */
	readonly scopeKey: string;
	/** Whether it opens doors: it has reached everywhere, or its removal has not yet. */
	readonly effective: boolean;
}

/** All of one principal's assignments, narrowest scope first, and the same by scope. */
export interface PrincipalAssignments {
	readonly all: readonly IndexedAssignment[];
	readonly byScope: ReadonlyMap<string, readonly IndexedAssignment[]>;
}

type Index = ReadonlyMap<string, PrincipalAssignments>;

/** Worlds are never changed, so the index of a record of assignments holds for as long as the record lives. */
const indexes = new WeakMap<World['roleAssignments'], Index>();

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

function build(assignments: World['roleAssignments']): Index {
	const entries = Object.values(assignments)
		.filter(({ lifecycle }) => lifecycle.state !== 'removed')
		.map((assignment) => ({
			assignment,
			scopeKey: idKey(assignment.scope),
			effective: assignment.lifecycle.state !== 'propagating',
		}));
	const index = new Map<string, PrincipalAssignments>();
	for (const [principal, own] of group(entries, ({ assignment }) =>
		assignment.principalId.toLowerCase(),
	)) {
		own.sort(narrowestFirst);
		index.set(principal, { all: own, byScope: group(own, ({ scopeKey }) => scopeKey) });
	}
	return index;
}

/** The assignments of a principal, those still propagating or being revoked included; `undefined` when it has none. */
export function assignmentsByScope(
	world: World,
	principalId: string,
): PrincipalAssignments | undefined {
	let index = indexes.get(world.roleAssignments);
	if (!index) indexes.set(world.roleAssignments, (index = build(world.roleAssignments)));
	return index.get(principalId.toLowerCase());
}

const MEMORY = 20_000;
const chains = new Map<string, ReadonlySet<string>>();

/** A scope's key and those of everything around it, narrowest first, down to the root: where an assignment would reach the scope. */
export function scopeChain(scope: string): ReadonlySet<string> {
	const known = chains.get(scope);
	if (known) return known;
	const chain = new Set<string>();
	for (let key = idKey(scope); key !== ''; key = key.slice(0, Math.max(0, key.lastIndexOf('/'))))
		chain.add(key);
	chain.add('');
	if (chains.size >= MEMORY) chains.clear();
	chains.set(scope, chain);
	return chain;
}
