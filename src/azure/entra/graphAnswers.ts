import { json, type HttpRequest, type HttpResponse } from '../http';
import { guidOf } from '../ids';
import type { JsonObject } from '../json';
import { graphTime } from '../time';
import type { ParsedUrl } from '../url';
import type { World } from '../world';
import { readFilter } from './filter';

/** How Microsoft Graph answers: objects, lists and errors. @see https://learn.microsoft.com/graph/errors */

/** What `@odata.context` begins with. */
export const ROOT = 'https://graph.microsoft.com/v1.0/$metadata';

/** An error as Graph writes it. */
export function graphError(
	world: World,
	request: HttpRequest,
	status: number,
	code: string,
	message: string,
): HttpResponse {
	const requestId = guidOf(world.seed, 'graphRequest', world.now, request.url);
	const innerError = {
		date: graphTime(world.now).replace('Z', ''),
		'request-id': requestId,
		'client-request-id': requestId,
	};
	return json(status, { error: { code, message, innerError } }, { 'request-id': requestId });
}

/** A directory object that says of what type it is. */
export const typed = (type: string, object: JsonObject): JsonObject => ({
	'@odata.type': `#microsoft.graph.${type}`,
	...object,
});

/** One request to Graph, with everything that an answer needs. */
export interface GraphCall {
	readonly world: World;
	readonly request: HttpRequest;
	readonly url: ParsedUrl;
	readonly callerId: string;
}

/** An error in answer to a call. */
export const fail = (
	{ world, request }: GraphCall,
	status: number,
	code: string,
	message: string,
) => graphError(world, request, status, code, message);

/** Graph's answer for an object that is not there. */
export const notFound = (call: GraphCall, id: string): HttpResponse =>
	fail(
		call,
		404,
		'Request_ResourceNotFound',
		`Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
	);

const fieldsOf = ({ url }: GraphCall): readonly string[] | undefined =>
	url.query.$select?.split(',').map((name) => name.trim());

/** An object with what `$select` names of it, or whole. */
function picked(call: GraphCall, object: JsonObject): JsonObject {
	const fields = fieldsOf(call);
	return fields
		? Object.fromEntries(Object.entries(object).filter(([name]) => fields.includes(name)))
		: object;
}

const contextOf = (call: GraphCall, set: string): string => {
	const fields = fieldsOf(call);
	return fields ? `${set}(${fields.join(',')})` : set;
};

/** One object of a set, or that it is not there. */
export const one = (
	call: GraphCall,
	set: string,
	id: string,
	object: JsonObject | undefined,
): HttpResponse =>
	object
		? json(200, {
				'@odata.context': `${ROOT}#${contextOf(call, set)}/$entity`,
				...picked(call, object),
			})
		: notFound(call, id);

/** A list of objects, with `$filter`, `$top`, `$count` and `$select`. */
export function many(call: GraphCall, set: string, objects: readonly JsonObject[]): HttpResponse {
	const { $filter: filter, $top: top, $count: count } = call.url.query;
	const test = filter === undefined ? () => true : readFilter(filter);
	if (!test)
		return fail(
			call,
			400,
			'BadRequest',
			`Invalid filter clause: '${filter ?? ''}' is not supported.`,
		);
	const found = objects.filter(test);
	const limit = top === undefined ? found.length : Number(top);
	if (!Number.isInteger(limit) || limit < 0)
		return fail(
			call,
			400,
			'BadRequest',
			`Invalid value '${top ?? ''}' for $top query option found.`,
		);
	return json(200, {
		'@odata.context': `${ROOT}#${contextOf(call, set)}`,
		...(count === 'true' ? { '@odata.count': found.length } : {}),
		value: found.slice(0, limit).map((object) => picked(call, object)),
	});
}
