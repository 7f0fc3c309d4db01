import {
	checkAccess,
	decodeToken,
	header,
	idKey,
	isObject,
	parseJson,
	type AccessDecision,
	type DataLogEntry,
	type Exchange,
	type Json,
	type TokenClaims,
	type World,
} from '../../azure';
import type { Step } from '../../playground';
import { whyNoToken, type WhyNoToken } from './whyNoToken';

/** What the panel shows of a program's run: read off the step, so it is the same after reload. */
export interface ProgramRun {
	readonly step: Step;
	readonly exchanges: readonly ReadExchange[];
	readonly claims: TokenClaims | undefined;
	readonly verdict: 'allowed' | 'refused' | 'noToken' | 'failed';
	readonly status: number;
	/** The access decision behind the last answer, when roles decided it. */
	readonly decision: AccessDecision | undefined;
	/** Why no identity answered, as far as it is known. */
	readonly noToken: WhyNoToken | undefined;
	/** Whether the program sent something rather than read it. */
	readonly sent: boolean;
	/** What was read. */
	readonly value: string | undefined;
}

/** A request of the program and what it is for. */
export interface ReadExchange extends Exchange {
	readonly purpose: 'probe' | 'token' | 'challenge' | 'secret' | 'blob' | 'other';
}

/** Microsoft's clients look first whether there is a metadata service, and ask a vault whose token it wants. */
function purposeOf({ request, response }: Exchange): ReadExchange['purpose'] {
	const { url } = request;
	if (/^http:[^?]*\/metadata\/identity\/oauth2\/token$/.test(url)) return 'probe';
	if (response.status === 401 && (header(request, 'authorization') ?? '') === '')
		return 'challenge';
	if (/\.vault\.azure\.net\/secrets\//.test(url)) return 'secret';
	if (/\.blob\.core\.windows\.net\//.test(url)) return 'blob';
	return /^http:.*resource=/.test(url) ? 'token' : 'other';
}

function claimsIn({ response }: Exchange): TokenClaims | undefined {
	const answer = parseJson(response.body);
	const token = isObject(answer) ? answer.access_token : undefined;
	return typeof token === 'string' ? decodeToken(token) : undefined;
}

/** The access question that a data request was decided by, as the service logged it. */
function decisionOf(world: World, before: World): AccessDecision | undefined {
	const entry: DataLogEntry | undefined = world.dataLog.slice(before.dataLog.length).at(-1);
	// Cosmos DB has roles of its own.
	if (!entry || entry.principalId === undefined || entry.service === 'cosmos') return undefined;
	return checkAccess(before, {
		principalId: entry.principalId,
		action: entry.action,
		scope: entry.scope,
		plane: entry.plane,
	});
}

/** Reads a step in which code on a resource made requests; `undefined` when it made none. */
export function readRun(step: Step, before: World, resourceId: string): ProgramRun | undefined {
	const exchanges = step.exchanges
		.filter(({ request }) => request.from && idKey(request.from) === idKey(resourceId))
		.map((exchange) => ({ ...exchange, purpose: purposeOf(exchange) }));
	const last = exchanges.at(-1);
	if (!last) return undefined;
	const { status, body } = last.response;
	const good = status >= 200 && status < 300;
	const forToken = last.purpose === 'token' || last.purpose === 'probe';
	const json = parseJson(body);
	const verdict = good
		? 'allowed'
		: forToken
			? 'noToken'
			: status === 403 || status === 401
				? 'refused'
				: 'failed';
	return {
		step,
		exchanges,
		claims: exchanges.map(claimsIn).find((claims) => claims !== undefined),
		verdict,
		status,
		noToken: verdict === 'noToken' ? whyNoToken(before, resourceId, last) : undefined,
		sent: last.request.method !== 'GET',
		decision: forToken ? undefined : decisionOf(step.world, before),
		value: good ? valueIn(json, body) : undefined,
	};
}

/** What an answer gave: a secret or a setting, names, or content. A list of records is for its own page to show. */
function valueIn(json: Json | undefined, body: string): string | undefined {
	if (!isObject(json)) return namesIn(body);
	const { value = '' } = json;
	return typeof value === 'object' ? undefined : String(value);
}

/** Names in a list of blobs, or the content of a blob itself. */
function namesIn(body: string): string {
	// A list of nothing is no content.
	if (/<Blobs\s*\/>|<Blobs><\/Blobs>/.test(body)) return '';
	const names = [...body.matchAll(/<Blob><Name>([^<]*)</g)].map((match) => match[1] ?? '');
	return names.length > 0 ? names.join(', ') : body;
}
