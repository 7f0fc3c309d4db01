import { storageAudiences } from '../entra/audiences';
import { authenticate, isUnauthenticated } from '../entra/authenticate';
import { header, type HttpRequest, type HttpResponse } from '../http';
import { guidOf } from '../ids';
import { isAllowed } from '../rbac/checkAccess';
import { armTime } from '../time';
import type { ParsedUrl } from '../url';
import type { Resource, World } from '../world';
import { escapeXml, xml } from './blobXml';
import type { DataCaller, DataOperation } from './dataLog';
import { verifySharedKey } from './sharedKey';

/** Who may do what in a storage account, and how Storage says no. @see https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes */

/** An operation, and in which plane its right lies: containers are managed with actions, blobs touched with data actions. */
export interface StorageOperation extends DataOperation {
	readonly plane: 'control' | 'data';
	/** Whether it may be done without any credentials where a container is public. */
	readonly publicRead?: 'Blob' | 'Container';
}

/** The id that Storage gives a request. */
export const requestIdOf = (world: World): string =>
	guidOf(world.seed, 'storageRequest', world.now, world.dataLog.length);

/** An error as Blob Storage writes it; the code stands in a header as well. */
export function storageError(
	world: World,
	status: number,
	code: string,
	message: string,
	more: { readonly detail?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): HttpResponse {
	const text = `${message}\nRequestId:${requestIdOf(world)}\nTime:${armTime(world.now)}`;
	const detail = more.detail
		? `<AuthenticationErrorDetail>${escapeXml(more.detail)}</AuthenticationErrorDetail>`
		: '';
	return xml(
		status,
		`<Error><Code>${code}</Code><Message>${escapeXml(text)}</Message>${detail}</Error>`,
		{ 'x-ms-error-code': code, ...more.headers },
	);
}

const FAILED =
	'Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.';

/** Who calls, or the refusal of credentials that are missing or wrong. */
export function storageCaller(
	world: World,
	request: HttpRequest,
	url: ParsedUrl,
	account: Resource,
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
			);
		const verdict = verifySharedKey(world, request, account);
		if (verdict === 'valid') return 'AccountKey';
		return storageError(world, 403, 'AuthenticationFailed', FAILED, { detail: verdict.detail });
	}
	if (url.query.sig !== undefined)
		return storageError(world, 403, 'AuthenticationFailed', FAILED, {
			detail: 'Signature did not match.',
		});
	const result = authenticate(world, request, storageAudiences(account.name));
	if (!isUnauthenticated(result)) return result;
	if (result.error === 'missing') {
		if (isPublic) return 'Anonymous';
		return storageError(
			world,
			401,
			'NoAuthenticationInformation',
			'Server failed to authenticate the request. Please refer to the information in the www-authenticate header.',
			{ headers: challenge },
		);
	}
	const details = {
		malformed: 'The token is malformed.',
		signature: 'Signature validation failed. Signature verification failed.',
		issuer: 'Issuer validation failed. Issuer did not match.',
		notYetValid: 'Lifetime validation failed. The token is not yet valid.',
		expired: 'Lifetime validation failed. The token is expired.',
		audience: 'Audience validation failed. Audience did not match.',
	};
	return storageError(
		world,
		401,
		'InvalidAuthenticationInfo',
		'Server failed to authenticate the request. Please refer to the information in the www-authenticate header.',
		{ headers: challenge, detail: details[result.error] },
	);
}

/** Whether a caller may: the key opens everything, nobody in particular what is public, and a token what roles grant. */
export function storageAllows(
	world: World,
	caller: DataCaller,
	{ action, scope, plane }: StorageOperation,
): boolean {
	if (typeof caller === 'string') return true;
	const { objectId: principalId, groups } = caller;
	return isAllowed(world, { principalId, groups, action, scope, plane });
}

/** The refusal of a caller without the right. */
export const permissionMismatch = (world: World): HttpResponse =>
	storageError(
		world,
		403,
		'AuthorizationPermissionMismatch',
		'This request is not authorized to perform this operation using this permission.',
	);
