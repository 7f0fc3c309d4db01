import * as real from '@azure/identity';
import { ManagedIdentityApplication } from '@azure/msal-node';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { makeResourceId, requests, withImdsFault, type HttpRequest } from '../../src/azure';
import { SITE, VM } from '../azure/support';
import { clientFor, hurried, insideOptions, keepInside, on, SdkAzure } from '../sdk/support';

/**
 * The stand-in for `@azure/identity` in learner's code, held against the real one: both ask the same simulated Azure, and have to
 * send the same requests and say the same in the same words.
 */
keepInside();

const SCOPE = 'https://vault.azure.net/.default';
type Credentials = Pick<typeof real, 'ManagedIdentityCredential' | 'DefaultAzureCredential'>;
type Make = (from: Credentials, options: object) => { getToken(scope: string | string[]): unknown };

let azure: SdkAzure;
let vm: string;
let app: string;
beforeEach(() => {
	azure = new SdkAzure();
	azure.answer(requests.putResourceGroup(azure.subscription, 'rg', 'westeurope'));
	vm = makeResourceId(azure.subscription, 'rg', VM, 'vm-web');
	app = makeResourceId(azure.subscription, 'rg', SITE, 'app-shop');
	put(vm);
	put(app);
});
function put(id: string, identity: object = { type: 'None' }, properties: object = {}): void {
	const body = JSON.stringify({ location: 'westeurope', identity, properties });
	azure.answer(requests.putResource(id, JSON.parse(body)));
}
function makeIdentity(name: string): string {
	const type = 'Microsoft.ManagedIdentity/userAssignedIdentities';
	const id = makeResourceId(azure.subscription, 'rg', type, name);
	azure.answer(requests.putResource(id, { location: 'westeurope' }));
	return id;
}
const USER = (...ids: string[]) => ({
	type: 'UserAssigned',
	userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, {}])),
});

/** The parts of a request that decide the answer. */
const essence = ({ method, url, headers }: HttpRequest) => {
	const find = (name: string) =>
		Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
	return { method, url, metadata: find('metadata'), secret: find('x-identity-header') };
};
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** What came of asking for a token once: the requests, and the token or the error in its own words. */
async function askAs(
	from: Credentials,
	id: string,
	make: Make,
	env: Readonly<Record<string, string>>,
	scope: string | string[],
) {
	const before = azure.world;
	azure.requests.length = 0;
	const outcome = await on(azure, id, async (options) => {
		const client: unknown = Reflect.get(new ManagedIdentityApplication(), 'managedIdentityClient');
		Object.assign(Object(client).constructor, { sourceName: undefined });
		for (const name of ['AZURE_TOKEN_CREDENTIALS', 'AZURE_POD_IDENTITY_AUTHORITY_HOST'])
			delete process.env[name];
		Object.assign(process.env, { PATH: '/nowhere', ...env });
		try {
			return Object(await make(from, options).getToken(scope));
		} catch (thrown) {
			const { name, message } = thrown as Error;
			return { name, message: message.replace(ID, 'ID') };
		}
	});
	azure.world = before;
	return { outcome, requests: azure.requests.map(essence) };
}

/** Asks with both, and fails unless they say the same. Returns what they say. */
async function both(
	id: string,
	make: Make,
	env: Readonly<Record<string, string>> = {},
	scope: string | string[] = SCOPE,
) {
	// Each program has a stand-in of its own, which keeps its tokens for as long as that runs.
	vi.resetModules();
	const standIn: unknown = await import('../../src/ui/code/sandbox/identity');
	const theirs = await askAs(real, id, make, env, scope);
	const ours = await askAs(standIn as Credentials, id, make, env, scope);
	expect(ours.requests).toEqual(theirs.requests);
	const { token, expiresOnTimestamp = 0, refreshAfterTimestamp = 0, ...rest } = theirs.outcome;
	expect(ours.outcome).toMatchObject({ ...rest, ...(token ? { token } : {}) });
	const near = (mine: number, other: number) => expect(Math.abs(mine - other)).toBeLessThan(3000);
	near(ours.outcome.expiresOnTimestamp ?? 0, expiresOnTimestamp);
	near(ours.outcome.refreshAfterTimestamp ?? 0, refreshAfterTimestamp);
	return theirs;
}
const managed: Make = (from, options) => new from.ManagedIdentityCredential(options);
const usual: Make = (from, options) => new from.DefaultAzureCredential(options);

describe.each([
	['ManagedIdentityCredential', managed],
	['DefaultAzureCredential', usual],
] as const)('%s is the same', (_, make) => {
	it('on a machine with an identity of its own', async () => {
		put(vm, { type: 'SystemAssigned' });
		const { outcome } = await both(vm, make);
		expect(outcome.token).toMatch(/^eyJ/);
	});
	it('on a machine without one', async () => {
		const { outcome } = await both(vm, make);
		expect(outcome.message).toContain('Identity not found');
	});
	it('on a machine with two', async () => {
		put(vm, USER(makeIdentity('id-one'), makeIdentity('id-two')));
		const { outcome } = await both(vm, make);
		expect(outcome.message).toContain('Multiple user assigned identities exist');
	});
	it('where there is no machine', async () => {
		const { outcome } = await both(`${vm}-gone`, make);
		expect(outcome.message).toMatch(/Network unreachable|is not available/);
	});
	it('on an app with an identity of its own', async () => {
		put(app, { type: 'SystemAssigned' });
		const { requests } = await both(app, make);
		expect(requests).toEqual([expect.objectContaining({ secret: expect.any(String) })]);
	});
	it('on an app that has to name its only identity', async () => {
		put(app, USER(makeIdentity('id-one')));
		const { outcome } = await both(app, make);
		expect(outcome.message).toContain('No User Assigned or Delegated Managed Identity found');
	});
	it('on an app without any', () => both(app, make));
	it('for several scopes', () => both(vm, make, {}, [SCOPE, 'https://storage.azure.com/.default']));
	it('for a service that is none', async () => {
		put(vm, { type: 'SystemAssigned' });
		const { outcome } = await both(vm, make, {}, 'https://nothing.example/.default');
		expect(outcome.message).toContain('AADSTS50001');
	});
});

describe('which identity', () => {
	const principal = (name: string) =>
		Object.values(azure.world.servicePrincipals).find((each) => each.displayName === name)?.appId;
	it.each([
		['client id', () => ({ clientId: principal('id-two') })],
		['resource id', () => ({ resourceId: makeIdentity('id-two') })],
		['another’s client id', () => ({ clientId: '00000000-0000-4000-8000-000000000000' })],
		['two ways', () => ({ clientId: 'a', resourceId: 'b' })],
	])('is said by %s', async (_, choice) => {
		const ids = [makeIdentity('id-one'), makeIdentity('id-two')];
		for (const place of [vm, app]) {
			put(place, USER(...ids));
			await both(
				place,
				(from, options) =>
					new from.ManagedIdentityCredential({ ...choice(), ...options } as object),
			);
		}
	});
	it('is said by the environment', async () => {
		put(app, USER(makeIdentity('id-one')));
		const env = { AZURE_CLIENT_ID: principal('id-one') ?? '' };
		const { outcome } = await both(app, usual, env);
		expect(outcome.token).toMatch(/^eyJ/);
		await both(app, managed, env);
	});
	it('is said by the options of DefaultAzureCredential', async () => {
		put(vm, USER(makeIdentity('id-one'), makeIdentity('id-two')));
		const managedIdentityClientId = principal('id-two') ?? '';
		await both(
			vm,
			(from, options) => new from.DefaultAzureCredential({ managedIdentityClientId, ...options }),
		);
	});
});

describe('AZURE_TOKEN_CREDENTIALS', () => {
	it.each(['prod', 'dev', 'EnvironmentCredential', 'AzureCliCredential', 'nonsense'])(
		'%s',
		async (AZURE_TOKEN_CREDENTIALS) => {
			await both(vm, usual, { AZURE_TOKEN_CREDENTIALS });
		},
	);
	it('variables that must be there', () =>
		both(
			vm,
			(from, options) =>
				new from.DefaultAzureCredential({
					requiredEnvVars: ['AZURE_CLIENT_ID', 'AZURE_TENANT_ID'],
					...options,
				} as object),
		));
});

describe('a metadata service with a bad hour', () => {
	it.each([404, 410, 429, 500] as const)('status %i is asked as often', async (status) => {
		put(vm, { type: 'SystemAssigned' });
		const asked = async (from: Credentials) => {
			const before = azure.world;
			azure.world = withImdsFault(azure.world, { status });
			azure.requests.length = 0;
			const { outcome } = await hurried(azure, () =>
				on(azure, vm, async () => {
					const httpClient = clientFor(azure, { from: vm, waits: true });
					return new from.ManagedIdentityCredential({ httpClient }).getToken(SCOPE);
				}),
			);
			azure.world = before;
			return [azure.requests.length, (outcome as Error).message.replace(ID, 'ID')];
		};
		vi.resetModules();
		const standIn: unknown = await import('../../src/ui/code/sandbox/identity');
		expect(await asked(standIn as Credentials)).toEqual(await asked(real));
	});
});

it('a token is kept for as long as the program runs', async () => {
	put(vm, { type: 'SystemAssigned' });
	vi.resetModules();
	const { ManagedIdentityCredential } = await import('../../src/ui/code/sandbox/identity');
	azure.requests.length = 0;
	await on(azure, vm, async () => {
		for (let times = 0; times < 3; times++)
			await new ManagedIdentityCredential(insideOptions(azure, { from: vm })).getToken(SCOPE);
	});
	expect(azure.requests).toHaveLength(1);
});
