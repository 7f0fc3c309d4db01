import { days } from '../time';
import { escapeXml, xml } from './blobXml';
import type { Run } from './blobOperations';
import { delegationKeyValue } from './sas';
import { storageError } from './storageAccess';

const moment = (body: string, tag: string): string | undefined =>
	new RegExp(`<${tag}>([^<]+)</${tag}>`).exec(body)?.[1]?.trim();

/** Seconds are enough here: `2026-01-05T09:00:00Z`. */
const written = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

/**
 * Gives somebody with a token a key for signatures in their own name, for seven days at most.
 * @see https://learn.microsoft.com/rest/api/storageservices/get-user-delegation-key
 */
export const getUserDelegationKey: Run = (world, { account, request, caller }) => {
	if (typeof caller === 'string')
		return [
			world,
			storageError(
				world,
				403,
				'AuthenticationFailed',
				'Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.',
				{ detail: 'Only authentication scheme Bearer is supported' },
			),
		];
	const body = request.body ?? '';
	const start = Date.parse(moment(body, 'Start') ?? written(world.now));
	const expiry = Date.parse(moment(body, 'Expiry') ?? '');
	// A key may begin somewhat before now, but ends within seven days.
	if (!(start < expiry) || expiry <= world.now || expiry > world.now + days(7))
		return [
			world,
			storageError(
				world,
				400,
				'InvalidXmlNodeValue',
				'The value for one of the XML nodes is not in the correct format.',
			),
		];
	const version = '2025-05-05';
	const key = {
		oid: caller.objectId,
		tid: world.tenant.tenantId,
		start: written(start),
		expiry: written(expiry),
		version,
	};
	const parts: readonly (readonly [string, string])[] = [
		['SignedOid', key.oid],
		['SignedTid', key.tid],
		['SignedStart', key.start],
		['SignedExpiry', key.expiry],
		['SignedService', 'b'],
		['SignedVersion', version],
		['Value', delegationKeyValue(world, account, key)],
	];
	const inner = parts.map(([tag, value]) => `<${tag}>${escapeXml(value)}</${tag}>`).join('');
	return [world, xml(200, `<UserDelegationKey>${inner}</UserDelegationKey>`)];
};
