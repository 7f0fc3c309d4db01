import { base64urlnopad } from '@scure/base';
import type { Reply } from '../arm/call';
import { empty, json, type HttpResponse } from '../http';
import { isObject, parseJson, type Json, type JsonObject } from '../json';
import type { World } from '../world';
import { curveNamed, ecKeyOf, signOnCurve, verifyOnCurve } from './ec';
import { withItem, withoutItem } from './items';
import type { KeyVersion, VaultKey } from '../records/data';
import {
	findKey,
	keysOf,
	pairOf,
	putKeyVersion,
	renderKeyBundle,
	renderKeyItem,
	renderVaultDeletion,
	vaultUri,
	type NewKey,
} from './keys';
import type { RsaKey } from './rsa';
import { decrypt, encrypt, sign, verify } from './rsaPadding';
import { vaultError } from './vaultAccess';
import {
	badName,
	badParameter,
	readAttributes,
	readTags,
	vaultList,
	type VaultCall,
} from './vaultCall';

/** What can be done with keys, for callers that may. @see https://learn.microsoft.com/rest/api/keyvault/keys */

const notFound = (what: string): HttpResponse =>
	vaultError(
		404,
		'KeyNotFound',
		`A key with (name/id) ${what} was not found in this key vault. If you recently deleted this key you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182`,
	);

const newest = ({ versions }: VaultKey): KeyVersion | undefined => versions.at(-1);

function live(world: World, { vault, name }: VaultCall): VaultKey | undefined {
	const key = findKey(world, vault, name);
	return key?.deletedAt === undefined ? key : undefined;
}
function deleted(world: World, { vault, name }: VaultCall): VaultKey | undefined {
	const key = findKey(world, vault, name);
	return key?.deletedAt === undefined ? undefined : key;
}
const versionOf = (key: VaultKey | undefined, { version }: VaultCall): KeyVersion | undefined =>
	version
		? key?.versions.find((each) => each.version === version.toLowerCase())
		: key && newest(key);

/** The keys of a vault. */
export function listKeys(world: World, call: VaultCall): Reply {
	const items = keysOf(world, call.vault).flatMap((key) => {
		const version = newest(key);
		return key.deletedAt === undefined && version ? [renderKeyItem(call.vault, key, version)] : [];
	});
	return [world, vaultList(call, items)];
}

/** The versions of a key. */
export function listKeyVersions(world: World, call: VaultCall): Reply {
	const key = live(world, call);
	if (!key) return [world, notFound(call.name)];
	const items = key.versions.map((version) =>
		renderKeyItem(
			call.vault,
			key,
			version,
			vaultUri(call.vault, 'keys', key.spelled, version.version),
		),
	);
	return [world, vaultList(call, items)];
}

/** The public half of a key. */
export function getKey(world: World, call: VaultCall): Reply {
	const key = live(world, call);
	const version = versionOf(key, call);
	if (!key || !version)
		return [world, notFound(call.version ? `${call.name}/${call.version}` : call.name)];
	return [world, json(200, renderKeyBundle(call.vault, key, version))];
}

const texts = (value: Json | undefined): readonly string[] | undefined =>
	Array.isArray(value) ? (value as readonly Json[]).map(String) : undefined;

const SIZES = [2048, 3072, 4096] as const;

/** What kind of key a body asks for, or why there is none such. @see https://learn.microsoft.com/azure/key-vault/keys/about-keys#key-types-and-protection-methods */
function kindOf({ kty, key_size, crv }: JsonObject): NewKey | HttpResponse {
	if (kty === 'EC') {
		const curve = curveNamed(String(crv ?? 'P-256'));
		return curve ? { curve } : badParameter(`Property crv has invalid value ${String(crv)}`);
	}
	if (kty !== 'RSA') return badParameter(`Property kty has invalid value ${String(kty)}`);
	const size = SIZES.find((each) => each === (key_size ?? 2048));
	return size === undefined
		? badParameter(`Key size ${String(key_size)} is not supported`)
		: { size };
}

/** A new key, RSA or on a curve, or a new version of one that is there. */
export function createKey(world: World, call: VaultCall): Reply {
	const { vault, name, request } = call;
	const bad = badName(name);
	if (bad) return [world, bad];
	const body = parseJson(request.body);
	if (!isObject(body) || typeof body.kty !== 'string')
		return [world, badParameter('Property kty is required')];
	const kind = kindOf(body);
	if ('status' in kind) return [world, kind];
	if (deleted(world, call))
		return [
			world,
			vaultError(
				409,
				'Conflict',
				`Key ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the key can only be recovered or purged.`,
				'ObjectIsDeletedButRecoverable',
			),
		];
	const operations = texts(body.key_ops);
	const [next, key] = putKeyVersion(world, vault.id, name, {
		...kind,
		...(operations ? { operations } : {}),
		...readTags(body),
		...readAttributes(body),
	});
	const version = newest(key);
	return [next, version ? json(200, renderKeyBundle(vault, key, version)) : notFound(name)];
}

/** A new version with the size of the last one. @see https://learn.microsoft.com/rest/api/keyvault/keys/rotate-key */
export function rotateKey(world: World, call: VaultCall): Reply {
	const before = live(world, call);
	if (!before) return [world, notFound(call.name)];
	const operations = newest(before)?.operations;
	const [next, key] = putKeyVersion(world, call.vault.id, call.name, {
		...(operations ? { operations } : {}),
	});
	const version = newest(key);
	return [
		next,
		version ? json(200, renderKeyBundle(call.vault, key, version)) : notFound(call.name),
	];
}

/** Other properties for a version; the key itself stays. */
export function updateKey(world: World, call: VaultCall): Reply {
	const key = live(world, call);
	const old = versionOf(key, call);
	if (!key || !old) return [world, notFound(`${call.name}/${call.version}`)];
	const body = parseJson(call.request.body);
	const said = isObject(body) ? body : {};
	const operations = texts(said.key_ops);
	const version: KeyVersion = {
		...old,
		...(operations ? { operations } : {}),
		...readTags(said),
		...readAttributes(said),
		updatedAt: world.now,
	};
	const versions = key.versions.map((each) => (each === old ? version : each));
	const changed = { ...key, versions };
	return [withItem(world, changed), json(200, renderKeyBundle(call.vault, changed, version))];
}

const bundleOf = (call: VaultCall, key: VaultKey) => {
	const version = newest(key);
	return version ? renderKeyBundle(call.vault, key, version) : {};
};

/** Deletes a key. It can be recovered as long as the vault keeps it. */
export function deleteKey(world: World, call: VaultCall): Reply {
	const key = live(world, call);
	if (!key) return [world, notFound(call.name)];
	const gone = { ...key, deletedAt: world.now };
	const { vault } = call;
	const body = { ...renderVaultDeletion(vault, 'keys', gone), ...bundleOf(call, gone) };
	return [withItem(world, gone), json(200, body)];
}

/** The deleted keys that can still be recovered. */
export function listDeletedKeys(world: World, call: VaultCall): Reply {
	const { vault } = call;
	const items = keysOf(world, vault).flatMap((key) => {
		const version = newest(key);
		if (key.deletedAt === undefined || !version) return [];
		return [{ ...renderVaultDeletion(vault, 'keys', key), ...renderKeyItem(vault, key, version) }];
	});
	return [world, vaultList(call, items)];
}

/** A deleted key. */
export function getDeletedKey(world: World, call: VaultCall): Reply {
	const key = deleted(world, call);
	if (!key) return [world, notFound(call.name)];
	const { vault } = call;
	return [world, json(200, { ...renderVaultDeletion(vault, 'keys', key), ...bundleOf(call, key) })];
}

/** Brings a deleted key back. */
export function recoverKey(world: World, call: VaultCall): Reply {
	const key = deleted(world, call);
	if (!key) return [world, notFound(call.name)];
	const { deletedAt: _, ...back } = key;
	return [withItem(world, back), json(200, bundleOf(call, back))];
}

/** The refusal of a vault whose deleted things stay for their time. */
export const purgeProtected = (): HttpResponse =>
	vaultError(
		403,
		'Forbidden',
		"Operation 'purge' is not allowed because purge protection is enabled for this vault. Key Vault service will automatically purge it after the retention period has passed.",
		'PurgeProtectionEnabled',
	);

/** Deletes a deleted key for good. */
export function purgeKey(world: World, call: VaultCall): Reply {
	const key = deleted(world, call);
	if (!key) return [world, notFound(call.name)];
	return call.vault.properties.enablePurgeProtection === true
		? [world, purgeProtected()]
		: [withoutItem(world, key), empty(204)];
}

const bytesOf = (value: Json | undefined): Uint8Array | undefined => {
	try {
		return typeof value === 'string' ? base64urlnopad.decode(value.replace(/=+$/, '')) : undefined;
	} catch {
		return undefined;
	}
};

const NAMES: Readonly<Record<string, string>> = { wrapkey: 'wrapKey', unwrapkey: 'unwrapKey' };

/** Outside its time a key still opens what it once closed. */
const LATE = ['decrypt', 'unwrapKey', 'verify'];

/** Why a version may not be used so now. @see https://learn.microsoft.com/azure/key-vault/keys/about-keys-details */
function unusable(world: World, version: KeyVersion, operation: string): HttpResponse | undefined {
	const refuse = (message: string, inner: string) => vaultError(403, 'Forbidden', message, inner);
	if (!version.enabled)
		return refuse(`Operation ${operation} is not allowed on a disabled key.`, 'KeyDisabled');
	if (!version.operations.includes(operation))
		return refuse(`Operation ${operation} is not permitted on this key.`, 'KeyOperationForbidden');
	if (LATE.includes(operation)) return undefined;
	if ((version.notBefore ?? 0) > world.now)
		return refuse(
			`Operation ${operation} is not allowed on a key that is not yet valid.`,
			'KeyNotYetValid',
		);
	return (version.expiresAt ?? Infinity) <= world.now
		? refuse(`Operation ${operation} is not allowed on an expired key.`, 'KeyExpired')
		: undefined;
}

/** What an RSA key makes of some bytes. */
function workOf(
	pair: RsaKey,
	operation: string,
	alg: string,
	bytes: Uint8Array,
	noise: string,
): Uint8Array | undefined {
	if (operation === 'sign') return sign(pair, alg, bytes, noise);
	return operation === 'encrypt' || operation === 'wrapKey'
		? encrypt(pair, alg, bytes, noise)
		: decrypt(pair, alg, bytes);
}

/** Lets a key do its work: the private half never leaves the vault. */
export function useKey(world: World, call: VaultCall): Reply {
	const operation = NAMES[call.verb.toLowerCase()] ?? call.verb.toLowerCase();
	const key = live(world, call);
	const version = versionOf(key, call);
	if (!key || !version) return [world, notFound(`${call.name}/${call.version}`)];
	const refusal = unusable(world, version, operation);
	if (refusal) return [world, refusal];
	const body = parseJson(call.request.body);
	const { alg, value, digest } = isObject(body) ? body : {};
	const bytes = bytesOf(operation === 'verify' ? digest : value);
	if (typeof alg !== 'string' || !bytes)
		return [world, badParameter('Properties alg and value are required')];
	const curved = key.curve && ecKeyOf(version.seed, key.curve);
	const noise = `${version.seed}|${world.sequence}|${String(value)}`;
	const wrong = badParameter(`Algorithm ${alg} cannot be used with this key or this value`);
	if (operation === 'verify') {
		const signature = bytesOf(value);
		const verdict =
			signature &&
			(curved
				? verifyOnCurve(curved, alg, bytes, signature)
				: verify(pairOf(key, version), alg, bytes, signature));
		return [world, verdict === undefined ? wrong : json(200, { value: verdict })];
	}
	const result = curved
		? operation === 'sign'
			? signOnCurve(curved, alg, bytes)
			: undefined
		: workOf(pairOf(key, version), operation, alg, bytes, noise);
	if (!result) return [world, wrong];
	const kid = vaultUri(call.vault, 'keys', key.spelled, version.version);
	return [
		{ ...world, sequence: world.sequence + 1 },
		json(200, { kid, value: base64urlnopad.encode(result) }),
	];
}
