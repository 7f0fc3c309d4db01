import type { JsonObject } from '../json';
import type { Milliseconds } from '../time';
import type { CurveName } from '../data/ec';

/** What lies in resources: secrets, blobs, and all the rest as items of one shape. */

/** A version of a Key Vault secret. */
export interface SecretVersion {
	/** 32 hex digits. */
	readonly version: string;
	readonly value: string;
	readonly contentType?: string;
	readonly enabled: boolean;
	/** Said only: a secret is given out before and after its time as well. */
	readonly notBefore?: Milliseconds;
	readonly expiresAt?: Milliseconds;
	readonly createdAt: Milliseconds;
	readonly updatedAt?: Milliseconds;
	readonly tags?: Readonly<Record<string, string>>;
	/** Set when a certificate of the vault made it: its address. */
	readonly certificateId?: string;
}

/** A Key Vault secret with its versions, newest last. Filed under `idKey({vaultId}/secrets/{name})`. */
export interface Secret {
	/** `{vaultId}/secrets/{name}`: the scope at which a role can be granted on this secret alone. */
	readonly id: string;
	readonly name: string;
	readonly versions: readonly SecretVersion[];
	/** Set while the secret is soft-deleted. */
	readonly deletedAt?: Milliseconds;
}

/** A blob. Filed under `{idKey(containerId)}/blobs/{name}`: blob names keep their case. */
export interface Blob {
	/** `{storageAccountId}/blobServices/default/containers/{container}`. */
	readonly containerId: string;
	readonly name: string;
	readonly content: string;
	readonly contentType: string;
	readonly etag: string;
	/** Absent when it was never changed since. */
	readonly createdAt?: Milliseconds;
	readonly changedAt: Milliseconds;
	readonly metadata?: Readonly<Record<string, string>>;
}

/** Keys, messages, entities, settings, images: one record each. */
interface Lying {
	/** ARM id of the resource that it lies in. */
	readonly ownerId: string;
	/** Unique among the owner's items of the kind. */
	readonly name: string;
}

/** A version of a key. What is private about it is worked out from {@link KeyVersion.seed}. */
export interface KeyVersion {
	/** 32 hex digits. */
	readonly version: string;
	readonly seed: string;
	readonly enabled: boolean;
	readonly notBefore?: Milliseconds;
	readonly expiresAt?: Milliseconds;
	readonly createdAt: Milliseconds;
	readonly updatedAt: Milliseconds;
	readonly operations: readonly string[];
	readonly tags?: Readonly<Record<string, string>>;
}

/** A key of a vault, versions newest last; named in lower case. */
export interface VaultKey extends Lying {
	readonly kind: 'keys';
	/** In the case in which it was first written. */
	readonly spelled: string;
	/** Of an RSA key, in bits. */
	readonly size: 2048 | 3072 | 4096;
	/** The key is one on this curve, and not an RSA key. */
	readonly curve?: CurveName;
	readonly versions: readonly KeyVersion[];
	readonly deletedAt?: Milliseconds;
	/** The certificate of the same name made it. */
	readonly managed?: true;
}

/** A version of a certificate: a self-signed X.509 certificate. */
export interface CertificateVersion {
	readonly version: string;
	/** DER in base64. */
	readonly cer: string;
	readonly enabled: boolean;
	readonly notBefore: Milliseconds;
	readonly expiresAt: Milliseconds;
	readonly createdAt: Milliseconds;
	readonly updatedAt: Milliseconds;
	readonly tags?: Readonly<Record<string, string>>;
}

/** A certificate of a vault; its key and its secret bear the same name. */
export interface VaultCertificate extends Lying {
	readonly kind: 'certificates';
	readonly spelled: string;
	readonly policy: JsonObject;
	/** Id of the request that made the newest version. */
	readonly requestId: string;
	readonly versions: readonly CertificateVersion[];
	readonly deletedAt?: Milliseconds;
}

/** A part of a block blob that is not committed yet; named `{blob}|{block id}`. */
export interface Block extends Lying {
	readonly kind: 'blocks';
	readonly blob: string;
	readonly blockId: string;
	readonly content: string;
}

/** A message of a storage queue; named by its id. */
export interface QueueMessage extends Lying {
	readonly kind: 'messages';
	readonly text: string;
	readonly insertedAt: Milliseconds;
	/** Absent: it stays for good. */
	readonly expiresAt?: Milliseconds;
	/** Until then others do not see it. */
	readonly visibleAt: Milliseconds;
	readonly dequeueCount: number;
	readonly popReceipt: string;
	/** Oldest first. */
	readonly order: number;
}

/** An entity of a table; named `{PartitionKey}|{RowKey}`, both URI-encoded. */
export interface TableEntity extends Lying {
	readonly kind: 'entities';
	readonly properties: JsonObject;
	readonly changedAt: Milliseconds;
	readonly etag: string;
}

/** An access policy of a container, a queue or a table; named by its id. Moments as Storage writes them. */
export interface StoredPolicy extends Lying {
	readonly kind: 'policies';
	readonly start?: string;
	readonly expiry?: string;
	readonly permissions?: string;
}

/** A message of a Service Bus queue or subscription; named by its sequence number. */
export interface BrokeredMessage extends Lying {
	readonly kind: 'brokered';
	readonly body: string;
	readonly contentType: string;
	readonly messageId: string;
	/** What the sender said in `BrokerProperties`. */
	readonly properties: JsonObject;
	readonly enqueuedAt: Milliseconds;
	readonly sequenceNumber: number;
	readonly deliveryCount: number;
	readonly lockToken?: string;
	readonly lockedUntil?: Milliseconds;
}

/** An event in an event hub; named by its sequence number. */
export interface HubEvent extends Lying {
	readonly kind: 'events';
	readonly body: string;
	readonly partitionId: string;
	readonly enqueuedAt: Milliseconds;
}

/** A setting; named `{key}|{label}`, both URI-encoded. */
export interface KeyValue extends Lying {
	readonly kind: 'keyValues';
	readonly key: string;
	/** Empty for the setting without a label. */
	readonly label: string;
	readonly value: string;
	readonly contentType: string;
	readonly tags: Readonly<Record<string, string>>;
	readonly locked: boolean;
	readonly etag: string;
	readonly changedAt: Milliseconds;
}

/** The description of an image; named `{repository}@{digest}`. */
export interface Manifest extends Lying {
	readonly kind: 'manifests';
	readonly repository: string;
	readonly digest: string;
	readonly mediaType: string;
	readonly content: string;
	readonly tags: readonly string[];
	readonly createdAt: Milliseconds;
	readonly changedAt: Milliseconds;
}

/** A layer or the configuration of an image, named `{repository}@{digest}`; or an upload that is under way, named by its id. */
export interface Layer extends Lying {
	readonly kind: 'layers';
	readonly repository: string;
	readonly content: string;
	readonly uploading?: true;
}

/** A document of a Cosmos DB container; named by its id. */
export interface CosmosDocument extends Lying {
	readonly kind: 'documents';
	readonly body: JsonObject;
	readonly etag: string;
	readonly changedAt: Milliseconds;
}

/** Anything that lies in a resource. */
export type DataItem =
	| VaultKey
	| VaultCertificate
	| Block
	| QueueMessage
	| TableEntity
	| StoredPolicy
	| BrokeredMessage
	| HubEvent
	| KeyValue
	| Manifest
	| Layer
	| CosmosDocument;

/** The kinds of {@link DataItem}. */
export type ItemKind = DataItem['kind'];
/** The item of a kind. */
export type ItemOf<K extends ItemKind> = Extract<DataItem, { readonly kind: K }>;
