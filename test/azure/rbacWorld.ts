// Worlds for the tests of access: made by hand from plain records, so that they lean on nothing but createWorld.
import type { ArmCall } from '../../src/azure/arm/call';
import { parseJson, type JsonObject } from '../../src/azure/json';
import { builtInRole } from '../../src/azure/rbac/builtInRoles';
import { idKey, parseResourceId } from '../../src/azure/resourceId';
import type { PersonKey } from '../../src/azure/entra/people';
import {
	currentSubscription,
	type Lifecycle,
	type RoleAssignment,
	type ServicePrincipal,
	type World,
} from '../../src/azure/world';
import { createWorld, type WorldOptions } from '../../src/azure/createWorld';

export const START = Date.UTC(2026, 0, 5, 9);
const since = (state: string): Lifecycle => ({ state, since: START });

/** A world with a resource group, a vault with two secrets, a storage account with a container and a user-assigned identity. */
export function shop(options: WorldOptions = {}) {
	const empty = createWorld({ now: START, ...options });
	const subscription = `/subscriptions/${currentSubscription(empty)}`;
	const group = `${subscription}/resourceGroups/rg-shop`;
	const vault = `${group}/providers/Microsoft.KeyVault/vaults/kv-shop`;
	const secret = `${vault}/secrets/db`;
	const storage = `${group}/providers/Microsoft.Storage/storageAccounts/stshop`;
	const container = `${storage}/blobServices/default/containers/photos`;
	const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-shop`;
	const resource = (id: string, type: string) => ({
		id,
		name: id.split('/').at(-1) ?? '',
		type,
		location: 'westeurope',
		properties: {},
		createdAt: START,
		createdBy: empty.signedInAs,
		changedAt: START,
		changedBy: empty.signedInAs,
		lifecycle: since('succeeded'),
	});
	const world: World = {
		...empty,
		resourceGroups: {
			[idKey(group)]: {
				id: group,
				name: 'rg-shop',
				location: 'westeurope',
				lifecycle: since('succeeded'),
			},
		},
		resources: Object.fromEntries(
			[
				resource(vault, 'Microsoft.KeyVault/vaults'),
				resource(storage, 'Microsoft.Storage/storageAccounts'),
				resource(container, 'Microsoft.Storage/storageAccounts/blobServices/containers'),
				resource(identity, 'Microsoft.ManagedIdentity/userAssignedIdentities'),
			].map((each) => [idKey(each.id), each]),
		),
		secrets: {
			[idKey(secret)]: { id: secret, name: 'db', versions: [] },
			[idKey(`${vault}/secrets/old`)]: {
				id: `${vault}/secrets/old`,
				name: 'old',
				versions: [],
				deletedAt: START,
			},
		},
	};
	return { world, subscription, group, vault, secret, storage, container, identity };
}

export const PRINCIPAL = '0a1b2c3d-0000-4000-8000-00000000000a';

/** Adds the service principal of a managed identity. */
export function withPrincipal(
	world: World,
	state: 'replicating' | 'active' | 'softDeleted' = 'active',
	id = PRINCIPAL,
): World {
	const principal: ServicePrincipal = {
		id,
		appId: '0a1b2c3d-0000-4000-8000-0000000000ff',
		displayName: 'vm-shop',
		kind: 'system',
		resourceId:
			'/subscriptions/s/resourceGroups/rg-shop/providers/Microsoft.Compute/virtualMachines/vm-shop',
		createdAt: START,
		...(state === 'softDeleted' ? { deletedAt: START } : {}),
		keyCredentials: [],
		lifecycle: since(state),
	};
	return { ...world, servicePrincipals: { ...world.servicePrincipals, [id]: principal } };
}

export interface Grant {
	readonly to?: string;
	readonly role: string;
	readonly at: string;
	readonly state?: 'propagating' | 'effective' | 'revoking';
}

const guid = (n: number) => `5eed0000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

/** Adds role assignments as plain records, without asking anybody. A role is named, or given as a custom role's GUID. */
export function granted(world: World, ...grants: readonly Grant[]): World {
	const roleAssignments: Record<string, RoleAssignment> = { ...world.roleAssignments };
	for (const { to = PRINCIPAL, role, at, state = 'effective' } of grants) {
		const name = guid(Object.keys(roleAssignments).length);
		const id = `${at === '/' ? '' : at}/providers/Microsoft.Authorization/roleAssignments/${name}`;
		roleAssignments[idKey(id)] = {
			id,
			name,
			scope: at,
			roleDefinitionName: role in world.roleDefinitions ? role : builtInRole(role).name,
			principalId: to,
			principalType: 'ServicePrincipal',
			createdAt: START,
			createdBy: world.signedInAs,
			lifecycle: since(state),
		};
	}
	return { ...world, roleAssignments };
}

/** The object id of one of the people. */
export function person(world: World, key: PersonKey): string {
	const found = Object.values(world.users).find((user) => user.key === key);
	if (!found) throw new Error(`There is no ${key}.`);
	return found.id;
}

/** A request to Resource Manager as its handlers get it. */
export function armCall(
	world: World,
	method: string,
	id: string,
	{
		as = 'ada',
		body,
		filter,
	}: { as?: PersonKey; body?: JsonObject | undefined; filter?: string } = {},
): ArmCall {
	const parts = parseResourceId(id);
	if (!parts) throw new Error(`${id} is no id.`);
	const objectId = person(world, as);
	return {
		method,
		id,
		parts,
		type: 'Microsoft.Authorization/roleAssignments',
		query: { 'api-version': '2022-04-01', ...(filter === undefined ? {} : { $filter: filter }) },
		body,
		caller: {
			objectId,
			appId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
			kind: 'user',
			name: `${as}@contoso.onmicrosoft.com`,
			groups: [],
		},
		correlationId: guid(0xc0),
		request: { method, url: `https://management.azure.com${id}`, headers: {} },
	};
}

/** The body of an answer, as JSON of no particular type. */
export const bodyOf = (response: { readonly body: string }): unknown => parseJson(response.body);
