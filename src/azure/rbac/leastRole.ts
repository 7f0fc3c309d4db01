import { idKey } from '../resourceId';
import { remembered } from '../remembered';
import type { RoleDefinition, World } from '../world';
import { judgeOf, listsOf, type ActionPlane } from './actions';
import { BUILT_IN_ROLES } from './builtInRoles';

/** How much a pattern opens: one operation, or with a wildcard the more, the fewer segments are spelled out. Reading counts least. */
function breadth(pattern: string): number {
	const segments = pattern.toLowerCase().split('/');
	const spelled = segments.filter((segment) => !segment.includes('*')).length;
	const operations = spelled === segments.length ? 1 : 10 ** Math.max(1, 6 - spelled);
	return segments.at(-1) === 'read' ? operations : operations * 100;
}

const breadthOf = (patterns: readonly string[]): number =>
	patterns.reduce((sum, pattern) => sum + breadth(pattern), 0);

const power = (role: RoleDefinition, plane: ActionPlane): number =>
	role.permissions.reduce((sum, permission) => {
		const { listed, excluded } = listsOf(permission, plane);
		return sum + Math.max(0, breadthOf(listed) - breadthOf(excluded));
	}, 0);

/** Made for a service of Azure, or opening all data by way of keys: never what somebody should be advised to grant. */
const NEVER_ADVISED = new Set([
	'Reader and Data Access',
	'Azure Connected Machine Resource Manager',
	'Azure Stack HCI Device Management Role',
	'Key Vault Crypto Service Encryption User',
	'Storage Account Backup Contributor',
	'Storage Account Key Operator Service Role',
]);

/** Namespaces of which nearly every role lists something besides what it is for. */
const COMMON = /^microsoft\.(?:authorization|insights|resources|resourcehealth|support)$/;

const namespaceOf = (pattern: string): string => (pattern.split('/')[0] ?? '').toLowerCase();

/** Whether a role grants something in a namespace only on the side: `resourceGroups/read` of a role for App Configuration. */
function onTheSide({ permissions }: RoleDefinition, namespace: string): boolean {
	const patterns = permissions.flatMap(({ actions, dataActions }) => [...actions, ...dataActions]);
	if (patterns.some((pattern) => pattern.toLowerCase() === `${namespace}/*`)) return false;
	const all = patterns.map(namespaceOf);
	const own = all.filter((each) => !COMMON.test(each));
	const subjects = own.length > 0 ? own : all;
	const shared = subjects.filter((each) => each === namespace || each === '*').length;
	return shared < subjects.length / 5;
}

const leastIn = (plane: ActionPlane) =>
	remembered((action: string): RoleDefinition | undefined => {
		const verdict = judgeOf(action, plane);
		const namespace = namespaceOf(action);
		const candidates = BUILT_IN_ROLES.filter(
			(role) =>
				!NEVER_ADVISED.has(role.roleName) &&
				role.condition === undefined &&
				verdict(role) === 'granted',
		).map((role) => {
			const data = power(role, 'data');
			return {
				role,
				aside: onTheSide(role, namespace) ? 1 : 0,
				opensData: plane === 'control' && data > 0 ? 1 : 0,
				power: data + power(role, 'control'),
			};
		});
		candidates.sort((a, b) => a.aside - b.aside || a.opensData - b.opensData || a.power - b.power);
		return candidates[0]?.role;
	});
const leastRoles = { control: leastIn('control'), data: leastIn('data') };

/**
 * The built-in role that grants an operation and as little else as possible; `undefined` when none grants it. A role that
 * is for something else is not named when another one would do; nor, to manage a resource, one that opens its data as well.
 * @see https://learn.microsoft.com/azure/role-based-access-control/best-practices
 */
export const leastRole = (action: string, plane: ActionPlane): RoleDefinition | undefined =>
	leastRoles[plane](action);

const SUBSCRIPTION = /^\/subscriptions\/[^/]+/i;
const GROUP = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i;
const MANAGEMENT_GROUP = /^\/providers\/Microsoft\.Management\/managementGroups\/[^/]+/i;
const RESOURCE = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/[^/]+\/[^/]+\/[^/]+/i;

/** The keys of the resource, the group and the management group in a scope, and the subscription's id. */
const placesIn = remembered((scope: string): readonly [string, string, string, string] => {
	const part = (pattern: RegExp) => pattern.exec(scope)?.[0] ?? '';
	return [
		idKey(part(RESOURCE)),
		idKey(part(GROUP)),
		idKey(part(MANAGEMENT_GROUP)),
		part(SUBSCRIPTION),
	];
});

/**
 * Where to grant a role so that it reaches a scope and little besides: the vault of a secret, the storage account of a
 * blob; of a resource that is not there yet its group, of a group that is not there yet the subscription.
 */
export function grantScope(world: World, scope: string): string {
	const [resource, group, managementGroup, subscription] = placesIn(scope);
	const found =
		world.resources[resource] ??
		world.resourceGroups[group] ??
		world.managementGroups[managementGroup];
	return found?.id ?? (subscription === '' ? '/' : subscription);
}
