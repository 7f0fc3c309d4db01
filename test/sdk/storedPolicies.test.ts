import {
	AzureNamedKeyCredential,
	AzureSASCredential,
	generateTableSas,
	TableClient,
	type TableSasSignatureValues,
} from '@azure/data-tables';
import {
	AnonymousCredential as BlobAnonymous,
	BlobServiceClient,
	ContainerClient,
	generateBlobSASQueryParameters,
	StorageSharedKeyCredential as BlobKeyCredential,
} from '@azure/storage-blob';
import {
	AnonymousCredential,
	generateQueueSASQueryParameters,
	QueueClient,
	QueueSASPermissions,
	QueueServiceClient,
	StorageSharedKeyCredential,
	type QueueSASSignatureValues,
} from '@azure/storage-queue';
import { beforeEach, describe, expect, it } from 'vitest';
import { hours, minutes } from '../../src/azure';
import { ROLES } from '../azure/planes';

import {
	insideOptions,
	insideStorageOptions,
	keepInside,
	personCredential,
	SdkAzure,
} from './support';

/**
 * Signatures for one queue and one table, and access policies that are stored beside the data and can be taken back.
 * https://learn.microsoft.com/rest/api/storageservices/create-service-sas
 * https://learn.microsoft.com/rest/api/storageservices/define-stored-access-policy
 */
keepInside();

let azure: SdkAzure;
let account: string;
let key: string;
/** Whole seconds, as tables keep them. */
const at = (time: number) => new Date(Math.floor((azure.world.now + time) / 1000) * 1000);
beforeEach(() => {
	azure = new SdkAzure();
	({ account, key } = azure.makeStorage());
});

describe('a queue', () => {
	const HOST = 'https://stshop.queue.core.windows.net';
	const owner = () =>
		new QueueServiceClient(
			HOST,
			new StorageSharedKeyCredential('stshop', key),
			insideStorageOptions(azure),
		).getQueueClient('jobs');
	const withSas = (values: Partial<QueueSASSignatureValues>) => {
		const sas = generateQueueSASQueryParameters(
			{ queueName: 'jobs', ...values },
			new StorageSharedKeyCredential('stshop', key),
		);
		return new QueueClient(
			`${HOST}/jobs?${sas}`,
			new AnonymousCredential(),
			insideStorageOptions(azure),
		);
	};
	const signed = (letters: string) =>
		withSas({ permissions: QueueSASPermissions.parse(letters), expiresOn: at(hours(1)) });
	beforeEach(async () => {
		await owner().create();
	});
	const NO = { statusCode: 403, code: 'AuthorizationPermissionMismatch' };

	it('is opened as far as the letters of the signature say', async () => {
		await signed('a').sendMessage('one');
		await expect(signed('r').sendMessage('two')).rejects.toMatchObject(NO);
		expect((await signed('r').peekMessages()).peekedMessageItems[0]?.messageText).toBe('one');
		expect((await signed('r').getProperties()).approximateMessagesCount).toBe(1);
		await expect(signed('r').receiveMessages()).rejects.toMatchObject(NO);
		const [got] = (await signed('p').receiveMessages()).receivedMessageItems;
		const { popReceipt = '' } = await signed('u').updateMessage(
			got?.messageId ?? '',
			got?.popReceipt ?? '',
			'changed',
		);
		await expect(signed('a').deleteMessage(got?.messageId ?? '', popReceipt)).rejects.toMatchObject(
			NO,
		);
		await signed('p').deleteMessage(got?.messageId ?? '', popReceipt);
		await expect(signed('raup').delete()).rejects.toMatchObject(NO);
		await expect(signed('raup').setMetadata({ team: 'shop' })).rejects.toMatchObject(NO);
	});
	it('and no other queue, and not for longer', async () => {
		await expect(
			withSas({
				queueName: 'others',
				permissions: QueueSASPermissions.parse('r'),
				expiresOn: at(hours(1)),
			}).peekMessages(),
		).rejects.toMatchObject({ statusCode: 403, code: 'AuthenticationFailed' });
		const client = signed('r');
		azure.world = { ...azure.world, now: azure.world.now + hours(1) };
		await expect(client.peekMessages()).rejects.toMatchObject({ code: 'AuthenticationFailed' });
	});
	it('keeps up to five policies; a signature that names one goes by it and ends with it', async () => {
		await owner().setAccessPolicy([
			{
				id: 'readers',
				accessPolicy: { permissions: 'r', startsOn: at(0), expiresOn: at(hours(2)) },
			},
		]);
		const { signedIdentifiers } = await owner().getAccessPolicy();
		expect(signedIdentifiers).toEqual([
			{
				id: 'readers',
				accessPolicy: { permissions: 'r', startsOn: at(0), expiresOn: at(hours(2)) },
			},
		]);
		const reader = withSas({ identifier: 'readers' });
		expect((await reader.peekMessages()).peekedMessageItems).toEqual([]);
		await expect(reader.sendMessage('x')).rejects.toMatchObject(NO);
		await owner().setAccessPolicy([
			{ id: 'readers', accessPolicy: { permissions: 'a', expiresOn: at(hours(2)) } },
		]);
		await reader.sendMessage('x');
		await owner().setAccessPolicy([]);
		await expect(reader.sendMessage('x')).rejects.toMatchObject({
			statusCode: 403,
			code: 'AuthenticationFailed',
		});
		await expect(
			owner().setAccessPolicy(
				Array.from({ length: 6 }, (_, n) => ({
					id: `p${n}`,
					accessPolicy: { permissions: 'r', expiresOn: at(hours(1)) },
				})),
			),
		).rejects.toMatchObject({ statusCode: 400, code: 'InvalidXmlDocument' });
	});
	it('what the policy says the signature must not say again', async () => {
		await owner().setAccessPolicy([
			{ id: 'readers', accessPolicy: { permissions: 'r', expiresOn: at(hours(2)) } },
		]);
		const twice = { identifier: 'readers', permissions: QueueSASPermissions.parse('r') };
		await expect(withSas(twice).peekMessages()).rejects.toMatchObject({
			statusCode: 403,
			code: 'AuthenticationFailed',
		});
		await owner().setAccessPolicy([{ id: 'readers', accessPolicy: { permissions: 'r' } }]);
		expect(
			(await withSas({ identifier: 'readers', expiresOn: at(minutes(5)) }).peekMessages())
				.peekedMessageItems,
		).toEqual([]);
	});
});

describe('a table', () => {
	const HOST = 'https://stshop.table.core.windows.net';
	const credential = () => new AzureNamedKeyCredential('stshop', key);
	const owner = () => new TableClient(HOST, 'People', credential(), insideOptions(azure));
	const withSas = (values: TableSasSignatureValues) =>
		new TableClient(
			HOST,
			'People',
			new AzureSASCredential(generateTableSas('People', credential(), values)),
			insideOptions(azure),
		);
	const signed = (permissions: NonNullable<TableSasSignatureValues['permissions']>, more = {}) =>
		withSas({ permissions, expiresOn: at(hours(1)), ...more });
	const NO = { statusCode: 403 };
	const entity = (partitionKey: string, rowKey = '1') => ({ partitionKey, rowKey, age: 1 });
	beforeEach(async () => {
		await owner().createTable();
	});

	it('is opened as far as the letters of the signature say', async () => {
		await signed({ add: true }).createEntity(entity('a'));
		await expect(signed({ query: true }).createEntity(entity('b'))).rejects.toMatchObject(NO);
		expect(await signed({ query: true }).getEntity('a', '1')).toMatchObject({ age: 1 });
		await expect(signed({ add: true }).getEntity('a', '1')).rejects.toMatchObject(NO);
		await signed({ update: true }).updateEntity({ ...entity('a'), age: 2 });
		await expect(signed({ update: true }).upsertEntity(entity('b'))).rejects.toMatchObject(NO);
		await signed({ add: true, update: true }).upsertEntity(entity('b'));
		await expect(signed({ query: true }).deleteEntity('a', '1')).rejects.toMatchObject(NO);
		await signed({ delete: true }).deleteEntity('a', '1');
		await expect(
			signed({ query: true, add: true, update: true, delete: true }).deleteTable(),
		).rejects.toMatchObject(NO);
	});
	it('or only from one key to another', async () => {
		for (const partition of ['a', 'b', 'c']) await owner().createEntity(entity(partition));
		const some = signed(
			{ query: true, add: true },
			{ startPartitionKey: 'b', endPartitionKey: 'b' },
		);
		const found: (string | undefined)[] = [];
		for await (const { partitionKey } of some.listEntities()) found.push(partitionKey);
		expect(found).toEqual(['b']);
		expect(await some.getEntity('b', '1')).toMatchObject({ age: 1 });
		await expect(some.getEntity('a', '1')).rejects.toMatchObject(NO);
		await expect(some.createEntity(entity('c', '2'))).rejects.toMatchObject(NO);
	});
	it('keeps policies as well', async () => {
		await owner().setAccessPolicy([
			{
				id: 'readers',
				accessPolicy: { permission: 'r', start: at(0), expiry: at(hours(2)) },
			},
		]);
		expect(await owner().getAccessPolicy()).toEqual([
			{ id: 'readers', accessPolicy: { permission: 'r', start: at(0), expiry: at(hours(2)) } },
		]);
		await owner().createEntity(entity('a'));
		const reader = withSas({ identifier: 'readers' });
		expect(await reader.getEntity('a', '1')).toMatchObject({ age: 1 });
		await owner().setAccessPolicy([]);
		await expect(reader.getEntity('a', '1')).rejects.toMatchObject(NO);
	});
});

describe('a container', () => {
	const HOST = 'https://stshop.blob.core.windows.net';
	const owner = () =>
		new BlobServiceClient(
			HOST,
			new BlobKeyCredential('stshop', key),
			insideStorageOptions(azure),
		).getContainerClient('photos');
	beforeEach(async () => {
		await owner().create();
		await owner().getBlockBlobClient('cat.txt').upload('a cat', 5);
	});
	it('keeps policies, which make signatures that can be taken back', async () => {
		await owner().setAccessPolicy(undefined, [
			{
				id: 'readers',
				accessPolicy: { permissions: 'r', startsOn: at(0), expiresOn: at(hours(2)) },
			},
		]);
		const told = await owner().getAccessPolicy();
		expect(told.signedIdentifiers).toMatchObject([
			{ id: 'readers', accessPolicy: { permissions: 'r', expiresOn: at(hours(2)) } },
		]);
		expect(told.blobPublicAccess).toBeUndefined();
		const sas = generateBlobSASQueryParameters(
			{ containerName: 'photos', identifier: 'readers' },
			new BlobKeyCredential('stshop', key),
		);
		const reader = new ContainerClient(
			`${HOST}/photos?${sas}`,
			new BlobAnonymous(),
			insideStorageOptions(azure),
		).getBlobClient('cat.txt');
		expect((await reader.downloadToBuffer()).toString()).toBe('a cat');
		await owner().setAccessPolicy();
		await expect(reader.download()).rejects.toMatchObject({
			statusCode: 403,
			code: 'AuthenticationFailed',
		});
	});
	it('is another after its policies changed: its ETag says so', async () => {
		const before = await owner().getProperties();
		const { etag, lastModified } = await owner().setAccessPolicy(undefined, [
			{ id: 'readers', accessPolicy: { permissions: 'r', expiresOn: at(hours(2)) } },
		]);
		expect(etag).not.toBe(before.etag);
		expect(await owner().getAccessPolicy()).toMatchObject({ etag, lastModified });
		expect(await owner().getProperties()).toMatchObject({ etag, lastModified });
	});
	it('policies are not for whoever may only work with blobs', async () => {
		azure.grantPerson(ROLES.storageBlobDataContributor, account);
		const ben = Object.values(azure.world.users).find(({ key: name }) => name === 'cleo');
		azure.world = { ...azure.world, signedInAs: ben?.id ?? '' };
		const client = new BlobServiceClient(
			HOST,
			personCredential(azure),
			insideStorageOptions(azure),
		).getContainerClient('photos');
		await expect(client.getAccessPolicy()).rejects.toMatchObject({
			code: 'AuthorizationPermissionMismatch',
		});
	});
});
