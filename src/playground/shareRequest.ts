import * as v from 'valibot';
import { isObject, parseJson, requests, type HttpRequest, type Json } from '../azure';

/**
 * A request as short as it can be said: what Resource Manager is sent without its address, version and headers, and a
 * role assignment by who gets which role where. Everything else in full.
 */
export type PackedRequest =
	| readonly [scope: string, roleDefinitionName: string, principalId: string, type: string]
	| readonly [method: string, id: string]
	| readonly [method: string, id: string, body: Readonly<Record<string, unknown>>]
	| HttpRequest;

const ARM = /^https:\/\/management\.azure\.com(\/[^?]*)\?api-version=/;
const GRANT = /^(\/.*|)\/providers\/Microsoft\.Authorization\/roleAssignments\/[^/]+$/;
const ROLE =
	/^\/subscriptions\/([^/]+)\/providers\/Microsoft\.Authorization\/roleDefinitions\/(.+)$/;

const text = v.string();
const full = v.strictObject({
	method: text,
	url: text,
	headers: v.record(text, text),
	body: v.exactOptional(text),
	from: v.exactOptional(text),
});

/** What a packed request looks like. */
export const packedRequest: v.GenericSchema<unknown, PackedRequest> = v.union([
	v.strictTuple([text, text, text, text]),
	v.strictTuple([text, text]),
	v.strictTuple([text, text, v.record(text, v.unknown())]),
	full,
]);

const same = (a: HttpRequest, b: HttpRequest): boolean =>
	a.method === b.method &&
	a.url === b.url &&
	a.body === b.body &&
	a.from === b.from &&
	JSON.stringify(a.headers) === JSON.stringify(b.headers);

const grant = (
	scope: string,
	subscriptionId: string,
	roleDefinitionName: string,
	principalId: string,
	type: string,
): HttpRequest =>
	requests.putRoleAssignment({
		scope,
		subscriptionId,
		roleDefinitionName,
		principalId,
		// What anything else says is for Azure to refuse.
		...(type === '' ? {} : { principalType: type as 'ServicePrincipal' }),
	});

function packGrant(request: HttpRequest, id: string): PackedRequest | undefined {
	const [, scope] = GRANT.exec(id) ?? [];
	const body = parseJson(request.body ?? '');
	if (scope === undefined || !isObject(body) || !isObject(body.properties)) return undefined;
	const { roleDefinitionId, principalId, principalType = '' } = body.properties;
	const [, subscription = '', role = ''] = ROLE.exec(`${roleDefinitionId}`) ?? [];
	if (typeof principalId !== 'string' || typeof principalType !== 'string') return undefined;
	const made = grant(scope, subscription, role, principalId, principalType);
	return same(request, made) && subscriptionIn(scope) === subscription
		? [scope, role, principalId, principalType]
		: undefined;
}

const subscriptionIn = (scope: string): string =>
	/^\/subscriptions\/([^/]+)/.exec(scope)?.[1] ?? '';

/** Packs a request (pure). {@link unpackRequest} makes the same one of it. */
export function packRequest(request: HttpRequest): PackedRequest {
	const [, id] = ARM.exec(request.url) ?? [];
	if (id === undefined) return request;
	const body = request.body === undefined ? undefined : parseJson(request.body);
	const packed =
		packGrant(request, id) ??
		(body === undefined
			? ([request.method, id] as const)
			: isObject(body)
				? ([request.method, id, body] as const)
				: request);
	return same(unpackRequest(packed), request) ? packed : request;
}

/** The request that was packed (pure). */
export function unpackRequest(packed: PackedRequest): HttpRequest {
	if ('url' in packed) return packed;
	if (packed.length === 4) {
		const [scope, role, principal, type] = packed;
		return grant(scope, subscriptionIn(scope), role, principal, type);
	}
	const [method, id, body] = packed;
	// It was read from JSON.
	return requests.arm(method, id, body as Json | undefined);
}
