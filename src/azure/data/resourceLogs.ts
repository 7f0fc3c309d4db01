import { guidOf, hashHex } from '../ids';
import { nameOf, parseResourceId } from '../resourceId';
import { armTime } from '../time';
import { directoryResourceId, issuerOf } from '../entra/tokens';
import { parseUrl } from '../url';
import type { JsonObject } from '../json';
import type { DataLogEntry, DataService, World } from '../world';

/**
 * The access logs of the data planes, as diagnostic settings would send them: one record for each request.
 * @see https://learn.microsoft.com/azure/azure-monitor/platform/resource-logs-schema
 */

const STATUS: Readonly<Record<number, string>> = {
	200: 'OK',
	201: 'Created',
	202: 'Accepted',
	204: 'No Content',
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	409: 'Conflict',
	412: 'Precondition Failed',
};

/** The id of the top resource that an entry is about. */
const ownerOf = ({ scope }: DataLogEntry): string =>
	/^.*?\/providers\/[^/]+\/[^/]+\/[^/]+/i.exec(scope)?.[0] ?? scope;

/** Addresses are made up, from the ranges that are kept for examples: one for people, one for each resource. */
function ipAddressOf({ from, principalId = '' }: DataLogEntry): string {
	const last = (seed: string) => (Number.parseInt(hashHex('ip', seed).slice(0, 4), 16) % 253) + 1;
	return from === undefined ? `198.51.100.${last(principalId)}` : `203.0.113.${last(from)}`;
}

/** Who a record says that it was. */
function whoOf(world: World, { principalId = '' }: DataLogEntry) {
	const principal = world.servicePrincipals[principalId];
	const user = world.users[principalId];
	return { principal, user, appId: principal?.appId ?? '04b07795-8ddb-461a-bbee-02f9e1bf7b46' };
}

const correlationOf = (world: World, entry: DataLogEntry, index: number): string =>
	guidOf(world.seed, 'resourceLog', entry.time, index);

const succeeded = ({ status }: DataLogEntry): boolean => status < 400;

const entriesOf = (world: World, ...services: readonly DataService[]) =>
	world.dataLog
		.map((entry, index) => ({ entry, index }))
		.filter(({ entry }) => services.includes(entry.service));

/**
 * The audit events of key vaults.
 * @see https://learn.microsoft.com/azure/key-vault/general/logging#interpret-your-key-vault-logs
 */
export const keyVaultLogs = (world: World): readonly JsonObject[] =>
	entriesOf(world, 'keyVault').map(({ entry, index }) => {
		const { principal, user, appId } = whoOf(world, entry);
		const url = parseUrl(entry.url);
		const [, kind, name = '', version = ''] = url?.path.split('/') ?? [];
		const claim = {
			'http://schemas.microsoft.com/identity/claims/objectidentifier': entry.principalId,
			...(user
				? { 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn': user.userPrincipalName }
				: {}),
			appid: appId,
			...(principal ? { xms_mirid: directoryResourceId(principal.resourceId) } : {}),
		};
		return {
			time: armTime(entry.time),
			category: 'AuditEvent',
			operationName: entry.operationName,
			operationVersion: url?.query['api-version'] ?? '',
			// Whether the vault took the request, not whether it granted it.
			resultType: succeeded(entry) || entry.status < 500 ? 'Success' : 'Failed',
			resultSignature: STATUS[entry.status] ?? String(entry.status),
			resultDescription: entry.errorCode ?? '',
			durationMs: '20',
			callerIpAddress: ipAddressOf(entry),
			correlationId: correlationOf(world, entry, index),
			identity: entry.principalId === undefined ? {} : { claim },
			properties: {
				id: `https://${url?.host ?? ''}/${[kind, name, version].filter((part) => part).join('/')}`,
				clientInfo: entry.from === undefined ? 'AZURECLI' : 'azsdk',
				requestUri: entry.url,
				httpStatusCode: entry.status,
				tlsVersion: 'TLS1_2',
			},
			resourceId: ownerOf(entry).toUpperCase(),
		};
	});

const CATEGORIES = [
	[/^(?:Get|List|Peek|Query)/, 'StorageRead'],
	[/^(?:Delete|Clear)/, 'StorageDelete'],
] as const;

/**
 * The access logs of blobs, queues and tables. They name the very blob.
 * @see https://learn.microsoft.com/azure/storage/blobs/monitor-blob-storage-reference#resource-logs
 */
export const storageLogs = (world: World): readonly JsonObject[] =>
	entriesOf(world, 'blob', 'queue', 'table').map(({ entry, index }) => {
		const { principal, user, appId } = whoOf(world, entry);
		const account = nameOf(ownerOf(entry));
		const { service, operationName, status, authentication } = entry;
		const category =
			CATEGORIES.find(([pattern]) => pattern.test(operationName))?.[1] ?? 'StorageWrite';
		const url = parseUrl(entry.url);
		const requester = {
			appId,
			audience: 'https://storage.azure.com',
			objectId: entry.principalId,
			tenantId: world.tenant.tenantId,
			tokenIssuer: issuerOf(world.tenant.tenantId),
			...(user ? { upn: user.userPrincipalName } : {}),
		};
		return {
			time: armTime(entry.time),
			resourceId: `${ownerOf(entry)}/${service}Services/default`,
			category,
			operationName,
			operationVersion: '2025-05-05',
			schemaVersion: '1.0',
			statusCode: status,
			statusText: entry.errorCode ?? 'Success',
			durationMs: 5,
			callerIpAddress: `${ipAddressOf(entry)}:${49152 + (index % 16000)}`,
			correlationId: correlationOf(world, entry, index),
			identity: {
				type: authentication === 'AccountKey' ? 'Account Key' : authentication,
				...(authentication === 'OAuth'
					? {
							requester,
							authorization: [
								{
									action: entry.action,
									principals: [
										{ id: entry.principalId, type: principal ? 'ServicePrincipal' : 'User' },
									],
									result: status === 403 ? 'Denied' : 'Granted',
									reason: status === 403 ? 'NoApplicablePolicy' : 'Policy',
									type: 'RBAC',
								},
							],
						}
					: {}),
			},
			location: locationOf(world, entry),
			properties: {
				accountName: account,
				serviceType: service,
				objectKey: `/${account}${url?.rawPath ?? '/'}`,
				userAgentHeader: entry.from === undefined ? 'AZURECLI' : 'azsdk',
				metricResponseType:
					status < 400 ? 'Success' : status === 403 ? 'AuthorizationFailed' : 'ClientOtherError',
				tlsVersion: 'TLS 1.2',
			},
			uri: entry.url,
			protocol: 'HTTPS',
			resourceType: `Microsoft.Storage/storageAccounts/${service}Services`,
		};
	});

const locationOf = (world: World, entry: DataLogEntry): string =>
	world.resources[ownerOf(entry).toLowerCase()]?.location ?? '';

/** What all other services have in common: who, what, when, and how it ended. */
const record = (
	world: World,
	{ entry, index }: { readonly entry: DataLogEntry; readonly index: number },
	category: string,
	properties: JsonObject,
): JsonObject => ({
	time: armTime(entry.time),
	resourceId: ownerOf(entry).toUpperCase(),
	category,
	operationName: entry.operationName,
	resultType: succeeded(entry) ? 'Succeeded' : 'Failed',
	resultSignature: String(entry.status),
	callerIpAddress: ipAddressOf(entry),
	correlationId: correlationOf(world, entry, index),
	location: locationOf(world, entry),
	properties,
});

/** The request log of App Configuration. @see https://learn.microsoft.com/azure/azure-monitor/reference/tables/aachttprequest */
export const configurationLogs = (world: World): readonly JsonObject[] =>
	entriesOf(world, 'appConfiguration').map((at) => {
		const { entry } = at;
		return record(world, at, 'HttpRequest', {
			ClientObjectId: entry.principalId,
			ClientTenantId: world.tenant.tenantId,
			Method: /^Set/.test(entry.operationName)
				? 'PUT'
				: /^Delete/.test(entry.operationName)
					? 'DELETE'
					: 'GET',
			RequestURI: entry.url,
			StatusCode: entry.status,
			Endpoint: parseUrl(entry.url)?.host,
		});
	});

/** Logins, and images that went in and out of registries. @see https://learn.microsoft.com/azure/container-registry/monitor-container-registry-reference#resource-logs */
export const registryLogs = (world: World): readonly JsonObject[] =>
	entriesOf(world, 'containerRegistry').map((at) => {
		const { entry } = at;
		const image = entry.target?.split('/repositories/')[1] ?? '';
		const [, repository = '', reference = ''] = /^([^:@]+)[:@]?(.*)$/.exec(image) ?? [];
		const category =
			entry.operationName === 'Login'
				? 'ContainerRegistryLoginEvents'
				: 'ContainerRegistryRepositoryEvents';
		return record(world, at, category, {
			Identity: whoOf(world, entry).appId,
			LoginServer: parseUrl(entry.url)?.host,
			HttpStatus: entry.status,
			...(repository === ''
				? {}
				: reference.startsWith('sha256:')
					? { Repository: repository, Digest: reference }
					: { Repository: repository, Tag: reference }),
		});
	});

/** The runtime audit log of Service Bus and Event Hubs. @see https://learn.microsoft.com/azure/service-bus-messaging/monitor-service-bus-reference#runtime-audit-logs */
export const messagingLogs = (world: World): readonly JsonObject[] =>
	entriesOf(world, 'serviceBus', 'eventHub').map((at) => {
		const { entry } = at;
		const names = parseResourceId(entry.scope)?.names ?? [];
		return {
			...record(world, at, 'RuntimeAuditLogs', {
				ActivityId: correlationOf(world, entry, at.index),
				ActivityName: entry.operationName,
				AuthType: 'AAD',
				AuthKey: entry.principalId,
				NetworkType: 'Public',
				Protocol: 'HTTP',
				EntityName: names.slice(1).join('/'),
			}),
			Status: succeeded(entry) ? 'Success' : 'ClientError',
			NamespaceName: names[0],
			Provider: entry.service === 'serviceBus' ? 'SERVICEBUS' : 'EVENTHUB',
		};
	});

/** The requests to Cosmos DB, with the principal that made each. @see https://learn.microsoft.com/azure/cosmos-db/monitor-reference#resource-logs */
export const cosmosLogs = (world: World): readonly JsonObject[] =>
	entriesOf(world, 'cosmos').map((at) => {
		const { entry } = at;
		const [account, databaseName, collectionName] = parseResourceId(entry.scope)?.names ?? [];
		return record(world, at, 'DataPlaneRequests', {
			aadPrincipalId: entry.principalId,
			aadAppliedRoleAssignmentId: null,
			authTokenType: 'aad',
			accountName: account,
			databaseName,
			collectionName,
			statusCode: entry.status,
			requestResourceType: 'Document',
		});
	});
