import type { Reply } from '../arm/call';
import { unreachable, type HttpRequest } from '../http';
import { guidOf } from '../ids';
import type { ParsedUrl } from '../url';
import type { Resource, World } from '../world';
import { logData } from './dataLog';
import { resourceAt } from './hosts';
import { secretScope } from './secrets';
import { vaultCaller, vaultRefusal, type VaultOperation } from './vaultAccess';
import { badParameter, type VaultCall } from './vaultCall';
import { VAULT_ROUTES, type VaultRoute } from './vaultRoutes';

/** Key vaults: who answers, who may, and what is written down. @see https://learn.microsoft.com/rest/api/keyvault */

const fits = (path: readonly string[], segments: readonly string[]): boolean =>
	path.length === segments.length &&
	path.every((each, index) => each.startsWith('{') || each === segments[index]?.toLowerCase());

/** The ARM scope of something in a vault, at which a role can be granted on it alone. */
const scopeOf = (vault: Resource, { kind }: VaultRoute, name: string): string => {
	if (name === '') return vault.id;
	return kind === 'secrets' ? secretScope(vault.id, name) : `${vault.id}/${kind}/${name}`;
};

/** Versions of a vault's interface, dated ones old and new. @see https://github.com/Azure/azure-sdk-for-python/issues/28595 */
const VERSIONS = /^(?:20(?:15|16|25|26)-\d\d-\d\d|7\.[0-6])(?:-preview(?:\.\d+)?)?$/;

function answer(world: World, request: HttpRequest, url: ParsedUrl, vault: Resource): Reply {
	const segments = url.path.split('/').filter((segment) => segment !== '');
	const [, name = '', version = '', verb = ''] = segments;
	const route = VAULT_ROUTES.find(
		({ method, path }) => method === request.method && fits(path, segments),
	);
	const operation: VaultOperation | undefined = route && {
		service: 'keyVault',
		kind: route.kind,
		operationName: route.operationName,
		action: `Microsoft.KeyVault/vaults/${route.kind}/${route.action}`,
		plane: 'data',
		scope: scopeOf(vault, route, name),
		permission: route.permission,
	};
	const caller = vaultCaller(world, request);
	// A vault writes strangers down as well: those without a token, with a wrong or an expired one.
	if ('status' in caller)
		return operation ? logData(world, request, operation, 'Anonymous', caller) : [world, caller];
	if (!url.query['api-version']) return [world, badParameter('Request is missing the api-version')];
	const spoken = url.query['api-version'];
	if (!VERSIONS.test(spoken))
		return [
			world,
			badParameter(
				`The specified version (${spoken}) is not recognized. Consider using the latest supported version (7.6).`,
			),
		];
	if (!route || !operation)
		return [
			world,
			badParameter(`Method ${request.method} does not allow operation '${segments[0] ?? ''}'`),
		];
	const refusal = vaultRefusal(world, vault, caller, operation);
	const call: VaultCall = { vault, request, url, name, version, verb };
	const [next, response] = refusal ? [world, refusal] : route.run(world, call);
	return logData(next, request, operation, caller, response);
}

/** Answers a request to `{vault}.vault.azure.net`. */
export function handleKeyVault(world: World, request: HttpRequest, url: ParsedUrl): Reply {
	const vault = resourceAt(world, 'keyVault', url.host);
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
