import net from 'node:net';
import dns from 'node:dns';
import { Readable } from 'node:stream';
import type { AccessToken, TokenCredential } from '@azure/identity';
import { createHttpHeaders, RestError, type HttpClient } from '@azure/core-rest-pipeline';
import type { IHttpClient as StorageHttpClient } from '@azure/storage-blob';
import { ManagedIdentityApplication } from '@azure/msal-node';
import { afterEach, beforeEach, expect } from 'vitest';
import {
	advance,
	createWorld,
	currentSubscription,
	environmentOf,
	handle,
	makeResourceId,
	minutes,
	requests,
	seconds,
	type HttpRequest,
	type HttpResponse,
	type World,
	type WorldOptions,
} from '../../src/azure';
import { refreshTokenOf } from '../../src/azure/entra/login';
import { STORAGE } from '../azure/support';

/** An Azure that real clients talk to. It begins now: the clients compare lifetimes with their own clock. */
export class SdkAzure {
	world: World;
	/** Every request that came, in order. */
	readonly requests: HttpRequest[] = [];
	constructor(options: WorldOptions = {}) {
		this.world = createWorld({ now: Date.now(), ...options });
	}
	get subscription(): string {
		return currentSubscription(this.world);
	}
	answer(request: HttpRequest): HttpResponse {
		this.requests.push(request);
		// A request takes a moment. Clients that poll count on it.
		if (this.world.timing === 'realistic') this.world = advance(this.world, seconds(1));
		const [world, response] = handle(this.world, request);
		this.world = world;
		return response;
	}
	/** Makes the storage account `stshop` in a group of its own, and gives its id and its first key. */
	makeStorage(): { readonly account: string; readonly key: string } {
		this.answer(requests.putResourceGroup(this.subscription, 'rg', 'westeurope'));
		const account = makeResourceId(this.subscription, 'rg', STORAGE, 'stshop');
		this.answer(requests.putResource(account, { location: 'westeurope', properties: {} }));
		const { keys } = JSON.parse(this.answer(requests.listStorageKeys(account)).body) as {
			keys: { value: string }[];
		};
		return { account, key: keys[0]?.value ?? '' };
	}
	/** Grants a person, by default the one who is signed in, a role at a scope. */
	grantPerson(
		roleDefinitionName: string,
		scope: string,
		principalId = this.world.signedInAs,
	): HttpResponse {
		return this.answer(
			requests.putRoleAssignment({
				scope,
				subscriptionId: this.subscription,
				roleDefinitionName,
				principalId,
				principalType: 'User',
			}),
		);
	}
	/** Lets time pass here, in minutes. The clients' own clocks stand still. */
	letPass(span: number): void {
		this.world = advance(this.world, minutes(span));
	}
}

/** What the two kinds of transport have in common: a request is led into the simulator instead of a socket. */
interface Outgoing {
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: unknown;
}

/** Where a client runs, and whether it waits by itself for as long as an answer tells it to (see {@link hurried}). */
interface ClientOptions {
	readonly from?: string;
	readonly waits?: boolean;
}

/**
 * Sends a client's request. `from` is the resource on which the client runs. A client that shows no credentials says so, lest
 * it be taken for a person at the portal. What it would wait for passes in the world instead.
 */
function exchange(
	azure: SdkAzure,
	{ from, waits = false }: ClientOptions,
	outgoing: Outgoing,
): HttpResponse {
	const { method, url, headers, body } = outgoing;
	const hasBody = body !== undefined && body !== null;
	if (hasBody && typeof body !== 'string' && !(body instanceof Uint8Array))
		throw new Error('The simulator takes text bodies only.');
	const response = azure.answer({
		method,
		url,
		headers: { authorization: '', ...headers },
		...(hasBody ? { body: Buffer.from(body).toString('utf8') } : {}),
		...(from === undefined ? {} : { from }),
	});
	const wait = Number(response.headers['retry-after'] ?? 0);
	if (wait === 0 || waits) return response;
	azure.world = advance(azure.world, seconds(wait));
	return { ...response, headers: { ...response.headers, 'retry-after': '0' } };
}

const networkError = ({ body }: HttpResponse): RestError =>
	new RestError(body, { code: /\bE[A-Z]{4,}\b/.exec(body)?.[0] ?? RestError.REQUEST_SEND_ERROR });

/** The body as the client asked for it: a stream where it wants to read one, else text. */
const bodyParts = (
	{ status, body }: HttpResponse,
	request: { readonly streamResponseStatusCodes?: Set<number> | undefined },
) =>
	request.streamResponseStatusCodes?.has(status)
		? { readableStreamBody: Readable.from([Buffer.from(body)]) }
		: { bodyAsText: body };

/** The transport of Azure's clients. */
export function clientFor(azure: SdkAzure, options: ClientOptions = {}): HttpClient {
	return {
		async sendRequest(request) {
			const { method, url, body } = request;
			const headers = request.headers.toJSON();
			const response = exchange(azure, options, { method, url, headers, body });
			if (response.status === 0) throw networkError(response);
			return {
				request,
				status: response.status,
				headers: createHttpHeaders({ ...response.headers }),
				...bodyParts(response, request),
			};
		},
	};
}

/** The transport of Azure's storage clients, which still speak the older form. */
export function storageClientFor(azure: SdkAzure, options: ClientOptions = {}): StorageHttpClient {
	return {
		async sendRequest(request) {
			const { method, url, body } = request;
			const sent = request.headers.toJson();
			const response = exchange(azure, options, { method, url, headers: sent, body });
			if (response.status === 0) throw networkError(response);
			const headers = request.headers.clone();
			for (const name of headers.headerNames()) headers.remove(name);
			for (const [name, value] of Object.entries(response.headers)) headers.set(name, value);
			return { request, status: response.status, headers, ...bodyParts(response, request) };
		},
	};
}

/** What every client needs to stay inside: the transport, and no waiting. */
export const insideOptions = (azure: SdkAzure, options: { from?: string } = {}) => ({
	httpClient: clientFor(azure, options),
	retryOptions: { maxRetries: 0 },
});

/** The same for storage clients. */
export const insideStorageOptions = (azure: SdkAzure, options: { from?: string } = {}) => ({
	httpClient: storageClientFor(azure, options),
	retryOptions: { maxTries: 1 },
});

/** The signed-in person, as an Azure client knows one: each token is asked for at the sign-in endpoint. */
export function personCredential(azure: SdkAzure): TokenCredential {
	return {
		async getToken(scopes): Promise<AccessToken> {
			const form = {
				grant_type: 'refresh_token',
				client_id: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
				refresh_token: refreshTokenOf(azure.world),
				scope: [scopes].flat().join(' '),
			};
			const response = azure.answer({
				method: 'POST',
				url: `https://login.microsoftonline.com/${azure.world.tenant.tenantId}/oauth2/v2.0/token`,
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
				body: new URLSearchParams(form).toString(),
			});
			const body = JSON.parse(response.body);
			if (response.status !== 200) throw new Error(body.error_description);
			return {
				token: body.access_token,
				expiresOnTimestamp: Date.now() + body.expires_in * 1000,
			};
		},
	};
}

/** The longest wait, in milliseconds, that is none: a client gives way to others. */
const NO_WAIT = 20;

/**
 * Runs a program whose waits pass in the world and not here, and tells them in milliseconds, as the world's clock goes on by each.
 * What the program throws is its outcome.
 */
export async function hurried<T>(azure: SdkAzure, program: () => Promise<T>) {
	const waits: number[] = [];
	const { setTimeout: real } = globalThis;
	const soon = (then: (...values: unknown[]) => void, wait = 0, ...values: unknown[]) => {
		if (wait > NO_WAIT) {
			waits.push(wait);
			azure.world = advance(azure.world, wait);
		}
		return real(then, 0, ...values);
	};
	Object.assign(globalThis, { setTimeout: soon });
	try {
		const outcome = await program().catch((error: unknown) => error);
		return { waits, outcome };
	} finally {
		globalThis.setTimeout = real;
	}
}

/** The variables that tell a program where it runs, and that keep Azure's clients from looking elsewhere. */
const MANAGED_VARIABLES = /^(?:AZURE_|IDENTITY_|MSI_|WEBSITE_|IMDS_|REGION_NAME$)/;

/**
 * Makes the process forget what Azure's client keeps for as long as it lives: tokens, and where they came from. Here many programs
 * on many machines share one process.
 */
function startAnew(): void {
	Object.assign(ManagedIdentityApplication, { nodeStorage: undefined });
	const application: object = new ManagedIdentityApplication();
	const client: unknown = Reflect.get(application, 'managedIdentityClient');
	if (typeof client !== 'object' || client === null)
		throw new Error('Azure’s client keeps its managed identity client elsewhere now.');
	Object.assign(client.constructor, { identitySource: undefined });
}

/** Runs a program on a resource: it sees that resource's environment variables, speaks from there, and remembers nothing. */
export async function on<T>(
	azure: SdkAzure,
	resourceId: string,
	program: (
		options: ReturnType<typeof insideOptions>,
		storage: ReturnType<typeof insideStorageOptions>,
	) => Promise<T>,
): Promise<T> {
	const before = { ...process.env };
	for (const name of Object.keys(process.env))
		if (MANAGED_VARIABLES.test(name)) delete process.env[name];
	Object.assign(process.env, AUTHORITIES, environmentOf(azure.world, resourceId));
	startAnew();
	try {
		const at = { from: resourceId };
		return await program(insideOptions(azure, at), insideStorageOptions(azure, at));
	} finally {
		for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
		Object.assign(process.env, before);
	}
}

const AUTHORITIES = {
	AZURE_POD_IDENTITY_AUTHORITY_HOST: 'http://169.254.169.254',
	AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.com',
	// The tools of a developer's machine are left alone: asking them would start other programs.
	AZURE_TOKEN_CREDENTIALS: 'prod',
};

/** Lets no test of this file open a real connection: whoever tries fails, and so does the test. */
export function keepInside(): void {
	const attempts: string[] = [];
	const refuse = (what: string) => (): never => {
		attempts.push(what);
		throw new Error(`A real connection was tried: ${what}`);
	};
	const real = {
		connect: net.Socket.prototype.connect,
		lookup: dns.lookup,
		fetch: globalThis.fetch,
	};
	const variables = { ...process.env };
	beforeEach(() => {
		attempts.length = 0;
		net.Socket.prototype.connect = refuse('socket');
		Object.assign(dns, { lookup: refuse('name lookup') });
		globalThis.fetch = refuse('fetch');
		Object.assign(process.env, AUTHORITIES);
	});
	afterEach(() => {
		net.Socket.prototype.connect = real.connect;
		Object.assign(dns, { lookup: real.lookup });
		globalThis.fetch = real.fetch;
		for (const name of Object.keys(AUTHORITIES))
			if (variables[name] === undefined) delete process.env[name];
			else process.env[name] = variables[name];
		expect(attempts).toEqual([]);
	});
}
