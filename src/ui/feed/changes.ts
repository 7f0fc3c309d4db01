import { isObject, nameOf, type Json, type World } from '../../azure';
import { principalNamed, roleOf } from '../views/access';
import { words } from '../words';

/** One value that a step changed. Absent on the side where there was none. */
export interface ChangedValue {
	readonly path: string;
	readonly from: string | undefined;
	readonly to: string | undefined;
}

/** One record of the world that a step made, changed or took away. */
export interface Change {
	readonly id: string;
	readonly name: string;
	readonly how: 'added' | 'removed' | 'changed';
	readonly values: readonly ChangedValue[];
}

/** What is told of, in this order, with what it is called there. */
const NAMES = {
	resourceGroups: ({ name }, _world) => name,
	resources: ({ name }, _world) => name,
	servicePrincipals: ({ displayName }, _world) => words.changes.principal(displayName),
	roleAssignments: ({ roleDefinitionName, principalId, scope }, world) =>
		words.changes.assignment(
			roleOf(world, roleDefinitionName)?.roleName ?? '',
			principalNamed(world, principalId).name || words.gone,
			nameOf(scope),
		),
	secrets: ({ name }, _world) => words.changes.secret(name),
	blobs: ({ name }, _world) => words.changes.blob(name),
	deployments: ({ name }, _world) => words.changes.deployment(name),
} satisfies {
	[Key in Collection]: (record: World[Key][string], world: World) => string;
};
type Collection =
	| 'resourceGroups'
	| 'resources'
	| 'servicePrincipals'
	| 'roleAssignments'
	| 'secrets'
	| 'blobs'
	| 'deployments';
const COLLECTIONS = Object.keys(NAMES) as Collection[];

/** Bookkeeping that changes with everything; and what is secret. */
const QUIET = new Set(['changedAt', 'changedBy', 'since', 'etag', 'value', 'content', 'steps']);

const isBranch = (value: Json | undefined): boolean => isObject(value) || Array.isArray(value);
const shown = (value: Json | undefined): string | undefined =>
	value === undefined || value === null
		? undefined
		: typeof value === 'object'
			? JSON.stringify(value)
			: String(value);

/** The leaves in which two values differ, with their paths. */
export function differences(
	from: Json | undefined,
	to: Json | undefined,
	path = '',
): ChangedValue[] {
	if (from === to) return [];
	if (!isBranch(from) && !isBranch(to)) return [{ path, from: shown(from), to: shown(to) }];
	const a = (isBranch(from) ? from : {}) as Readonly<Record<string, Json>>;
	const b = (isBranch(to) ? to : {}) as Readonly<Record<string, Json>>;
	return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((name) =>
		QUIET.has(name) ? [] : differences(a[name], b[name], path === '' ? name : `${path}.${name}`),
	);
}

function changesIn(key: Collection, before: World, after: World): Change[] {
	if (before[key] === after[key]) return [];
	const was: Readonly<Record<string, unknown>> = before[key];
	const is: Readonly<Record<string, unknown>> = after[key];
	const nameOfRecord = NAMES[key] as (record: unknown, world: World) => string;
	const ids = [...Object.keys(was).filter((id) => !(id in is)), ...Object.keys(is)];
	return ids.flatMap((id): Change[] => {
		const [a, b] = [was[id], is[id]];
		if (a === b) return [];
		const name = nameOfRecord(b ?? a, b === undefined ? before : after);
		if (a === undefined) return [{ id, name, how: 'added', values: [] }];
		if (b === undefined) return [{ id, name, how: 'removed', values: [] }];
		const values = differences(a as Json, b as Json);
		return values.length === 0 ? [] : [{ id, name, how: 'changed', values }];
	});
}

/** What is different between two worlds, record by record: what a step changed. */
export const changesBetween = (before: World, after: World): Change[] =>
	COLLECTIONS.flatMap((key) => changesIn(key, before, after));
