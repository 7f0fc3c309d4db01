import {
	createWorld,
	groupOf,
	idKey,
	isOrphan,
	isWithin,
	type Resource,
	type ResourceGroup,
	type RoleAssignment,
	type Lock,
	type RoleDefinition,
	type Secret,
	type World,
} from '../azure';

/** What of a world is exported. */
export interface Selection {
	readonly groups: readonly ResourceGroup[];
	readonly resources: readonly Resource[];
	readonly secrets: readonly Secret[];
	readonly assignments: readonly RoleAssignment[];
	readonly roles: readonly RoleDefinition[];
	readonly locks: readonly Lock[];
	/** What is left out, and why, as sentences. */
	readonly leftOut: readonly string[];
}

const isGoing = ({ lifecycle }: { lifecycle: { state: string } }): boolean =>
	/^(deleting|deleted|revoking|removed)$/.test(lifecycle.state);

const count = (number: number, one: string, many = `${one}s`): string =>
	`${number} ${number === 1 ? one : many}`;

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
	a.id.toLowerCase() < b.id.toLowerCase() ? -1 : 1;

/** Whether a scope is (still) there. */
function isHere(world: World, scope: string): boolean {
	const key = idKey(scope);
	return key.includes('/providers/') && key.includes('/resourcegroups/')
		? world.resources[key] !== undefined
		: !key.includes('/resourcegroups/') || world.resourceGroups[key] !== undefined;
}

/** Everything of a world that lies in `scope` (the id of a group or a resource), or all of it. */
export function select(world: World, scope?: string): Selection {
	const inside = (id: string) => scope === undefined || isWithin(scope, id);
	const leftOut: string[] = [];
	const say = (number: number, one: string, why: string, many?: string) => {
		if (number > 0) leftOut.push(`${count(number, one, many)}: ${why}`);
	};
	const managed = (id: string) =>
		world.resourceGroups[idKey(groupOf(id) ?? '')]?.managedBy !== undefined;
	const groups = Object.values(world.resourceGroups)
		.filter(({ id, ...group }) => inside(id) && !isGoing(group) && group.managedBy === undefined)
		.sort(byId);
	// What a service makes beside a resource, it makes anew.
	const here = Object.values(world.resources).filter(({ id }) => inside(id) && !managed(id));
	const stays = (resource: Resource) =>
		!isGoing(resource) &&
		!isGoing(world.resourceGroups[idKey(groupOf(resource.id) ?? '')] ?? resource);
	const resources = here.filter(stays).sort(byId);
	say(here.length - resources.length, 'resource', 'being deleted.');
	const keys = new Set(resources.map(({ id }) => idKey(id)));
	const vaultOf = (id: string) => idKey(id).split('/secrets/')[0] ?? '';
	const kept = Object.values(world.secrets).filter(({ id }) => keys.has(vaultOf(id)));
	const secrets = kept
		.filter(
			({ deletedAt, versions }) =>
				deletedAt === undefined && versions.at(-1)?.certificateId === undefined,
		)
		.sort(byId);
	const older = secrets.reduce((sum, { versions }) => sum + versions.length - 1, 0);
	say(older, 'older secret version', 'only the newest value of a secret can be written.');
	const gone = kept.filter(({ deletedAt }) => deletedAt !== undefined).length;
	say(gone, 'soft-deleted secret', 'it waits in its vault to be recovered or purged.');
	if (scope === undefined)
		say(
			Object.keys(world.deletedVaults).length,
			'soft-deleted key vault',
			'recover it, or purge it to free its name.',
		);
	const holder = (principalId: string) => world.servicePrincipals[principalId]?.resourceId ?? '';
	const usual = createWorld({ seed: world.seed }).roleAssignments;
	const granted = Object.values(world.roleAssignments).filter(
		(one) =>
			!usual[idKey(one.id)] &&
			!isGoing(one) &&
			(inside(one.scope) || (scope !== undefined && inside(holder(one.principalId)))),
	);
	const orphans = granted.filter((one) => isOrphan(world, one));
	say(
		orphans.length,
		'orphaned role assignment',
		'the identity that it was made for is gone, so it points at nobody.',
	);
	const data = Object.keys(world.blobs).length + Object.keys(world.items).length;
	if (scope === undefined) {
		say(
			data,
			'piece of data',
			'blobs, messages, keys and the like are not infrastructure.',
			'pieces of data',
		);
		say(Object.keys(world.groups).length, 'group', 'it belongs to the directory, not to Azure.');
	}
	const stopped = resources.filter(({ power }) => power !== undefined);
	for (const { name, power = '' } of stopped) leftOut.push(`${name} is ${power}: a new one runs.`);
	const present = (id: string) => {
		const key = idKey(id);
		return (
			!/\/resourcegroups\/[^/]+\/providers\//.test(key) ||
			world.resources[key] !== undefined ||
			(world.secrets[key]?.versions.at(-1)?.certificateId === undefined &&
				world.secrets[key] !== undefined)
		);
	};
	const reaches = granted.filter((one) => !isOrphan(world, one)).sort(byId);
	const assignments = reaches.filter(({ scope: at }) => present(at));
	say(
		reaches.length - assignments.length,
		'role assignment',
		'its scope is data, or a part of a resource that has no block of its own.',
	);
	const locks = Object.values(world.locks)
		.filter((lock) => inside(lock.scope) && present(lock.scope))
		.sort(byId);
	const used = new Set(assignments.map(({ roleDefinitionName }) => roleDefinitionName));
	const asked = Object.values(world.roleDefinitions).filter(
		({ name }) => scope === undefined || used.has(name),
	);
	const roles = asked.flatMap((role): RoleDefinition[] => {
		const assignableScopes = role.assignableScopes.filter((at) => isHere(world, at));
		return assignableScopes.length > 0 ? [{ ...role, assignableScopes }] : [];
	});
	say(asked.length - roles.length, 'custom role', 'the scopes that it names are gone.');
	const always = ['Tokens, logs and the certificates of identities: Azure makes them anew.'];
	return {
		groups,
		resources,
		secrets,
		assignments,
		roles,
		locks,
		leftOut: [...leftOut, ...always],
	};
}
