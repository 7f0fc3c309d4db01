import {
	groupOf,
	idKey,
	isWithin,
	nameOf,
	parseResourceId,
	providerOf,
	roleDefinitionByName,
	subscriptionScope,
	typeOf,
	type Resource,
	type ResourceGroup,
	type RoleAssignment,
	type ServicePrincipal,
	type World,
} from '../../azure';
import { deletedIn } from '../views/deleted';
import { kindOf } from '../views/kinds';
import { topKeyOf } from '../views/lookup';
import { shownAround, shownManagementGroups } from '../views/managementGroups';
import { resourceTypeName } from '../views/typeName';
import {
	attachmentId,
	type Attachment,
	type ChildCount,
	type Lane,
	type Picture,
	type PictureArea,
	type PictureNode,
	type Reach,
	type RoleArrow,
} from './picture';

const isChild = (type: string): boolean => type.indexOf('/', type.indexOf('/') + 1) >= 0;

/** What programs stand on: nobody opens it to read something. */
const GROUND: ReadonlySet<string> = new Set([
	'microsoft.web/serverfarms',
	'microsoft.app/managedenvironments',
]);
/** What acts under an identity, although no code of ours runs in it. */
const ACTING: ReadonlySet<string> = new Set([
	'microsoft.containerservice/managedclusters',
	'microsoft.logic/workflows',
	'microsoft.datafactory/factories',
	'microsoft.automation/automationaccounts',
]);

function laneOf(resource: Resource): Lane {
	const type = resource.type.toLowerCase();
	if (kindOf(resource) === 'userIdentity') return 'identity';
	if (GROUND.has(type)) return 'ground';
	if (ACTING.has(type)) return 'workload';
	return providerOf(resource.type)?.tokenEndpoint ? 'workload' : 'target';
}

/** For each parent's key, its children by kind: secrets and child resources are counted, not drawn. */
function childrenOf(world: World): Map<string, ChildCount[]> {
	const counts = new Map<string, ChildCount[]>();
	const add = (parent: string, what: string): void => {
		const list = counts.get(parent) ?? [];
		const others = list.filter((child) => child.what !== what);
		const count = (list.find((child) => child.what === what)?.count ?? 0) + 1;
		counts.set(parent, [...others, { what, count }]);
	};
	for (const { id, deletedAt } of Object.values(world.secrets))
		if (deletedAt === undefined) add(topKeyOf(id), 'secrets');
	for (const { id, type } of Object.values(world.resources))
		if (isChild(type)) add(topKeyOf(id), type.split('/').at(-1) ?? '');
	return counts;
}

function areasOf(world: World): PictureArea[] {
	const shown = shownManagementGroups(world);
	const within = (id: string | undefined): { parent?: string } => {
		const parent = shownAround(world, shown, id);
		return parent ? { parent: parent.id } : {};
	};
	const above = shown.map(({ id, displayName, parentId }): PictureArea => ({
		id,
		kind: 'managementGroup',
		...within(parentId),
		name: displayName,
		location: '',
		state: 'succeeded',
	}));
	const subscriptions = Object.values(world.subscriptions).map(
		({ subscriptionId, displayName, managementGroupId }): PictureArea => ({
			id: subscriptionScope(subscriptionId),
			kind: 'subscription',
			...within(managementGroupId),
			name: displayName,
			location: '',
			state: 'succeeded',
		}),
	);
	const deleted = deletedIn(world).map(({ resource }) => resource);
	const keptIn = (group: string): { kept?: readonly string[] } => {
		const kept = deleted.filter(({ id }) => isWithin(group, id)).map(({ name }) => name);
		return kept.length === 0 ? {} : { kept };
	};
	const groups = Object.values(world.resourceGroups).map(
		({ id, name, location, lifecycle }): PictureArea => ({
			id,
			kind: 'group',
			parent: subscriptionScope(parseResourceId(id)?.subscriptionId ?? ''),
			name,
			location,
			state: lifecycle.state,
			...keptIn(id),
		}),
	);
	return [...above, ...subscriptions, ...groups];
}

const NONE: readonly ChildCount[] = [];
/** A resource's card, with what else it was made from: records are never changed, so while these are the same it is. */
interface MadeCard {
	readonly groupKey: string;
	readonly group: ResourceGroup | undefined;
	readonly sealed: ServicePrincipal | undefined;
	readonly children: readonly ChildCount[];
	readonly card: PictureNode;
}
const madeCards = new WeakMap<Resource, MadeCard>();

function cardOf(world: World, resource: Resource, children: readonly ChildCount[]): PictureNode {
	const { id, identity } = resource;
	const made = madeCards.get(resource);
	const groupKey = made?.groupKey ?? idKey(groupOf(id) ?? '');
	const group = world.resourceGroups[groupKey];
	const sealed = identity?.system && world.servicePrincipals[identity.system.principalId];
	if (made && made.group === group && made.sealed === sealed && made.children === children)
		return made.card;
	const card = makeCard(resource, group, sealed, children);
	madeCards.set(resource, { groupKey, group, sealed, children, card });
	return card;
}

function makeCard(
	resource: Resource,
	group: ResourceGroup | undefined,
	sealed: ServicePrincipal | undefined,
	children: readonly ChildCount[],
): PictureNode {
	const { id, name, type, lifecycle } = resource;
	const lane = laneOf(resource);
	return {
		id,
		kind: lane === 'identity' ? 'identity' : 'resource',
		lane,
		area: group?.id ?? subscriptionScope(parseResourceId(id)?.subscriptionId ?? ''),
		name,
		type,
		what: kindOf(resource),
		typeName: resourceTypeName(resource),
		state: lifecycle.state,
		...(sealed ? { seal: { id: sealed.id, state: sealed.lifecycle.state } } : {}),
		children,
	};
}

/** Where the world's cards, seals and areas are found by key, so that lines know their ends. */
interface Index {
	readonly cards: ReadonlyMap<string, PictureNode>;
	readonly areas: ReadonlyMap<string, PictureArea>;
	/** The card or seal that stands for a principal: a security group's is drawn when it has a role. */
	readonly standsFor: ReadonlyMap<string, string>;
}

function indexOf(
	world: World,
	areas: readonly PictureArea[],
	byKey: ReadonlyMap<string, PictureNode>,
): Index {
	const standsFor = new Map<string, string>();
	for (const { id, kind, resourceId, deletedAt } of Object.values(world.servicePrincipals)) {
		const card = byKey.get(idKey(resourceId));
		if (deletedAt !== undefined || !card) continue;
		if (kind === 'user') standsFor.set(id, card.id);
		else if (card.seal?.id === id) standsFor.set(id, id);
	}
	for (const id of Object.keys(world.groups)) standsFor.set(id, id);
	return { cards: byKey, areas: new Map(areas.map((area) => [idKey(area.id), area])), standsFor };
}

/** The card (with its key) or area that a scope is, or lies in, and how far the scope reaches. */
function endOf(
	index: Index,
	scope: string,
): { to: string; reach: Reach; within?: string; key?: string } | undefined {
	const key = topKeyOf(scope);
	const card = index.cards.get(key);
	if (card)
		return idKey(card.id) === idKey(scope)
			? { to: card.id, reach: 'resource', key }
			: { to: card.id, reach: 'child', within: nameOf(scope), key };
	const group = index.areas.get(idKey(groupOf(scope) ?? ''));
	if (group) return { to: group.id, reach: 'group' };
	const around = index.areas.get(idKey(scope));
	if (around?.kind === 'managementGroup') return { to: around.id, reach: 'managementGroup' };
	const { subscriptionId } = parseResourceId(scope) ?? {};
	const areas = [...index.areas.values()].filter(({ kind }) => kind === 'subscription');
	const area = areas.find(({ id }) => idKey(id) === idKey(subscriptionScope(subscriptionId ?? '')));
	const subscription = area ?? areas[0];
	return subscription && { to: subscription.id, reach: 'subscription' };
}

/** Where that is drawn which lies in no resource group: in the group of a scope or resource, else in a subscription. */
function areaNear(index: Index, near: string): string {
	const home = index.areas.get(idKey(groupOf(near) ?? ''));
	const subscription = [...index.areas.values()].find(({ kind }) => kind === 'subscription');
	return home?.id ?? subscription?.id ?? near;
}

function ghostOf(
	world: World,
	index: Index,
	principalId: string,
	near: string,
	identityId?: string,
): PictureNode {
	const principal = world.servicePrincipals[principalId];
	const stoodAt = principal?.resourceId ?? identityId;
	return {
		id: principalId,
		kind: 'ghost',
		lane: 'identity',
		area: areaNear(index, groupOf(near) ?? stoodAt ?? ''),
		name: principal?.displayName ?? (identityId === undefined ? '' : nameOf(identityId)),
		type: stoodAt === undefined ? '' : (typeOf(stoodAt) ?? ''),
		typeName: '',
		state: 'gone',
		children: [],
		...(stoodAt === undefined ? {} : { stoodAt }),
	};
}

/** A security group that has a role: it lies in no resource group, and is drawn beside what it reaches. */
function securityGroupOf(
	index: Index,
	{ id, displayName, members }: World['groups'][string],
	near: string,
): PictureNode {
	return {
		id,
		kind: 'securityGroup',
		lane: 'identity',
		area: areaNear(index, near),
		name: displayName,
		type: '',
		typeName: '',
		state: 'succeeded',
		members: members.length,
		children: [],
	};
}

function remainingOf(world: World, key: string): number | undefined {
	const timer = world.timers.find(
		({ record }) => record.kind === 'roleAssignment' && record.key === key,
	);
	return timer && timer.at - world.now;
}

/** An arrow to a card, with what else it was made from. */
interface MadeArrow {
	/** The card at its end, and its key. */
	readonly card: PictureNode;
	readonly key: string;
	readonly from: string | undefined;
	readonly remaining: number | undefined;
	readonly role: string;
	readonly arrow: RoleArrow;
}
const madeArrows = new WeakMap<RoleAssignment, MadeArrow>();

function arrowOf(
	world: World,
	index: Index,
	[key, assignment]: readonly [string, RoleAssignment],
): RoleArrow | undefined {
	const { id, principalId, roleDefinitionName, scope, lifecycle } = assignment;
	const from = index.standsFor.get(principalId);
	const remaining = lifecycle.state === 'effective' ? undefined : remainingOf(world, key);
	const role = roleDefinitionByName(world, roleDefinitionName)?.roleName ?? roleDefinitionName;
	const made = madeArrows.get(assignment);
	if (
		made?.from === from &&
		made?.remaining === remaining &&
		made?.role === role &&
		index.cards.get(made.key) === made.card
	)
		return made.arrow;
	const end = endOf(index, scope);
	if (!end) return undefined;
	const { key: at, ...ends } = end;
	const arrow: RoleArrow = {
		kind: 'role',
		id,
		from: from ?? principalId,
		role,
		state: lifecycle.state,
		...(remaining === undefined ? {} : { remaining }),
		orphan: from === undefined,
		...ends,
	};
	const card = at === undefined ? undefined : index.cards.get(at);
	if (card && at !== undefined)
		madeArrows.set(assignment, { card, key: at, from, remaining, role, arrow });
	return arrow;
}

/**
 * What the canvas shows of a world (pure). Secrets and child resources are counts on their card; the roles of people
 * are left out; a security group that has one is a card. An identity that is gone is drawn as a ghost as long as a role assignment or a resource still points
 * at it.
 */
export function project(world: World): Picture {
	const areas = areasOf(world);
	const children = childrenOf(world);
	const cards = new Map<string, PictureNode>();
	for (const [key, resource] of Object.entries(world.resources))
		if (!isChild(resource.type)) cards.set(key, cardOf(world, resource, children.get(key) ?? NONE));
	const index = indexOf(world, areas, cards);
	/** What is drawn beside the resources: ghosts, and security groups. */
	const others = new Map<string, PictureNode>();

	const attachments: Attachment[] = [];
	for (const resource of Object.values(world.resources))
		for (const { id, principalId } of resource.identity?.user ?? []) {
			const to = index.standsFor.get(principalId);
			if (to === undefined && !others.has(principalId))
				others.set(principalId, ghostOf(world, index, principalId, resource.id, id));
			attachments.push({
				kind: 'attachment',
				id: attachmentId(resource.id, id),
				from: resource.id,
				to: to ?? principalId,
				dangling: to === undefined,
			});
		}

	const arrows: RoleArrow[] = [];
	for (const entry of Object.entries(world.roleAssignments)) {
		const [, { principalId, principalType, scope }] = entry;
		if (principalType === 'User' || world.users[principalId]) continue;
		const arrow = arrowOf(world, index, entry);
		if (!arrow) continue;
		const group = world.groups[principalId];
		if (group && !others.has(principalId))
			others.set(principalId, securityGroupOf(index, group, scope));
		if (arrow.orphan && !others.has(principalId))
			others.set(principalId, ghostOf(world, index, principalId, scope));
		arrows.push(arrow);
	}
	return {
		areas,
		nodes: [...cards.values(), ...others.values()],
		edges: [...attachments, ...arrows],
	};
}
