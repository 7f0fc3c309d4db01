import { errors } from '../errors';
import { json } from '../http';
import { isObject, own, valuesOf } from '../json';
import { sameType, subscriptionScope } from '../resourceId';
import type { World } from '../world';
import { authorize } from './authorize';
import type { ArmCall, Reply } from './call';
import { PROVIDERS, type ProviderRow } from './providers';
import { deletedAs } from './softDelete';

/**
 * `POST …/providers/{namespace}/checkNameAvailability`: whether a name that becomes a host name is still free in all of Azure.
 * @see https://learn.microsoft.com/rest/api/storagerp/storage-accounts/check-name-availability
 * @see https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults/check-name-availability
 */

/** What is asked for when a request names no type. */
const USUAL_TYPE: Readonly<Record<string, string>> = {
	'microsoft.storage': 'Microsoft.Storage/storageAccounts',
	'microsoft.appconfiguration': 'Microsoft.AppConfiguration/configurationStores',
	'microsoft.keyvault': 'Microsoft.KeyVault/vaults',
	'microsoft.web': 'Microsoft.Web/sites',
};

/** Key Vault and Storage give a malformed name a reason of their own. */
const invalidReason = ({ type }: ProviderRow): string =>
	type.startsWith('Microsoft.Web/') ? 'Invalid' : 'AccountNameInvalid';

function isTaken(world: World, { type, dataPlane }: ProviderRow, name: string): boolean {
	const wanted = name.toLowerCase();
	return (
		deletedAs(world, dataPlane, name) !== undefined ||
		valuesOf(world.resources).some(
			(resource) => sameType(resource.type, type) && resource.name.toLowerCase() === wanted,
		)
	);
}

/** Answers the question; everybody's names count, whoever asks. */
export function checkNameAvailability(world: World, call: ArmCall): Reply {
	if (call.method !== 'POST') return [world, errors.MethodNotAllowed(call.method)];
	const { namespace = '', subscriptionId = '' } = call.parts;
	const body = isObject(call.body) ? call.body : {};
	const asked = typeof body.type === 'string' ? body.type : '';
	const usual = own(USUAL_TYPE, namespace.toLowerCase());
	const row = PROVIDERS.find(
		({ type, taken }) => taken && sameType(type, asked.includes('/') ? asked : (usual ?? asked)),
	);
	const canonical = row?.type.split('/')[0] ?? namespace;
	const denied = authorize(
		world,
		call.caller,
		`${canonical}/checknameavailability/read`,
		subscriptionScope(subscriptionId),
	);
	if (denied) return [world, denied];
	if (!row?.taken || !sameType(canonical, namespace) || typeof body.name !== 'string')
		return [world, errors.InvalidRequestContent('The request body needs a name and a type.')];
	const { name } = body;
	const [, message] = row.taken;
	if (!row.name.pattern.test(name))
		return [
			world,
			json(200, {
				nameAvailable: false,
				reason: invalidReason(row),
				message: row.name.refusal?.(name) ?? `${name} is not a valid name: ${row.name.rule}.`,
			}),
		];
	if (isTaken(world, row, name))
		return [
			world,
			json(200, { nameAvailable: false, reason: 'AlreadyExists', message: message(name) }),
		];
	return [world, json(200, { nameAvailable: true })];
}
