import { handle, isObject, nameOf, parseJson, requests, type Json, type World } from '../../azure';
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
const QUIET = new Set([
	...['changedAt', 'changedBy', 'since', 'etag', 'value', 'content', 'steps'],
	...['systemData', 'changedTime'],
]);

const isBranch = (value: Json | undefined): boolean => isObject(value) || Array.isArray(value);

/** The state of a lifecycle in words, a moment as Azure writes it, and anything else as it is. */
function shown(value: Json | undefined, path: string): string | undefined {
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'number' && path.endsWith('At')) return new Date(value).toISOString();
	if (path.endsWith(LIFECYCLE)) return words.states[String(value)] ?? String(value);
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
/** Where a record of the world keeps its state; to the reader that is its state, no more. */
const LIFECYCLE = 'lifecycle.state';

const join = (path: string, name: string): string => {
	const part = name.startsWith('/') ? nameOf(name) : name;
	return path === '' ? part : `${path}.${part}`;
};

/** The leaves in which two values differ, with their paths. */
export function differences(
	from: Json | undefined,
	to: Json | undefined,
	path = '',
): ChangedValue[] {
	if (from === to) return [];
	if (!isBranch(from) && !isBranch(to)) {
		const told = path.endsWith(LIFECYCLE) ? `${path.slice(0, -LIFECYCLE.length)}state` : path;
		return [{ path: told, from: shown(from, path), to: shown(to, path) }];
	}
	const a = (isBranch(from) ? from : {}) as Readonly<Record<string, Json>>;
	const b = (isBranch(to) ? to : {}) as Readonly<Record<string, Json>>;
	return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((name) =>
		QUIET.has(name) ? [] : differences(a[name], b[name], join(path, name)),
	);
}

/** What has a page of its own in Resource Manager is told in the words of its JSON, when whoever looks may read it. */
function asAzureHasIt(key: Collection, id: string, world: World): Json | undefined {
	if (key !== 'resources' && key !== 'resourceGroups') return undefined;
	const [, { status, body }] = handle(world, requests.get(world[key][id]?.id ?? id));
	return status === 200 ? parseJson(body) : undefined;
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
		const [from, to] = [before, after].map((world) => asAzureHasIt(key, id, world));
		const values = from && to ? differences(from, to) : differences(a as Json, b as Json);
		return values.length === 0 ? [] : [{ id, name, how: 'changed', values }];
	});
}

/** What is different between two worlds, record by record: what a step changed. */
export const changesBetween = (before: World, after: World): Change[] =>
	COLLECTIONS.flatMap((key) => changesIn(key, before, after));
