// The programs of the code tab: the JavaScript ones run as they stand, with Microsoft's own packages; the others name the same things.
import * as configuration from '@azure/app-configuration';
import * as authorization from '@azure/arm-authorization';
import * as compute from '@azure/arm-compute';
import * as vaults from '@azure/arm-keyvault';
import * as msi from '@azure/arm-msi';
import * as resources from '@azure/arm-resources';
import * as accounts from '@azure/arm-storage';
import * as registry from '@azure/container-registry';
import * as tables from '@azure/data-tables';
import * as identity from '@azure/identity';
import * as certificates from '@azure/keyvault-certificates';
import * as keys from '@azure/keyvault-keys';
import * as secrets from '@azure/keyvault-secrets';
import * as blobs from '@azure/storage-blob';
import * as queues from '@azure/storage-queue';
import * as consumers from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { programs, type Resource, type World } from '../../src/azure';
import { readImports } from '../../src/ui/code/imports';
import { LONGEST_RUN, openLedger } from '../../src/ui/code/ledger';
import { targetsFor } from '../../src/ui/code/targets';
import { keyHolderOf, LANGUAGES, LISTS, type Credential } from '../../src/ui/code/written/target';
import { write } from '../../src/ui/code/written/write';
import { insideOptions, insideStorageOptions, keepInside, on, SdkAzure } from '../sdk/support';
import { programWorld } from './programWorld';

keepInside();

let world: World;
let machine: Resource;
let app: Resource;
let clientId: string;
beforeAll(() => {
	({ world, machine, app, clientId } = programWorld());
});

/** A class of Microsoft's that sends its requests to the simulated Azure, whatever it is made with. */
const inside = (Client: unknown, at: number, options: object): unknown =>
	new Proxy(Client as new (...values: unknown[]) => object, {
		construct: (Real, values) => {
			const all = [...values];
			all[at] = { ...(all[at] as object | undefined), ...options };
			return new Real(...all);
		},
	});

/** Runs a program with Microsoft's packages for Node, on a resource. Gives back what it printed. */
async function runInNode(code: string, resource: Resource): Promise<string[]> {
	const azure = new SdkAzure();
	azure.world = world;
	const at = { from: resource.id };
	const options = insideOptions(azure, at);
	const storage = insideStorageOptions(azure, at);
	const client = (module: object, name: string, at: number, own: object = options) => ({
		[name]: inside(Reflect.get(module, name), at, own),
	});
	const known: Record<string, object> = {
		'node:stream/consumers': consumers,
		'@azure/identity': {
			...client(identity, 'DefaultAzureCredential', 0),
			...client(identity, 'ManagedIdentityCredential', 0),
		},
		'@azure/keyvault-secrets': client(secrets, 'SecretClient', 2),
		'@azure/keyvault-keys': client(keys, 'KeyClient', 2),
		'@azure/keyvault-certificates': client(certificates, 'CertificateClient', 2),
		'@azure/storage-blob': client(blobs, 'BlobServiceClient', 2, storage),
		'@azure/storage-queue': client(queues, 'QueueServiceClient', 2, storage),
		'@azure/data-tables': client(tables, 'TableClient', 3),
		'@azure/app-configuration': client(configuration, 'AppConfigurationClient', 2),
		'@azure/container-registry': client(registry, 'ContainerRegistryContentClient', 3),
		'@azure/arm-resources': client(resources, 'ResourceManagementClient', 2),
		'@azure/arm-compute': client(compute, 'ComputeManagementClient', 2),
		'@azure/arm-msi': client(msi, 'ManagedServiceIdentityClient', 2),
		'@azure/arm-keyvault': client(vaults, 'KeyVaultManagementClient', 2),
		'@azure/arm-storage': client(accounts, 'StorageManagementClient', 2),
		'@azure/arm-authorization': client(authorization, 'AuthorizationManagementClient', 2),
	};
	const printed: string[] = [];
	const print = (...values: unknown[]) => void printed.push(values.join(' '));
	const made = readImports(code, 'load').code;
	const program = new Function(
		'load',
		'console',
		`return (async () => {"use strict";\n${made}\n})();`,
	);
	await on(azure, resource.id, () => program((name: string) => known[name], { log: print }));
	return printed;
}

/** What each program has to print, by the label of what it does. */
const PRINTS: readonly (readonly [does: string, prints: string | RegExp])[] = [
	['Read the secret db-password in kv-shop', 'opensesame'],
	[
		'Get the key signing in kv-shop',
		/^RSA https:\/\/kv-shop\.vault\.azure\.net\/keys\/signing\/\w+$/,
	],
	[
		'Get the certificate web in kv-shop',
		/^https:\/\/kv-shop\.vault\.azure\.net\/certificates\/web\/\w+$/,
	],
	["Read it's/cat.txt in stshop/photos", 'a cat'],
	['List the blobs in stshop/photos', "it's/cat.txt"],
	['Take a message from the queue orders in stshop', '1 apple'],
	['Send a message to the queue orders in stshop', /^[0-9a-f-]{36}$/],
	['Read the table sales in stshop', '2026 1'],
	['Read the setting Color in shop-settings', 'red'],
	['Pull the image tools/cli:v1 from shopimages', /^sha256:[0-9a-f]{64}$/],
	['List what is in rg-shop', 'Microsoft.KeyVault/vaults kv-shop'],
	['List the machines in rg-shop', 'vm-web SystemAssigned'],
	['List the identities in rg-shop', /^id-app [0-9a-f-]{36}$/],
	['List the key vaults in rg-shop', 'kv-shop https://kv-shop.vault.azure.net/'],
	['List the storage accounts in rg-shop', 'stshop https://stshop.blob.core.windows.net/'],
	['List who has which role in rg-shop', /^[0-9a-f-]{36} \/subscriptions\/.*\/roleDefinitions\//],
];
/** What waits for packages that are not installed here. They are checked otherwise. */
const NOT_HERE = ['receiveFromBus', 'sendToBus', 'sendEvent', 'readDocument'];
const CREDENTIALS = ['DefaultAzureCredential', 'ManagedIdentityCredential'] as const;

describe.each(CREDENTIALS)('JavaScript with %s', (name) => {
	it.each(PRINTS)('runs in Node: %s', async (does, prints) => {
		for (const [resource, credential] of [
			[machine, { name }],
			[app, { name, clientId }],
		] as const) {
			const found = targetsFor(world, resource).find(({ label }) => label === does);
			if (!found) throw new Error(`Nothing is called "${does}".`);
			const { code } = write('javascript', found.target, { by: 'identity', credential });
			const printed = await runInNode(code, resource);
			expect(printed).toContainEqual(
				typeof prints === 'string' ? prints : expect.stringMatching(prints),
			);
		}
	});
});

/** Whether brackets and quotes close in their order. None of the languages needs more to be read. */
function balanced(code: string): boolean {
	const open: string[] = [];
	const bare = code
		.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '')
		.replace(/(?:\/\/|#).*$/gm, '');
	for (const sign of bare.match(/[()[\]{}"'`]/g) ?? [])
		if ('([{'.includes(sign)) open.push(sign);
		else if (!['()', '[]', '{}'].includes(`${open.pop()}${sign}`)) return false;
	return open.length === 0;
}

describe('every language', () => {
	const credentials = (): Credential[] =>
		CREDENTIALS.flatMap((name) => [{ name }, { name, clientId }]);
	it('has all that the panel does, and lists', () => {
		const kinds = new Set(targetsFor(world, machine).map(({ target }) => target.kind));
		const panel = ['readSecret', 'readBlob', 'listBlobs', ...programs.PLANE_PROGRAM_KINDS];
		expect([...kinds].sort()).toEqual([...panel, ...LISTS].sort());
		const run = new Set(PRINTS.map(([does]) => does));
		const left = targetsFor(world, machine).filter(
			({ label, target }) =>
				!run.has(label) && !NOT_HERE.includes(target.kind) && !label.includes(' web '),
		);
		expect(left).toEqual([]);
	});
	it('knows whose the data is', () => {
		for (const { target, owner } of targetsFor(world, machine))
			expect(owner?.name === undefined).toBe('subscriptionId' in target);
	});
	it.each(LANGUAGES)('%s names the credential, the identity and the target', (language) => {
		for (const { target } of targetsFor(world, machine))
			for (const credential of credentials()) {
				const { code, install } = write(language, target, { by: 'identity', credential });
				expect(code).toContain(credential.name);
				if (credential.clientId !== undefined) expect(code).toContain(credential.clientId);
				for (const [key, value] of Object.entries(target))
					if (key !== 'kind' && !value.includes("'"))
						expect(code).toContain(value.replace(/\/$/, ''));
				expect(code).not.toMatch(/SECRET|CONNECTION_STRING|_KEY\b/);
				expect(install.toLowerCase()).toMatch(/identity/);
			}
	});
	it.each(LANGUAGES)(
		'%s with a key has a secret of its settings, and no name of an identity',
		(language) => {
			for (const { target } of targetsFor(world, machine)) {
				const { code, install } = write(language, target, { by: 'key' });
				const connects = keyHolderOf(target) !== undefined;
				expect(code).toMatch(connects ? /_CONNECTION_STRING|_KEY\b/ : /AZURE_CLIENT_SECRET/);
				expect(code).not.toMatch(/DefaultAzureCredential|ManagedIdentity/);
				expect(install.toLowerCase().includes('identity')).toBe(!connects);
			}
		},
	);
	/** @see https://learn.microsoft.com/azure/cosmos-db/nosql/best-practice-dotnet */
	it('C# installs Newtonsoft.Json beside the client of Cosmos DB, which is not built without', () => {
		for (const { target } of targetsFor(world, machine)) {
			const { install } = write('csharp', target, { by: 'key' });
			expect(install.includes('Newtonsoft.Json')).toBe(target.kind === 'readDocument');
		}
	});
	it.each(LANGUAGES)('%s closes what it opens, fits its column and tells no secret', (language) => {
		for (const { target } of targetsFor(world, machine))
			for (const access of [
				{ by: 'key' } as const,
				...credentials().map((credential) => ({ by: 'identity', credential }) as const),
			]) {
				const { code } = write(language, target, access);
				expect(balanced(code), code).toBe(true);
				expect(code).not.toMatch(/undefined|\[object|opensesame|AccountKey=|SharedAccessKey=/);
				expect(code).not.toMatch(/[ \t]$/m);
				for (const line of code.split('\n'))
					if (!line.includes('/subscriptions/')) expect(line.length, line).toBeLessThan(101);
			}
	});
});

describe('a ledger', () => {
	const request = { method: 'GET', url: '', headers: {} };
	it('lets code be nobody but its resource, whatever it says', () => {
		const ledger = openLedger(world, machine.id);
		const url = `https://management.azure.com${machine.id}?api-version=2024-07-01`;
		expect(ledger.answer({ ...request, url })?.status).toBe(401);
		const forged = { ...request, url, from: app.id };
		expect(ledger.answer(forged)?.status).toBe(401);
		expect(ledger.deeds.requests.map(({ from }) => from)).toEqual([machine.id, machine.id]);
	});
	it('keeps the time between requests, and the time after', () => {
		const ledger = openLedger(world, machine.id);
		ledger.answer({ ...request, url: 'https://nowhere.example/' });
		ledger.wait(1000);
		ledger.wait(500);
		ledger.answer({ ...request, url: 'https://nowhere.example/' });
		ledger.wait(7);
		expect(ledger.deeds.waits).toEqual([0, 1500, 7]);
	});
	it('lets no more time pass than a program may wait for, whatever it claims', () => {
		const ledger = openLedger(world, machine.id);
		for (let claims = 0; claims < 5; claims++) ledger.wait(LONGEST_RUN * 0.4);
		ledger.wait(1e300);
		expect(ledger.deeds.waits).toEqual([LONGEST_RUN]);
	});
	it('ends after 500 requests', () => {
		const ledger = openLedger(world, machine.id);
		const answers = Array.from({ length: 501 }, () =>
			ledger.answer({ ...request, url: 'https://nowhere.example/' }),
		);
		expect(answers.findIndex((answer) => answer === undefined)).toBe(500);
	});
});
