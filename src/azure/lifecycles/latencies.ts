import { providerOf } from '../arm/providers';
import { hashHex } from '../ids';
import { roleDefinitionByName } from '../rbac/roles';
import { idKey } from '../resourceId';
import { hours, minutes, seconds, type Milliseconds } from '../time';
import type { RecordRef, RoleAssignment, World } from '../world';
import {
	CREDENTIAL_LIFETIME,
	CREDENTIAL_ROLL,
	SOFT_DELETE_PERIOD,
	TOKEN_LIFETIME,
} from './machines';

/**
 * How long Entra takes to make a new service principal known everywhere. In recorded traffic of 2024 a template that makes a machine
 * and grants its identity a role is through after 41 seconds, so it is less than a machine takes.
 */
const REPLICATION = seconds(30);

/**
 * A role change takes up to ten minutes. Each assignment has its own share of them, told by the seed.
 * @see https://learn.microsoft.com/azure/role-based-access-control/troubleshooting
 */
const propagation = (world: World, key: string): Milliseconds =>
	seconds(60 + (Number.parseInt(hashHex(world.seed, 'propagation', key).slice(0, 8), 16) % 541));

/**
 * Roles with data actions at a management group can take several hours to reach the data planes.
 * @see https://learn.microsoft.com/azure/role-based-access-control/troubleshooting
 */
const GROUP_DATA_PROPAGATION = hours(4);

function opensDataEverywhere(world: World, assignment: object): boolean {
	const { scope, roleDefinitionName } = assignment as Partial<RoleAssignment>;
	if (scope === undefined || roleDefinitionName === undefined) return false;
	if (!world.managementGroups[idKey(scope)]) return false;
	const role = roleDefinitionByName(world, roleDefinitionName);
	return role?.permissions.some(({ dataActions }) => dataActions.length > 0) ?? false;
}

/** How long each wait of a record's machine lasts: latencies are zero under `instant` timing, lifetimes never are. */
export function delaysOf(
	world: World,
	ref: RecordRef,
	record: object,
): Readonly<Record<string, Milliseconds>> {
	const realistic = world.timing === 'realistic';
	switch (ref.kind) {
		case 'resource': {
			const row =
				'type' in record && typeof record.type === 'string' ? providerOf(record.type) : undefined;
			if (!realistic || !row) return {};
			// A deletion that is answered with 200 is over.
			return row.longRunning ? { ...row.latency } : { ...row.latency, delete: 0 };
		}
		case 'resourceGroup':
			return realistic ? { delete: seconds(45) } : {};
		case 'servicePrincipal':
			return { replication: realistic ? REPLICATION : 0, softDelete: SOFT_DELETE_PERIOD };
		case 'keyCredential':
			return { roll: CREDENTIAL_ROLL, rest: CREDENTIAL_LIFETIME - CREDENTIAL_ROLL };
		case 'roleAssignment':
			return {
				propagation: !realistic
					? 0
					: opensDataEverywhere(world, record)
						? GROUP_DATA_PROPAGATION
						: propagation(world, ref.key),
			};
		case 'accessToken':
			return { lifetime: TOKEN_LIFETIME };
		case 'deployment':
			return {};
	}
}
