import type { JsonObject } from '../azure';

/** What lists of the blob service say, which are XML. */

const plain = (text: string): string =>
	text
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&apos;', "'")
		.replaceAll('&amp;', '&');

/** The text of the first element of a name. */
export const inside = (xml: string, tag: string): string | undefined => {
	const found = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(xml)?.[1];
	return found === undefined ? undefined : plain(found);
};

/** What stands in each element of a name. */
export const elementsIn = (xml: string, tag: string): readonly string[] =>
	[...xml.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))].map(([, text = '']) => text);

/** `Mon, 05 Jan 2026 09:00:00 GMT` as Python prints it. */
export function httpTime(time: string | undefined): string | null {
	const at = Date.parse(time ?? '');
	return Number.isFinite(at) ? new Date(at).toISOString().replace(/\.000Z$/, '+00:00') : null;
}

/** The blobs that an answer lists. */
export const blobsIn = (xml: string, container: string): readonly JsonObject[] =>
	[...xml.matchAll(/<Blob>([^]*?)<\/Blob>/g)].map(([, blob = '']) => ({
		container,
		deleted: null,
		metadata: null,
		name: inside(blob, 'Name') ?? '',
		properties: {
			blobType: inside(blob, 'BlobType') ?? null,
			contentLength: Number(inside(blob, 'Content-Length') ?? 0),
			contentSettings: { contentType: inside(blob, 'Content-Type') ?? null },
			etag: inside(blob, 'Etag')?.replaceAll('"', '') ?? null,
			lastModified: httpTime(inside(blob, 'Last-Modified')),
		},
		snapshot: null,
		tags: null,
	}));

/** The containers that an answer lists. */
export const containersIn = (xml: string): readonly JsonObject[] =>
	[...xml.matchAll(/<Container>([^]*?)<\/Container>/g)].map(([, container = '']) => ({
		deleted: null,
		metadata: null,
		name: inside(container, 'Name') ?? '',
		properties: {
			etag: inside(container, 'Etag') ?? null,
			lastModified: httpTime(inside(container, 'Last-Modified')),
			publicAccess: inside(container, 'PublicAccess') ?? null,
		},
	}));

/** Where a list goes on; `undefined` at its end. */
export const nextMarker = (xml: string): string | undefined =>
	inside(xml, 'NextMarker') || undefined;
