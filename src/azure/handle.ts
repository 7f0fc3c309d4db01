import type { Reply } from './arm/call';
import { settle } from './clock';
import { handleKeyVault } from './data/keyVault';
import { handleConfiguration } from './data/configuration';
import { handleCosmos } from './data/cosmos';
import { handleMessaging } from './data/eventHub';
import { handleRegistry } from './data/registry';
import { handleBlob, handleQueue, handleTable } from './data/storage';
import { handleGraph } from './entra/graph';
import { handleLogin } from './entra/login';
import { unreachable, type HttpRequest, type HttpResponse } from './http';
import { goOn, handleResourceManager } from './resourceManager';
import { parseUrl, type ParsedUrl } from './url';
import { handleAppService } from './workload/appService';
import { isAppServiceHost } from './workload/environment';
import { handleImds } from './workload/imds';
import type { World } from './world';

type Service = (world: World, request: HttpRequest, url: ParsedUrl) => Reply;

/** Who answers for a host name. */
const HOSTS: readonly (readonly [(host: string) => boolean, Service])[] = [
	[(host) => host === 'management.azure.com', handleResourceManager],
	[(host) => host === 'graph.microsoft.com', handleGraph],
	[(host) => /^login\.(?:microsoftonline|windows|microsoft)\.(?:com|net)$/.test(host), handleLogin],
	[(host) => host === '169.254.169.254', handleImds],
	[isAppServiceHost, handleAppService],
	[(host) => host.endsWith('.vault.azure.net'), handleKeyVault],
	[(host) => host.endsWith('.blob.core.windows.net'), handleBlob],
	[(host) => host.endsWith('.queue.core.windows.net'), handleQueue],
	[(host) => host.endsWith('.table.core.windows.net'), handleTable],
	[(host) => host.endsWith('.servicebus.windows.net'), handleMessaging],
	[(host) => host.endsWith('.azconfig.io'), handleConfiguration],
	[(host) => host.endsWith('.azurecr.io'), handleRegistry],
	[(host) => host.endsWith('.documents.azure.com'), handleCosmos],
];

/**
 * Azure, as a pure function: the next world and the answer to a request. Under `instant` timing everything that the
 * request starts has happened when it returns. A request that only looks gives back the same world.
 * A host that nobody answers for gives status 0 with the network's own words.
 */
export function handle(world: World, request: HttpRequest): [World, HttpResponse] {
	const url = parseUrl(request.url);
	if (!url) return [world, unreachable(`Invalid URL: ${request.url}`)];
	const host = url.host.replace(/:443$/, '');
	const service = HOSTS.find(([matches]) => matches(host))?.[1];
	if (!service) return [world, unreachable(`getaddrinfo ENOTFOUND ${host.replace(/:\d+$/, '')}`)];
	const [next, response] = service(world, request, { ...url, host });
	return [next === world ? world : goOn(settle(next)), response];
}
