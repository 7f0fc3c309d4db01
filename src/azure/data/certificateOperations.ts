import { sha1 } from '@noble/hashes/legacy.js';
import { hexToBytes } from '@noble/hashes/utils.js';
import { base64, base64urlnopad } from '@scure/base';
import type { Reply } from '../arm/call';
import { empty, json, type HttpResponse } from '../http';
import { hashHex } from '../ids';
import { isObject, parseJson, type Json, type JsonObject } from '../json';
import { minutes } from '../time';
import type { Resource, World } from '../world';
import { findItem, itemsOf, withItem, withoutItem } from './items';
import type { CertificateVersion, VaultCertificate } from '../records/data';
import { findKey, isKept, pairOf, putKeyVersion, renderVaultDeletion, vaultUri } from './keys';
import { purgeProtected } from './keyOperations';
import {
	findSecret,
	putSecretVersion,
	renderAttributes,
	withoutSecret,
	withSecret,
} from './secrets';
import { vaultError } from './vaultAccess';
import {
	badName,
	badParameter,
	readAttributes,
	readTags,
	vaultList,
	type VaultCall,
} from './vaultCall';
import { readSubject, selfSigned } from './x509';

/**
 * What can be done with certificates, for callers that may. With each certificate go a key and a secret of the same name.
 * @see https://learn.microsoft.com/rest/api/keyvault/certificates
 */

const notFound = (what: string): HttpResponse =>
	vaultError(
		404,
		'CertificateNotFound',
		`A certificate with (name/id) ${what} was not found in this key vault. If you recently deleted this certificate you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182`,
	);

const newest = ({ versions }: VaultCertificate): CertificateVersion | undefined => versions.at(-1);

const find = (world: World, { vault, name }: VaultCall): VaultCertificate | undefined => {
	const found = findItem(world, vault.id, 'certificates', name.toLowerCase());
	return found && isKept(world, vault, found) ? found : undefined;
};
const live = (world: World, call: VaultCall): VaultCertificate | undefined => {
	const found = find(world, call);
	return found?.deletedAt === undefined ? found : undefined;
};
const deleted = (world: World, call: VaultCall): VaultCertificate | undefined => {
	const found = find(world, call);
	return found?.deletedAt === undefined ? undefined : found;
};
const versionOf = (found: VaultCertificate | undefined, { version }: VaultCall) =>
	version
		? found?.versions.find((each) => each.version === version.toLowerCase())
		: found && newest(found);

const certificatesOf = (world: World, vault: Resource): readonly VaultCertificate[] =>
	itemsOf(world, vault.id, 'certificates')
		.filter((each) => isKept(world, vault, each))
		.sort((a, b) => (a.name < b.name ? -1 : 1));

const thumbprint = ({ cer }: CertificateVersion): string =>
	base64urlnopad.encode(sha1(base64.decode(cer)));

const renderItem = (
	vault: Resource,
	certificate: VaultCertificate,
	version: CertificateVersion,
	address = vaultUri(vault, 'certificates', certificate.spelled),
): JsonObject => ({
	id: address,
	x5t: thumbprint(version),
	attributes: renderAttributes(vault, version),
	tags: version.tags ?? {},
	subject: subjectOf(certificate.policy),
});

const subjectOf = (policy: JsonObject): string =>
	isObject(policy.x509_props) ? String(policy.x509_props.subject ?? '') : '';

function renderBundle(
	vault: Resource,
	certificate: VaultCertificate,
	version: CertificateVersion,
): JsonObject {
	const { spelled } = certificate;
	const { subject: _, ...item } = renderItem(
		vault,
		certificate,
		version,
		vaultUri(vault, 'certificates', spelled, version.version),
	);
	return {
		...item,
		kid: vaultUri(vault, 'keys', spelled, version.version),
		sid: vaultUri(vault, 'secrets', spelled, version.version),
		cer: version.cer,
		contentType: 'application/x-pem-file',
		policy: renderPolicy(vault, certificate),
	};
}

const renderPolicy = (vault: Resource, { spelled, policy }: VaultCertificate): JsonObject => ({
	id: `${vaultUri(vault, 'certificates', spelled)}/policy`,
	...policy,
});

/** The request for a certificate. A self-signed one is there when the first answer is. */
const renderPending = (
	vault: Resource,
	{ spelled, requestId }: VaultCertificate,
	status: 'inProgress' | 'completed',
): JsonObject => ({
	id: `${vaultUri(vault, 'certificates', spelled)}/pending`,
	issuer: { name: 'Self' },
	cancellation_requested: false,
	status,
	...(status === 'inProgress'
		? {
				status_details:
					'Pending certificate created. Certificate request is in progress. This may take some time based on the issuer provider. Please check again later.',
			}
		: { target: vaultUri(vault, 'certificates', spelled) }),
	request_id: requestId,
});

/** The certificates of a vault. */
export function listCertificates(world: World, call: VaultCall): Reply {
	const items = certificatesOf(world, call.vault).flatMap((each) => {
		const version = newest(each);
		return each.deletedAt === undefined && version ? [renderItem(call.vault, each, version)] : [];
	});
	return [world, vaultList(call, items)];
}

/** The versions of a certificate. */
export function listCertificateVersions(world: World, call: VaultCall): Reply {
	const found = live(world, call);
	if (!found) return [world, notFound(call.name)];
	const { vault } = call;
	const items = found.versions.map((version) =>
		renderItem(
			vault,
			found,
			version,
			vaultUri(vault, 'certificates', found.spelled, version.version),
		),
	);
	return [world, vaultList(call, items)];
}

/** A certificate with its policy. */
export function getCertificate(world: World, call: VaultCall): Reply {
	const found = live(world, call);
	const version = versionOf(found, call);
	if (!found || !version)
		return [world, notFound(call.version ? `${call.name}/${call.version}` : call.name)];
	return [world, json(200, renderBundle(call.vault, found, version))];
}

/** How a certificate is made. */
export function getPolicy(world: World, call: VaultCall): Reply {
	const found = live(world, call);
	return [world, found ? json(200, renderPolicy(call.vault, found)) : notFound(call.name)];
}

/** What became of the request for a certificate. */
export function getPending(world: World, call: VaultCall): Reply {
	const found = live(world, call);
	return [
		world,
		found ? json(200, renderPending(call.vault, found, 'completed')) : notFound(call.name),
	];
}

interface ReadPolicy {
	readonly subject: string;
	readonly months: number;
	readonly dnsNames: readonly string[];
	readonly size: 2048 | 3072 | 4096;
}

/** What a policy asks for, or why it cannot be done here. */
function readPolicy(policy: JsonObject): ReadPolicy | HttpResponse {
	const part = (name: string): JsonObject => {
		const value = policy[name];
		return isObject(value) ? value : {};
	};
	const { subject = 'CN=unnamed', validity_months: months = 12, sans } = part('x509_props');
	const { kty = 'RSA', key_size: size = 2048 } = part('key_props');
	const issuer = part('issuer').name ?? 'Self';
	if (issuer !== 'Self')
		return badParameter(`Certificate issuer ${String(issuer)} was not found in this key vault`);
	if (kty !== 'RSA') return badParameter(`Property kty has invalid value ${String(kty)}`);
	if (typeof subject !== 'string' || !readSubject(subject))
		return badParameter(`Property subject has invalid value ${String(subject)}`);
	if (typeof months !== 'number' || !Number.isInteger(months) || months < 1 || months > 1200)
		return badParameter('Property validity_months must be a positive number of months');
	const names = isObject(sans) && Array.isArray(sans.dns_names) ? sans.dns_names : [];
	return {
		subject,
		months,
		dnsNames: (names as readonly Json[]).map(String),
		size: size === 3072 || size === 4096 ? size : 2048,
	};
}

/** Makes a self-signed certificate, with its key and its secret. */
export function createCertificate(world: World, call: VaultCall): Reply {
	const { vault, name, request } = call;
	const bad = badName(name);
	if (bad) return [world, bad];
	const body = parseJson(request.body);
	const given = isObject(body) && isObject(body.policy) ? body.policy : undefined;
	const policy = given ?? live(world, call)?.policy;
	if (!isObject(body) || !policy) return [world, badParameter('Property policy is required')];
	const wish = readPolicy(policy);
	if ('status' in wish) return [world, wish];
	if (deleted(world, call))
		return [
			world,
			vaultError(
				409,
				'Conflict',
				`Certificate ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the certificate can only be recovered or purged.`,
				'ObjectIsDeletedButRecoverable',
			),
		];
	const made = make(world, call, policy, wish, { ...readTags(body), ...readAttributes(body) });
	return [made[0], json(202, renderPending(vault, made[1], 'inProgress'))];
}

function make(
	world: World,
	call: VaultCall,
	policy: JsonObject,
	{ subject, months, dnsNames, size }: ReadPolicy,
	said: Pick<CertificateVersion, 'tags'> & { readonly enabled?: boolean },
): [World, VaultCertificate] {
	const { vault, name } = call;
	const before = live(world, call);
	const [withKey, key] = putKeyVersion(world, vault.id, name, { size, managed: true });
	const keyVersion = key.versions.at(-1);
	const notBefore = world.now - minutes(10);
	const start = new Date(notBefore);
	const expiresAt = start.setUTCMonth(start.getUTCMonth() + months);
	const version = keyVersion?.version ?? '';
	const content = {
		subject,
		serial: hexToBytes(`4${hashHex('serial', version).slice(1, 32)}`),
		notBefore,
		notAfter: expiresAt,
		dnsNames,
	};
	const cer = keyVersion ? base64.encode(selfSigned(pairOf(key, keyVersion), content)) : '';
	const spelled = before?.spelled ?? name;
	const certificateVersion: CertificateVersion = {
		version,
		cer,
		enabled: true,
		notBefore,
		expiresAt,
		createdAt: world.now,
		updatedAt: world.now,
		...(said.enabled === undefined ? {} : { enabled: said.enabled }),
		...(said.tags ? { tags: said.tags } : {}),
	};
	const [withSecretToo] = putSecretVersion(withKey, vault.id, name, {
		value: `-----BEGIN CERTIFICATE-----\n${cer}\n-----END CERTIFICATE-----\n`,
		contentType: 'application/x-pem-file',
		notBefore,
		expiresAt,
		certificateId: vaultUri(vault, 'keys', spelled, version),
		version,
	});
	const certificate: VaultCertificate = {
		kind: 'certificates',
		ownerId: vault.id,
		name: name.toLowerCase(),
		spelled,
		policy,
		requestId: hashHex('certificateRequest', version).slice(0, 32),
		versions: [...(before?.versions ?? []), certificateVersion],
	};
	return [withItem(withSecretToo, certificate), certificate];
}

/** Other properties for a version. */
export function updateCertificate(world: World, call: VaultCall): Reply {
	const found = live(world, call);
	const old = versionOf(found, call);
	if (!found || !old) return [world, notFound(`${call.name}/${call.version}`)];
	const body = parseJson(call.request.body);
	const said = isObject(body) ? body : {};
	const { enabled } = readAttributes(said);
	const version: CertificateVersion = {
		...old,
		...readTags(said),
		...(enabled === undefined ? {} : { enabled }),
		updatedAt: world.now,
	};
	const versions = found.versions.map((each) => (each === old ? version : each));
	const changed = { ...found, versions };
	return [withItem(world, changed), json(200, renderBundle(call.vault, changed, version))];
}

/** The key and the secret go and come with their certificate. */
function withCompanions(world: World, { vault, name }: VaultCall, deletedAt?: number): World {
	const [key, secret] = [findKey(world, vault, name), findSecret(world, vault, name)];
	const at = deletedAt === undefined ? {} : { deletedAt };
	let next = world;
	if (key) {
		const { deletedAt: _, ...rest } = key;
		next = withItem(next, { ...rest, ...at });
	}
	if (!secret) return next;
	const { deletedAt: _, ...rest } = secret;
	return withSecret(next, { ...rest, ...at });
}

const bundleOf = ({ vault }: VaultCall, found: VaultCertificate): JsonObject => {
	const version = newest(found);
	return version ? renderBundle(vault, found, version) : {};
};

/** Deletes a certificate. It can be recovered as long as the vault keeps it. */
export function deleteCertificate(world: World, call: VaultCall): Reply {
	const found = live(world, call);
	if (!found) return [world, notFound(call.name)];
	const gone = { ...found, deletedAt: world.now };
	const body = {
		...renderVaultDeletion(call.vault, 'certificates', gone),
		...bundleOf(call, gone),
	};
	return [withCompanions(withItem(world, gone), call, world.now), json(200, body)];
}

/** The deleted certificates that can still be recovered. */
export function listDeletedCertificates(world: World, call: VaultCall): Reply {
	const { vault } = call;
	const items = certificatesOf(world, vault).flatMap((each) => {
		const version = newest(each);
		if (each.deletedAt === undefined || !version) return [];
		return [
			{ ...renderVaultDeletion(vault, 'certificates', each), ...renderItem(vault, each, version) },
		];
	});
	return [world, vaultList(call, items)];
}

/** A deleted certificate. */
export function getDeletedCertificate(world: World, call: VaultCall): Reply {
	const found = deleted(world, call);
	if (!found) return [world, notFound(call.name)];
	const head = renderVaultDeletion(call.vault, 'certificates', found);
	return [world, json(200, { ...head, ...bundleOf(call, found) })];
}

/** Brings a deleted certificate back. */
export function recoverCertificate(world: World, call: VaultCall): Reply {
	const found = deleted(world, call);
	if (!found) return [world, notFound(call.name)];
	const { deletedAt: _, ...back } = found;
	return [withCompanions(withItem(world, back), call), json(200, bundleOf(call, back))];
}

/** Deletes a deleted certificate for good. */
export function purgeCertificate(world: World, call: VaultCall): Reply {
	const found = deleted(world, call);
	if (!found) return [world, notFound(call.name)];
	if (call.vault.properties.enablePurgeProtection === true) return [world, purgeProtected()];
	const { vault, name } = call;
	const [key, secret] = [findKey(world, vault, name), findSecret(world, vault, name)];
	let next = withoutItem(world, found);
	if (key) next = withoutItem(next, key);
	if (secret) next = withoutSecret(next, secret);
	return [next, empty(204)];
}
