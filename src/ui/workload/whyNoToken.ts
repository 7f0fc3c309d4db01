import { idKey, nameOf, parseUrl, providerOf, sameId, type World } from '../../azure';
import { heldIdentities } from '../views/things';
import type { Exchange } from '../../azure';

/** Why no identity answered for code, as the page tells it. */
export type WhyNoToken =
	| {
			/** Nothing is assigned. On App Service there is not even an endpoint then. */
			readonly why: 'none' | 'noEndpoint';
	  }
	| {
			/** The resource is still being made, or does not run. */
			readonly why: 'creating' | 'stopped';
			readonly name: string;
	  }
	| {
			/** App Service answers for a user-assigned identity only when code names it; elsewhere for an only one. */
			readonly why: 'mustName' | 'several' | 'deleted';
			readonly names: readonly string[];
	  }
	| {
			/** The code names an identity that is not assigned here. */
			readonly why: 'notAssigned';
	  };

const SELECTORS = ['client_id', 'clientid', 'object_id', 'principal_id', 'msi_res_id', 'mi_res_id'];

/** Which identity a token request names, by any of the names that it can go by. */
function namedIn(url: string): string | undefined {
	const { query = {} } = parseUrl(url) ?? {};
	return SELECTORS.map((name) => query[name]).find((value) => value !== undefined && value !== '');
}

/**
 * Why code on a resource got no token: read off the world before it asked. `undefined` when the answer says it all, as for
 * a service that nobody knows.
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-faq
 * @see https://learn.microsoft.com/azure/app-service/overview-managed-identity
 */
export function whyNoToken(
	world: World,
	resourceId: string,
	{ request: { url } }: Pick<Exchange, 'request'>,
): WhyNoToken | undefined {
	const resource = world.resources[idKey(resourceId)];
	if (!resource) return undefined;
	const { name } = resource;
	if (resource.lifecycle.state === 'creating') return { why: 'creating', name };
	if (resource.power !== undefined) return { why: 'stopped', name };
	const held = heldIdentities(world, resource);
	const isAppService = providerOf(resource.type)?.tokenEndpoint === 'appService';
	if (held.length === 0) return { why: isAppService ? 'noEndpoint' : 'none' };
	const wanted = namedIn(url);
	const asked = held.filter(
		({ id, clientId, principalId }) =>
			wanted === undefined ||
			sameId(id, wanted) ||
			[clientId, principalId].includes(wanted.toLowerCase()),
	);
	if (asked.length === 0) return { why: 'notAssigned' };
	const names = asked.map(({ id, kind }) => (kind === 'userIdentity' ? nameOf(id) : name));
	if (asked.every(({ dangling }) => dangling)) return { why: 'deleted', names };
	const system = asked.some(({ kind }) => kind === 'systemIdentity');
	if (wanted === undefined && !system && isAppService) return { why: 'mustName', names };
	if (wanted === undefined && !system && asked.length > 1) return { why: 'several', names };
	return undefined;
}
