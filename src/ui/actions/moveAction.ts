import {
	groupOf,
	groupScope,
	idKey,
	isWithin,
	nameOf,
	parseResourceId,
	providerOf,
	requests,
	type HttpRequest,
	type Resource,
	type ResourceGroup,
	type World,
} from '../../azure';
import type { Thing } from '../views/things';
import { words } from '../words';
import type { Action } from './action';

/** Where a resource is to go: a group of its subscription, by its name. */
export interface Move {
	readonly resource: Resource;
	readonly group: string;
	/** Where the group is made first; `undefined` when it is there. */
	readonly newGroupIn: string | undefined;
}

const subscriptionOf = (resource: Resource): string =>
	parseResourceId(resource.id)?.subscriptionId ?? '';

/**
 * The resource, when it can be moved: what lies in another resource moves with that one, identities and clusters not at all.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/move-support-resources
 */
export function movable(thing: Thing | undefined): Resource | undefined {
	if (thing?.of !== 'resource') return undefined;
	const { resource } = thing;
	const row = providerOf(resource.type);
	const can = row && !row.immovable && resource.type.split('/').length === 2;
	return can && resource.lifecycle.state !== 'deleting' ? resource : undefined;
}

/** The other groups of its subscription. */
export function groupsToMoveTo(world: World, resource: Resource): ResourceGroup[] {
	const subscription = subscriptionOf(resource);
	return Object.values(world.resourceGroups).filter(
		({ id }) => !isWithin(id, resource.id) && parseResourceId(id)?.subscriptionId === subscription,
	);
}

/** The id that it will have. */
export const movedId = ({ resource, group }: Move): string =>
	groupScope(subscriptionOf(resource), group) +
	resource.id.slice((groupOf(resource.id) ?? '').length);

/** The requests that move it. */
export function moveRequests({ resource, group, newGroupIn }: Move): HttpRequest[] {
	const subscriptionId = subscriptionOf(resource);
	const made =
		newGroupIn === undefined ? [] : [requests.putResourceGroup(subscriptionId, group, newGroupIn)];
	const move = requests.arm('POST', `${groupOf(resource.id) ?? ''}/moveResources`, {
		resources: [resource.id],
		targetResourceGroup: groupScope(subscriptionId, group),
	});
	return [...made, move];
}

/** What a move of a resource changes for those who have roles. */
export interface MoveEffects {
	/** Role assignments made on it: they do not go along. */
	readonly left: number;
	/** Role assignments on the group that it leaves: they reach it no more. */
	readonly outOfReach: number;
	/** Role assignments on the group that it comes to: they reach it from then on. */
	readonly inReach: number;
}

/** Looks ahead: which role assignments stay behind, and which reach it no more or from then on. */
export function moveEffects(world: World, { resource, group }: Move): MoveEffects {
	const scopes = Object.values(world.roleAssignments).map(({ scope }) => scope);
	const on = (id: string) => scopes.filter((scope) => idKey(scope) === idKey(id)).length;
	return {
		left: scopes.filter((scope) => isWithin(resource.id, scope)).length,
		outOfReach: on(groupOf(resource.id) ?? ''),
		inReach: on(groupScope(subscriptionOf(resource), group)),
	};
}

/** Moving a resource to another group. */
export const moveAction: Action = {
	id: 'move',
	section: 'remove',
	icon: 'folder',
	label: () => words.actions.move,
	needs: ({ thing }) => {
		const group = groupOf(movable(thing)?.id ?? '');
		return group === undefined
			? undefined
			: ['Microsoft.Resources/subscriptions/resourceGroups/moveResources/action', group];
	},
	available: ({ thing }) => movable(thing) !== undefined,
	perform({ page, thing }) {
		if (thing) page.dialogs.ask({ ask: 'move', resourceId: thing.id });
	},
};

/** The name of the group that a resource lies in. */
export const groupNameOf = (resource: Resource): string => nameOf(groupOf(resource.id) ?? '');
