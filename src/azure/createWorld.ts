import { PEOPLE, type PersonKey } from './entra/people';
import { guidOf } from './ids';
import { builtInRole } from './rbac/builtInRoles';
import { idKey, managementGroupScope, subscriptionScope } from './resourceId';
import type { Milliseconds } from './time';
import type { RoleAssignment, Timing, User, World } from './world';

/** What a world starts from. */
export interface WorldOptions {
	/** Any text; worlds with the same seed and inputs are equal. Default `keyless`. */
	readonly seed?: string;
	readonly timing?: Timing;
	/** The moment at which the world begins. Default 2026-01-05T09:00:00Z, a Monday. */
	readonly now?: Milliseconds;
	/** Who is signed in. Default `ada`, an Owner of the subscription. */
	readonly signedInAs?: PersonKey;
	/** How many users, groups and service principals the directory takes. Default 50,000. */
	readonly directoryQuota?: number;
}

/** A tenant with one empty subscription, the people of `entra/people` and their roles on it. */
export function createWorld(options: WorldOptions = {}): World {
	const {
		seed = 'keyless',
		timing = 'instant',
		now = Date.UTC(2026, 0, 5, 9),
		signedInAs = 'ada',
		directoryQuota,
	} = options;
	const subscriptionId = guidOf(seed, 'subscription');
	const scope = subscriptionScope(subscriptionId);
	const defaultDomain = 'contoso.onmicrosoft.com';
	const tenantId = guidOf(seed, 'tenant');
	const root = managementGroupScope(tenantId);
	const users: Record<string, User> = {};
	const roleAssignments: Record<string, RoleAssignment> = {};
	for (const { key, displayName, role } of PEOPLE) {
		const id = guidOf(seed, 'user', key);
		users[id] = { id, key, displayName, userPrincipalName: `${key}@${defaultDomain}` };
		if (!role) continue;
		const name = guidOf(seed, 'roleAssignment', key);
		const assignmentId = `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`;
		roleAssignments[idKey(assignmentId)] = {
			id: assignmentId,
			name,
			scope,
			roleDefinitionName: builtInRole(role).name,
			principalId: id,
			principalType: 'User',
			createdAt: now,
			createdBy: guidOf(seed, 'user', 'ada'),
			lifecycle: { state: 'effective', since: now },
		};
	}
	return {
		format: 1,
		seed,
		timing,
		now,
		sequence: 0,
		signedInAs: guidOf(seed, 'user', signedInAs),
		tenant: {
			tenantId,
			displayName: 'Contoso',
			defaultDomain,
			...(directoryQuota === undefined ? {} : { directoryQuota }),
		},
		subscriptions: {
			[subscriptionId]: { subscriptionId, displayName: 'Contoso shop', managementGroupId: root },
		},
		managementGroups: {
			[idKey(root)]: { id: root, name: tenantId, displayName: 'Tenant Root Group' },
		},
		users,
		groups: {},
		servicePrincipals: {},
		resourceGroups: {},
		resources: {},
		deletedVaults: {},
		roleDefinitions: {},
		roleAssignments,
		denyAssignments: {},
		locks: {},
		secrets: {},
		blobs: {},
		items: {},
		tokens: {},
		imdsFaults: [],
		deployments: {},
		operations: {},
		timers: [],
		activityLog: [],
		signInLog: [],
		dataLog: [],
	};
}
