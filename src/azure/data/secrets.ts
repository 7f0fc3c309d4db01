import { withEntry, without } from '../json';
import { hashHex } from '../ids';
import { idKey, isWithin } from '../resourceId';
import { days, unixTime, type Milliseconds } from '../time';
import type { Resource, Secret, SecretVersion, World } from '../world';
import type { JsonObject } from '../json';

/** Secrets of a vault as records, and as Key Vault writes them. @see https://learn.microsoft.com/rest/api/keyvault/secrets */

/** What a new version of a secret holds. */
export interface NewSecretVersion {
	readonly value: string;
	readonly contentType?: string;
	readonly tags?: Readonly<Record<string, string>>;
	readonly enabled?: boolean;
	readonly notBefore?: Milliseconds;
	readonly expiresAt?: Milliseconds;
	readonly certificateId?: string;
	/** Made up when it is not said. */
	readonly version?: string;
}

/** The scope of a secret: `{vaultId}/secrets/{name}`. */
export const secretScope = (vaultId: string, name: string): string => `${vaultId}/secrets/${name}`;

/**
 * Files a new version of a secret, the first one included. Names are compared without regard to case. A secret that was deleted begins
 * anew: whether its name is free again is for the caller to ask.
 */
export function putSecretVersion(
	world: World,
	vaultId: string,
	name: string,
	{ enabled = true, ...said }: NewSecretVersion,
): [World, Secret] {
	const key = idKey(secretScope(vaultId, name));
	const filed = world.secrets[key];
	const known = filed?.deletedAt === undefined ? filed : undefined;
	const version: SecretVersion = {
		version: hashHex(world.seed, 'secretVersion', key, world.sequence).slice(0, 32),
		...said,
		enabled,
		createdAt: world.now,
	};
	const secret: Secret = {
		id: known?.id ?? secretScope(vaultId, name),
		name: known?.name ?? name,
		versions: [...(known?.versions ?? []), version],
	};
	const next = {
		...world,
		sequence: world.sequence + 1,
		secrets: withEntry(world.secrets, key, secret),
	};
	return [next, secret];
}

/** How long a vault keeps what was deleted: its secrets, and itself. */
export const retention = ({ properties }: Resource): Milliseconds =>
	days(
		typeof properties.softDeleteRetentionInDays === 'number'
			? properties.softDeleteRetentionInDays
			: 90,
	);

/** When a deleted secret is gone for good. */
export const purgeTime = (
	vault: Resource,
	{ deletedAt = 0 }: Pick<Secret, 'deletedAt'>,
): Milliseconds => deletedAt + retention(vault);

/** All secrets of a vault that are still there, deleted ones that can be recovered included, by name. */
export const secretsOf = (world: World, vault: Resource): Secret[] =>
	Object.values(world.secrets)
		.filter(({ id }) => isWithin(vault.id, id))
		.filter((each) => each.deletedAt === undefined || purgeTime(vault, each) > world.now)
		.sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));

/** One secret of a vault, deleted or not. */
export const findSecret = (world: World, vault: Resource, name: string): Secret | undefined => {
	const secret = world.secrets[idKey(secretScope(vault.id, name))];
	const gone = secret?.deletedAt !== undefined && purgeTime(vault, secret) <= world.now;
	return gone ? undefined : secret;
};

/** Files a changed secret. */
export const withSecret = (world: World, secret: Secret): World => ({
	...world,
	secrets: withEntry(world.secrets, idKey(secret.id), secret),
});

/** Forgets a secret for good. */
export const withoutSecret = (world: World, { id }: Secret): World => ({
	...world,
	secrets: without(world.secrets, idKey(id)),
});

/** How a vault says what becomes of deleted things: for 90 days by default, and purgeable unless the vault forbids it. */
export function recoveryLevel(vault: Resource): string {
	const custom = retention(vault) < days(90) ? 'CustomizedRecoverable' : 'Recoverable';
	return vault.properties.enablePurgeProtection === true ? custom : `${custom}+Purgeable`;
}

/** The address of a secret, or of one version of it. */
export const secretUri = (vault: Resource, name: string, version?: string): string =>
	`https://${vault.name.toLowerCase()}.vault.azure.net/secrets/${name}${version ? `/${version}` : ''}`;

/** A version as lists show it, without its value. `address` may leave the version out. */
export function renderItem(vault: Resource, version: SecretVersion, address: string): JsonObject {
	const { contentType, tags = {}, certificateId } = version;
	return {
		...(contentType === undefined ? {} : { contentType }),
		id: address,
		...(certificateId === undefined ? {} : { managed: true, kid: certificateId }),
		attributes: renderAttributes(vault, version),
		tags,
	};
}

/** When something is good, and what becomes of it when it is deleted. */
export const renderAttributes = (
	vault: Resource,
	{
		enabled,
		notBefore,
		expiresAt,
		createdAt,
		updatedAt = createdAt,
	}: Pick<SecretVersion, 'enabled' | 'notBefore' | 'expiresAt' | 'createdAt' | 'updatedAt'>,
): JsonObject => ({
	enabled,
	...(notBefore === undefined ? {} : { nbf: unixTime(notBefore) }),
	...(expiresAt === undefined ? {} : { exp: unixTime(expiresAt) }),
	created: unixTime(createdAt),
	updated: unixTime(updatedAt),
	recoveryLevel: recoveryLevel(vault),
	recoverableDays: retention(vault) / days(1),
});

/** A version with its value. */
export const renderBundle = (
	vault: Resource,
	{ name }: Secret,
	version: SecretVersion,
): JsonObject => ({
	value: version.value,
	...renderItem(vault, version, secretUri(vault, name, version.version)),
});

/** What a deleted secret has beside its other properties. */
export const renderDeletion = (vault: Resource, secret: Secret): JsonObject => ({
	recoveryId: `https://${vault.name.toLowerCase()}.vault.azure.net/deletedsecrets/${secret.name}`,
	deletedDate: unixTime(secret.deletedAt ?? 0),
	scheduledPurgeDate: unixTime(purgeTime(vault, secret)),
});
