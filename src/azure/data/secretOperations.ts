import type { Reply } from '../arm/call';
import { empty, json, type HttpRequest, type HttpResponse } from '../http';
import { isObject, parseJson } from '../json';
import type { Secret, SecretVersion, World } from '../world';
import {
	findSecret,
	putSecretVersion,
	renderBundle,
	renderDeletion,
	renderItem,
	secretsOf,
	secretUri,
	withoutSecret,
	withSecret,
} from './secrets';
import { vaultError } from './vaultAccess';
import { badParameter, readAttributes, readTags, vaultList, type VaultCall } from './vaultCall';

/** What can be done with secrets, for callers that may. @see https://learn.microsoft.com/rest/api/keyvault/secrets */

const notFound = (what: string): HttpResponse =>
	vaultError(
		404,
		'SecretNotFound',
		`A secret with (name/id) ${what} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182`,
	);

const newest = ({ versions }: Secret): SecretVersion | undefined => versions.at(-1);

function live(world: World, { vault, name }: VaultCall): Secret | undefined {
	const secret = findSecret(world, vault, name);
	return secret?.deletedAt === undefined ? secret : undefined;
}
function deleted(world: World, { vault, name }: VaultCall): Secret | undefined {
	const secret = findSecret(world, vault, name);
	return secret?.deletedAt === undefined ? undefined : secret;
}

/** The secrets of a vault: names and properties, no values. */
export function listSecrets(world: World, call: VaultCall): Reply {
	const { vault } = call;
	const items = secretsOf(world, vault)
		.filter(({ deletedAt }) => deletedAt === undefined)
		.flatMap((secret) => {
			const version = newest(secret);
			return version ? [renderItem(vault, version, secretUri(vault, secret.name))] : [];
		});
	return [world, vaultList(call, items)];
}

/** The versions of a secret, without their values. */
export function listVersions(world: World, call: VaultCall): Reply {
	const secret = live(world, call);
	if (!secret) return [world, notFound(call.name)];
	const items = secret.versions.map((version) =>
		renderItem(call.vault, version, secretUri(call.vault, secret.name, version.version)),
	);
	return [world, vaultList(call, items)];
}

/** A secret with its value: the newest version, or the one that was named. */
export function getSecret(world: World, call: VaultCall): Reply {
	const secret = live(world, call);
	const version = call.version
		? secret?.versions.find((each) => each.version === call.version.toLowerCase())
		: secret && newest(secret);
	if (!secret || !version)
		return [world, notFound(call.version ? `${call.name}/${call.version}` : call.name)];
	if (!version.enabled)
		return [
			world,
			vaultError(
				403,
				'Forbidden',
				'Operation get is not allowed on a disabled secret.',
				'SecretDisabled',
			),
		];
	return [world, json(200, renderBundle(call.vault, secret, version))];
}

/** The parts of a body that describe a version; `undefined` for what is not said. */
function readBody(request: HttpRequest) {
	const body = parseJson(request.body);
	if (!isObject(body)) return undefined;
	const { value, contentType } = body;
	return {
		value: typeof value === 'string' ? value : undefined,
		...(typeof contentType === 'string' ? { contentType } : {}),
		...readTags(body),
		...readAttributes(body),
	};
}

/** A new version of a secret. */
export function setSecret(world: World, call: VaultCall): Reply {
	const { vault, name, request } = call;
	if (!/^[0-9a-zA-Z-]{1,127}$/.test(name))
		return [
			world,
			badParameter(
				`The request URI contains an invalid name: ${name}. It must be 1 to 127 letters, digits or hyphens`,
			),
		];
	const body = readBody(request);
	if (body?.value === undefined)
		return [world, badParameter('Required parameter value is missing')];
	if (deleted(world, call))
		return [
			world,
			vaultError(
				409,
				'Conflict',
				`Secret ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.`,
				'ObjectIsDeletedButRecoverable',
			),
		];
	const [next, secret] = putSecretVersion(world, vault.id, name, { ...body, value: body.value });
	const version = newest(secret);
	return [next, version ? json(200, renderBundle(vault, secret, version)) : notFound(name)];
}

/** Other properties for a version; its value stays. */
export function updateSecret(world: World, call: VaultCall): Reply {
	const secret = live(world, call);
	const wanted = call.version || (secret && newest(secret)?.version);
	const old = secret?.versions.find(({ version }) => version === wanted);
	if (!secret || !old) return [world, notFound(`${call.name}/${call.version}`)];
	const { value: _, ...changes } = readBody(call.request) ?? { value: undefined };
	const version: SecretVersion = { ...old, ...changes, updatedAt: world.now };
	const versions = secret.versions.map((each) => (each === old ? version : each));
	const address = secretUri(call.vault, secret.name, version.version);
	return [
		withSecret(world, { ...secret, versions }),
		json(200, renderItem(call.vault, version, address)),
	];
}

/** Deletes a secret. It can be recovered as long as the vault keeps it. */
export function deleteSecret(world: World, call: VaultCall): Reply {
	const secret = live(world, call);
	const version = secret && newest(secret);
	if (!secret || !version) return [world, notFound(call.name)];
	const gone: Secret = { ...secret, deletedAt: world.now };
	const { vault } = call;
	const item = renderItem(vault, version, secretUri(vault, secret.name, version.version));
	return [withSecret(world, gone), json(200, { ...renderDeletion(vault, gone), ...item })];
}

/** The deleted secrets that can still be recovered. */
export function listDeleted(world: World, call: VaultCall): Reply {
	const { vault } = call;
	const items = secretsOf(world, vault)
		.filter(({ deletedAt }) => deletedAt !== undefined)
		.flatMap((secret) => {
			const version = newest(secret);
			if (!version) return [];
			const item = renderItem(vault, version, secretUri(vault, secret.name));
			return [{ ...renderDeletion(vault, secret), ...item }];
		});
	return [world, vaultList(call, items)];
}

/** A deleted secret, without its value. */
export function getDeleted(world: World, call: VaultCall): Reply {
	const secret = deleted(world, call);
	const version = secret && newest(secret);
	if (!secret || !version) return [world, notFound(call.name)];
	const { vault } = call;
	const item = renderItem(vault, version, secretUri(vault, secret.name, version.version));
	return [world, json(200, { ...renderDeletion(vault, secret), ...item })];
}

/** Brings a deleted secret back. */
export function recover(world: World, call: VaultCall): Reply {
	const secret = deleted(world, call);
	const version = secret && newest(secret);
	if (!secret || !version) return [world, notFound(call.name)];
	const { deletedAt: _, ...back } = secret;
	const item = renderItem(call.vault, version, secretUri(call.vault, secret.name, version.version));
	return [withSecret(world, back), json(200, item)];
}

/** Deletes a deleted secret for good. */
export function purge(world: World, call: VaultCall): Reply {
	const secret = deleted(world, call);
	if (!secret) return [world, notFound(call.name)];
	if (call.vault.properties.enablePurgeProtection === true)
		return [
			world,
			vaultError(
				403,
				'Forbidden',
				"Operation 'purge' is not allowed because purge protection is enabled for this vault. Key Vault service will automatically purge it after the retention period has passed.",
				'PurgeProtectionEnabled',
			),
		];
	return [withoutSecret(world, secret), empty(204)];
}
