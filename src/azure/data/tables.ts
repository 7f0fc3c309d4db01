import type { Reply } from '../arm/call';
import { empty, header, json, type HttpRequest, type HttpResponse } from '../http';
import { isObject, parseJson, type Json, type JsonObject } from '../json';
import { armTime } from '../time';
import type { ParsedUrl } from '../url';
import type { Resource, World } from '../world';
import { getPolicies, withPolicies } from './accessPolicies';
import { childrenOf, createChild, deleteChild, findChild, isChildName } from './children';
import { unmet } from './conditions';
import type { DataCaller } from './dataLog';
import { findItem, itemsOf, withItem, withoutItem } from './items';
import type { TableEntity } from '../records/data';
import { readTableFilter } from './tableFilter';
import { isInRange } from './tableRange';
import { storageError } from './storageAccess';

/** Tables and their entities, for callers that may. @see https://learn.microsoft.com/rest/api/storageservices/table-service-rest-api */

/** A request to the table service, taken apart. */
export interface TableCall {
	readonly account: Resource;
	readonly request: HttpRequest;
	readonly url: ParsedUrl;
	readonly table: string;
	readonly partitionKey: string;
	readonly rowKey: string;
	readonly caller: DataCaller;
}
/** Does what was asked, for a caller that may. */
export type RunTable = (world: World, call: TableCall) => Reply;

const TYPE = 'Microsoft.Storage/storageAccounts/tableServices/tables';

/** The ARM id of a table. */
export const tableIdOf = (account: Resource, name: string): string =>
	`${account.id}/tableServices/default/tables/${name}`;

const fail = (world: World, status: number, code: string, message: string): HttpResponse =>
	storageError(world, status, code, message, { service: 'table' });
const noTable = (world: World): HttpResponse =>
	fail(world, 404, 'TableNotFound', 'The table specified does not exist.');
const noEntity = (world: World): HttpResponse =>
	fail(world, 404, 'ResourceNotFound', 'The specified resource does not exist.');
const invalid = (world: World): HttpResponse =>
	fail(world, 400, 'InvalidInput', 'One of the request inputs is not valid.');

const CONTENT_TYPE = 'application/json;odata=minimalmetadata;streaming=true;charset=utf-8';
const odata = (
	status: number,
	body: JsonObject,
	headers: Readonly<Record<string, string>> = {},
): HttpResponse => json(status, body, { 'content-type': CONTENT_TYPE, ...headers });

const root = ({ name }: Resource): string => `https://${name}.table.core.windows.net/$metadata#`;

/** Whoever prefers no content is answered without any. */
const created = (
	{ request }: TableCall,
	body: JsonObject,
	headers: Readonly<Record<string, string>> = {},
): HttpResponse =>
	header(request, 'prefer')?.toLowerCase() === 'return-no-content'
		? empty(204, { 'preference-applied': 'return-no-content', ...headers })
		: odata(201, body, headers);

/** The tables of an account. */
export function listTables(world: World, { account, url }: TableCall): Reply {
	const all = childrenOf(world, account, TYPE).map(({ name }) => ({ TableName: name }));
	const test = readTableFilter(url.query.$filter);
	if (!test) return [world, invalid(world)];
	const { items, next } = top(all.filter(test), url, ({ TableName }) => TableName, 'nexttablename');
	const headers = next === undefined ? {} : { 'x-ms-continuation-nexttablename': next };
	const body = { 'odata.metadata': `${root(account)}Tables`, value: items };
	return [world, odata(200, body, headers)];
}

/** Makes a table. */
export function createTable(world: World, call: TableCall): Reply {
	const { account, request, caller } = call;
	const body = parseJson(request.body);
	const name = isObject(body) ? body.TableName : undefined;
	if (typeof name !== 'string') return [world, invalid(world)];
	if (!isChildName(TYPE, name))
		return [
			world,
			fail(
				world,
				400,
				'InvalidResourceName',
				'The specifed resource name contains invalid characters.',
			),
		];
	if (findChild(world, tableIdOf(account, name)))
		return [world, fail(world, 409, 'TableAlreadyExists', 'The table specified already exists.')];
	const madeBy = typeof caller === 'string' ? caller : caller.objectId;
	const next = createChild(world, { id: tableIdOf(account, name), name, type: TYPE }, madeBy);
	const answer = { 'odata.metadata': `${root(account)}Tables/@Element`, TableName: name };
	return [next, created(call, answer)];
}

/** Deletes a table with its entities. */
export function deleteTable(world: World, { account, table }: TableCall): Reply {
	const found = findChild(world, tableIdOf(account, table));
	return found ? [deleteChild(world, found), empty(204)] : [world, noEntity(world)];
}

/** The access policies of a table. */
export function getTableAcl(world: World, { account, table }: TableCall): Reply {
	const found = findChild(world, tableIdOf(account, table));
	return found ? getPolicies(world, found) : [world, noTable(world)];
}

/** Other access policies for a table. */
export function putTableAcl(world: World, { account, table, request }: TableCall): Reply {
	const found = findChild(world, tableIdOf(account, table));
	if (!found) return [world, noTable(world)];
	const kept = withPolicies(world, found, request, 'table');
	return 'status' in kept ? [world, kept] : [kept, empty(204)];
}

const entityName = (partitionKey: string, rowKey: string): string =>
	`${encodeURIComponent(partitionKey)}|${encodeURIComponent(rowKey)}`;

const etagHeader = ({ etag }: TableEntity): string => `W/"${etag}"`;

/** What tables think of as an ETag is the time of the last change; its last digits keep changes of one moment apart. */
const etagAt = ({ now, sequence }: World): string => {
	const digits = String(sequence % 10_000).padStart(4, '0');
	return `datetime'${encodeURIComponent(armTime(now).replace('0000Z', `${digits}Z`))}'`;
};

const render = (entity: TableEntity): JsonObject => ({
	'odata.etag': etagHeader(entity),
	...entity.properties,
	Timestamp: armTime(entity.changedAt),
});

/** A page of what was found: at most a thousand, or as many as `$top` says. */
function top<T>(
	all: readonly T[],
	{ query }: ParsedUrl,
	nameOf: (item: T) => string,
	marker: string,
): { readonly items: readonly T[]; readonly next: string | undefined } {
	const from = query[marker];
	const rest = from === undefined ? all : all.filter((item) => nameOf(item) >= from);
	const limit = Math.max(1, Math.min(Number(query.$top) || 1000, 1000));
	const after = rest[limit];
	return { items: rest.slice(0, limit), next: after === undefined ? undefined : nameOf(after) };
}

/** The entities of a table that a filter lets through. */
export function queryEntities(world: World, { account, table, url }: TableCall): Reply {
	const found = findChild(world, tableIdOf(account, table));
	if (!found) return [world, noTable(world)];
	const test = readTableFilter(url.query.$filter);
	if (!test) return [world, invalid(world)];
	const fields = url.query.$select?.split(',').map((name) => name.trim());
	const entities = [...itemsOf(world, found.id, 'entities')]
		.sort((a, b) => (a.name < b.name ? -1 : 1))
		.filter(({ properties }) =>
			isInRange(url, String(properties.PartitionKey ?? ''), String(properties.RowKey ?? '')),
		)
		.filter((entity) => test(render(entity)));
	const nameOf = ({ name }: TableEntity) => name;
	const { items, next } = top(entities, url, nameOf, 'nextpartitionkey');
	const value = items.map((entity) => {
		const whole = render(entity);
		return fields
			? Object.fromEntries(fields.map((name) => [name, whole[name] ?? null] as const))
			: whole;
	});
	const headers: Readonly<Record<string, string>> =
		next === undefined
			? {}
			: { 'x-ms-continuation-nextpartitionkey': next, 'x-ms-continuation-nextrowkey': '1' };
	return [world, odata(200, { 'odata.metadata': `${root(account)}${table}`, value }, headers)];
}

const entityOf = (world: World, table: Resource, { partitionKey, rowKey }: TableCall) =>
	findItem(world, table.id, 'entities', entityName(partitionKey, rowKey));

/** One entity. */
export function getEntity(world: World, call: TableCall): Reply {
	const { account, table } = call;
	const found = findChild(world, tableIdOf(account, table));
	if (!found) return [world, noTable(world)];
	const entity = entityOf(world, found, call);
	if (!entity) return [world, noEntity(world)];
	const body = { 'odata.metadata': `${root(account)}${table}/@Element`, ...render(entity) };
	return [world, odata(200, body, { etag: etagHeader(entity) })];
}

/** What a body says of an entity, without what the service adds; `null` says nothing. */
function readProperties(body: Json | undefined): JsonObject | undefined {
	if (!isObject(body)) return undefined;
	return Object.fromEntries(
		Object.entries(body).filter(
			([name, value]) => value !== null && name !== 'Timestamp' && !name.startsWith('odata.'),
		),
	);
}

/** Adds an entity that is not there yet. */
export function insertEntity(world: World, call: TableCall): Reply {
	const { account, table, request } = call;
	const found = findChild(world, tableIdOf(account, table));
	if (!found) return [world, noTable(world)];
	const properties = readProperties(parseJson(request.body));
	if (!properties) return [world, invalid(world)];
	const { PartitionKey: partitionKey, RowKey: rowKey } = properties;
	if (typeof partitionKey !== 'string' || typeof rowKey !== 'string')
		return [
			world,
			fail(
				world,
				400,
				'PropertiesNeedValue',
				'The values are not specified for all properties in the entity.',
			),
		];
	const name = entityName(partitionKey, rowKey);
	if (findItem(world, found.id, 'entities', name))
		return [world, fail(world, 409, 'EntityAlreadyExists', 'The specified entity already exists.')];
	const entity = made(world, found, name, properties);
	const body = { 'odata.metadata': `${root(account)}${table}/@Element`, ...render(entity) };
	return [withItem(world, entity), created(call, body, { etag: etagHeader(entity) })];
}

const made = (
	world: World,
	{ id }: Resource,
	name: string,
	properties: JsonObject,
): TableEntity => ({
	kind: 'entities',
	ownerId: id,
	name,
	properties,
	changedAt: world.now,
	etag: etagAt(world),
});

function put(
	world: World,
	call: TableCall,
	combine: (before: JsonObject, change: JsonObject) => JsonObject,
): Reply {
	const { account, table, partitionKey, rowKey, request } = call;
	const found = findChild(world, tableIdOf(account, table));
	if (!found) return [world, noTable(world)];
	const properties = readProperties(parseJson(request.body));
	if (!properties) return [world, invalid(world)];
	const before = entityOf(world, found, call);
	if (!before && header(request, 'if-match') !== undefined) return [world, noEntity(world)];
	const refusal = unmet(world, request, before, 'table');
	if (refusal) return [world, changed(world, refusal)];
	const keys = { PartitionKey: partitionKey, RowKey: rowKey };
	const whole = combine(before?.properties ?? {}, { ...keys, ...properties });
	const entity = made(world, found, entityName(partitionKey, rowKey), { ...whole, ...keys });
	return [withItem(world, entity), empty(204, { etag: etagHeader(entity) })];
}

/** Tables have a code of their own for an ETag that does not match. */
const changed = (world: World, refusal: HttpResponse): HttpResponse =>
	refusal.status === 412
		? fail(
				world,
				412,
				'UpdateConditionNotSatisfied',
				'The update condition specified in the request was not satisfied.',
			)
		: refusal;

/** Writes a whole entity. */
export const replaceEntity = (world: World, call: TableCall): Reply =>
	put(world, call, (_, change) => change);

/** Writes some properties of an entity. */
export const mergeEntity = (world: World, call: TableCall): Reply =>
	put(world, call, (before, change) => ({ ...before, ...change }));

/** Deletes an entity. */
export function deleteEntity(world: World, call: TableCall): Reply {
	const found = findChild(world, tableIdOf(call.account, call.table));
	if (!found) return [world, noTable(world)];
	const entity = entityOf(world, found, call);
	if (!entity) return [world, noEntity(world)];
	const refusal = unmet(world, call.request, entity, 'table');
	return refusal ? [world, changed(world, refusal)] : [withoutItem(world, entity), empty(204)];
}
