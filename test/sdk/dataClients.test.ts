import { ResourceManagementClient } from '@azure/arm-resources';
import { SecretClient } from '@azure/keyvault-secrets';
import { BlobServiceClient, StorageSharedKeyCredential } from '@azure/storage-blob';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeResourceId, requests } from '../../src/azure';
import { ROLES } from '../azure/planes';
import { STORAGE, VAULT } from '../azure/support';
import {
	insideOptions,
	insideStorageOptions,
	keepInside,
	personCredential,
	SdkAzure,
} from './support';

/** Vaults and accounts through the clients that programs use. */
keepInside();

const poll = { updateIntervalInMs: 0 };
let azure: SdkAzure;
let id: string;
async function make(
	type: string,
	name: string,
	version: string,
	properties: Record<string, unknown>,
) {
	const client = new ResourceManagementClient(
		personCredential(azure),
		azure.subscription,
		insideOptions(azure),
	);
	id = makeResourceId(azure.subscription, 'rg', type, name);
	await client.resourceGroups.createOrUpdate('rg', { location: 'westeurope' });
	await client.resources.beginCreateOrUpdateByIdAndWait(
		id,
		version,
		{ location: 'westeurope', properties },
		poll,
	);
}
const grantAda = (roleDefinitionName: string) =>
	azure.answer(
		requests.putRoleAssignment({
			scope: id,
			subscriptionId: azure.subscription,
			roleDefinitionName,
			principalId: azure.world.signedInAs,
			principalType: 'User',
		}),
	);

describe('SecretClient', () => {
	let client: SecretClient;
	beforeEach(async () => {
		azure = new SdkAzure();
		await make(VAULT, 'kv-shop', '2023-07-01', {
			sku: { family: 'A', name: 'standard' },
			tenantId: azure.world.tenant.tenantId,
			enableRbacAuthorization: true,
		});
		grantAda(ROLES.keyVaultAdministrator);
		const url = 'https://kv-shop.vault.azure.net';
		client = new SecretClient(url, personCredential(azure), insideOptions(azure));
	});
	it('sets, reads, lists and updates versions', async () => {
		const first = await client.setSecret('db', 'one', { tags: { team: 'shop' } });
		await client.setSecret('db', 'two', { contentType: 'text/plain' });
		expect(await client.getSecret('db')).toMatchObject({ value: 'two', name: 'db' });
		const version = first.properties.version ?? '';
		expect(await client.getSecret('db', { version })).toMatchObject({
			value: 'one',
			properties: {
				version,
				tags: { team: 'shop' },
				enabled: true,
				recoveryLevel: 'Recoverable+Purgeable',
				recoverableDays: 90,
			},
		});
		const names: string[] = [];
		for await (const each of client.listPropertiesOfSecrets()) names.push(each.name);
		expect(names).toEqual(['db']);
		const versions: (string | undefined)[] = [];
		for await (const each of client.listPropertiesOfSecretVersions('db'))
			versions.push(each.version);
		expect(versions).toHaveLength(2);
		await client.updateSecretProperties('db', version, { enabled: false });
		await expect(client.getSecret('db', { version })).rejects.toMatchObject({
			statusCode: 403,
			message: 'Operation get is not allowed on a disabled secret.',
		});
	});
	it('says that a secret is not there', async () => {
		await expect(client.getSecret('nothing')).rejects.toMatchObject({
			statusCode: 404,
			code: 'SecretNotFound',
		});
	});
	it('deletes, recovers and purges', async () => {
		await client.setSecret('db', 'one');
		const deletion = await client.beginDeleteSecret('db', { intervalInMs: 0 });
		expect((await deletion.pollUntilDone()).recoveryId).toBe(
			'https://kv-shop.vault.azure.net/deletedsecrets/db',
		);
		await expect(client.getSecret('db')).rejects.toMatchObject({ statusCode: 404 });
		await expect(client.setSecret('db', 'two')).rejects.toMatchObject({ statusCode: 409 });
		const recovery = await client.beginRecoverDeletedSecret('db', { intervalInMs: 0 });
		await recovery.pollUntilDone();
		expect((await client.getSecret('db')).value).toBe('one');
		const again = await client.beginDeleteSecret('db', { intervalInMs: 0 });
		await again.pollUntilDone();
		await client.purgeDeletedSecret('db');
		await expect(client.getDeletedSecret('db')).rejects.toMatchObject({ statusCode: 404 });
	});
});

describe('BlobServiceClient', () => {
	const url = 'https://stshop.blob.core.windows.net';
	beforeEach(async () => {
		azure = new SdkAzure();
		await make(STORAGE, 'stshop', '2023-05-01', {});
	});
	const keys = (): string[] =>
		JSON.parse(azure.answer(requests.listStorageKeys(id)).body).keys.map(
			({ value }: { value: string }) => value,
		);
	const withKey = (key: string) =>
		new BlobServiceClient(
			url,
			new StorageSharedKeyCredential('stshop', key),
			insideStorageOptions(azure),
		);

	it('opens everything with either account key, signed as Azure signs', async () => {
		const [first = '', second = ''] = keys();
		const service = withKey(first);
		const container = service.getContainerClient('photos');
		await container.create();
		const names = ['b.txt', 'a b/ü&<.txt', '2026/cat.txt'];
		for (const name of names)
			await container
				.getBlockBlobClient(name)
				.upload(name, Buffer.byteLength(name), { blobHTTPHeaders: { blobContentType: 'text/x' } });
		const listed: string[] = [];
		for await (const blob of withKey(second).getContainerClient('photos').listBlobsFlat())
			listed.push(blob.name);
		expect(listed).toEqual([...names].sort());
		const folders: string[] = [];
		for await (const each of container.listBlobsByHierarchy('/'))
			folders.push(`${each.kind} ${each.name}`);
		expect(folders.sort()).toEqual(['blob b.txt', 'prefix 2026/', 'prefix a b/']);
		const cat = container.getBlobClient('2026/cat.txt');
		expect(await cat.getProperties()).toMatchObject({
			contentLength: 12,
			contentType: 'text/x',
			blobType: 'BlockBlob',
			accessTier: 'Hot',
			// md5sum of the text
			contentMD5: Buffer.from('088927ef06009d8616804399fa995800', 'hex'),
		});
		expect((await cat.downloadToBuffer(5, 3)).toString()).toBe('cat');
		await cat.delete();
		expect(await cat.exists()).toBe(false);
		expect(await container.exists()).toBe(true);
		await container.delete();
		expect(await container.exists()).toBe(false);
	});
	it('pages through long lists', async () => {
		const service = withKey(keys()[0] ?? '');
		for (const name of ['one', 'two', 'three']) await service.createContainer(name);
		const sizes: number[] = [];
		for await (const page of service.listContainers().byPage({ maxPageSize: 2 }))
			sizes.push(page.containerItems.length);
		expect(sizes).toEqual([2, 1]);
	});
	it('is refused with a wrong key', async () => {
		const wrong = Buffer.alloc(64).toString('base64');
		await expect(withKey(wrong).createContainer('photos')).rejects.toMatchObject({
			statusCode: 403,
			code: 'AuthenticationFailed',
		});
	});
	it('is refused with any key once the account no longer allows keys', async () => {
		const [key = ''] = keys();
		azure.answer(requests.patchResource(id, { properties: { allowSharedKeyAccess: false } }));
		await expect(withKey(key).createContainer('photos')).rejects.toMatchObject({
			statusCode: 403,
			code: 'KeyBasedAuthenticationNotPermitted',
		});
	});
	it('lets an owner make containers but not look into them', async () => {
		const service = new BlobServiceClient(
			url,
			personCredential(azure),
			insideStorageOptions(azure),
		);
		const { containerClient } = await service.createContainer('photos');
		await expect(containerClient.listBlobsFlat().next()).rejects.toMatchObject({
			code: 'AuthorizationPermissionMismatch',
		});
		grantAda(ROLES.storageBlobDataReader);
		expect((await containerClient.listBlobsFlat().next()).done).toBe(true);
		await expect(containerClient.getBlockBlobClient('x').upload('x', 1)).rejects.toMatchObject({
			code: 'AuthorizationPermissionMismatch',
		});
	});
});
