import { header, type HttpRequest } from '../http';
import { isObject, parseJson } from '../json';
import { decode, type ParsedUrl } from '../url';
import type { Resource, World } from '../world';
import {
	createTable,
	deleteEntity,
	deleteTable,
	getEntity,
	getTableAcl,
	insertEntity,
	listTables,
	mergeEntity,
	putTableAcl,
	queryEntities,
	replaceEntity,
	tableIdOf,
	type RunTable,
} from './tables';
import type { FindOperation } from './storageOperation';
import { permissionMismatch, type StorageOperation } from './storageAccess';
import { isInRange } from './tableRange';

/**
 * Tables and entities by what is asked for, with the rights that each needs.
 * @see https://learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory#permissions-for-calling-data-operations
 */

const TABLES = 'Microsoft.Storage/storageAccounts/tableServices/tables';

interface Route extends Omit<StorageOperation, 'scope' | 'target'> {
	readonly run: RunTable;
}
const routeOf = (
	operationName: string,
	right: string,
	run: RunTable,
	...or: readonly (readonly string[])[]
): Route => ({
	service: 'table',
	operationName,
	action: `${TABLES}/${right}`,
	plane: right.startsWith('entities/') ? 'data' : 'control',
	run,
	...(or.length > 0 ? { or: or.map((all) => all.map((each) => `${TABLES}/${each}`)) } : {}),
});

const upsert = [['entities/add/action', 'entities/update/action']] as const;
const update = [['entities/update/action']] as const;

/** By method and what the path names; writing an entity with `If-Match` is an update, without it an upsert. */
const ROUTES: Readonly<Record<string, Route>> = {
	'GET tables': routeOf('QueryTables', 'read', listTables),
	'POST tables': routeOf('CreateTable', 'write', createTable),
	'DELETE table': routeOf('DeleteTable', 'delete', deleteTable),
	'GET entities': routeOf('QueryEntities', 'entities/read', queryEntities),
	'POST entities': routeOf('InsertEntity', 'entities/write', insertEntity, ['entities/add/action']),
	'GET entities acl': routeOf('GetTableACL', 'getAcl/action', getTableAcl),
	'HEAD entities acl': routeOf('GetTableACL', 'getAcl/action', getTableAcl),
	'PUT entities acl': routeOf('SetTableACL', 'setAcl/action', putTableAcl),
	'GET entity': routeOf('QueryEntity', 'entities/read', getEntity),
	'PUT entity': routeOf('InsertOrReplaceEntity', 'entities/write', replaceEntity, ...upsert),
	'PUT entity match': routeOf('UpdateEntity', 'entities/write', replaceEntity, ...update),
	'PATCH entity': routeOf('InsertOrMergeEntity', 'entities/write', mergeEntity, ...upsert),
	'PATCH entity match': routeOf('MergeEntity', 'entities/write', mergeEntity, ...update),
	'MERGE entity': routeOf('InsertOrMergeEntity', 'entities/write', mergeEntity, ...upsert),
	'MERGE entity match': routeOf('MergeEntity', 'entities/write', mergeEntity, ...update),
	'DELETE entity match': routeOf('DeleteEntity', 'entities/delete', deleteEntity),
};

const unquote = (text: string): string => text.replaceAll("''", "'");

/** Table and keys that a path names: `Tables`, `Tables('t')`, `t()`, `t(PartitionKey='p',RowKey='r')`. */
function placeOf(path: string) {
	const text = decode(path).replace(/^\/+|\/+$/g, '');
	const keys = /^([A-Za-z0-9]+)\(PartitionKey='(.*)',\s*RowKey='(.*)'\)$/is.exec(text);
	if (keys)
		return {
			depth: 'entity',
			table: keys[1] ?? '',
			partitionKey: unquote(keys[2] ?? ''),
			rowKey: unquote(keys[3] ?? ''),
		};
	const none = { partitionKey: '', rowKey: '' };
	if (/^Tables(?:\(\))?$/i.test(text)) return { depth: 'tables', table: '', ...none };
	const named = /^Tables\('(.*)'\)$/i.exec(text);
	if (named) return { depth: 'table', table: named[1] ?? '', ...none };
	const all = /^([A-Za-z0-9]+)(?:\(\))?$/.exec(text);
	return all ? { depth: 'entities', table: all[1] ?? '', ...none } : undefined;
}

/** Whether the one entity that a request is about, if any, lies where its signature reaches. */
function touchesWithin(
	url: ParsedUrl,
	request: HttpRequest,
	depth: string,
	{ partitionKey, rowKey }: { readonly partitionKey: string; readonly rowKey: string },
): boolean {
	if (depth === 'entity') return isInRange(url, partitionKey, rowKey);
	if (depth !== 'entities' || request.method !== 'POST') return true;
	const body = parseJson(request.body);
	return (
		!isObject(body) || isInRange(url, String(body.PartitionKey ?? ''), String(body.RowKey ?? ''))
	);
}

/** What a request to the table service asks for. */
export const findTableOperation: FindOperation = (
	world: World,
	account: Resource,
	request: HttpRequest,
	url: ParsedUrl,
) => {
	const place = placeOf(url.rawPath);
	if (!place) return undefined;
	const { depth, table, ...keys } = place;
	const match =
		depth === 'entity' && header(request, 'if-match') !== undefined && request.method !== 'GET'
			? 'match'
			: undefined;
	const acl = url.query.comp === 'acl' ? 'acl' : undefined;
	const key = [request.method, depth, match, acl].filter((part) => part).join(' ');
	const route = Object.hasOwn(ROUTES, key) ? ROUTES[key] : undefined;
	if (!route) return undefined;
	const { run, ...rights } = route;
	const scope = table === '' ? account.id : tableIdOf(account, table);
	return {
		operation: {
			...rights,
			scope,
			...(depth === 'entity'
				? { target: `${scope}/entities/${keys.partitionKey}/${keys.rowKey}` }
				: {}),
		},
		run: (now, caller) =>
			touchesWithin(url, request, depth, keys)
				? run(now, { account, request, url, table, ...keys, caller })
				: [now, permissionMismatch(now, 'table')],
	};
};
