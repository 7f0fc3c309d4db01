// The programs of the code tab: the JavaScript ones run as they stand, with Microsoft's own packages; the others name the same things.
import * as resources from '@azure/arm-resources';
import * as identity from '@azure/identity';
import * as secrets from '@azure/keyvault-secrets';
import * as blobs from '@azure/storage-blob';
import * as consumers from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Resource, World } from '../../src/azure';
import { readImports } from '../../src/ui/code/imports';
import { openLedger } from '../../src/ui/code/ledger';
import { targetsFor } from '../../src/ui/code/targets';
import { LANGUAGES, type Credential } from '../../src/ui/code/written/target';
import { write } from '../../src/ui/code/written/write';
import { idOf, runAll, shop } from '../playground/support';
import { insideOptions, insideStorageOptions, keepInside, on, SdkAzure } from '../sdk/support';

keepInside();

const APP =
	'az functionapp create -g rg-shop -n func-shop --storage-account stshop --consumption-plan-location westeurope --functions-version 4';
const role = (name: string, who: string, scope: string) =>
	`az role assignment create --assignee ${who} --role "${name}" --scope ${scope}`;
const VAULT = '$(az keyvault show -n kv-shop --query id -o tsv)';
const ACCOUNT = '$(az storage account show -n stshop --query id -o tsv)';
const GROUP = '$(az group show -n rg-shop --query id -o tsv)';
const SYSTEM = '$(az vm show -g rg-shop -n vm-web --query identity.principalId -o tsv)';
const USER = '$(az identity show -g rg-shop -n id-app --query principalId -o tsv)';
const ADA = 'ada@contoso.onmicrosoft.com';

let world: World;
let machine: Resource;
let app: Resource;
let clientId: string;
beforeAll(() => {
	const playground = shop();
	runAll(playground, [
		'az vm identity assign -g rg-shop -n vm-web',
		'az storage account create -g rg-shop -n stshop',
		role('Storage Blob Data Contributor', ADA, ACCOUNT),
		'az storage container create --account-name stshop -n photos --auth-mode login',
		`az storage blob upload --account-name stshop -c photos -n "it's/cat.txt" --data "a cat" --auth-mode login`,
		'az identity create -g rg-shop -n id-app',
		APP,
		'az functionapp identity assign -g rg-shop -n func-shop --identities $(az identity show -g rg-shop -n id-app --query id -o tsv)',
		...[SYSTEM, USER].flatMap((who) => [
			role('Key Vault Secrets User', who, VAULT),
			role('Storage Blob Data Reader', who, ACCOUNT),
			role('Reader', who, GROUP),
		]),
	]);
	({ world } = playground);
	const found = (name: string) => world.resources[idOf(playground, name).toLowerCase()] as Resource;
	[machine, app] = [found('vm-web'), found('func-shop')];
	clientId = app.identity?.user[0]?.clientId ?? '';
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
	const known: Record<string, object> = {
		'node:stream/consumers': consumers,
		'@azure/identity': Object.fromEntries(
			['DefaultAzureCredential', 'ManagedIdentityCredential'].map((name) => [
				name,
				inside(Reflect.get(identity, name), 0, options),
			]),
		),
		'@azure/keyvault-secrets': { SecretClient: inside(secrets.SecretClient, 2, options) },
		'@azure/storage-blob': {
			BlobServiceClient: inside(blobs.BlobServiceClient, 2, insideStorageOptions(azure, at)),
		},
		'@azure/arm-resources': {
			ResourceManagementClient: inside(resources.ResourceManagementClient, 2, options),
		},
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

/** What each program has to print. */
const PRINTS: Readonly<Record<string, (printed: string[]) => void>> = {
	readSecret: (printed) => expect(printed).toEqual(['opensesame']),
	readBlob: (printed) => expect(printed).toEqual(['a cat']),
	listBlobs: (printed) => expect(printed).toEqual(["it's/cat.txt"]),
	listResources: (printed) => expect(printed).toContain('Microsoft.KeyVault/vaults kv-shop'),
};
const CREDENTIALS = ['DefaultAzureCredential', 'ManagedIdentityCredential'] as const;

describe.each(CREDENTIALS)('JavaScript with %s', (name) => {
	it.each(Object.keys(PRINTS))('runs in Node: %s', async (kind) => {
		for (const [resource, credential] of [
			[machine, { name }],
			[app, { name, clientId }],
		] as const) {
			const choices = targetsFor(world, resource).filter(({ target }) => target.kind === kind);
			expect(choices.length).toBeGreaterThan(0);
			for (const { target } of choices) {
				const { code } = write('javascript', target, { by: 'identity', credential });
				PRINTS[kind]?.(await runInNode(code, resource));
			}
		}
	});
});

describe('every language', () => {
	const credentials = (): Credential[] =>
		CREDENTIALS.flatMap((name) => [{ name }, { name, clientId }]);
	it.each(LANGUAGES)('%s names the credential, the identity and the target', (language) => {
		for (const { target } of targetsFor(world, machine))
			for (const credential of credentials()) {
				const { code, install } = write(language, target, { by: 'identity', credential });
				expect(code).toContain(credential.name);
				if (credential.clientId !== undefined) expect(code).toContain(credential.clientId);
				for (const [key, value] of Object.entries(target))
					if (key !== 'kind' && !value.includes("'"))
						expect(code).toContain(value.replace(/\/$/, ''));
				expect(code).not.toMatch(/SECRET|CONNECTION_STRING/);
				expect(install.toLowerCase()).toMatch(/identity/);
			}
	});
	it.each(LANGUAGES)(
		'%s with a key has a secret of its settings, and no name of an identity',
		(language) => {
			for (const { target } of targetsFor(world, machine)) {
				const { code } = write(language, target, { by: 'key' });
				expect(code).toMatch(/AZURE_CLIENT_SECRET|AZURE_STORAGE_CONNECTION_STRING/);
				expect(code).not.toMatch(/DefaultAzureCredential|ManagedIdentity/);
			}
		},
	);
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
	it('ends after 500 requests', () => {
		const ledger = openLedger(world, machine.id);
		const answers = Array.from({ length: 501 }, () =>
			ledger.answer({ ...request, url: 'https://nowhere.example/' }),
		);
		expect(answers.findIndex((answer) => answer === undefined)).toBe(500);
	});
});
