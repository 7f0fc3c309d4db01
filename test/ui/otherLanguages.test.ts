// Asked for only: KEYLESS_LANGUAGES=1. What the tools of the other languages say to the programs of the code tab, where they
// are installed: gofmt and a JDK read them; Python runs them with Microsoft's own packages against the simulated Azure.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environmentOf } from '../../src/azure';
import { openLedger, type Ledger } from '../../src/ui/code/ledger';
import { targetsFor } from '../../src/ui/code/targets';
import type { Access, Language } from '../../src/ui/code/written/target';
import { write } from '../../src/ui/code/written/write';
import { programWorld, type ProgramWorld } from './programWorld';

const asked = process.env.KEYLESS_LANGUAGES !== undefined;
const PYTHON = process.env.KEYLESS_PYTHON ?? 'python3';
const GOFMT = process.env.KEYLESS_GOFMT ?? 'gofmt';
const SHIM = fileURLToPath(new URL('insideKeyless.py', import.meta.url));

/** Says where a Java file breaks the language's grammar. What it uses need not be there. */
const READER = `import com.sun.source.util.JavacTask;
import java.util.List;
import javax.tools.*;

public class Reader {
    public static void main(String[] files) throws Exception {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var found = new DiagnosticCollector<JavaFileObject>();
        var manager = compiler.getStandardFileManager(found, null, null);
        for (var file : files)
            ((JavacTask) compiler.getTask(null, manager, found, List.of(), null, manager.getJavaFileObjects(file))).parse();
        for (var each : found.getDiagnostics()) System.out.println(each);
    }
}
`;

const has = (command: string, ...values: readonly string[]): boolean =>
	asked && spawnSync(command, values).error === undefined;

let made: ProgramWorld;
let folder: string;
beforeAll(() => {
	if (!asked) return;
	made = programWorld();
	folder = mkdtempSync(join(tmpdir(), 'keyless-languages-'));
});
afterAll(() => {
	if (asked) rmSync(folder, { recursive: true });
});

/** All programs of a language, as files. */
function files(language: Language, ending: string): string[] {
	const identities = (['DefaultAzureCredential', 'ManagedIdentityCredential'] as const).flatMap(
		(name) =>
			[{ name }, { name, clientId: made.clientId }].map((credential): Access => ({
				by: 'identity',
				credential,
			})),
	);
	const choices = targetsFor(made.world, made.machine);
	return choices.flatMap(({ target }, choice) =>
		[...identities, { by: 'key' } as const].map((access, way) => {
			const path = join(folder, `${target.kind}${choice}${way}.${ending}`);
			writeFileSync(path, write(language, target, access).code);
			return path;
		}),
	);
}

describe.skipIf(!has(GOFMT, '-h'))('Go', () => {
	it('is read by gofmt, which would write it the same', () => {
		const { stdout, stderr } = spawnSync(GOFMT, ['-e', '-l', ...files('go', 'go')], {
			encoding: 'utf8',
		});
		expect(stdout + stderr).toBe('');
	});
});

describe.skipIf(!has('java', '-version'))('Java', () => {
	it('is read by the compiler’s parser', { timeout: 60_000 }, () => {
		const reader = join(folder, 'Reader.java');
		writeFileSync(reader, READER);
		const { stdout, status } = spawnSync('java', [reader, ...files('java', 'java')], {
			encoding: 'utf8',
		});
		expect(stdout).toBe('');
		expect(status).toBe(0);
	});
});

/**
 * What Python programs print, by what they do. Those for Service Bus and Event Hubs speak AMQP, to which nothing listens here;
 * the ones for Cosmos DB and registries need newer packages than Debian has.
 */
const PRINTS: Readonly<Record<string, RegExp>> = {
	readSecret: /^opensesame$/m,
	getKey: /^RSA https:\/\/kv-shop\.vault\.azure\.net\/keys\//m,
	getCertificate: /^https:\/\/kv-shop\.vault\.azure\.net\/certificates\//m,
	readBlob: /^a cat$/m,
	listBlobs: /^it's\/cat\.txt$/m,
	readQueue: /^1 apple$/m,
	sendMessage: /^[0-9a-f-]{36}$/m,
	readTable: /^2026 1$/m,
	readSetting: /^red$/m,
	listResources: /^Microsoft\.KeyVault\/vaults kv-shop$/m,
	listMachines: /^vm-web westeurope$/m,
	listIdentities: /^id-app [0-9a-f-]{36}$/m,
	listVaults: /^kv-shop https:\/\/kv-shop/m,
	listAccounts: /^stshop https:\/\/stshop\.blob/m,
	listAssignments: /roleDefinitions/m,
};

describe.skipIf(!has(PYTHON, '-c', 'pass'))('Python', () => {
	let server: Server;
	let ledger: Ledger;
	beforeAll(async () => {
		server = createServer((request, response) => {
			let text = '';
			request.on('data', (part: Buffer) => (text += part.toString()));
			request.on('end', () => response.end(JSON.stringify(ledger.answer(JSON.parse(text)))));
		});
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	});
	afterAll(() => new Promise((done) => server.close(done)));

	const run = (path: string, id: string): Promise<string> =>
		new Promise((done) => {
			const { port } = server.address() as AddressInfo;
			const env = {
				PATH: process.env.PATH,
				...environmentOf(made.world, id),
				KEYLESS_BRIDGE: `http://127.0.0.1:${port}/`,
			};
			const child = spawn(PYTHON, [SHIM, path], { env });
			let said = '';
			for (const stream of [child.stdout, child.stderr])
				stream.on('data', (part: Buffer) => (said += part.toString()));
			child.on('close', () => done(said));
		});

	it.each(Object.entries(PRINTS))('%s', { timeout: 120_000 }, async (kind, prints) => {
		const { world, machine, app, clientId } = made;
		for (const [resource, credential] of [
			[machine, { name: 'DefaultAzureCredential' }],
			[app, { name: 'ManagedIdentityCredential', clientId }],
		] as const) {
			const choice = targetsFor(world, resource).find(
				({ target }) =>
					target.kind === kind && !('secret' in target && target.secret !== 'db-password'),
			);
			if (!choice) throw new Error(`There is nothing to ${kind}.`);
			const path = join(folder, `${kind}.py`);
			writeFileSync(path, write('python', choice.target, { by: 'identity', credential }).code);
			ledger = openLedger(world, resource.id);
			expect(await run(path, resource.id)).toMatch(prints);
		}
	});
});
