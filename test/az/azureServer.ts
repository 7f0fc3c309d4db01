import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, TLSSocket } from 'node:tls';
import { createWorld, handle, parseJson, type HttpRequest, type World } from '../../src/azure';
import { refreshTokenOf } from '../../src/azure/entra/login';

/**
 * The simulated Azure on loopback for real Azure CLI: a proxy that answers for every host of Azure with a certificate made for the
 * occasion, and a token endpoint as on a machine that speaks for the signed-in person.
 */

const HOSTS = [
	'management.azure.com',
	'login.microsoftonline.com',
	'graph.microsoft.com',
	'*.vault.azure.net',
	'*.blob.core.windows.net',
	'*.queue.core.windows.net',
	'*.table.core.windows.net',
	'*.azconfig.io',
];

/** What a line printed, and its exit code. */
export interface Printed {
	readonly exitCode: number;
	readonly stdout: string;
	readonly stderr: string;
}

function certify(folder: string): { key: string; cert: string; file: string } {
	const key = join(folder, 'key.pem');
	const file = join(folder, 'cert.pem');
	const names = HOSTS.map((host) => `DNS:${host}`).join(',');
	const { status, stderr } = spawnSync('openssl', [
		...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=Keyless test'],
		...['-keyout', key, '-out', file, '-addext', `subjectAltName=${names}`],
	]);
	if (status !== 0) throw new Error(`openssl made no certificate: ${stderr.toString()}`);
	return { key: readFileSync(key, 'utf8'), cert: readFileSync(file, 'utf8'), file };
}

async function bodyOf(message: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}

/** An Azure that real Azure CLI talks to. */
export class AzureServer {
	world: World;
	/** `METHOD url` of every request that came, tokens apart. */
	readonly sent: string[] = [];
	readonly #folder = mkdtempSync(join(tmpdir(), 'keyless-az-'));
	readonly #server = createServer((request, response) => void this.#token(request, response));
	readonly #inner = createServer((request, response) => void this.#answer(request, response));
	#certificate = '';

	constructor() {
		this.world = createWorld({ now: Date.now() });
	}

	async start(): Promise<void> {
		const { key, cert, file } = certify(this.#folder);
		this.#certificate = file;
		const secureContext = createSecureContext({ key, cert });
		this.#server.on('connect', (_, socket) => {
			socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
			socket.on('error', () => socket.destroy());
			const tls = new TLSSocket(socket as never, { isServer: true, secureContext });
			tls.on('error', () => tls.destroy());
			this.#inner.emit('connection', tls);
		});
		await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
		const { exitCode, stderr } = await this.run('az login --identity');
		if (exitCode !== 0) throw new Error(`az could not sign in: ${stderr}`);
		this.sent.length = 0;
	}

	stop(): void {
		this.#server.close();
		this.#server.closeAllConnections();
		rmSync(this.#folder, { recursive: true, force: true });
	}

	/** Runs a line by real Azure CLI, as bash reads it. */
	run(line: string): Promise<Printed> {
		const { port } = this.#server.address() as AddressInfo;
		const here = `http://127.0.0.1:${port}`;
		const child = spawn('bash', ['-c', line], {
			cwd: this.#folder,
			env: {
				PATH: process.env.PATH,
				HOME: this.#folder,
				AZURE_CONFIG_DIR: join(this.#folder, 'config'),
				AZURE_CORE_COLLECT_TELEMETRY: '0',
				AZURE_CORE_NO_COLOR: '1',
				AZURE_CORE_ONLY_SHOW_ERRORS: '0',
				HTTPS_PROXY: here,
				NO_PROXY: '127.0.0.1',
				REQUESTS_CA_BUNDLE: this.#certificate,
				MSI_ENDPOINT: `${here}/token`,
				MSI_SECRET: 'known to both',
				PYTHONWARNINGS: 'ignore',
			},
		});
		return new Promise((done) => {
			let stdout = '';
			let stderr = '';
			child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
			child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
			child.on('close', (code) => done({ exitCode: code ?? 1, stdout, stderr }));
		});
	}

	#handle(request: HttpRequest) {
		const [world, response] = handle(this.world, request);
		this.world = world;
		return response;
	}

	/** The signed-in person's token, in the shape of a machine's own endpoint. */
	async #token(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const resource = new URLSearchParams(await bodyOf(request)).get('resource') ?? '';
		const answer = this.#handle({
			method: 'POST',
			url: `https://login.microsoftonline.com/${this.world.tenant.tenantId}/oauth2/v2.0/token`,
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: new URLSearchParams({
				grant_type: 'refresh_token',
				client_id: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
				refresh_token: refreshTokenOf(this.world),
				scope: `${resource.replace(/\/$/, '')}/.default`,
			}).toString(),
		});
		const token = parseJson(answer.body) as { access_token?: string; expires_in?: number };
		response.setHeader('content-type', 'application/json');
		response.end(
			JSON.stringify({
				access_token: token.access_token,
				expires_on: String(Math.floor(Date.now() / 1000) + Number(token.expires_in)),
				resource,
				token_type: 'Bearer',
			}),
		);
	}

	async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { method = 'GET', url = '', headers } = request;
		const target = `https://${headers.host}${url}`;
		const body = await bodyOf(request);
		this.sent.push(`${method} ${target}`);
		const flat = Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [name, String(value)]),
		);
		const answer = this.#handle({
			method,
			url: target,
			headers: { authorization: '', ...flat },
			...(body === '' ? {} : { body }),
		});
		response.writeHead(answer.status || 502, answer.headers);
		response.end(answer.body);
	}
}
