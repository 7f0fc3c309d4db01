import { findRole, idKey, isObject, parseJson, parseUrl } from '../azure';
import type {
	ActivityLogEntry,
	DataLogEntry,
	Exchange,
	HttpRequest,
	SignInLogEntry,
} from '../azure';
import { grantOf, named, principal, type Sides } from './names';
import type { Grant, Named, StepEvent } from './stepEvents';

const NOBODY: Named = { id: '', name: '', type: '' };

function token(entry: SignInLogEntry, sides: Sides): StepEvent {
	const { audience, cached, status, error = '', servicePrincipalId } = entry;
	const elsewhere = { ...NOBODY, name: entry.federated?.subject ?? '' };
	const from = entry.from === undefined ? elsewhere : named(entry.from, sides);
	return status < 400 && servicePrincipalId !== undefined
		? { kind: 'token', from, identity: principal(servicePrincipalId, sides), audience, cached }
		: { kind: 'noToken', from, audience, status, error };
}

const READ = /^(Secret)?(Get|List)/;

const isRefusal = ({ status }: DataLogEntry): boolean => status === 401 || status === 403;

function touched(entry: DataLogEntry, sides: Sides): StepEvent {
	const { operationName: operation, action, status, principalId, from } = entry;
	const who = principalId === undefined ? NOBODY : principal(principalId, sides);
	const by = from === undefined ? who : named(from, sides);
	const what = named(entry.target ?? entry.scope, sides);
	if (isRefusal(entry)) return { kind: 'refused', by, what, operation, action, status };
	const known = principalId !== undefined;
	return { kind: READ.test(operation) ? 'read' : 'wrote', by, what, operation, known };
}

/** A container that was made or deleted through its account is told as that, and needs no second sentence. */
function isOwnNews({ target, scope }: DataLogEntry, { before, after }: Sides): boolean {
	const key = idKey(target ?? scope);
	return key in before.resources !== key in after.resources;
}

/** Microsoft's clients ask a vault without a token first, to be told whose token it wants. That is no refusal. */
const askedAgain = (entry: DataLogEntry, later: readonly DataLogEntry[]): boolean =>
	entry.status === 401 &&
	later.some(({ scope, operationName }) => {
		return scope === entry.scope && operationName === entry.operationName;
	});

/** The same among requests; and they ask the metadata service wrongly first, to see whether there is one. */
const isFirstTry = ({ request, response }: Exchange, later: readonly Exchange[]): boolean =>
	request.from !== undefined &&
	later.some(
		({ request: { url } }) =>
			(response.status === 401 && url === request.url) ||
			(response.status === 400 && url.startsWith(`${request.url}?`)),
	);

/** Data that was written through Resource Manager is in no data log: the activity log alone tells of it. */
const SECRET_WRITTEN = 'Microsoft.KeyVault/vaults/secrets/write';

const written = (entry: ActivityLogEntry, sides: Sides): StepEvent => ({
	kind: 'wrote',
	by: principal(entry.callerObjectId, sides),
	what: named(entry.resourceId, sides),
	operation: entry.operationName,
	known: true,
});

/** Code and message of an error answer, in any of the shapes in which Azure writes them. */
function errorOf(body: string): { code: string; message: string } {
	const parsed = parseJson(body);
	const error = isObject(parsed) && isObject(parsed.error) ? parsed.error : parsed;
	if (isObject(error)) {
		const text = (value: unknown): string => (typeof value === 'string' ? value : '');
		const { code, error: oauth, message, error_description: description } = error;
		return { code: text(code) || text(oauth), message: text(message) || text(description) };
	}
	const xml = (tag: string): string => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(body)?.[1] ?? '';
	return { code: xml('Code'), message: xml('Message') || body };
}

const isManagement = (url: string): boolean => /^https:\/\/management\.azure\.com\//i.test(url);

const ROLE_ASSIGNMENT = /^(.*)\/providers\/Microsoft\.Authorization\/roleAssignments\/[^/]+$/i;

/** The role assignment that a request was about, as far as what it says is known; `undefined` when it was about none. */
function grantAsked({ method, body = '' }: HttpRequest, path: string, sides: Sides) {
	const scope = ROLE_ASSIGNMENT.exec(path)?.[1];
	if (scope === undefined || method === 'GET') return undefined;
	const there = sides.before.roleAssignments[idKey(path)];
	if (method === 'DELETE' && there) return grantOf(there, sides);
	const parsed = parseJson(body);
	const asked = isObject(parsed) && isObject(parsed.properties) ? parsed.properties : {};
	const { principalId, roleDefinitionId } = asked;
	const grant: Grant = {
		assignmentId: path,
		principalId: typeof principalId === 'string' ? principalId : '',
		principal: typeof principalId === 'string' ? principal(principalId, sides) : NOBODY,
		roleName:
			(typeof roleDefinitionId === 'string' && findRole(sides.after, roleDefinitionId)?.roleName) ||
			'',
		scope: named(scope, sides),
	};
	return grant;
}

/** For which service a token is asked for, where a request does that. */
function tokenFor(url: string): string | undefined {
	const { path = '', query = {} } = parseUrl(url) ?? {};
	return /\/token$/i.test(path) ? query.resource : undefined;
}

function failure({ request, response }: Exchange, sides: Sides): StepEvent {
	// Where nobody answers, no log tells of it: an app without an identity has no token endpoint.
	const audience = response.status === 0 ? tokenFor(request.url) : undefined;
	if (audience !== undefined && request.from !== undefined)
		return {
			kind: 'noToken',
			from: named(request.from, sides),
			audience,
			status: 0,
			error: '',
		};
	const path = parseUrl(request.url)?.path ?? request.url;
	const { method } = request;
	const told = { method, status: response.status, ...errorOf(response.body) };
	if (!isManagement(request.url))
		return { kind: 'failed', resource: { ...NOBODY, name: path }, ...told };
	const grant = grantAsked(request, path, sides);
	return { kind: 'failed', resource: named(path, sides), ...told, ...(grant ? { grant } : {}) };
}

/**
 * What was said between resources, Entra and the data planes, and which other requests were refused. A failed data or
 * token request is told by its log and so not told twice.
 */
export function describeTraffic(exchanges: readonly Exchange[], sides: Sides): StepEvent[] {
	const { before, after } = sides;
	const signIns = after.signInLog.slice(before.signInLog.length);
	const touches = after.dataLog
		.slice(before.dataLog.length)
		.filter((entry) => (entry.status < 400 ? !isOwnNews(entry, sides) : isRefusal(entry)))
		.filter((entry, index, all) => !askedAgain(entry, all.slice(index + 1)));
	const writes = after.activityLog
		.slice(before.activityLog.length)
		.filter(({ operationName, status }) => operationName === SECRET_WRITTEN && status !== 'Failed');
	const told = (status: number): boolean =>
		[...signIns, ...touches].some((entry) => entry.status === status);
	const last = exchanges.at(-1)?.response.status ?? 0;
	const went = last > 0 && last < 400;
	const failed = exchanges
		.filter((exchange, index) => !isFirstTry(exchange, exchanges.slice(index + 1)))
		.filter(
			({ request, response: { status } }) =>
				(status >= 400 || status === 0) &&
				(isManagement(request.url) || !told(status)) &&
				// Who looks first whether a name is free, and goes on, was not refused.
				!(went && status === 404 && request.method === 'GET'),
		);
	return [
		...signIns.map((entry) => token(entry, sides)),
		...touches.map((entry) => touched(entry, sides)),
		...writes.map((entry) => written(entry, sides)),
		...failed.map((exchange) => failure(exchange, sides)),
	];
}
