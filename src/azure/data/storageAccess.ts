import { storageAudiences } from '../entra/audiences';
import { authenticate, isUnauthenticated } from '../entra/authenticate';
import { header, json, type HttpRequest, type HttpResponse } from '../http';
import { guidOf } from '../ids';
import { isAllowed } from '../rbac/checkAccess';
import type { AccessQuestion } from '../rbac/accessDecision';
import { armTime } from '../time';
import type { ParsedUrl } from '../url';
import type { Resource, World } from '../world';
import { escapeXml, xml } from './blobXml';
import type { DataCaller, DataOperation } from './dataLog';
import { verifySharedKey } from './sharedKey';

/** Who may do what in a storage account, and how Storage says no. @see https://learn.microsoft.com/rest/api/storageservices/status-and-error-codes2 */

/** The services of an account that keep data here. */
export type StorageService = 'blob' | 'queue' | 'table';

/** An operation, and in which plane its right lies: containers are managed with actions, blobs touched with data actions. */
export interface StorageOperation extends DataOperation {
	readonly service: StorageService;
	/** Other rights that are as good, each all together: who may add and update entities may upsert them. */
	readonly or?: readonly (readonly string[])[];
	/** Whether it may be done without any credentials where a container is public. */
	readonly publicRead?: 'Blob' | 'Container';
}

/** The id that Storage gives a request. */
export const requestIdOf = (world: World): string =>
	guidOf(world.seed, 'storageRequest', world.now, world.dataLog.length);

/** What an error may have besides its code and its message. */
interface ErrorExtras {
	readonly detail?: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** Tables write JSON, all others XML. */
	readonly service?: StorageService;
}

/** An error as Storage writes it; the code stands in a header as well. */
export function storageError(
	world: World,
	status: number,
	code: string,
	message: string,
	{ detail, headers, service }: ErrorExtras = {},
): HttpResponse {
	const text = `${message}\nRequestId:${requestIdOf(world)}\nTime:${armTime(world.now)}`;
	const named = { 'x-ms-error-code': code, ...headers };
	if (service === 'table')
		return json(
			status,
			{ 'odata.error': { code, message: { lang: 'en-US', value: text } } },
			{ 'content-type': 'application/json;odata=minimalmetadata;charset=utf-8', ...named },
		);
	const more = detail
		? `<AuthenticationErrorDetail>${escapeXml(detail)}</AuthenticationErrorDetail>`
		: '';
	return xml(
		status,
		`<Error><Code>${code}</Code><Message>${escapeXml(text)}</Message>${more}</Error>`,
		named,
	);
}

const FAILED =
	'Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.';
const SEE_HEADER =
	'Server failed to authenticate the request. Please refer to the information in the www-authenticate header.';

/** Older versions of the interface, and requests that name none, know no tokens. @see https://learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory */
const FIRST_WITH_TOKENS = '2017-11-09';

const TOKEN_DETAILS = {
	malformed: 'The token is malformed.',
	signature: 'Signature validation failed. Signature verification failed.',
	issuer: 'Issuer validation failed. Issuer did not match.',
	notYetValid: 'Lifetime validation failed. The token is not yet valid.',
	expired: 'Lifetime validation failed. The token is expired.',
	audience: 'Audience validation failed. Audience did not match.',
};

/** Who calls, or the refusal of credentials that are missing or wrong. */
export function storageCaller(
	world: World,
	request: HttpRequest,
	url: ParsedUrl,
	account: Resource,
	service: StorageService,
	isPublic: boolean,
): DataCaller | HttpResponse {
	const challenge = {
		'www-authenticate': `Bearer authorization_uri=https://login.microsoftonline.com/${world.tenant.tenantId}/oauth2/authorize resource_id=https://storage.azure.com`,
	};
	const authorization = header(request, 'authorization') ?? '';
	if (/^SharedKey/i.test(authorization)) {
		if (account.properties.allowSharedKeyAccess === false)
			return storageError(
				world,
				403,
				'KeyBasedAuthenticationNotPermitted',
				'Key based authentication is not permitted on this storage account.',
				{ service },
			);
		const verdict = verifySharedKey(world, request, account, service);
		if (verdict === 'valid') return 'AccountKey';
		const { detail } = verdict;
		return storageError(world, 403, 'AuthenticationFailed', FAILED, { detail, service });
	}
	// https://github.com/MicrosoftDocs/azure-docs/issues/95050
	const version = header(request, 'x-ms-version') ?? '';
	if (/^Bearer /i.test(authorization) && version < FIRST_WITH_TOKENS)
		return storageError(world, 403, 'AuthenticationFailed', FAILED, {
			detail: 'Authentication scheme Bearer is not supported in this version.',
			service,
		});
	const result = authenticate(world, request, storageAudiences(account.name, service));
	if (!isUnauthenticated(result)) return result;
	if (result.error === 'missing') {
		if (isPublic) return 'Anonymous';
		return storageError(world, 401, 'NoAuthenticationInformation', SEE_HEADER, {
			headers: challenge,
			service,
		});
	}
	return storageError(world, 401, 'InvalidAuthenticationInfo', SEE_HEADER, {
		headers: challenge,
		detail: TOKEN_DETAILS[result.error],
		service,
	});
}

const BLOBS = 'microsoft.storage/storageaccounts/blobservices/containers/blobs';

/**
 * What conditions can ask about a blob: its path, and the prefix of a list, which is an operation within the reading of blobs.
 * @see https://learn.microsoft.com/azure/storage/blobs/storage-auth-abac-attributes
 */
function conditionsOf(
	{ operationName, scope, target }: StorageOperation,
	prefix: string | undefined,
): Pick<AccessQuestion, 'attributes' | 'subOperation'> {
	if (operationName === 'ListBlobs')
		return {
			subOperation: 'Blob.List',
			attributes: prefix === undefined ? {} : { request: { [`${BLOBS}:prefix`]: prefix } },
		};
	if (!target?.startsWith(`${scope}/blobs/`)) return {};
	const path = target.slice(scope.length + '/blobs/'.length);
	return { attributes: { resource: { [`${BLOBS}:path`]: path } } };
}

/** Whether a caller may: the key opens everything, nobody in particular what is public, and a token what roles grant. */
export function storageAllows(
	world: World,
	caller: DataCaller,
	operation: StorageOperation,
	prefix?: string,
): boolean {
	if (typeof caller === 'string') return true;
	const { action, scope, plane, or = [] } = operation;
	const { objectId: principalId, groups } = caller;
	const more = conditionsOf(operation, prefix);
	const may = (each: string) =>
		isAllowed(world, { principalId, groups, action: each, scope, plane, ...more });
	return may(action) || or.some((all) => all.every(may));
}

/** The refusal of a caller without the right. */
export const permissionMismatch = (world: World, service: StorageService): HttpResponse =>
	storageError(
		world,
		403,
		'AuthorizationPermissionMismatch',
		'This request is not authorized to perform this operation using this permission.',
		{ service },
	);
