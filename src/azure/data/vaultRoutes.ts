import type { Reply } from '../arm/call';
import type { World } from '../world';
import * as certificates from './certificateOperations';
import * as keys from './keyOperations';
import * as secrets from './secretOperations';
import type { VaultKind } from './vaultAccess';
import type { VaultCall } from './vaultCall';

/** Operations of a vault: path, right, permission, and what is done. @see https://learn.microsoft.com/azure/key-vault/general/rbac-guide */

/** One operation of a vault. */
export interface VaultRoute {
	readonly kind: VaultKind;
	readonly method: string;
	/** Segments after the host; `{…}` stands for anything. */
	readonly path: readonly string[];
	/** As the audit log names it. */
	readonly operationName: string;
	/** Below `Microsoft.KeyVault/vaults/{kind}/`. */
	readonly action: string;
	/** Of an access policy. */
	readonly permission: string;
	readonly run: (world: World, call: VaultCall) => Reply;
}

type Row = readonly [
	method: string,
	path: string,
	operationName: string,
	action: string,
	permission: string,
	run: VaultRoute['run'],
];

const rows = (kind: VaultKind, table: readonly Row[]): readonly VaultRoute[] =>
	table.map(([method, path, operationName, action, permission, run]) => ({
		kind,
		method,
		path: path.split('/'),
		operationName,
		action,
		permission,
		run,
	}));

const meta = 'readMetadata/action';

const SECRETS = rows('secrets', [
	['GET', 'secrets', 'SecretList', meta, 'list', secrets.listSecrets],
	['GET', 'secrets/{name}/versions', 'SecretListVersions', meta, 'list', secrets.listVersions],
	['GET', 'secrets/{name}', 'SecretGet', 'getSecret/action', 'get', secrets.getSecret],
	['GET', 'secrets/{name}/{version}', 'SecretGet', 'getSecret/action', 'get', secrets.getSecret],
	['PUT', 'secrets/{name}', 'SecretSet', 'setSecret/action', 'set', secrets.setSecret],
	['PATCH', 'secrets/{name}', 'SecretUpdate', 'update/action', 'set', secrets.updateSecret],
	[
		'PATCH',
		'secrets/{name}/{version}',
		'SecretUpdate',
		'update/action',
		'set',
		secrets.updateSecret,
	],
	['DELETE', 'secrets/{name}', 'SecretDelete', 'delete', 'delete', secrets.deleteSecret],
	['GET', 'deletedsecrets', 'SecretListDeleted', meta, 'list', secrets.listDeleted],
	['GET', 'deletedsecrets/{name}', 'SecretGetDeleted', meta, 'get', secrets.getDeleted],
	[
		'POST',
		'deletedsecrets/{name}/recover',
		'SecretRecover',
		'recover/action',
		'recover',
		secrets.recover,
	],
	['DELETE', 'deletedsecrets/{name}', 'SecretPurge', 'purge/action', 'purge', secrets.purge],
]);

/** What a key does: its verb in the path, its right, its permission. */
const uses = [
	['encrypt', 'encrypt/action', 'encrypt', 'KeyEncrypt'],
	['decrypt', 'decrypt/action', 'decrypt', 'KeyDecrypt'],
	['sign', 'sign/action', 'sign', 'KeySign'],
	['verify', 'verify/action', 'verify', 'KeyVerify'],
	['wrapkey', 'wrap/action', 'wrapKey', 'KeyWrap'],
	['unwrapkey', 'unwrap/action', 'unwrapKey', 'KeyUnwrap'],
] as const;

const KEYS = rows('keys', [
	['GET', 'keys', 'KeyList', 'read', 'list', keys.listKeys],
	['GET', 'keys/{name}/versions', 'KeyListVersions', 'read', 'list', keys.listKeyVersions],
	['POST', 'keys/{name}/create', 'KeyCreate', 'create/action', 'create', keys.createKey],
	['POST', 'keys/{name}/rotate', 'KeyRotate', 'rotate/action', 'rotate', keys.rotateKey],
	['GET', 'keys/{name}', 'KeyGet', 'read', 'get', keys.getKey],
	['GET', 'keys/{name}/{version}', 'KeyGet', 'read', 'get', keys.getKey],
	['PATCH', 'keys/{name}', 'KeyUpdate', 'update/action', 'update', keys.updateKey],
	['PATCH', 'keys/{name}/{version}', 'KeyUpdate', 'update/action', 'update', keys.updateKey],
	['DELETE', 'keys/{name}', 'KeyDelete', 'delete', 'delete', keys.deleteKey],
	...uses.map(([verb, action, permission, operationName]): Row => [
		'POST',
		`keys/{name}/{version}/${verb}`,
		operationName,
		action,
		permission,
		keys.useKey,
	]),
	['GET', 'deletedkeys', 'KeyListDeleted', 'read', 'list', keys.listDeletedKeys],
	['GET', 'deletedkeys/{name}', 'KeyGetDeleted', 'read', 'get', keys.getDeletedKey],
	[
		'POST',
		'deletedkeys/{name}/recover',
		'KeyRecover',
		'recover/action',
		'recover',
		keys.recoverKey,
	],
	['DELETE', 'deletedkeys/{name}', 'KeyPurge', 'purge/action', 'purge', keys.purgeKey],
]);

const CERTIFICATES = rows('certificates', [
	['GET', 'certificates', 'CertificateList', 'read', 'list', certificates.listCertificates],
	[
		'GET',
		'certificates/{name}/versions',
		'CertificateListVersions',
		'read',
		'list',
		certificates.listCertificateVersions,
	],
	[
		'POST',
		'certificates/{name}/create',
		'CertificateCreate',
		'create/action',
		'create',
		certificates.createCertificate,
	],
	[
		'GET',
		'certificates/{name}/pending',
		'CertificatePendingGet',
		'read',
		'get',
		certificates.getPending,
	],
	[
		'GET',
		'certificates/{name}/policy',
		'CertificatePolicyGet',
		'read',
		'get',
		certificates.getPolicy,
	],
	['GET', 'certificates/{name}', 'CertificateGet', 'read', 'get', certificates.getCertificate],
	[
		'GET',
		'certificates/{name}/{version}',
		'CertificateGet',
		'read',
		'get',
		certificates.getCertificate,
	],
	[
		'PATCH',
		'certificates/{name}/{version}',
		'CertificateUpdate',
		'update/action',
		'update',
		certificates.updateCertificate,
	],
	[
		'DELETE',
		'certificates/{name}',
		'CertificateDelete',
		'delete',
		'delete',
		certificates.deleteCertificate,
	],
	[
		'GET',
		'deletedcertificates',
		'CertificateListDeleted',
		'read',
		'list',
		certificates.listDeletedCertificates,
	],
	[
		'GET',
		'deletedcertificates/{name}',
		'CertificateGetDeleted',
		'read',
		'get',
		certificates.getDeletedCertificate,
	],
	[
		'POST',
		'deletedcertificates/{name}/recover',
		'CertificateRecover',
		'recover/action',
		'recover',
		certificates.recoverCertificate,
	],
	[
		'DELETE',
		'deletedcertificates/{name}',
		'CertificatePurge',
		'purge/action',
		'purge',
		certificates.purgeCertificate,
	],
]);

/** Every operation of a vault. The first that fits answers. */
export const VAULT_ROUTES: readonly VaultRoute[] = [...SECRETS, ...KEYS, ...CERTIFICATES];
