import { activePrincipal, createManagedIdentity, deleteManagedIdentity } from '../entra/directory';
import { quotaRefusal } from '../entra/directoryQuota';
import { errors } from '../errors';
import type { HttpResponse } from '../http';
import { isObject, type Json, type JsonObject } from '../json';
import { isAllowed } from '../rbac/checkAccess';
import { idKey, makeResourceId, parseResourceId, sameId } from '../resourceId';
import type { AssignedIdentity, Resource, ResourceIdentity, World } from '../world';
import type { ArmCall } from './call';
import { providerOf, type ProviderRow } from './providers';
import { isAssignableTo } from './providers/identityRules';

/**
 * The `identity` block of a resource: read from requests, carried out in the directory, written into answers.
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-configure-managed-identities
 */

/** The action on a user-assigned identity that attaching it needs. @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-faq */
export const ASSIGN_ACTION = 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action';
const IDENTITY_TYPE = 'Microsoft.ManagedIdentity/userAssignedIdentities';

/** What an `identity` block asks for, after it was read. */
export interface IdentityWish {
	readonly system: boolean;
	readonly user: boolean;
	/** Identity ids to have (`true`) or to lose (`false`). */
	readonly ids: readonly { readonly id: string; readonly wanted: boolean }[];
}

const invalid = (why: string): HttpResponse => errors.InvalidRequestContent(why);

/** Reads an `identity` block; an answer when it is malformed or not possible for this type. */
export function readIdentity(block: Json, row: ProviderRow): IdentityWish | HttpResponse {
	if (!isObject(block))
		return invalid("Error converting value to type 'ResourceIdentity'. Path 'identity'.");
	if (typeof block.type !== 'string')
		return invalid("Required property 'type' not found in JSON. Path 'identity'.");
	const kinds = block.type.split(',').map((kind) => kind.trim().toLowerCase());
	const known = ['none', 'systemassigned', 'userassigned'];
	if (kinds.some((kind) => !known.includes(kind)) || (kinds.includes('none') && kinds.length > 1))
		return invalid(
			`Error converting value "${block.type}" to type 'ResourceIdentityType'. Path 'identity.type'.`,
		);
	const system = kinds.includes('systemassigned');
	const user = kinds.includes('userassigned');
	const can = row.identity;
	if ((system && !can?.system) || (user && !can?.user))
		return errors.InvalidIdentity(
			'ResourceIdentityTypeNotSupported',
			`Resource type '${row.type}' does not support identity type '${block.type}'.`,
		);
	const map = block.userAssignedIdentities ?? {};
	if (!isObject(map)) return invalid("Path 'identity.userAssignedIdentities' is not an object.");
	const ids: { id: string; wanted: boolean }[] = [];
	for (const [id, value] of Object.entries(map)) {
		const parts = parseResourceId(id);
		if (`${parts?.namespace}/${parts?.typePath}`.toLowerCase() !== IDENTITY_TYPE.toLowerCase())
			return errors.InvalidIdentity(
				'LinkedInvalidPropertyId',
				`Property id '${id}' at path '' is invalid. Expect fully qualified resource Id that start with '/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'.`,
			);
		ids.push({ id, wanted: value !== null });
	}
	return { system, user, ids };
}

function identityResource(world: World, id: string): AssignedIdentity | undefined {
	const parts = parseResourceId(id);
	const resource = world.resources[idKey(id)];
	if (!resource || !parts?.subscriptionId) return undefined;
	const { principalId, clientId } = resource.properties;
	if (typeof principalId !== 'string' || typeof clientId !== 'string') return undefined;
	const group = parseResourceId(resource.id)?.resourceGroup ?? '';
	return {
		id: makeResourceId(parts.subscriptionId, group, IDENTITY_TYPE, resource.name),
		principalId,
		clientId,
	};
}

function wantedUserIdentities(
	current: readonly AssignedIdentity[],
	wish: IdentityWish,
	method: string,
): string[] {
	if (!wish.user) return [];
	const asked = wish.ids.filter(({ wanted }) => wanted).map(({ id }) => id);
	const lost = wish.ids.filter(({ wanted }) => !wanted).map(({ id }) => id);
	const kept = method === 'PATCH' ? current.map(({ id }) => id) : [];
	return [...kept, ...asked]
		.filter((id, index, all) => all.findIndex((other) => sameId(other, id)) === index)
		.filter((id) => !lost.some((other) => sameId(other, id)));
}

/**
 * What a resource's identities become: PATCH merges, PUT replaces, `null` removes. Attaching needs a right on the identity
 * itself; an identity that was deleted while attached makes every write that still carries it fail.
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/manage-user-assigned-managed-identities-azure-cli
 */
export function planIdentity(
	world: World,
	call: ArmCall,
	target: {
		readonly id: string;
		readonly type: string;
		readonly location: string | undefined;
		readonly current: ResourceIdentity;
	},
	wish: IdentityWish,
): { readonly system: boolean; readonly user: readonly AssignedIdentity[] } | HttpResponse {
	const ids = wantedUserIdentities(target.current.user, wish, call.method);
	if (wish.user && ids.length === 0)
		return errors.InvalidIdentity(
			'MissingIdentityIds',
			"The identity ids must not be null or empty for 'UserAssigned' identity type.",
		);
	const user: AssignedIdentity[] = [];
	for (const id of ids) {
		const { objectId, name, groups } = call.caller;
		const question = { principalId: objectId, groups, plane: 'control', scope: id } as const;
		if (!isAllowed(world, { ...question, action: ASSIGN_ACTION }))
			return errors.LinkedAuthorizationFailed(
				name,
				objectId,
				`${target.type}/write`,
				target.id,
				ASSIGN_ACTION,
				id,
			);
		const identity = identityResource(world, id);
		if (!identity) return errors.FailedIdentityOperation(target.id, id);
		const barred = target.current.user.some((held) => sameId(held.id, id))
			? undefined
			: barrier(world.resources[idKey(id)], target);
		if (barred) return barred;
		user.push(identity);
	}
	const full = wish.system && !target.current.system ? quotaRefusal(world) : undefined;
	return full ?? { system: wish.system, user };
}

/** Why an identity may not be assigned to this resource: its own isolation scope or restrictions forbid it. */
function barrier(
	identity: Resource | undefined,
	{ id, type, location }: { id: string; type: string; location: string | undefined },
): HttpResponse | undefined {
	const { isolationScope, assignmentRestrictions } = identity?.properties ?? {};
	if (isolationScope === 'Regional' && location !== identity?.location)
		return errors.BadRequest(
			`The user assigned identity '${identity?.id ?? ''}' has isolation scope 'Regional' and cannot be assigned to resource '${id}' in location '${location ?? ''}'.`,
		);
	return isAssignableTo(assignmentRestrictions, type)
		? undefined
		: errors.BadRequest(
				`The user assigned identity '${identity?.id ?? ''}' has assignment restrictions and cannot be assigned to resources of type '${type}'.`,
			);
}

/** What Entra calls a system-assigned identity: a slot's is `web-shop/slots/staging`, any other has its resource's name. */
function principalName(id: string): string {
	const { typePath = '', names } = parseResourceId(id) ?? { names: [] };
	const [, ...types] = typePath.split('/');
	const [root = '', ...rest] = names;
	return [root, ...rest.flatMap((name, index) => [types[index] ?? '', name])].join('/');
}

/** Carries out a plan: makes or deletes the system-assigned identity's service principal. Off and on again is a new principal. */
export function applyIdentity(
	world: World,
	resource: { readonly id: string },
	current: ResourceIdentity,
	plan: { readonly system: boolean; readonly user: readonly AssignedIdentity[] },
): [World, ResourceIdentity] {
	if (plan.system && current.system) return [world, { system: current.system, user: plan.user }];
	if (plan.system) {
		const [next, principal] = createManagedIdentity(world, {
			kind: 'system',
			displayName: principalName(resource.id),
			resourceId: resource.id,
		});
		const system = { principalId: principal.id, clientId: principal.appId };
		return [next, { system, user: plan.user }];
	}
	const next = current.system ? deleteManagedIdentity(world, current.system.principalId) : world;
	return [next, { user: plan.user }];
}

/** The `identity` block of an answer, spelled as the resource's provider spells it; `undefined` when it leaves it out. */
export function renderIdentity(world: World, resource: Resource): JsonObject | undefined {
	const row = providerOf(resource.type)?.identity;
	if (!row) return undefined;
	const { system, user } = resource.identity ?? { user: [] };
	if (!system && user.length === 0)
		return row.keepsNone && resource.identity ? { type: 'None' } : undefined;
	const type = system ? (user.length > 0 ? row.both : 'SystemAssigned') : 'UserAssigned';
	return {
		type,
		...(system ? { principalId: system.principalId } : {}),
		...(system || row.alwaysTenant ? { tenantId: world.tenant.tenantId } : {}),
		...(user.length > 0
			? {
					userAssignedIdentities: Object.fromEntries(
						user.map(({ id, principalId, clientId }) => [id, { principalId, clientId }]),
					),
				}
			: {}),
	};
}

/**
 * The system-assigned identity of a resource as a resource of its own: the only place where ARM tells its client id.
 * @see https://learn.microsoft.com/rest/api/managedidentity/system-assigned-identities/get-by-scope
 */
export function renderSystemIdentity(world: World, resource: Resource): JsonObject | undefined {
	const system = resource.identity?.system;
	if (!system || !activePrincipal(world, system.principalId)) return undefined;
	return {
		id: `${resource.id}/providers/Microsoft.ManagedIdentity/identities/default`,
		name: 'default',
		type: 'Microsoft.ManagedIdentity/identities',
		...(resource.location === undefined ? {} : { location: resource.location }),
		tags: resource.tags ?? {},
		properties: {
			tenantId: world.tenant.tenantId,
			principalId: system.principalId,
			clientId: system.clientId,
			clientSecretUrl: `https://control-${(resource.location ?? 'global').toLowerCase()}.identity.azure.net${resource.id}/credentials/v2/systemassigned`,
		},
	};
}

/** The resources that a user-assigned identity is assigned to. */
export const resourcesWith = (world: World, identityId: string): Resource[] =>
	Object.values(world.resources).filter(({ identity }) =>
		identity?.user.some(({ id }) => sameId(id, identityId)),
	);
