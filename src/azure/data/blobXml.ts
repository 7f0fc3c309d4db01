import { md5 } from '@noble/hashes/legacy.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { base64 } from '@scure/base';
import type { HttpRequest, HttpResponse } from '../http';
import { isObject } from '../json';
import type { Blob, Resource } from '../world';

/** What Blob Storage writes: XML, and headers of blobs and containers. */

/** Text as XML content. */
export const escapeXml = (text: string): string =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');

/** Text out of XML content. */
export const unescapeXml = (text: string): string =>
	text
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&apos;', "'")
		.replaceAll('&amp;', '&');

/** An answer with an XML body. */
export const xml = (
	status: number,
	body: string,
	headers: Readonly<Record<string, string>> = {},
): HttpResponse => ({
	status,
	headers: { 'content-type': 'application/xml', ...headers },
	body: `<?xml version="1.0" encoding="utf-8"?>${body}`,
});

/** A moment as HTTP headers write it. */
export const httpDate = (moment: number): string => new Date(moment).toUTCString();

/** The number of bytes of a blob. */
export const contentLength = ({ content }: Blob): number => utf8ToBytes(content).length;

/** The MD5 of a blob's content, as Storage keeps it. */
export const contentMd5 = ({ content }: Blob): string => base64.encode(md5(utf8ToBytes(content)));

/** Metadata as headers. */
export const metadataHeaders = (
	metadata: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> =>
	Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`x-ms-meta-${name}`, value]));

/** The metadata that a request brings along in its headers; names are lower case here. */
export const metadataOf = ({ headers }: HttpRequest): Readonly<Record<string, string>> =>
	Object.fromEntries(
		Object.entries(headers).flatMap(([name, value]) =>
			/^x-ms-meta-/i.test(name) ? [[name.toLowerCase().slice('x-ms-meta-'.length), value]] : [],
		),
	);

/** Metadata as an entry of a list writes it. */
export const metadataXml = (metadata: Readonly<Record<string, string>> = {}): string =>
	Object.keys(metadata).length === 0 ? '' : `<Metadata>${elements(metadata)}</Metadata>`;

/** The headers that describe a blob. */
export const blobHeaders = (blob: Blob): Readonly<Record<string, string>> => ({
	'content-length': String(contentLength(blob)),
	'content-type': blob.contentType,
	'content-md5': contentMd5(blob),
	'last-modified': httpDate(blob.changedAt),
	etag: `"${blob.etag}"`,
	'accept-ranges': 'bytes',
	'x-ms-blob-type': 'BlockBlob',
	'x-ms-creation-time': httpDate(blob.createdAt ?? blob.changedAt),
	...metadataHeaders(blob.metadata),
	'x-ms-lease-state': 'available',
	'x-ms-lease-status': 'unlocked',
	'x-ms-server-encrypted': 'true',
	'x-ms-access-tier': 'Hot',
	'x-ms-access-tier-inferred': 'true',
});

/** An XML element with text in it. */
export const element = (name: string, value: string | number): string =>
	value === '' ? `<${name} />` : `<${name}>${escapeXml(String(value))}</${name}>`;

/** Several elements, one after another. */
export const elements = (values: Readonly<Record<string, string | number>>): string =>
	Object.entries(values)
		.map(([name, value]) => element(name, value))
		.join('');

/** An entry of a list of blobs. */
export const blobXml = (blob: Blob, withMetadata: boolean): string =>
	`<Blob>${element('Name', blob.name)}<Properties>${elements({
		'Creation-Time': httpDate(blob.createdAt ?? blob.changedAt),
		'Last-Modified': httpDate(blob.changedAt),
		Etag: blob.etag,
		'Content-Length': contentLength(blob),
		'Content-Type': blob.contentType,
		'Content-Encoding': '',
		'Content-Language': '',
		'Content-CRC64': '',
		'Content-MD5': contentMd5(blob),
		'Cache-Control': '',
		'Content-Disposition': '',
		BlobType: 'BlockBlob',
		AccessTier: 'Hot',
		AccessTierInferred: 'true',
		LeaseStatus: 'unlocked',
		LeaseState: 'available',
		ServerEncrypted: 'true',
	})}</Properties>${withMetadata ? metadataXml(blob.metadata) : ''}<OrMetadata /></Blob>`;

/** The etag of a container, without its quotes. */
export const containerEtag = ({ properties }: Resource): string =>
	String(properties.etag ?? '').replaceAll('"', '');

/** What somebody noted about a container. */
export const containerMetadata = ({ properties }: Resource): Readonly<Record<string, string>> =>
	isObject(properties.metadata)
		? Object.fromEntries(
				Object.entries(properties.metadata).map(([name, value]) => [name, String(value)]),
			)
		: {};

/** The headers that describe a container. */
export const containerHeaders = (container: Resource): Readonly<Record<string, string>> => ({
	'last-modified': httpDate(container.changedAt),
	etag: `"${containerEtag(container)}"`,
	'x-ms-lease-status': 'unlocked',
	'x-ms-lease-state': 'available',
	'x-ms-has-immutability-policy': 'false',
	'x-ms-has-legal-hold': 'false',
	...metadataHeaders(containerMetadata(container)),
});

/** An entry of a list of containers. */
export const containerXml = (container: Resource, withMetadata: boolean): string =>
	`<Container>${element('Name', container.name)}<Properties>${elements({
		'Last-Modified': httpDate(container.changedAt),
		Etag: `"${containerEtag(container)}"`,
		LeaseStatus: 'unlocked',
		LeaseState: 'available',
		DefaultEncryptionScope: '$account-encryption-key',
		DenyEncryptionScopeOverride: 'false',
		HasImmutabilityPolicy: 'false',
		HasLegalHold: 'false',
	})}</Properties>${withMetadata ? metadataXml(containerMetadata(container)) : ''}</Container>`;

/** What a list was asked with. */
export interface ListQuery {
	readonly prefix?: string | undefined;
	readonly marker?: string | undefined;
	readonly maxresults?: string | undefined;
	readonly delimiter?: string | undefined;
	readonly include?: string | undefined;
}

/** One page of entries, already cut, as `EnumerationResults`. */
export const listXml = (
	attributes: Readonly<Record<string, string>>,
	{ prefix, marker, maxresults, delimiter }: ListQuery,
	list: 'Blobs' | 'Containers' | 'Queues',
	entries: string,
	nextMarker: string,
): string => {
	const attribute = Object.entries(attributes)
		.map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
		.join('');
	const echo = Object.entries({
		Prefix: prefix,
		Marker: marker,
		MaxResults: maxresults,
		Delimiter: delimiter,
	})
		.map(([name, value]) => (value ? element(name, value) : ''))
		.join('');
	return `<EnumerationResults${attribute}>${echo}<${list}>${entries}</${list}>${element('NextMarker', nextMarker)}</EnumerationResults>`;
};

/** Names in order, from the marker on, at most as many as asked; and where the next page begins. */
export function page<T extends { readonly name: string }>(
	all: readonly T[],
	{ prefix = '', marker = '', maxresults }: ListQuery,
): { readonly items: readonly T[]; readonly next: string } {
	const sorted = all
		.filter(({ name }) => name.startsWith(prefix) && name >= marker)
		.sort((a, b) => (a.name < b.name ? -1 : 1));
	const limit = Math.max(1, Math.min(Number(maxresults) || 5000, 5000));
	return { items: sorted.slice(0, limit), next: sorted[limit]?.name ?? '' };
}
