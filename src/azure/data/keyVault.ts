import type { Reply } from '../arm/call';
import { empty, json, unreachable, type HttpRequest, type HttpResponse } from '../http';
import { guidOf } from '../ids';
import { isObject, parseJson, type Json } from '../json';
import type { ParsedUrl } from '../url';
import type { Resource, Secret, SecretVersion, World } from '../world';
import { logData } from './dataLog';
import {
	findSecret,
	putSecretVersion,
	renderBundle,
	renderDeletion,
	renderItem,
	secretScope,
	secretsOf,
	secretUri,
	withoutSecret,
	withSecret,
} from './secrets';
import { vaultCaller, vaultError, vaultRefusal, type VaultOperation } from './vaultAccess';

/** The secrets of key vaults. @see https://learn.microsoft.com/rest/api/keyvault/secrets */

/** A request to a vault, taken apart. */
interface VaultCall {
	readonly vault: Resource;
	readonly request: HttpRequest;
	readonly name: string;
	/** Of a secret; empty for the newest one. */
	readonly version: string;
}

interface Route extends Omit<VaultOperation, 'action' | 'scope'> {
	readonly method: string;
	/** Segments after the host; `{…}` stands for anything. */
	readonly path: readonly string[];
	/** Without `Microsoft.KeyVault/vaults/secrets/`. */
	readonly action: string;
	readonly run: (world: World, call: VaultCall) => Reply;
}

const notFound = (what: string): HttpResponse =>
	vaultError(
		404,
		'SecretNotFound',
		`A secret with (name/id) ${what} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182`,
	);
const bad = (message: string): HttpResponse => vaultError(400, 'BadParameter', message);
const list = (value: readonly Json[]): HttpResponse => json(200, { value, nextLink: null });

const newest = ({ versions }: Secret): SecretVersion | undefined => versions.at(-1);

function live(world: World, { vault, name }: VaultCall): Secret | undefined {
	const secret = findSecret(world, vault, name);
	return secret?.deletedAt === undefined ? secret : undefined;
}
function deleted(world: World, { vault, name }: VaultCall): Secret | undefined {
	const secret = findSecret(world, vault, name);
	return secret?.deletedAt === undefined ? undefined : secret;
}

function listSecrets(world: World, { vault }: VaultCall): Reply {
	const items = secretsOf(world, vault)
		.filter(({ deletedAt }) => deletedAt === undefined)
		.flatMap((secret) => {
			const version = newest(secret);
			return version ? [renderItem(vault, version, secretUri(vault, secret.name))] : [];
		});
	return [world, list(items)];
}

function listVersions(world: World, call: VaultCall): Reply {
	const secret = live(world, call);
	if (!secret) return [world, notFound(call.name)];
	const items = secret.versions.map((version) =>
		renderItem(call.vault, version, secretUri(call.vault, secret.name, version.version)),
	);
	return [world, list(items)];
}

function getSecret(world: World, call: VaultCall): Reply {
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
	const { value, contentType, tags, attributes } = body;
	const enabled = isObject(attributes) ? attributes.enabled : undefined;
	return {
		value: typeof value === 'string' ? value : undefined,
		...(typeof contentType === 'string' ? { contentType } : {}),
		...(isObject(tags)
			? {
					tags: Object.fromEntries(Object.entries(tags).map(([key, tag]) => [key, String(tag)])),
				}
			: {}),
		...(typeof enabled === 'boolean' ? { enabled } : {}),
	};
}

function setSecret(world: World, call: VaultCall): Reply {
	const { vault, name, request } = call;
	if (!/^[0-9a-zA-Z-]{1,127}$/.test(name))
		return [
			world,
			bad(
				`The request URI contains an invalid name: ${name}. It must be 1 to 127 letters, digits or hyphens`,
			),
		];
	const body = readBody(request);
	if (body?.value === undefined) return [world, bad('Required parameter value is missing')];
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

function updateSecret(world: World, call: VaultCall): Reply {
	const secret = live(world, call);
	const wanted = call.version || (secret && newest(secret)?.version);
	const old = secret?.versions.find(({ version }) => version === wanted);
	if (!secret || !old) return [world, notFound(`${call.name}/${call.version}`)];
	const { value: _, ...changes } = readBody(call.request) ?? { value: undefined };
	const version: SecretVersion = { ...old, ...changes };
	const versions = secret.versions.map((each) => (each === old ? version : each));
	const address = secretUri(call.vault, secret.name, version.version);
	return [
		withSecret(world, { ...secret, versions }),
		json(200, renderItem(call.vault, version, address)),
	];
}

function deleteSecret(world: World, call: VaultCall): Reply {
	const secret = live(world, call);
	const version = secret && newest(secret);
	if (!secret || !version) return [world, notFound(call.name)];
	const gone: Secret = { ...secret, deletedAt: world.now };
	const { vault } = call;
	const item = renderItem(vault, version, secretUri(vault, secret.name, version.version));
	return [withSecret(world, gone), json(200, { ...renderDeletion(vault, gone), ...item })];
}

function listDeleted(world: World, { vault }: VaultCall): Reply {
	const items = secretsOf(world, vault)
		.filter(({ deletedAt }) => deletedAt !== undefined)
		.flatMap((secret) => {
			const version = newest(secret);
			if (!version) return [];
			const item = renderItem(vault, version, secretUri(vault, secret.name));
			return [{ ...renderDeletion(vault, secret), ...item }];
		});
	return [world, list(items)];
}

function getDeleted(world: World, call: VaultCall): Reply {
	const secret = deleted(world, call);
	const version = secret && newest(secret);
	if (!secret || !version) return [world, notFound(call.name)];
	const { vault } = call;
	const item = renderItem(vault, version, secretUri(vault, secret.name, version.version));
	return [world, json(200, { ...renderDeletion(vault, secret), ...item })];
}

function recover(world: World, call: VaultCall): Reply {
	const secret = deleted(world, call);
	const version = secret && newest(secret);
	if (!secret || !version) return [world, notFound(call.name)];
	const { deletedAt: _, ...back } = secret;
	const item = renderItem(call.vault, version, secretUri(call.vault, secret.name, version.version));
	return [withSecret(world, back), json(200, item)];
}

function purge(world: World, call: VaultCall): Reply {
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

const named = ['secrets', '{name}'];
const deletedNamed = ['deletedsecrets', '{name}'];
const read = 'readMetadata/action';

/** Operation, right, path and what is done. @see https://learn.microsoft.com/azure/key-vault/general/rbac-guide */
const ROUTES: readonly Route[] = (
	[
		['GET', ['secrets'], 'SecretList', read, 'list', listSecrets],
		['GET', [...named, 'versions'], 'SecretListVersions', read, 'list', listVersions],
		['GET', named, 'SecretGet', 'getSecret/action', 'get', getSecret],
		['GET', [...named, '{version}'], 'SecretGet', 'getSecret/action', 'get', getSecret],
		['PUT', named, 'SecretSet', 'setSecret/action', 'set', setSecret],
		['PATCH', named, 'SecretUpdate', 'update/action', 'set', updateSecret],
		['PATCH', [...named, '{version}'], 'SecretUpdate', 'update/action', 'set', updateSecret],
		['DELETE', named, 'SecretDelete', 'delete', 'delete', deleteSecret],
		['GET', ['deletedsecrets'], 'SecretListDeleted', read, 'list', listDeleted],
		['GET', deletedNamed, 'SecretGetDeleted', read, 'get', getDeleted],
		['POST', [...deletedNamed, 'recover'], 'SecretRecover', 'recover/action', 'recover', recover],
		['DELETE', deletedNamed, 'SecretPurge', 'purge/action', 'purge', purge],
	] as const
).map(([method, path, operationName, action, permission, run]) => ({
	method,
	path,
	operationName,
	action,
	permission,
	run,
}));

const fits = (path: readonly string[], segments: readonly string[]): boolean =>
	path.length === segments.length &&
	path.every((each, index) => each.startsWith('{') || each === segments[index]?.toLowerCase());

/** A vault whose name resolves: being created or deleted, it does not. */
function vaultAt(world: World, host: string): Resource | undefined {
	const name = host.replace(/\.vault\.azure\.net$/, '');
	return Object.values(world.resources).find(
		(each) =>
			each.type.toLowerCase() === 'microsoft.keyvault/vaults' &&
			each.name.toLowerCase() === name &&
			each.lifecycle.state !== 'creating',
	);
}

function answer(world: World, request: HttpRequest, url: ParsedUrl, vault: Resource): Reply {
	const caller = vaultCaller(world, request);
	if ('status' in caller) return [world, caller];
	if (!url.query['api-version']) return [world, bad('Request is missing the api-version')];
	const segments = url.path.split('/').filter((segment) => segment !== '');
	const route = ROUTES.find(
		({ method, path }) => method === request.method && fits(path, segments),
	);
	if (!route)
		return [world, bad(`Method ${request.method} does not allow operation '${segments[0] ?? ''}'`)];
	const [, name = '', version = ''] = segments;
	const operation: VaultOperation = {
		operationName: route.operationName,
		action: `Microsoft.KeyVault/vaults/secrets/${route.action}`,
		scope: name ? secretScope(vault.id, name) : vault.id,
		permission: route.permission,
	};
	const refusal = vaultRefusal(world, vault, caller, operation);
	const call: VaultCall = { vault, request, name, version };
	const [next, response] = refusal ? [world, refusal] : route.run(world, call);
	return logData(next, request, operation, caller, response);
}

/** Answers a request to `{vault}.vault.azure.net`. */
export function handleKeyVault(world: World, request: HttpRequest, url: ParsedUrl): Reply {
	const vault = vaultAt(world, url.host);
	if (!vault) return [world, unreachable(`getaddrinfo ENOTFOUND ${url.host}`)];
	const [next, response] = answer(world, request, url, vault);
	const headers = {
		'cache-control': 'no-cache',
		...response.headers,
		'x-ms-keyvault-region': vault.location ?? '',
		'x-ms-request-id': guidOf(world.seed, 'vaultRequest', world.now, world.dataLog.length),
	};
	return [next, { ...response, headers }];
}

export { putSecretVersion } from './secrets';
