import {
	currentSubscription,
	groupOf,
	idKey,
	isWithin,
	roleDefinitionsOf,
	sameId,
	subscriptionScope,
	typeOf,
	type RoleDefinition,
	type World,
} from '../../azure';
import { fitsTarget, opensData } from '../views/access';
import { kindOf } from '../views/kinds';
import { shownAround } from '../views/managementGroups';
import { scopeName, thingOf, topResources } from '../views/things';
import { words } from '../words';

/** Whom a role can be granted to, in groups. */
export function principalChoices(world: World) {
	const { system, user } = words.form.grant;
	const identities = Object.values(world.servicePrincipals)
		.filter(({ deletedAt }) => deletedAt === undefined)
		.map(({ id, kind, displayName }) => ({
			id,
			label: kind === 'system' ? system(displayName) : user(displayName),
		}));
	const people = Object.values(world.users).map(({ id, displayName, userPrincipalName }) => ({
		id,
		label: `${displayName} · ${userPrincipalName}`,
	}));
	return { identities, people };
}

/** Resources that hold something to be reached, the ones with data first. */
export function targetChoices(world: World): { id: string; label: string }[] {
	const rank = (kind: string) => (kind === 'keyVault' || kind === 'storageAccount' ? 0 : 1);
	return topResources(world)
		.map((resource) => ({ resource, kind: kindOf(resource) }))
		.sort((a, b) => rank(a.kind) - rank(b.kind))
		.map(({ resource: { id, name }, kind }) => ({ id, label: `${name} · ${words.kinds[kind]}` }));
}

/** A scope that a role could be granted at, with what that covers. */
export interface ScopeChoice {
	readonly id: string;
	readonly kind: string;
	readonly name: string;
	/** Resources inside. */
	readonly covers: number;
	readonly wide: boolean;
}

/** How many resources lie in a scope, be it a management group. */
function coveredBy(world: World, scope: string): number {
	const above = world.managementGroups[idKey(scope)];
	const scopes = above
		? Object.values(world.subscriptions)
				.filter((each) => shownAround(world, [above], each.managementGroupId) !== undefined)
				.map(({ subscriptionId }) => subscriptionScope(subscriptionId))
		: [scope];
	return topResources(world).filter(({ id }) => scopes.some((each) => isWithin(each, id))).length;
}

/** A target and the scopes that contain it, narrowest first. */
export function scopeChoices(world: World, target: string): ScopeChoice[] {
	const subscription = subscriptionScope(currentSubscription(world));
	const group = groupOf(target);
	const thing = thingOf(world, target);
	const owner =
		thing?.kind === 'secret'
			? target.replace(/\/secrets\/[^/]+$/i, '')
			: thing?.kind === 'container'
				? target.replace(/\/blobServices\/.*$/i, '')
				: undefined;
	const ids =
		thing?.of === 'managementGroup'
			? [target]
			: [target, owner, group, subscription].filter((id) => id !== undefined);
	const unique = ids.filter((id, index) => ids.findIndex((other) => sameId(other, id)) === index);
	return unique.map((id) => {
		const kind = thingOf(world, id)?.kind ?? 'resource';
		return {
			id,
			kind: words.kinds[kind],
			name: scopeName(world, id),
			covers: coveredBy(world, id),
			wide: kind === 'managementGroup' || kind === 'subscription' || kind === 'resourceGroup',
		};
	});
}

/** Roles under a heading. */
export interface RoleSection {
	readonly heading: string;
	readonly roles: readonly RoleDefinition[];
}

/** The roles that match a search, the data roles that fit the target first. */
export function roleSections(world: World, target: string, search: string): RoleSection[] {
	const wanted = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
	const type = typeOf(target)?.replace(/\/(secrets|blobServices).*$/i, '');
	const roles = roleDefinitionsOf(world).filter(({ roleName, description }) => {
		const text = `${roleName} ${description}`.toLowerCase();
		return wanted.every((word) => text.includes(word));
	});
	const fits = roles
		.filter((role) => fitsTarget(role, type))
		.sort((a, b) => rarity(a) - rarity(b) || leastFirst(a, b));
	const rest = roles.filter((role) => !fits.includes(role));
	const text = words.form.grant;
	return [
		{ heading: text.fits(scopeName(world, target)), roles: fits },
		{ heading: text.management, roles: rest.filter((role) => !opensData(role)) },
		{ heading: text.data, roles: rest.filter(opensData) },
	].filter((section) => section.roles.length > 0);
}

const breadth = ({ permissions }: RoleDefinition): number =>
	permissions
		.flatMap(({ dataActions, actions }) => [...dataActions, ...actions])
		.reduce(
			(sum, action) => sum + (action.endsWith('*') ? 10 : 1) * (/read|get/i.test(action) ? 1 : 3),
			0,
		);

/** What lies in a storage account, the usual first: roles for its blobs are looked for before those for its file shares. */
const IN_STORAGE = ['Blob', 'Queue', 'Table', 'File'];
const rarity = ({ roleName }: RoleDefinition): number =>
	IN_STORAGE.findIndex((what) => roleName.startsWith(`Storage ${what} `));

/** Whoever looks for a role should meet the narrow ones first. */
const leastFirst = (a: RoleDefinition, b: RoleDefinition): number => breadth(a) - breadth(b);
