import type { Reply } from '../arm/call';
import { empty, header, json, type HttpRequest, type HttpResponse } from '../http';
import { guidOf } from '../ids';
import { isObject, parseJson, type JsonObject } from '../json';
import { unixTime } from '../time';
import type { Resource, World } from '../world';
import { findItem, itemsOf, withItem, withoutItem } from './items';
import type { CosmosDocument } from '../records/data';

/** Documents of a Cosmos DB container, for callers that may. @see https://learn.microsoft.com/rest/api/cosmos-db/documents */

/** A request to a container, taken apart. */
export interface CosmosCall {
	readonly container: Resource;
	readonly request: HttpRequest;
	/** Of one document; empty otherwise. */
	readonly id: string;
}

const fail = (status: number, code: string, message: string): HttpResponse =>
	json(status, { code, message });
const notFound = (): HttpResponse =>
	fail(404, 'NotFound', 'Entity with the specified id does not exist in the system.');

const render = ({ body, etag, changedAt, name }: CosmosDocument): JsonObject => ({
	...body,
	id: name,
	_etag: `"${etag}"`,
	_ts: unixTime(changedAt),
});

const answer = (status: number, document: CosmosDocument): HttpResponse =>
	json(status, render(document), { etag: `"${document.etag}"` });

const documentOf = (
	world: World,
	{ container }: CosmosCall,
	id: string,
	body: JsonObject,
): CosmosDocument => ({
	kind: 'documents',
	ownerId: container.id,
	name: id,
	body,
	etag: guidOf(world.seed, 'document', container.id, id, world.sequence),
	changedAt: world.now,
});

/** All documents of a container. A query is answered as if it asked for all of them. */
export function listDocuments(world: World, { container }: CosmosCall): Reply {
	const all = itemsOf(world, container.id, 'documents').map(render);
	return [world, json(200, { _rid: '', Documents: all, _count: all.length })];
}

/** One document. */
export function getDocument(world: World, { container, id }: CosmosCall): Reply {
	const found = findItem(world, container.id, 'documents', id);
	return [world, found ? answer(200, found) : notFound()];
}

/** Makes a document, or with an upsert replaces it. */
export function createDocument(world: World, call: CosmosCall): Reply {
	const body = parseJson(call.request.body);
	if (!isObject(body) || typeof body.id !== 'string' || body.id === '')
		return [
			world,
			fail(
				400,
				'BadRequest',
				"The input content is invalid because the required properties - 'id; ' - are missing",
			),
		];
	const before = findItem(world, call.container.id, 'documents', body.id);
	const upserts = header(call.request, 'x-ms-documentdb-is-upsert')?.toLowerCase() === 'true';
	if (before && !upserts)
		return [
			world,
			fail(409, 'Conflict', 'Entity with the specified id already exists in the system.'),
		];
	const document = documentOf(world, call, body.id, body);
	return [withItem(world, document), answer(before ? 200 : 201, document)];
}

/** Writes a document that is there anew. */
export function replaceDocument(world: World, call: CosmosCall): Reply {
	const body = parseJson(call.request.body);
	if (!findItem(world, call.container.id, 'documents', call.id)) return [world, notFound()];
	if (!isObject(body)) return [world, fail(400, 'BadRequest', 'The request payload is invalid.')];
	const document = documentOf(world, call, call.id, body);
	return [withItem(world, document), answer(200, document)];
}

/** Deletes a document. */
export function deleteDocument(world: World, { container, id }: CosmosCall): Reply {
	const found = findItem(world, container.id, 'documents', id);
	return found ? [withoutItem(world, found), empty(204)] : [world, notFound()];
}
