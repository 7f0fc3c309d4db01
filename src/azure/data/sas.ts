import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { base64 } from '@scure/base';
import type { Caller } from '../entra/caller';
import { groupsOf } from '../entra/membership';
import type { HttpResponse } from '../http';
import { hashHex } from '../ids';
import { own } from '../json';
import { idKey } from '../resourceId';
import { decode, type ParsedUrl } from '../url';
import type { Resource, World } from '../world';
import { httpDate } from './blobXml';
import { findItem } from './items';
import type { StoredPolicy } from '../records/data';
import { depthOf, hasLetters, isInside } from './sasLetters';
import { accountText, blobText, queueText, tableText } from './sasText';
import { storageKeys } from './sharedKey';
import { storageError, type StorageOperation, type StorageService } from './storageAccess';

/**
 * Shared access signatures: an address that opens what is written in it to whoever has it. One is signed with a key of the
 * account, or with a key that Storage gave somebody for a while: that one opens only what this somebody may.
 * @see https://learn.microsoft.com/rest/api/storageservices/create-account-sas
 * @see https://learn.microsoft.com/rest/api/storageservices/create-service-sas
 * @see https://learn.microsoft.com/rest/api/storageservices/create-user-delegation-sas
 */

type Query = ParsedUrl['query'];

/** Who a user delegation key was given to, for how long. Moments as in the key: `2026-01-05T09:00:00Z`. */
export interface DelegationKey {
	readonly oid: string;
	readonly tid: string;
	readonly start: string;
	readonly expiry: string;
	readonly version: string;
}

/** The value of a user delegation key: it comes from what the key says, so that it need not be kept. */
export function delegationKeyValue(world: World, account: Resource, key: DelegationKey): string {
	const { oid, tid, start, expiry, version } = key;
	const born = world.resources[idKey(account.id)]?.createdAt ?? 0;
	const said = [idKey(account.id), born, oid, tid, start, expiry, version];
	return base64.encode(hexToBytes(hashHex(world.seed, 'userDelegationKey', ...said)));
}

const sign = (text: string, key: string): string =>
	base64.encode(hmac(sha256, base64.decode(key), utf8ToBytes(text)));

/**
 * Signs the query of an address with a key (pure): for services of an account where it names some (`ss`), else for what lies
 * at `path` among its blobs, `photos` or `photos/cat.txt`.
 */
export const signSas = (query: Query, account: string, path: string, key: string): string =>
	sign(
		query.ss === undefined
			? blobText(query, account, path, query.skoid !== undefined)
			: accountText(query, account),
		key,
	);

const LETTERS: Readonly<Record<StorageService, string>> = { blob: 'b', queue: 'q', table: 't' };

const TEXTS: Readonly<Record<StorageService, typeof blobText>> = {
	blob: blobText,
	queue: queueText,
	table: tableText,
};

/** What a signature allows, and when. */
type Terms = Pick<StoredPolicy, 'start' | 'expiry' | 'permissions'>;

/** What a signature says, and the policy that it names; why not, when the two do not fit. What one of them says the other must not. */
function termsOf(
	world: World,
	{ st, se, sp, si }: Query,
	operation: StorageOperation | undefined,
): Terms | string {
	const said: Terms = {
		...(st === undefined ? {} : { start: st }),
		...(se === undefined ? {} : { expiry: se }),
		...(sp === undefined ? {} : { permissions: sp }),
	};
	if (si === undefined || !operation) return said;
	const policy = findItem(world, operation.scope, 'policies', si);
	if (!policy) return 'SAS identifier cannot be found for specified signed identifier';
	const { start, expiry, permissions } = policy;
	const stored: Terms = {
		...(start === undefined ? {} : { start }),
		...(expiry === undefined ? {} : { expiry }),
		...(permissions === undefined ? {} : { permissions }),
	};
	const twice = Object.keys(stored).some((name) => Object.hasOwn(said, name));
	return twice ? 'Signed identifier and signature say the same' : { ...said, ...stored };
}

/** Whose key signed, as the request says: the person or the identity that it was given to. */
function delegator(world: World, oid: string): Caller {
	const principal = own(world.servicePrincipals, oid);
	const name = principal?.appId ?? world.users[oid]?.userPrincipalName ?? oid;
	return {
		objectId: oid,
		appId: principal?.appId ?? '',
		kind: principal ? 'servicePrincipal' : 'user',
		name,
		groups: groupsOf(world, oid),
	};
}

/** Somebody in whose name a signature speaks, nobody in particular, or why it opens nothing. */
export type SasVerdict = Caller | 'SAS' | HttpResponse;

/**
 * Reads the signature of an address: who it speaks for, once it fits the request, the moment and what is to be done. What its
 * maker may is then looked at as if it were here.
 */
export function readSas(
	world: World,
	url: ParsedUrl,
	account: Resource,
	service: StorageService,
	operation: StorageOperation | undefined,
): SasVerdict {
	const { query } = url;
	const refuse = (code: string, message: string, detail?: string): HttpResponse =>
		storageError(world, 403, code, message, { service, ...(detail ? { detail } : {}) });
	const failed = (detail: string) =>
		refuse(
			'AuthenticationFailed',
			'Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.',
			detail,
		);
	const path = decode(url.rawPath.replace(/^\/+/, ''));
	const ofAccount = query.ss !== undefined;
	const delegated = !ofAccount && query.skoid !== undefined;
	if (!delegated && account.properties.allowSharedKeyAccess === false)
		return refuse(
			'KeyBasedAuthenticationNotPermitted',
			'Key based authentication is not permitted on this storage account.',
		);
	const { skoid: oid = '', sktid: tid = '', skt: start = '', ske: expiry = '' } = query;
	const keys = delegated
		? [delegationKeyValue(world, account, { oid, tid, start, expiry, version: query.skv ?? '' })]
		: storageKeys(world, account.id).map(({ value }) => value);
	const text = ofAccount
		? accountText(query, account.name)
		: TEXTS[service](query, account.name, path, delegated);
	// Of delegated signatures only those for containers and blobs are known.
	const known = !delegated || service === 'blob';
	if (!known || !keys.some((key) => sign(text, key) === query.sig))
		return failed(`Signature did not match. String to sign used was ${text}`);
	const terms = termsOf(world, query, operation);
	if (typeof terms === 'string') return failed(terms);
	const frame = (what: string, from: string | undefined, to: string | undefined) => {
		const [begins, ends] = [from ? Date.parse(from) : -Infinity, Date.parse(to ?? '')];
		if (begins <= world.now && world.now < ends) return undefined;
		const said = (moment: number) => (Number.isFinite(moment) ? httpDate(moment) : '');
		return failed(
			`Signature not valid in the specified ${what}: Start [${said(begins)}] - Expiry [${said(ends)}] - Current [${httpDate(world.now)}]`,
		);
	};
	const late =
		frame('time frame', terms.start, terms.expiry) ??
		(delegated ? frame('key time frame', start, expiry) : undefined);
	if (late) return late;
	if (!operation) return 'SAS';
	if (ofAccount && !(query.ss ?? '').includes(LETTERS[service]))
		return refuse(
			'AuthorizationServiceMismatch',
			'This request is not authorized to perform this operation using this service.',
		);
	if (ofAccount && !(query.srt ?? '').includes(depthOf(operation, path)))
		return refuse(
			'AuthorizationResourceTypeMismatch',
			'This request is not authorized to perform this operation using this resource type.',
		);
	// A container itself is not opened by a signature for it, only what is in it.
	const reaches = ofAccount || isInside(operation);
	if (!reaches || !hasLetters(operation, terms.permissions ?? ''))
		return refuse(
			'AuthorizationPermissionMismatch',
			'This request is not authorized to perform this operation using this permission.',
		);
	return delegated ? delegator(world, oid) : 'SAS';
}
