import { providerOf, type TokenEndpoint } from '../arm/providers';
import type { Conversation } from '../conversation';
import type { HttpRequest, HttpResponse } from '../http';
import { isObject, parseJson, type Json } from '../json';
import { typeOf } from '../resourceId';
import type { World } from '../world';
import { environmentOf } from './environment';
import {
	planeProgram,
	pulledRepository,
	type PlaneProgramKind,
	type PlaneTarget,
	type ProgramOutput,
} from './planePrograms';

export {
	PLANE_PROGRAM_KINDS,
	PLANE_PROGRAMS,
	planeProgram,
	type PlaneProgramKind,
	type PlaneTarget,
} from './planePrograms';

/**
 * The programs that run on the learner's resources: what an Azure SDK does for them, request by request. Ask for a token,
 * then ask for the data with it. No password in sight.
 * @see https://learn.microsoft.com/azure/developer/javascript/sdk/authentication/system-assigned-managed-identity
 */

/** Which identity a program names; without one, the setting `AZURE_CLIENT_ID`, else whichever the resource has for default. */
interface WithClientId {
	readonly clientId?: string;
}

/** What a program on a resource does, as plain data. */
export type Program =
	| (WithClientId & {
			readonly kind: 'readSecret';
			/** `https://kv.vault.azure.net/`. */
			readonly vaultUri: string;
			readonly secretName: string;
	  })
	| (WithClientId & {
			readonly kind: 'readBlob';
			/** `https://account.blob.core.windows.net/`. */
			readonly blobEndpoint: string;
			readonly container: string;
			readonly blob: string;
	  })
	| (WithClientId & {
			readonly kind: 'listBlobs';
			readonly blobEndpoint: string;
			readonly container: string;
	  })
	| (WithClientId & PlaneTarget & { readonly kind: PlaneProgramKind });

/** Where a program runs, as it sees it itself. */
export interface Host {
	readonly resourceId: string;
	readonly tokenEndpoint: TokenEndpoint;
	readonly environment: Readonly<Record<string, string>>;
}

/** One request of a program and how it was answered. */
export interface ProgramStep {
	readonly name: 'token' | 'data';
	readonly status: number;
	readonly errorCode?: string;
}

/** How a program ended. */
export interface ProgramResult {
	readonly ok: boolean;
	readonly steps: readonly ProgramStep[];
	/** The secret, or the blob's content. */
	readonly value?: string;
	/** The names of the blobs. */
	readonly names?: readonly string[];
	/** Of the last answer; 0 when none came. */
	readonly status: number;
	/** As the service names it: `ForbiddenByRbac`, `AuthorizationPermissionMismatch`, `invalid_request`. */
	readonly errorCode?: string;
	readonly message?: string;
}

const unescapeXml = (text: string): string =>
	text
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&apos;', "'")
		.replaceAll('&amp;', '&');

/** What an answer gives as its error, whichever service it is of. */
function faultOf({ status, body }: HttpResponse): { errorCode: string; message: string } {
	if (status === 0) return { errorCode: 'NetworkUnreachable', message: body };
	const parsed = parseJson(body);
	const xml = (tag: string) => new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(body)?.[1];
	if (!isObject(parsed))
		return {
			errorCode: xml('Code') ?? String(status),
			message: unescapeXml(xml('Message') ?? xml('Detail') ?? body),
		};
	const { error, error_description: description, message, code } = parsed;
	const [first] = Array.isArray(parsed.errors) ? (parsed.errors as readonly Json[]) : [];
	const odata = parsed['odata.error'];
	for (const other of [first, odata, code === undefined ? undefined : parsed])
		if (isObject(other)) {
			const words = isObject(other.message) ? other.message.value : other.message;
			return { errorCode: String(other.code), message: String(words ?? body) };
		}
	if (!isObject(error))
		return {
			errorCode: typeof error === 'string' ? error : String(parsed.statusCode ?? status),
			message: String(description ?? message ?? body),
		};
	const inner = isObject(error.innererror) ? error.innererror.code : undefined;
	return { errorCode: String(inner ?? error.code), message: String(error.message ?? body) };
}

/** The token request that the SDK makes on such a host. An app without an identity has no endpoint of its own: the SDK then tries the machine's. */
export function tokenRequest(host: Host, audience: string, clientId?: string): HttpRequest {
	const { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: secret } = host.environment;
	const wanted = clientId ?? host.environment.AZURE_CLIENT_ID;
	const select = wanted ? `&client_id=${encodeURIComponent(wanted)}` : '';
	const resource = encodeURIComponent(audience);
	if (host.tokenEndpoint === 'appService' && endpoint && secret)
		return {
			method: 'GET',
			url: `${endpoint}?api-version=2019-08-01&resource=${resource}${select}`,
			headers: { 'X-IDENTITY-HEADER': secret },
			from: host.resourceId,
		};
	return {
		method: 'GET',
		url: `http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=${resource}${select}`,
		headers: { Metadata: 'true' },
		from: host.resourceId,
	};
}

/** Gets a token, makes one request with it, and reads its answer. */
function* withToken(
	host: Host,
	audience: string,
	clientId: string | undefined,
	data: { readonly url: string; readonly headers: Readonly<Record<string, string>> },
	read: (body: string) => ProgramOutput,
): Conversation<ProgramResult> {
	const answer = yield tokenRequest(host, audience, clientId);
	const token = parseJson(answer.body);
	if (answer.status !== 200 || !isObject(token) || typeof token.access_token !== 'string') {
		const fault = faultOf(answer);
		const step = { name: 'token', status: answer.status, errorCode: fault.errorCode } as const;
		return { ok: false, steps: [step], status: answer.status, ...fault };
	}
	const response = yield {
		method: 'GET',
		url: data.url,
		headers: { authorization: `Bearer ${token.access_token}`, ...data.headers },
		from: host.resourceId,
	};
	return ended(response, read);
}

/** What the answer to the last request gives. */
function ended(response: HttpResponse, read: (body: string) => ProgramOutput): ProgramResult {
	const { status } = response;
	const first: ProgramStep = { name: 'token', status: 200 };
	if (status >= 200 && status < 300)
		return { ok: true, steps: [first, { name: 'data', status }], status, ...read(response.body) };
	const fault = faultOf(response);
	const steps = [first, { name: 'data', status, errorCode: fault.errorCode } as const];
	return { ok: false, steps, status, ...fault };
}

const textOf = (response: HttpResponse, name: string): string | undefined => {
	const answer = parseJson(response.body);
	const value = isObject(answer) ? answer[name] : undefined;
	return response.status === 200 && typeof value === 'string' ? value : undefined;
};

/** Exchanges Entra's token for one of the registry that opens a repository, as a container host does before it pulls. */
function* registryToken(
	host: Host,
	program: PlaneTarget,
	token: string,
): Conversation<string | HttpResponse> {
	const root = program.endpoint.replace(/\/+$/, '');
	const service = root.replace(/^https:\/\//, '');
	const post = (path: string, body: string): HttpRequest => ({
		method: 'POST',
		url: `${root}/oauth2/${path}`,
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body,
		from: host.resourceId,
	});
	const exchanged = yield post(
		'exchange',
		`grant_type=access_token&service=${service}&access_token=${token}`,
	);
	const refresh = textOf(exchanged, 'refresh_token');
	if (refresh === undefined) return exchanged;
	const scope = encodeURIComponent(`repository:${pulledRepository(program)}:pull`);
	const answer = yield post(
		'token',
		`grant_type=refresh_token&service=${service}&scope=${scope}&refresh_token=${refresh}`,
	);
	return textOf(answer, 'access_token') ?? answer;
}

/** Runs a program of the table. */
function* runPlane(
	host: Host,
	program: WithClientId & PlaneTarget & { readonly kind: PlaneProgramKind },
): Conversation<ProgramResult> {
	const row = planeProgram(program.kind);
	const answer = yield tokenRequest(host, row.audience, program.clientId);
	const token = textOf(answer, 'access_token');
	if (token === undefined) {
		const fault = faultOf(answer);
		const step = { name: 'token', status: answer.status, errorCode: fault.errorCode } as const;
		return { ok: false, steps: [step], status: answer.status, ...fault };
	}
	const opened = row.exchanges ? yield* registryToken(host, program, token) : token;
	if (typeof opened !== 'string') return ended(opened, row.read);
	const authorization = row.cosmos
		? encodeURIComponent(`type=aad&ver=1.0&sig=${opened}`)
		: `Bearer ${opened}`;
	const request = row.request(program);
	const response = yield {
		...request,
		headers: { authorization, ...request.headers },
		from: host.resourceId,
	};
	return ended(response, row.read);
}

const join = (root: string, path: string): string => `${root.replace(/\/+$/, '')}/${path}`;

const encodePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

/** What a program says to Azure when it runs on such a host. */
export function run(host: Host, program: Program): Conversation<ProgramResult> {
	const storage = { 'x-ms-version': '2025-05-05' };
	switch (program.kind) {
		case 'readSecret':
			return withToken(
				host,
				'https://vault.azure.net',
				program.clientId,
				{
					url: join(program.vaultUri, `secrets/${program.secretName}?api-version=7.5`),
					headers: { accept: 'application/json' },
				},
				(body) => {
					const secret = parseJson(body);
					return { value: isObject(secret) ? String(secret.value ?? '') : '' };
				},
			);
		case 'readBlob':
			return withToken(
				host,
				'https://storage.azure.com/',
				program.clientId,
				{
					url: join(program.blobEndpoint, `${program.container}/${encodePath(program.blob)}`),
					headers: storage,
				},
				(value) => ({ value }),
			);
		case 'listBlobs':
			return withToken(
				host,
				'https://storage.azure.com/',
				program.clientId,
				{
					url: join(program.blobEndpoint, `${program.container}?restype=container&comp=list`),
					headers: storage,
				},
				(body) => ({
					names: [...body.matchAll(/<Blob><Name>([^<]*)<\/Name>/g)].map((match) =>
						unescapeXml(match[1] ?? ''),
					),
				}),
			);
		default:
			return runPlane(host, program);
	}
}

/** Reads a secret from a vault. */
export const readSecret = ({
	vaultUri,
	secretName,
	clientId,
	...host
}: Host & Omit<Extract<Program, { kind: 'readSecret' }>, 'kind'>): Conversation<ProgramResult> =>
	run(host, { kind: 'readSecret', vaultUri, secretName, ...(clientId ? { clientId } : {}) });

/** Reads a blob. */
export const readBlob = ({
	blobEndpoint,
	container,
	blob,
	clientId,
	...host
}: Host & Omit<Extract<Program, { kind: 'readBlob' }>, 'kind'>): Conversation<ProgramResult> =>
	run(host, { kind: 'readBlob', blobEndpoint, container, blob, ...(clientId ? { clientId } : {}) });

/** Lists the blobs of a container. */
export const listBlobs = ({
	blobEndpoint,
	container,
	clientId,
	...host
}: Host & Omit<Extract<Program, { kind: 'listBlobs' }>, 'kind'>): Conversation<ProgramResult> =>
	run(host, { kind: 'listBlobs', blobEndpoint, container, ...(clientId ? { clientId } : {}) });

/** The resource as a place to run programs on; `undefined` when its type runs no code of the learner's. */
export function hostOf(world: World, resourceId: string): Host | undefined {
	const tokenEndpoint = providerOf(typeOf(resourceId) ?? '')?.tokenEndpoint;
	return tokenEndpoint
		? { resourceId, tokenEndpoint, environment: environmentOf(world, resourceId) }
		: undefined;
}

/**
 * Runs a program on a resource, with the environment that it has there now. Throws for a resource that runs no programs:
 * ask {@link hostOf} first.
 */
export function programFor(
	world: World,
	resourceId: string,
	program: Program,
): Conversation<ProgramResult> {
	const host = hostOf(world, resourceId);
	if (!host) throw new Error(`Nothing runs on ${resourceId}.`);
	return run(host, program);
}
