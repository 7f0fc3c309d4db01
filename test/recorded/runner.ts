import {
	advance,
	currentSubscription,
	handle,
	header,
	isObject,
	minutes,
	parseJson,
	signInAs,
	type HttpRequest,
	type HttpResponse,
	type Json,
	type PersonKey,
	type World,
} from '../../src/azure';

/**
 * Holds recorded traffic between a client and Azure against the simulator: the same requests, the same answers. Ids that
 * Azure made are learned from its answers, so that later requests name what the simulator made in their place; the same
 * recorded id must then always stand for the same simulated one.
 */

/** One exchange as it was recorded: a line of a JSON Lines file. */
export interface RecordedExchange {
	readonly i: number;
	/** The command that sent it, for the reader. */
	readonly cmd?: string | null;
	readonly method: string;
	readonly url: string;
	readonly req: Json;
	readonly status: number;
	/** The headers `azure-asyncoperation` and `location` of the answer. */
	readonly azureAsync?: string | null;
	readonly location?: string | null;
	readonly res: Json;
	/** Request headers that matter. */
	readonly headers?: Readonly<Record<string, string>>;
	/** The resource whose code asked. */
	readonly from?: string;
	/** Who was signed in. */
	readonly as?: PersonKey;
	/** `res` is only a part of what Azure answered: what it does not say is not compared. */
	readonly part?: boolean;
	/** Keys that the body must not have. */
	readonly absent?: readonly string[];
}

/** How an exchange came out. */
export interface Verdict {
	readonly exchange: RecordedExchange;
	readonly response: HttpResponse;
	/** What differs in status, headers, error code, keys and types: one line each. */
	readonly shape: readonly string[];
	/** What differs in values beside ids, dates and etags. */
	readonly values: readonly string[];
}

/** What a recording presumes. */
export interface Presumed {
	/** Requests to send before the exchange with this number. */
	readonly before?: Readonly<Record<number, readonly HttpRequest[]>>;
	/** Texts of the recording and what stands for them here. */
	readonly names?: Readonly<Record<string, string>>;
}

/** The subscription id in recordings. */
export const RECORDED_SUBSCRIPTION = '00000000-0000-0000-0000-000000000000';

/** Reads a JSON Lines file. */
export const readRecording = (text: string): RecordedExchange[] =>
	text
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map((line) => JSON.parse(line) as RecordedExchange);

const GUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi;
const DATE = /\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})/g;
/** Values that no two clouds share. */
const MADE =
	/etag|thumbprint|fingerprint|secret|hostname|^key$|serviceprincipalnames|token$|^expires_on$|^not_before$/i;

const mask = (text: string): string =>
	text
		.replace(GUID, '<guid>')
		.replace(DATE, '<date>')
		.replace(/\b[0-9a-f]{32,}\b/gi, '<hex>');

const kindOf = (value: Json | undefined): string =>
	value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/** What the recording calls something, and what it is called here. */
class Names {
	readonly #here: Map<string, string>;
	readonly clashes: string[] = [];

	constructor(pairs: Readonly<Record<string, string>>) {
		this.#here = new Map(Object.entries(pairs));
	}

	/** A text of the recording as it would be here. */
	translate(text: string): string {
		return [...this.#here]
			.sort(([a], [b]) => b.length - a.length)
			.reduce((result, [there, here]) => result.replaceAll(there, here), text);
	}

	learn(there: string, here: string): void {
		const known = this.#here.get(there);
		if (known === undefined) this.#here.set(there, here);
		else if (known !== here) this.clashes.push(`${there} stood for ${known} and now for ${here}`);
	}

	/** From now on something is called otherwise here. */
	rename(there: string, here: string): void {
		this.#here.set(there, here);
	}

	learnGuids(there: string, here: string): void {
		const mine = [...here.matchAll(GUID)];
		const theirs = [...there.matchAll(GUID)];
		if (mine.length !== theirs.length) return;
		theirs.forEach(([guid], index) => this.learn(guid, mine[index]?.[0] ?? guid));
	}
}

/** Whether the recorder left elements out of the lists in this object. */
const wasTrimmed = (value: Json): boolean => isObject(value) && '_trimmed' in value;

interface Comparison {
	readonly names: Names;
	/** Whether the answer may say more than the recording. */
	readonly part: boolean;
	readonly shape: string[];
	readonly values: string[];
}

function compare(there: Json, here: Json, path: string, found: Comparison, trimmed = false): void {
	if (kindOf(there) !== kindOf(here)) {
		found.shape.push(`${path}: ${kindOf(here)} instead of ${kindOf(there)}`);
		return;
	}
	if (Array.isArray(there) && Array.isArray(here)) {
		if (!trimmed && there.length !== here.length)
			found.shape.push(`${path}: ${here.length} elements instead of ${there.length}`);
		const both = Math.min(there.length, here.length, trimmed ? 1 : Infinity);
		for (let index = 0; index < both; index++)
			compare(there[index] ?? null, here[index] ?? null, `${path}[${index}]`, found);
		return;
	}
	if (isObject(there) && isObject(here)) {
		compareObjects(there, here, path, found);
		return;
	}
	if (typeof there !== 'string' || typeof here !== 'string') {
		if (there !== here) found.values.push(`${path}: ${here} instead of ${there}`);
		return;
	}
	found.names.learnGuids(there, here);
	if (MADE.test(path.split('.').at(-1) ?? '') || trimmed) return;
	if (mask(found.names.translate(there)) !== mask(here))
		found.values.push(`${path}: ${mask(here)} instead of ${mask(there)}`);
}

function compareObjects(
	there: Exclude<Json, null>,
	here: Exclude<Json, null>,
	path: string,
	found: Comparison,
): void {
	if (!isObject(there) || !isObject(here)) return;
	// Maps of identities have ids as keys, whose case Azure does not keep.
	const fold = (key: string) =>
		key.startsWith('/') ? found.names.translate(key).toLowerCase() : key;
	const mine = new Map(Object.entries(here).map(([key, value]) => [fold(key), value]));
	const theirs = new Map(Object.entries(there).map(([key, value]) => [fold(key), value]));
	theirs.delete('_trimmed');
	for (const key of theirs.keys()) if (!mine.has(key)) found.shape.push(`${path}.${key}: missing`);
	for (const [key, value] of mine)
		if (theirs.has(key))
			compare(theirs.get(key) ?? null, value ?? null, `${path}.${key}`, found, wasTrimmed(there));
		else if (!found.part) found.shape.push(`${path}.${key}: too much`);
}

const codeOf = (body: Json | undefined): string | undefined => {
	const error = isObject(body) ? body.error : undefined;
	if (typeof error === 'string') return error;
	return isObject(error) && typeof error.code === 'string' ? error.code : undefined;
};

/** Whether a recorded answer says that work was still going on. */
function isUnderWay({ method, status, res }: RecordedExchange): boolean {
	if (method === 'GET' && status === 202) return true;
	if (method !== 'GET' || !isObject(res)) return false;
	const state = isObject(res.properties) ? res.properties.provisioningState : res.status;
	return typeof state === 'string' && !/^(?:Succeeded|Failed|Canceled)$/.test(state);
}

const requestOf = (exchange: RecordedExchange, names: Names): HttpRequest => {
	const { method, url, req, from, headers = {} } = exchange;
	const body = typeof req === 'string' ? req : JSON.stringify(req);
	return {
		method,
		url: names.translate(url),
		headers: req === null ? headers : { 'content-type': 'application/json', ...headers },
		...(req === null ? {} : { body: names.translate(body) }),
		...(from === undefined ? {} : { from: names.translate(from) }),
	};
};

function judge(exchange: RecordedExchange, response: HttpResponse, names: Names): Verdict {
	const { status, res, azureAsync, location, part = false, absent = [] } = exchange;
	const found: Comparison = { names, part, shape: [], values: [] };
	if (response.status !== status)
		found.shape.push(`status: ${response.status} instead of ${status}`);
	const body = parseJson(response.body);
	if (codeOf(body) !== codeOf(res))
		found.shape.push(`error code: ${codeOf(body)} instead of ${codeOf(res)}`);
	for (const [name, recorded] of [
		['azure-asyncoperation', azureAsync],
		['location', location],
	] as const) {
		const answered = header({ method: '', url: '', headers: response.headers }, name);
		if (recorded && answered !== undefined) names.learn(recorded, answered);
		if (Boolean(recorded) !== (answered !== undefined))
			found.shape.push(`header ${name}: ${answered === undefined ? 'missing' : 'too much'}`);
	}
	if (res !== null && body === undefined) found.shape.push('body: missing');
	else if (res === null && body !== undefined) found.shape.push('body: too much');
	else if (isObject(res) || Array.isArray(res)) compare(res, body ?? null, '', found);
	for (const key of absent)
		if (isObject(body) && key in body) found.shape.push(`.${key}: too much`);
	found.values.push(...names.clashes.splice(0));
	return { exchange, response, shape: found.shape, values: found.values };
}

/** The recorder calls all deployments by this one name: each that was answered as a new one is one of its own. */
const MASKED = 'mock-deployment';

const isNewDeployment = ({ method, url, status }: RecordedExchange): boolean =>
	method === 'PUT' && status === 201 && url.includes(`/deployments/${MASKED}?`);

/**
 * Sends a recording's requests to a world, one after another. Time passes between them unless the recording says that Azure
 * was still at work.
 */
export function replay(
	start: World,
	exchanges: readonly RecordedExchange[],
	{ before = {}, names: pairs = {} }: Presumed = {},
): { readonly world: World; readonly verdicts: readonly Verdict[] } {
	let world = start;
	const names = new Names({ [RECORDED_SUBSCRIPTION]: currentSubscription(world), ...pairs });
	let deployments = 0;
	const verdicts = exchanges.map((exchange) => {
		if (isNewDeployment(exchange)) names.rename(MASKED, `${MASKED}-${++deployments}`);
		for (const request of before[exchange.i] ?? []) {
			const url = request.url.replace('{subscription}', currentSubscription(world));
			[world] = handle(world, { ...request, url });
			world = advance(world, minutes(2));
		}
		if (!isUnderWay(exchange)) world = advance(world, minutes(2));
		world = signInAs(world, exchange.as ?? 'ada');
		const [next, response] = handle(world, requestOf(exchange, names));
		world = next;
		return judge(exchange, response, names);
	});
	return { world, verdicts };
}
