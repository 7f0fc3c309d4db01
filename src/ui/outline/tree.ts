import {
	isWithin,
	subscriptionScope,
	type ManagementGroup,
	type Resource,
	type ResourceGroup,
	type World,
} from '../../azure';
import { grantsOf, grantsOn, type Grant } from '../views/access';
import { deletedIn } from '../views/deleted';
import { kindOf, type Kind } from '../views/kinds';
import { shownAround, shownManagementGroups, subscriptionsIn } from '../views/managementGroups';
import { resourceTypeName } from '../views/typeName';
import {
	bearersOf,
	blobId,
	blobsIn,
	containersOf,
	heldIdentities,
	partsOf,
	principalOf,
	resourcesIn,
	secretsOf,
} from '../views/things';
import { words } from '../words';

/** One item of the outline. The same thing can stand in several places; `key` tells these apart. */
export interface TreeItem {
	readonly key: string;
	/** What selecting it selects. */
	readonly id: string;
	readonly kind: Kind;
	/** Drawn. */
	readonly name: string;
	/** Drawn behind the name, softly. */
	readonly note: string;
	/** Spoken in place of both: a whole sentence. */
	readonly spoken: string;
	readonly children: readonly TreeItem[];
}

const text = words.outline;

const lets = ({ roleName }: Grant): string =>
	words.roleLets[roleName] ?? words.roleLetsOther(roleName);

/** What an identity can reach, each as an item. */
function reachItems(world: World, key: string, who: string, principalId: string): TreeItem[] {
	return grantsOf(world, principalId).map((grant) => ({
		key: `${key}|${grant.assignment.id}`,
		id: grant.assignment.id,
		kind: 'roleAssignment',
		name: text.reachVisible(lets(grant), grant.scopeName),
		note: grant.roleName,
		spoken: text.reach(who, lets(grant), grant.scopeName, grant.roleName, grant.state),
		children: [],
	}));
}

/** The grants of managed identities that were made on a scope. People's are in the details. */
function grantItems(world: World, scope: string): TreeItem[] {
	return grantsOn(world, scope)
		.filter(({ who }) => who.kind !== 'person')
		.map((grant) => {
			const gone = grant.who.kind === 'unknown';
			const spoken = gone
				? text.orphan(grant.roleName)
				: text.granted(grant.who.name, grant.roleName, grant.state);
			return {
				key: `${scope}|on|${grant.assignment.id}`,
				id: grant.assignment.id,
				kind: 'roleAssignment',
				name: gone ? words.gone : grant.who.name,
				note: grant.roleName,
				spoken,
				children: [],
			};
		});
}

function identityItems(world: World, resource: Resource): TreeItem[] {
	return heldIdentities(world, resource).map((held) => {
		const key = `${resource.id}|${held.id}`;
		if (held.kind === 'systemIdentity')
			return {
				key,
				id: held.id,
				kind: 'systemIdentity',
				name: words.kinds.systemIdentity,
				note: '',
				spoken: text.systemIdentity(resource.name),
				children: reachItems(world, key, resource.name, held.principalId),
			};
		const name = held.dangling ? text.usesGone(held.name) : text.uses(held.name);
		return {
			key,
			id: held.dangling ? resource.id : held.id,
			kind: 'userIdentity',
			name,
			note: '',
			spoken: held.dangling ? `${resource.name} ${name}` : text.assigned(held.name, resource.name),
			children: [],
		};
	});
}

function dataItems(world: World, resource: Resource): TreeItem[] {
	const leaf = (id: string, kind: Kind, name: string, children: TreeItem[] = []): TreeItem => ({
		key: id,
		id,
		kind,
		name,
		note: words.kinds[kind],
		spoken: text.item(name, words.kinds[kind]),
		children,
	});
	return [
		...secretsOf(world, resource.id).map(({ id, name }) =>
			leaf(id, 'secret', name, grantItems(world, id)),
		),
		...containersOf(world, resource.id).map(({ id, name }) =>
			leaf(id, 'container', name, [
				...grantItems(world, id),
				...blobsIn(world, id).map((blob) => leaf(blobId(blob), 'blob', blob.name)),
			]),
		),
	];
}

function assignedItems(world: World, resource: Resource): TreeItem[] {
	if (kindOf(resource) !== 'userIdentity') return [];
	const principal = principalOf(world, resource.id);
	return [
		...bearersOf(world, resource.id).map((bearer): TreeItem => ({
			key: `${resource.id}|${bearer.id}`,
			id: bearer.id,
			kind: kindOf(bearer),
			name: bearer.name,
			note: words.inspector.assignedTo.toLowerCase(),
			spoken: text.assigned(resource.name, bearer.name),
			children: [],
		})),
		...(principal ? reachItems(world, resource.id, resource.name, principal.id) : []),
	];
}

function resourceItem(world: World, resource: Resource): TreeItem {
	const kind = kindOf(resource);
	const { state } = resource.lifecycle;
	const type = resourceTypeName(resource);
	const spoken = text.item(resource.name, type);
	return {
		key: resource.id,
		id: resource.id,
		kind,
		name: resource.name,
		note: type,
		spoken: state === 'succeeded' ? spoken : text.state(spoken, words.states[state] ?? state),
		children: [
			...identityItems(world, resource),
			...assignedItems(world, resource),
			...dataItems(world, resource),
			...partsOf(world, resource.id).map((part) => resourceItem(world, part)),
			...grantItems(world, resource.id),
		],
	};
}

function groupItem(world: World, group: ResourceGroup): TreeItem {
	const resources = resourcesIn(world, group);
	const kept = deletedIn(world)
		.filter(({ resource }) => isWithin(group.id, resource.id))
		.map(({ resource }) => resource.name);
	const spoken = text.group(group.name, resources.length);
	return {
		key: group.id,
		id: group.id,
		kind: 'resourceGroup',
		name: group.name,
		note: words.kinds.resourceGroup,
		spoken: kept.length === 0 ? spoken : text.state(spoken, text.kept(kept)),
		children: [
			...resources.map((resource) => resourceItem(world, resource)),
			...grantItems(world, group.id),
		],
	};
}

function subscriptionItem(
	world: World,
	{ subscriptionId, displayName }: World['subscriptions'][string],
): TreeItem {
	const id = subscriptionScope(subscriptionId);
	const groups = Object.values(world.resourceGroups).filter((group) => isWithin(id, group.id));
	return {
		key: id,
		id,
		kind: 'subscription',
		name: displayName,
		note: words.kinds.subscription,
		spoken: text.item(displayName, words.kinds.subscription),
		children: [...groups.map((group) => groupItem(world, group)), ...grantItems(world, id)],
	};
}

/** What lies right in a management group of these; without one, what lies in none. */
function itemsIn(world: World, shown: readonly ManagementGroup[], parent?: string): TreeItem[] {
	const isHere = (id: string | undefined): boolean => shownAround(world, shown, id)?.id === parent;
	return [
		...shown
			.filter(({ parentId }) => isHere(parentId))
			.map((group) => managementGroupItem(world, shown, group)),
		...Object.values(world.subscriptions)
			.filter(({ managementGroupId }) => isHere(managementGroupId))
			.map((subscription) => subscriptionItem(world, subscription)),
	];
}

function managementGroupItem(
	world: World,
	shown: readonly ManagementGroup[],
	{ id, displayName }: ManagementGroup,
): TreeItem {
	return {
		key: id,
		id,
		kind: 'managementGroup',
		name: displayName,
		note: words.kinds.managementGroup,
		spoken: text.managementGroup(displayName, subscriptionsIn(world, id)),
		children: [...itemsIn(world, shown, id), ...grantItems(world, id)],
	};
}

/**
 * The outline: management groups that are shown, subscriptions, groups, resources, and what each has. Several things at the
 * top stand in the tenant root group, in which they all lie.
 */
export function outlineOf(world: World): TreeItem {
	const shown = shownManagementGroups(world);
	const [only, ...others] = itemsIn(world, shown);
	if (only && others.length === 0) return only;
	const root = Object.values(world.managementGroups).find(({ parentId }) => parentId === undefined);
	if (!root) throw new Error('A tenant has a root management group.');
	return managementGroupItem(world, [root, ...shown], root);
}

/** What of the last outline is still the same keeps its identity: only what has changed is drawn anew. */
export function keepItems(before: TreeItem | undefined, next: TreeItem): TreeItem {
	if (!before) return next;
	const known = new Map(before.children.map((child) => [child.key, child]));
	const children = next.children.map((child) => keepItems(known.get(child.key), child));
	const same =
		before.key === next.key &&
		before.id === next.id &&
		before.kind === next.kind &&
		before.name === next.name &&
		before.note === next.note &&
		before.spoken === next.spoken &&
		children.length === before.children.length &&
		children.every((child, index) => child === before.children[index]);
	return same ? before : { ...next, children };
}

/** An item with its place in the tree, in the order in which it is drawn. */
export interface FlatItem {
	readonly item: TreeItem;
	readonly parent: TreeItem | undefined;
}

/** The items that are to be seen, from top to bottom. */
export function visibleItems(
	root: TreeItem,
	isOpen: (item: TreeItem) => boolean,
	parent?: TreeItem,
): FlatItem[] {
	const below = isOpen(root)
		? root.children.flatMap((child) => visibleItems(child, isOpen, root))
		: [];
	return [{ item: root, parent }, ...below];
}
