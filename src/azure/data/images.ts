import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Reply } from '../arm/call';
import { empty, header, json, type HttpRequest, type HttpResponse } from '../http';
import { guidOf } from '../ids';
import type { JsonObject } from '../json';
import { armTime } from '../time';
import type { ParsedUrl } from '../url';
import type { Resource, World } from '../world';
import { findItem, itemsOf, withItem, withoutItem } from './items';
import type { Manifest } from '../records/data';

/** Images in a registry, for callers that may: manifests, which have tags, and the layers that they name. @see https://learn.microsoft.com/azure/container-registry/container-registry-concepts */

/** A request to a registry. */
export interface RegistryCall {
	readonly registry: Resource;
	readonly request: HttpRequest;
	readonly url: ParsedUrl;
}
interface Named {
	readonly name: string;
	/** A tag, a digest or the id of an upload. */
	readonly reference: string;
}

const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** The digest of a content, which is its name. */
export const digestOf = (content: string): string =>
	`sha256:${bytesToHex(sha256(utf8ToBytes(content)))}`;

const sizeOf = (content: string): number => utf8ToBytes(content).length;

const fault = (status: number, code: string, message: string, detail: JsonObject = {}) =>
	json(status, { errors: [{ code, message, detail }] });

const noRepository = (name: string): HttpResponse =>
	fault(404, 'NAME_UNKNOWN', 'repository name not known to registry', { name });
const noManifest = (name: string, reference: string): HttpResponse =>
	reference.startsWith('sha256:')
		? fault(404, 'MANIFEST_UNKNOWN', `manifest ${reference} is not found`, { Name: name })
		: fault(404, 'MANIFEST_UNKNOWN', `manifest tagged by "${reference}" is not found`, {
				Name: name,
				Revision: reference,
			});

const manifestsOf = (world: World, registry: Resource, repository?: string): readonly Manifest[] =>
	itemsOf(world, registry.id, 'manifests').filter(
		(each) => repository === undefined || each.repository === repository,
	);

function findManifest(
	world: World,
	registry: Resource,
	{ name, reference }: Named,
): Manifest | undefined {
	return manifestsOf(world, registry, name).find(
		({ digest, tags }) => digest === reference || tags.includes(reference),
	);
}

const repositories = (world: World, registry: Resource): readonly string[] =>
	[...new Set(manifestsOf(world, registry).map(({ repository }) => repository))].sort();

/** The repositories of a registry. */
export const listRepositories = (world: World, { registry }: RegistryCall): Reply => [
	world,
	json(200, { repositories: repositories(world, registry) }),
];

/** The tags of a repository, as Docker lists them. */
export function listTags(world: World, { registry }: RegistryCall, { name }: Named): Reply {
	const found = manifestsOf(world, registry, name);
	const tags = found.flatMap((each) => each.tags).sort();
	return [world, found.length === 0 ? noRepository(name) : json(200, { name, tags })];
}

/** What an image consists of. */
export function getManifest(world: World, { registry }: RegistryCall, names: Named): Reply {
	const found = findManifest(world, registry, names);
	if (!found) return [world, noManifest(names.name, names.reference)];
	const headers = {
		'content-type': found.mediaType,
		'content-length': String(sizeOf(found.content)),
		'docker-content-digest': found.digest,
		etag: `"${found.digest}"`,
	};
	return [world, { status: 200, headers, body: found.content }];
}

/** A tag names one manifest at a time. */
function withManifest(world: World, manifest: Manifest, tag: string | undefined): World {
	const others = itemsOf(world, manifest.ownerId, 'manifests').filter(
		({ repository, tags }) =>
			repository === manifest.repository && tag !== undefined && tags.includes(tag),
	);
	const untagged = others.reduce(
		(now, each) => withItem(now, { ...each, tags: each.tags.filter((other) => other !== tag) }),
		world,
	);
	const before = findItem(untagged, manifest.ownerId, 'manifests', manifest.name);
	const tags = [...(before?.tags ?? []), ...(tag === undefined ? [] : [tag])];
	return withItem(untagged, {
		...manifest,
		tags: [...new Set(tags)],
		createdAt: before?.createdAt ?? manifest.createdAt,
	});
}

const manifestOf = (
	world: World,
	registry: Resource,
	repository: string,
	mediaType: string,
	content: string,
): Manifest => {
	const digest = digestOf(content);
	return {
		kind: 'manifests',
		ownerId: registry.id,
		name: `${repository}@${digest}`,
		repository,
		digest,
		mediaType,
		content,
		tags: [],
		createdAt: world.now,
		changedAt: world.now,
	};
};

/** Describes an image whose layers were uploaded. */
export function putManifest(
	world: World,
	{ registry, request }: RegistryCall,
	{ name, reference }: Named,
): Reply {
	const content = request.body ?? '';
	const type = header(request, 'content-type') ?? OCI_MANIFEST;
	const manifest = manifestOf(world, registry, name, type, content);
	const isDigest = reference.startsWith('sha256:');
	if (isDigest && reference !== manifest.digest)
		return [world, fault(400, 'DIGEST_INVALID', 'provided digest did not match uploaded content')];
	const next = withManifest(world, manifest, isDigest ? undefined : reference);
	const headers = {
		'docker-content-digest': manifest.digest,
		location: `/v2/${name}/manifests/${manifest.digest}`,
	};
	return [next, empty(201, headers)];
}

/** Deletes a manifest with its tags. */
export function deleteManifest(world: World, { registry }: RegistryCall, names: Named): Reply {
	const found = findManifest(world, registry, names);
	return found
		? [withoutItem(world, found), empty(202)]
		: [world, noManifest(names.name, names.reference)];
}

/** Deletes a repository with all its images. */
export function deleteRepository(world: World, { registry }: RegistryCall, { name }: Named): Reply {
	const found = manifestsOf(world, registry, name);
	if (found.length === 0) return [world, noRepository(name)];
	const tagsDeleted = found.flatMap(({ tags }) => tags);
	const manifestsDeleted = found.map(({ digest }) => digest);
	return [found.reduce(withoutItem, world), json(202, { manifestsDeleted, tagsDeleted })];
}

/** A layer, or the configuration of an image. */
export function getLayer(world: World, { registry }: RegistryCall, names: Named): Reply {
	const { name, reference } = names;
	const found = findItem(world, registry.id, 'layers', `${name}@${reference}`);
	if (!found)
		return [world, fault(404, 'BLOB_UNKNOWN', 'blob unknown to registry', { digest: reference })];
	const headers = {
		'content-type': 'application/octet-stream',
		'content-length': String(sizeOf(found.content)),
		'docker-content-digest': reference,
	};
	return [world, { status: 200, headers, body: found.content }];
}

const uploadAt = (name: string, id: string): string =>
	`/v2/${name}/blobs/uploads/${id}?_nouploadcache=false&_state=${id.replaceAll('-', '')}`;

/** Begins an upload. */
export function startUpload(world: World, { registry }: RegistryCall, { name }: Named): Reply {
	const id = guidOf(world.seed, 'upload', registry.id, world.sequence);
	const next = withItem(world, {
		kind: 'layers',
		ownerId: registry.id,
		name: id,
		repository: name,
		content: '',
		uploading: true,
	});
	const headers = { location: uploadAt(name, id), range: '0-0', 'docker-upload-uuid': id };
	return [next, empty(202, headers)];
}

const uploadOf = (world: World, registry: Resource, { name, reference }: Named) => {
	const found = findItem(world, registry.id, 'layers', reference);
	return found?.uploading && found.repository === name ? found : undefined;
};
const noUpload = (): HttpResponse =>
	fault(404, 'BLOB_UPLOAD_UNKNOWN', 'blob upload unknown to registry');

/** Adds to an upload. */
export function appendUpload(
	world: World,
	{ registry, request }: RegistryCall,
	names: Named,
): Reply {
	const found = uploadOf(world, registry, names);
	if (!found) return [world, noUpload()];
	const content = `${found.content}${request.body ?? ''}`;
	const headers = {
		location: uploadAt(names.name, names.reference),
		range: `0-${Math.max(0, sizeOf(content) - 1)}`,
		'docker-upload-uuid': names.reference,
	};
	return [withItem(world, { ...found, content }), empty(202, headers)];
}

/** Ends an upload, if what came is what its digest says. */
export function finishUpload(world: World, call: RegistryCall, names: Named): Reply {
	const { registry, request, url } = call;
	const found = uploadOf(world, registry, names);
	if (!found) return [world, noUpload()];
	const content = `${found.content}${request.body ?? ''}`;
	const digest = digestOf(content);
	if (url.query.digest !== digest)
		return [world, fault(400, 'DIGEST_INVALID', 'provided digest did not match uploaded content')];
	const { uploading: _, ...layer } = found;
	const next = withItem(withoutItem(world, found), {
		...layer,
		name: `${names.name}@${digest}`,
		content,
	});
	const headers = {
		'docker-content-digest': digest,
		location: `/v2/${names.name}/blobs/${digest}`,
	};
	return [next, empty(201, headers)];
}

const changeable = {
	deleteEnabled: true,
	writeEnabled: true,
	readEnabled: true,
	listEnabled: true,
};
const times = (all: readonly Manifest[]): JsonObject => ({
	createdTime: armTime(Math.min(...all.map(({ createdAt }) => createdAt))),
	lastUpdateTime: armTime(Math.max(...all.map(({ changedAt }) => changedAt))),
});

/** What is known of a repository. */
export function getRepository(world: World, { registry }: RegistryCall, { name }: Named): Reply {
	const found = manifestsOf(world, registry, name);
	if (found.length === 0) return [world, noRepository(name)];
	const tagCount = found.reduce((count, { tags }) => count + tags.length, 0);
	const body = {
		registry: `${registry.name.toLowerCase()}.azurecr.io`,
		imageName: name,
		...times(found),
		manifestCount: found.length,
		tagCount,
		changeableAttributes: changeable,
	};
	return [world, json(200, body)];
}

/** What is known of a tag, or of all tags of a repository. */
export function getTag(
	world: World,
	{ registry }: RegistryCall,
	{ name, reference }: Named,
): Reply {
	const found = manifestsOf(world, registry, name);
	if (found.length === 0) return [world, noRepository(name)];
	const tags = found.flatMap((manifest) =>
		manifest.tags.map((tag) => ({
			name: tag,
			digest: manifest.digest,
			...times([manifest]),
			signed: false,
			changeableAttributes: changeable,
		})),
	);
	const head = { registry: `${registry.name.toLowerCase()}.azurecr.io`, imageName: name };
	if (reference === '') return [world, json(200, { ...head, tags })];
	const tag = tags.find((each) => each.name === reference);
	return [world, tag ? json(200, { ...head, tag }) : noManifest(name, reference)];
}

/** What is known of the manifests of a repository. */
export function listManifests(
	world: World,
	{ registry }: RegistryCall,
	{ name, reference }: Named,
): Reply {
	const found = manifestsOf(world, registry, name);
	if (found.length === 0) return [world, noRepository(name)];
	const manifests = found.map((manifest) => ({
		digest: manifest.digest,
		imageSize: sizeOf(manifest.content),
		...times([manifest]),
		architecture: 'amd64',
		os: 'linux',
		mediaType: manifest.mediaType,
		tags: manifest.tags,
		changeableAttributes: changeable,
	}));
	const head = { registry: `${registry.name.toLowerCase()}.azurecr.io`, imageName: name };
	if (reference === '') return [world, json(200, { ...head, manifests })];
	const manifest = manifests.find(({ digest }) => digest === reference);
	return [world, manifest ? json(200, { ...head, manifest }) : noManifest(name, reference)];
}

/**
 * Brings an image into a registry without a client, as `importImage` of Resource Manager does. What the image holds is made up.
 * @see https://learn.microsoft.com/azure/container-registry/container-registry-import-images
 */
export function importImage(
	world: World,
	registry: Resource,
	image: { readonly repository: string; readonly tag: string; readonly source: string },
): World {
	const { repository, tag, source } = image;
	const layer = (content: string) => ({
		mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
		size: sizeOf(content),
		digest: digestOf(content),
	});
	const config = JSON.stringify({ architecture: 'amd64', os: 'linux', source });
	const content = `the layer of ${source}`;
	const manifest = JSON.stringify({
		schemaVersion: 2,
		mediaType: OCI_MANIFEST,
		config: { ...layer(config), mediaType: 'application/vnd.oci.image.config.v1+json' },
		layers: [layer(content)],
	});
	const stored = [config, content].reduce(
		(now, each) =>
			withItem(now, {
				kind: 'layers',
				ownerId: registry.id,
				name: `${repository}@${digestOf(each)}`,
				repository,
				content: each,
			}),
		world,
	);
	return withManifest(stored, manifestOf(world, registry, repository, OCI_MANIFEST, manifest), tag);
}
