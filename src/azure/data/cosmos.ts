import type { Reply } from '../arm/call';
import { authenticate, isUnauthenticated } from '../entra/authenticate';
import { cosmosAudiences } from '../entra/audiences';
import type { Caller } from '../entra/caller';
import { header, json, unreachable, type HttpRequest, type HttpResponse } from '../http';
import { guidOf } from '../ids';
import { isObject, type JsonObject } from '../json';
import { matchesAction } from '../rbac/actions';
import { idKey, isWithin } from '../resourceId';
import { decode, type ParsedUrl } from '../url';
import type { Resource, World } from '../world';
import { childrenOf, findChild } from './children';
import {
	createDocument,
	deleteDocument,
	getDocument,
	listDocuments,
	replaceDocument,
	type CosmosCall,
} from './documents';
import { logData, type DataOperation } from './dataLog';
import { resourceAt } from './hosts';

/**
 * Azure Cosmos DB for NoSQL: who answers, who may. Its data has roles of its own, which Azure's role assignments know nothing
 * of: a subscription's Owner reads no document either.
 * @see https://learn.microsoft.com/azure/cosmos-db/nosql/how-to-connect-role-based-access-control
 */

const ACCOUNTS = 'Microsoft.DocumentDB/databaseAccounts';
const ITEMS = `${ACCOUNTS}/sqlDatabases/containers/items`;

/** The two roles that every account has, by the end of their ids. */
const BUILT_IN: Readonly<Record<string, readonly string[]>> = {
	'00000000-0000-0000-0000-000000000001': [
		`${ACCOUNTS}/readMetadata`,
		`${ITEMS}/read`,
		`${ACCOUNTS}/sqlDatabases/containers/executeQuery`,
		`${ACCOUNTS}/sqlDatabases/containers/readChangeFeed`,
	],
	'00000000-0000-0000-0000-000000000002': [
		`${ACCOUNTS}/readMetadata`,
		`${ACCOUNTS}/sqlDatabases/containers/*`,
		`${ITEMS}/*`,
	],
};

/** The actions of a role of this account: one of the two, or one that somebody defined. */
function roleActions(world: World, roleDefinitionId: string): readonly string[] {
	const name = roleDefinitionId.split('/').at(-1)?.toLowerCase() ?? '';
	if (Object.hasOwn(BUILT_IN, name)) return BUILT_IN[name] ?? [];
	const permissions = world.resources[idKey(roleDefinitionId)]?.properties.permissions;
	if (!Array.isArray(permissions)) return [];
	return (permissions as readonly JsonObject[]).flatMap((each) =>
		isObject(each) && Array.isArray(each.dataActions) ? each.dataActions.map(String) : [],
	);
}

/** Scopes are written as ARM ids or below the account: `/dbs/shop/colls/orders`. */
const fullScope = (account: Resource, scope: string): string =>
	scope.toLowerCase().startsWith('/subscriptions/')
		? scope
		: `${account.id}${scope === '/' ? '' : scope}`;

/** Whether one of the account's own assignments lets a principal do that there. */
export function cosmosAllows(
	world: World,
	account: Resource,
	{ objectId, groups }: Pick<Caller, 'objectId' | 'groups'>,
	action: string,
	place: string,
): boolean {
	const scope = `${account.id}/${place}`;
	return childrenOf(world, account, `${ACCOUNTS}/sqlRoleAssignments`).some(({ properties }) => {
		const { principalId, roleDefinitionId, scope: at } = properties;
		return (
			[objectId, ...groups].includes(String(principalId).toLowerCase()) &&
			isWithin(fullScope(account, String(at ?? '')), scope) &&
			roleActions(world, String(roleDefinitionId)).some((pattern) => matchesAction(pattern, action))
		);
	});
}

/** An error as Cosmos DB writes it. */
export function cosmosError(
	world: World,
	status: number,
	code: string,
	message: string,
): HttpResponse {
	const activity = guidOf(world.seed, 'activity', world.now, world.dataLog.length);
	return json(status, { code, message: `${message}\r\nActivityId: ${activity}` });
}

const TOKEN_FAULTS = {
	missing:
		'Required Header authorization is missing. Ensure a valid Authorization token is passed.',
	malformed: 'The input authorization token is malformed.',
	signature: 'The input authorization token has an invalid signature.',
	issuer: 'The input authorization token is from an issuer that this account does not trust.',
	notYetValid: 'The input authorization token is not valid yet.',
	expired: 'The authorization token has expired.',
	audience: 'The input authorization token is for another audience.',
};

/** Entra tokens come as `type=aad&ver=1.0&sig={token}`, encoded. @see https://learn.microsoft.com/rest/api/cosmos-db/access-control-on-cosmosdb-resources */
function bearer(request: HttpRequest): HttpRequest {
	const authorization = header(request, 'authorization');
	if (authorization === undefined) return request;
	const token = /^type=aad&ver=1\.0&sig=(.*)$/s.exec(decode(authorization))?.[1];
	const headers = { authorization: token === undefined ? '' : `Bearer ${token}` };
	return { ...request, headers };
}

const OPERATIONS: Readonly<
	Record<string, readonly [string, string, (world: World, call: CosmosCall) => Reply]>
> = {
	'GET docs': ['ReadFeed', `${ACCOUNTS}/sqlDatabases/containers/executeQuery`, listDocuments],
	'POST query': ['Query', `${ACCOUNTS}/sqlDatabases/containers/executeQuery`, listDocuments],
	'POST docs': ['Create', `${ITEMS}/create`, createDocument],
	'POST upsert': ['Upsert', `${ITEMS}/upsert`, createDocument],
	'GET doc': ['Read', `${ITEMS}/read`, getDocument],
	'PUT doc': ['Replace', `${ITEMS}/replace`, replaceDocument],
	'DELETE doc': ['Delete', `${ITEMS}/delete`, deleteDocument],
};

const isTrue = (request: HttpRequest, name: string): boolean =>
	header(request, name)?.toLowerCase() === 'true';

function answer(world: World, request: HttpRequest, url: ParsedUrl, account: Resource): Reply {
	const result = authenticate(world, bearer(request), cosmosAudiences(account.name));
	if (isUnauthenticated(result)) {
		// A signature by the account's key is not simulated: it is told that it is wrong.
		const key = result.error === 'missing' && header(request, 'authorization');
		const why = key
			? "The input authorization token can't serve the request. The wrong key is being used or the expected payload is not built as per the protocol."
			: TOKEN_FAULTS[result.error];
		return [world, cosmosError(world, 401, 'Unauthorized', why)];
	}
	const match = /^\/dbs\/([^/]+)\/colls\/([^/]+)\/docs(?:\/([^/]+))?$/.exec(
		decode(url.rawPath).replace(/\/+$/, ''),
	);
	const [, database = '', collection = '', id = ''] = match ?? [];
	const special = isTrue(request, 'x-ms-documentdb-isquery')
		? 'query'
		: isTrue(request, 'x-ms-documentdb-is-upsert')
			? 'upsert'
			: 'docs';
	const name = `${request.method} ${id !== '' ? 'doc' : request.method === 'POST' ? special : 'docs'}`;
	const found = match && Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
	if (!found)
		return [world, cosmosError(world, 400, 'BadRequest', 'The request path is not supported.')];
	const [operationName, action, run] = found;
	const place = `dbs/${database}/colls/${collection}`;
	const containerId = `${account.id}/sqlDatabases/${database}/containers/${collection}`;
	const operation: DataOperation = {
		service: 'cosmos',
		operationName,
		action,
		plane: 'data',
		scope: containerId,
		...(id === '' ? {} : { target: `${containerId}/docs/${id}` }),
	};
	if (!cosmosAllows(world, account, result, action, place))
		return logData(
			world,
			request,
			operation,
			result,
			cosmosError(
				world,
				403,
				'Forbidden',
				`Request blocked by Auth ${account.name} : Request is blocked because principal [${result.objectId}] does not have required RBAC permissions to perform action [${action}] on resource [${place}]. Learn more: https://aka.ms/cosmos-native-rbac.`,
			),
		);
	const container = findChild(world, containerId);
	const [next, response] = container
		? run(world, { container, request, id })
		: [
				world,
				cosmosError(
					world,
					404,
					'NotFound',
					'Resource Not Found. Learn more: https://aka.ms/cosmosdb-tsg-not-found',
				),
			];
	return logData(next, request, operation, result, response);
}

/** Answers a request to `{account}.documents.azure.com`. */
export function handleCosmos(world: World, request: HttpRequest, url: ParsedUrl): Reply {
	const account = resourceAt(world, 'cosmos', url.host);
	if (!account) return [world, unreachable(`getaddrinfo ENOTFOUND ${url.host}`)];
	const [next, response] = answer(world, request, url, account);
	const activity = guidOf(world.seed, 'activity', world.now, world.dataLog.length);
	const headers = { 'x-ms-activity-id': activity, 'x-ms-request-charge': '1', ...response.headers };
	return [next, { ...response, headers }];
}
