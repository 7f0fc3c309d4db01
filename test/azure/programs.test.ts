import { beforeEach, describe, expect, it } from 'vitest';
import { converseWith, handle, programs, requests } from '../../src/azure';
import { Planes, ROLES } from './planes';
import { SITE, STORAGE, VAULT, VM } from './support';

/** What programs on the learner's resources do, and what becomes of them. */
let azure: Planes;
let vm: string;
let app: string;
beforeEach(() => {
	azure = new Planes();
	azure.group();
	azure.put(VAULT, 'kv-shop');
	azure.put(STORAGE, 'stshop');
	vm = azure.id(VM, 'vm-web');
	app = azure.id(SITE, 'app-shop');
	azure.send(requests.putSecretThroughArm(azure.id(VAULT, 'kv-shop'), 'db', 's3cret'));
	azure.send(requests.putContainer(azure.id(STORAGE, 'stshop'), 'photos'));
	azure.grant(
		azure.id(STORAGE, 'stshop'),
		ROLES.storageBlobDataContributor,
		azure.world.signedInAs,
	);
	for (const name of ['a&b.txt', 'ü/cat 1.txt'])
		azure.data('PUT', `https://stshop.blob.core.windows.net/photos/${encodeURI(name)}`, {
			body: `content of ${name}`,
			headers: { 'x-ms-blob-type': 'BlockBlob' },
		});
});
const SECRET: programs.Program = {
	kind: 'readSecret',
	vaultUri: 'https://kv-shop.vault.azure.net/',
	secretName: 'db',
};
const storage = { blobEndpoint: 'https://stshop.blob.core.windows.net/', container: 'photos' };
function run(on: string, program: programs.Program) {
	const ended = converseWith(handle, azure.world, programs.programFor(azure.world, on, program));
	azure.world = ended.world;
	return ended;
}
const systemOn = (type: string, name: string) => {
	azure.put(type, name, { identity: { type: 'SystemAssigned' } });
	return azure.identityOf(azure.id(type, name))?.principalId ?? '';
};

describe('a program that reads a secret', () => {
	it('gets no token while its machine has no identity', () => {
		azure.put(VM, 'vm-web');
		expect(run(vm, SECRET).result).toEqual({
			ok: false,
			steps: [{ name: 'token', status: 400, errorCode: 'invalid_request' }],
			status: 400,
			errorCode: 'invalid_request',
			message: 'Identity not found',
		});
	});
	it('gets a token but not the secret while nobody has granted a role', () => {
		systemOn(VM, 'vm-web');
		const { result } = run(vm, SECRET);
		expect(result).toMatchObject({
			ok: false,
			steps: [
				{ name: 'token', status: 200 },
				{ name: 'data', status: 403, errorCode: 'ForbiddenByRbac' },
			],
			status: 403,
		});
		expect(result.message).toMatch(/^Caller is not authorized/);
	});
	it('reads it with a role, in two requests and without a password', () => {
		const principalId = systemOn(VM, 'vm-web');
		azure.grant(azure.id(VAULT, 'kv-shop'), ROLES.keyVaultSecretsUser, principalId);
		const { result, exchanges } = run(vm, SECRET);
		expect(result).toEqual({
			ok: true,
			steps: [
				{ name: 'token', status: 200 },
				{ name: 'data', status: 200 },
			],
			status: 200,
			value: 's3cret',
		});
		expect(exchanges.map(({ request }) => [request.method, request.url, request.from])).toEqual([
			[
				'GET',
				'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net',
				vm,
			],
			['GET', 'https://kv-shop.vault.azure.net/secrets/db?api-version=7.5', vm],
		]);
	});
	it('is told that the vault is not there', () => {
		systemOn(VM, 'vm-web');
		const { result } = run(vm, { ...SECRET, vaultUri: 'https://kv-gone.vault.azure.net' });
		expect(result).toMatchObject({
			ok: false,
			status: 0,
			errorCode: 'NetworkUnreachable',
			message: 'getaddrinfo ENOTFOUND kv-gone.vault.azure.net',
		});
	});
	it('does not run on a machine that is gone', () => {
		expect(run(vm, SECRET).result).toMatchObject({
			ok: false,
			steps: [{ name: 'token', status: 0 }],
			message: 'connect ENETUNREACH 169.254.169.254:80',
		});
	});
	it('asks an app’s own endpoint when it runs there', () => {
		const principalId = systemOn(SITE, 'app-shop');
		azure.grant(azure.id(VAULT, 'kv-shop'), ROLES.keyVaultSecretsUser, principalId);
		const { result, exchanges } = run(app, SECRET);
		expect(result.value).toBe('s3cret');
		expect(exchanges[0]?.request.url).toMatch(/^http:\/\/169\.254\.130\.\d+:8081\/msi\/token\?/);
	});
	it('finds no endpoint in an app without an identity', () => {
		azure.put(SITE, 'app-shop');
		expect(run(app, SECRET).result.message).toBe('connect ENETUNREACH 169.254.169.254:80');
	});
});

describe('a program that reads blobs with a user-assigned identity', () => {
	let one: { id: string; principalId: string; clientId: string };
	const put = (settings: { name: string; value: string }[] = []) =>
		azure.put(SITE, 'app-shop', {
			identity: { type: 'UserAssigned', userAssignedIdentities: { [one.id]: {} } },
			properties: { siteConfig: { appSettings: settings } },
		});
	beforeEach(() => {
		one = azure.identity('id-photos');
		azure.grant(azure.id(STORAGE, 'stshop'), ROLES.storageBlobDataReader, one.principalId);
		put();
	});
	it('lists and reads them when it names the identity', () => {
		const names = run(app, { kind: 'listBlobs', ...storage, clientId: one.clientId }).result.names;
		expect(names).toEqual(['a&b.txt', 'ü/cat 1.txt']);
		for (const blob of names ?? [])
			expect(
				run(app, { kind: 'readBlob', ...storage, blob, clientId: one.clientId }).result,
			).toMatchObject({ ok: true, value: `content of ${blob}` });
	});
	it('takes the name from the setting AZURE_CLIENT_ID', () => {
		expect(run(app, { kind: 'listBlobs', ...storage }).result).toMatchObject({
			ok: false,
			errorCode: '400',
			message:
				'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.',
		});
		put([{ name: 'AZURE_CLIENT_ID', value: one.clientId }]);
		expect(run(app, { kind: 'listBlobs', ...storage }).result.ok).toBe(true);
	});
	it('is told in Storage’s words that something is wrong', () => {
		const missing = { kind: 'readBlob', ...storage, blob: 'none', clientId: one.clientId } as const;
		expect(run(app, missing).result).toMatchObject({
			status: 404,
			errorCode: 'BlobNotFound',
			message: expect.stringMatching(/^The specified blob does not exist\.\nRequestId:/),
		});
	});
});

it('the same program, described step by step or as a whole, sends the same requests', () => {
	systemOn(VM, 'vm-web');
	const host = programs.hostOf(azure.world, vm);
	if (!host) throw new Error('no host');
	const { kind: _, ...what } = SECRET as Extract<programs.Program, { kind: 'readSecret' }>;
	const whole = converseWith(handle, azure.world, programs.programFor(azure.world, vm, SECRET));
	const steps = converseWith(handle, azure.world, programs.readSecret({ ...host, ...what }));
	expect(steps.exchanges).toEqual(whole.exchanges);
});

it('nothing runs on a storage account', () => {
	const account = azure.id(STORAGE, 'stshop');
	expect(programs.hostOf(azure.world, account)).toBeUndefined();
	expect(() => programs.programFor(azure.world, account, SECRET)).toThrow(/Nothing runs on/);
});
