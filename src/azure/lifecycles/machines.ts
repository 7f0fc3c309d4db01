import { setup, type AnyStateMachine } from 'xstate';
import { days, hours, type Milliseconds } from '../time';
import type { RecordKind } from '../world';

/**
 * How long each named wait lasts for one record. The machines only name their waits; `latencies` says how long they
 * are in this world, so that a drawing of the machine reads the same under both timings.
 */
export interface Delays {
	readonly delays: Readonly<Record<string, Milliseconds>>;
}

/** How long a deleted service principal can still be seen. @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-faq */
export const SOFT_DELETE_PERIOD = days(30);
/** When Azure replaces a managed identity's certificate. @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-faq */
export const CREDENTIAL_ROLL = days(45);
/** How long a managed identity's certificate is valid. */
export const CREDENTIAL_LIFETIME = days(90);
/** How long a managed identity's token is valid from its issue. Its `nbf` lies another five minutes back. */
export const TOKEN_LIFETIME = hours(24);

const wait =
	(name: string) =>
	({ context }: { context: Delays }) =>
		context.delays[name] ?? 0;
const types = {} as { context: Delays; input: Delays };

/**
 * An ARM resource or a resource group: what `provisioningState` tells.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations
 */
export const resourceMachine = setup({
	types,
	delays: { create: wait('create'), update: wait('update'), delete: wait('delete') },
}).createMachine({
	id: 'resource',
	context: ({ input }) => input,
	initial: 'creating',
	states: {
		creating: { after: { create: 'succeeded' }, on: { delete: 'deleting', fail: 'failed' } },
		succeeded: { on: { update: 'updating', delete: 'deleting' } },
		updating: {
			after: { update: 'succeeded' },
			on: { update: { target: 'updating', reenter: true }, delete: 'deleting', fail: 'failed' },
		},
		failed: { on: { update: 'updating', delete: 'deleting' } },
		deleting: { after: { delete: 'deleted' } },
		deleted: { type: 'final' },
	},
});

/**
 * The service principal of a managed identity. While it replicates, other parts of the directory do not know it yet.
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-faq
 */
export const managedIdentityMachine = setup({
	types,
	delays: { replication: wait('replication'), softDelete: wait('softDelete') },
}).createMachine({
	id: 'managedIdentity',
	context: ({ input }) => input,
	initial: 'replicating',
	states: {
		replicating: { after: { replication: 'active' }, on: { delete: 'softDeleted' } },
		active: { on: { delete: 'softDeleted' } },
		softDeleted: { after: { softDelete: 'gone' } },
		gone: { type: 'final' },
	},
});

/** One certificate of a managed identity: in use, then superseded by the next, then expired. */
export const credentialMachine = setup({
	types,
	delays: { roll: wait('roll'), rest: wait('rest') },
}).createMachine({
	id: 'credential',
	context: ({ input }) => input,
	initial: 'current',
	states: {
		current: { after: { roll: 'superseded' }, on: { revoke: 'revoked' } },
		superseded: { after: { rest: 'expired' }, on: { revoke: 'revoked' } },
		expired: { type: 'final' },
		revoked: { type: 'final' },
	},
});

/**
 * A role assignment. After `remove` Resource Manager no longer lists it, but it can still open doors for a while.
 * @see https://learn.microsoft.com/azure/role-based-access-control/troubleshooting
 */
export const roleAssignmentMachine = setup({
	types,
	delays: { propagation: wait('propagation') },
}).createMachine({
	id: 'roleAssignment',
	context: ({ input }) => input,
	initial: 'propagating',
	states: {
		propagating: { after: { propagation: 'effective' }, on: { remove: 'removed' } },
		effective: { on: { remove: 'revoking' } },
		// Granted again before its removal was complete: it never stopped opening doors.
		revoking: { after: { propagation: 'removed' }, on: { grant: 'effective' } },
		removed: { type: 'final' },
	},
});

/** An access token. Nothing takes it back: neither removing the role nor deleting the identity. */
export const accessTokenMachine = setup({
	types,
	delays: { lifetime: wait('lifetime') },
}).createMachine({
	id: 'accessToken',
	context: ({ input }) => input,
	initial: 'valid',
	states: { valid: { after: { lifetime: 'expired' } }, expired: { type: 'final' } },
});

/**
 * A deployment of a template. The same name may be deployed again once it is over.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/overview
 */
export const deploymentMachine = setup({ types }).createMachine({
	id: 'deployment',
	context: ({ input }) => input,
	initial: 'running',
	states: {
		running: { on: { succeed: 'succeeded', fail: 'failed', cancel: 'canceled' } },
		succeeded: { on: { begin: 'running' } },
		failed: { on: { begin: 'running' } },
		canceled: { on: { begin: 'running' } },
	},
});

/** The machine of each kind of record. */
export const MACHINES = {
	resource: resourceMachine,
	resourceGroup: resourceMachine,
	servicePrincipal: managedIdentityMachine,
	keyCredential: credentialMachine,
	roleAssignment: roleAssignmentMachine,
	accessToken: accessTokenMachine,
	deployment: deploymentMachine,
} as const satisfies Record<RecordKind, AnyStateMachine>;
