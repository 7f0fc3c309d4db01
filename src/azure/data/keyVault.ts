import type { Reply } from '../arm/call';
import { unreachable, type HttpRequest } from '../http';
import { guidOf } from '../ids';
import type { ParsedUrl } from '../url';
import type { Resource, World } from '../world';
import { logData } from './dataLog';
import {
	badParameter,
	deleteSecret,
	getDeleted,
	getSecret,
	listDeleted,
	listSecrets,
	listVersions,
	purge,
	recover,
	setSecret,
	updateSecret,
	type VaultCall,
} from './secretOperations';
import { secretScope } from './secrets';
import { vaultCaller, vaultRefusal, type VaultOperation } from './vaultAccess';

/** The secrets of key vaults. @see https://learn.microsoft.com/rest/api/keyvault/secrets */

interface Route extends Omit<VaultOperation, 'action' | 'scope'> {
	readonly method: string;
	/** Segments after the host; `{…}` stands for anything. */
	readonly path: readonly string[];
	/** Without `Microsoft.KeyVault/vaults/secrets/`. */
	readonly action: string;
	readonly run: (world: World, call: VaultCall) => Reply;
}

const named = ['secrets', '{name}'];
const deletedNamed = ['deletedsecrets', '{name}'];
const read = 'readMetadata/action';

/** Operation, right, path and what is done. @see https://learn.microsoft.com/azure/key-vault/general/rbac-guide */
const ROUTES: readonly Route[] = (
	[
		['GET', ['secrets'], 'SecretList', read, 'list', listSecrets],
		['GET', [...named, 'versions'], 'SecretListVersions', read, 'list', listVersions],
		['GET', named, 'SecretGet', 'getSecret/action', 'get', getSecret],
		['GET', [...named, '{version}'], 'SecretGet', 'getSecret/action', 'get', getSecret],
		['PUT', named, 'SecretSet', 'setSecret/action', 'set', setSecret],
		['PATCH', named, 'SecretUpdate', 'update/action', 'set', updateSecret],
		['PATCH', [...named, '{version}'], 'SecretUpdate', 'update/action', 'set', updateSecret],
		['DELETE', named, 'SecretDelete', 'delete', 'delete', deleteSecret],
		['GET', ['deletedsecrets'], 'SecretListDeleted', read, 'list', listDeleted],
		['GET', deletedNamed, 'SecretGetDeleted', read, 'get', getDeleted],
		['POST', [...deletedNamed, 'recover'], 'SecretRecover', 'recover/action', 'recover', recover],
		['DELETE', deletedNamed, 'SecretPurge', 'purge/action', 'purge', purge],
	] as const
).map(([method, path, operationName, action, permission, run]) => ({
	method,
	path,
	operationName,
	action,
	permission,
	run,
}));

const fits = (path: readonly string[], segments: readonly string[]): boolean =>
	path.length === segments.length &&
	path.every((each, index) => each.startsWith('{') || each === segments[index]?.toLowerCase());

/** A vault whose name resolves: being created or deleted, it does not. */
function vaultAt(world: World, host: string): Resource | undefined {
	const name = host.replace(/\.vault\.azure\.net$/, '');
	return Object.values(world.resources).find(
		(each) =>
			each.type.toLowerCase() === 'microsoft.keyvault/vaults' &&
			each.name.toLowerCase() === name &&
			each.lifecycle.state !== 'creating',
	);
}

function answer(world: World, request: HttpRequest, url: ParsedUrl, vault: Resource): Reply {
	const caller = vaultCaller(world, request);
	if ('status' in caller) return [world, caller];
	if (!url.query['api-version']) return [world, badParameter('Request is missing the api-version')];
	const segments = url.path.split('/').filter((segment) => segment !== '');
	const route = ROUTES.find(
		({ method, path }) => method === request.method && fits(path, segments),
	);
	if (!route)
		return [
			world,
			badParameter(`Method ${request.method} does not allow operation '${segments[0] ?? ''}'`),
		];
	const [, name = '', version = ''] = segments;
	const operation: VaultOperation = {
		operationName: route.operationName,
		action: `Microsoft.KeyVault/vaults/secrets/${route.action}`,
		scope: name ? secretScope(vault.id, name) : vault.id,
		permission: route.permission,
	};
	const refusal = vaultRefusal(world, vault, caller, operation);
	const call: VaultCall = { vault, request, name, version };
	const [next, response] = refusal ? [world, refusal] : route.run(world, call);
	return logData(next, request, operation, caller, response);
}

/** Answers a request to `{vault}.vault.azure.net`. */
export function handleKeyVault(world: World, request: HttpRequest, url: ParsedUrl): Reply {
	const vault = vaultAt(world, url.host);
	if (!vault) return [world, unreachable(`getaddrinfo ENOTFOUND ${url.host}`)];
	const [next, response] = answer(world, request, url, vault);
	const headers = {
		'cache-control': 'no-cache',
		...response.headers,
		'x-ms-keyvault-region': vault.location ?? '',
		'x-ms-request-id': guidOf(world.seed, 'vaultRequest', world.now, world.dataLog.length),
	};
	return [next, { ...response, headers }];
}

export { putSecretVersion } from './secrets';
