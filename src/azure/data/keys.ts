import { base64urlnopad } from '@scure/base';
import { hashHex } from '../ids';
import type { JsonObject } from '../json';
import { unixTime } from '../time';
import type { Resource, World } from '../world';
import { ecKeyOf, type CurveName } from './ec';
import { findItem, itemsOf, withItem } from './items';
import type { KeyVersion, VaultKey } from '../records/data';
import { rsaKeyOf, toBytes } from './rsa';
import { purgeTime, renderAttributes } from './secrets';

/** Keys of a vault as records, and as Key Vault writes them. @see https://learn.microsoft.com/rest/api/keyvault/keys */

/** What can be done with an RSA key, and with one on a curve. */
const KEY_OPERATIONS = ['encrypt', 'decrypt', 'sign', 'verify', 'wrapKey', 'unwrapKey'];
const CURVE_OPERATIONS = ['sign', 'verify'];

/** What a new version of a key is like. */
export type NewKey = Partial<
	Pick<KeyVersion, 'enabled' | 'notBefore' | 'expiresAt' | 'operations' | 'tags'>
> & {
	readonly size?: VaultKey['size'];
	readonly curve?: CurveName | undefined;
	readonly managed?: true;
};

/** Files a new version of a key, the first one included. */
export function putKeyVersion(
	world: World,
	vaultId: string,
	name: string,
	{ size, curve, managed, ...said }: NewKey,
): [World, VaultKey] {
	const filed = findItem(world, vaultId, 'keys', name.toLowerCase());
	const before = filed?.deletedAt === undefined ? filed : undefined;
	// Without a word on it a new version is of the kind of the last.
	const bend = size === undefined && curve === undefined ? before?.curve : curve;
	const seed = hashHex(world.seed, 'key', vaultId, name.toLowerCase(), world.sequence);
	const version: KeyVersion = {
		version: hashHex('keyVersion', seed).slice(0, 32),
		seed,
		enabled: true,
		operations: bend ? CURVE_OPERATIONS : KEY_OPERATIONS,
		createdAt: world.now,
		updatedAt: world.now,
		...said,
	};
	const key: VaultKey = {
		kind: 'keys',
		ownerId: vaultId,
		name: name.toLowerCase(),
		spelled: before?.spelled ?? name,
		size: size ?? before?.size ?? 2048,
		...(bend ? { curve: bend } : {}),
		versions: [...(before?.versions ?? []), version],
		...(managed ? { managed } : {}),
	};
	return [withItem(world, key), key];
}

/** A key, deleted or not, unless its time is over. */
export function findKey(world: World, vault: Resource, name: string): VaultKey | undefined {
	const key = findItem(world, vault.id, 'keys', name.toLowerCase());
	return key && isKept(world, vault, key) ? key : undefined;
}

/** Whether something that was deleted can still be recovered. */
export const isKept = (
	world: World,
	vault: Resource,
	item: { readonly deletedAt?: number },
): boolean => item.deletedAt === undefined || purgeTime(vault, item) > world.now;

/** All keys of a vault, deleted ones included, by name. */
export const keysOf = (world: World, vault: Resource): readonly VaultKey[] =>
	itemsOf(world, vault.id, 'keys')
		.filter((key) => isKept(world, vault, key))
		.sort((a, b) => (a.name < b.name ? -1 : 1));

/** The address of something in a vault, or of one version of it. */
export const vaultUri = (vault: Resource, kind: string, name: string, version?: string): string =>
	`https://${vault.name.toLowerCase()}.vault.azure.net/${kind}/${name}${version ? `/${version}` : ''}`;

/** The pair behind a version of an RSA key. */
export const pairOf = ({ size }: VaultKey, { seed }: KeyVersion) => rsaKeyOf(seed, size);

/** What anybody may know of a version. */
function publicHalf(key: VaultKey, version: KeyVersion): JsonObject {
	if (key.curve) {
		const { curve, x, y } = ecKeyOf(version.seed, key.curve);
		return { crv: curve, x: base64urlnopad.encode(x), y: base64urlnopad.encode(y) };
	}
	const { modulus, exponent, size } = pairOf(key, version);
	return {
		n: base64urlnopad.encode(toBytes(modulus, size / 8)),
		e: base64urlnopad.encode(toBytes(exponent, 3)),
	};
}

/** A key as lists show it. */
export const renderKeyItem = (
	vault: Resource,
	key: VaultKey,
	version: KeyVersion,
	address = vaultUri(vault, 'keys', key.spelled),
): JsonObject => ({
	kid: address,
	attributes: { ...renderAttributes(vault, version), exportable: false },
	tags: version.tags ?? {},
	...(key.managed ? { managed: true } : {}),
});

/** A version with the public half of the key. */
export function renderKeyBundle(vault: Resource, key: VaultKey, version: KeyVersion): JsonObject {
	const { kid, ...rest } = renderKeyItem(
		vault,
		key,
		version,
		vaultUri(vault, 'keys', key.spelled, version.version),
	);
	return {
		key: {
			kid,
			kty: key.curve ? 'EC' : 'RSA',
			key_ops: version.operations,
			...publicHalf(key, version),
		},
		...rest,
	};
}

/** What a deleted key or certificate has beside its other properties. */
export const renderVaultDeletion = (
	vault: Resource,
	kind: 'keys' | 'certificates',
	item: { readonly spelled: string; readonly deletedAt?: number },
): JsonObject => ({
	recoveryId: vaultUri(vault, `deleted${kind}`, item.spelled),
	deletedDate: unixTime(item.deletedAt ?? 0),
	scheduledPurgeDate: unixTime(purgeTime(vault, item)),
});
