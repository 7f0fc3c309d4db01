import {
	AzureNamedKeyCredential,
	odata,
	TableClient,
	TableServiceClient,
} from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';
import {
	QueueServiceClient,
	StorageSharedKeyCredential as QueueKeyCredential,
} from '@azure/storage-queue';
import { beforeEach, describe, expect, it } from 'vitest';

import { ROLES } from '../azure/planes';

import {
	insideOptions,
	insideStorageOptions,
	keepInside,
	personCredential,
	SdkAzure,
} from './support';

/** Blobs, queues and tables through Microsoft's clients. */
keepInside();

let azure: SdkAzure;
let account: string;
let key: string;
const grant = (role: string, scope = account) => azure.grantPerson(role, scope);
beforeEach(() => {
	azure = new SdkAzure();
	({ account, key } = azure.makeStorage());
});

describe('BlobServiceClient', () => {
	const photos = () =>
		new BlobServiceClient(
			'https://stshop.blob.core.windows.net',
			personCredential(azure),
			insideStorageOptions(azure),
		).getContainerClient('photos');
	beforeEach(async () => {
		grant(ROLES.storageBlobDataContributor);
		await photos().create({ metadata: { team: 'shop' } });
	});

	it('keeps metadata, content types and conditions', async () => {
		const blob = photos().getBlockBlobClient('cat.txt');
		const { etag: first = '' } = await blob.upload('a cat', 5, { metadata: { color: 'black' } });
		expect((await blob.getProperties()).metadata).toEqual({ color: 'black' });
		await blob.setMetadata({ color: 'white' });
		await blob.setHTTPHeaders({ blobContentType: 'text/cat' });
		const after = await blob.getProperties();
		expect(after).toMatchObject({ metadata: { color: 'white' }, contentType: 'text/cat' });
		await expect(
			blob.upload('another', 7, { conditions: { ifMatch: first } }),
		).rejects.toMatchObject({ statusCode: 412, code: 'ConditionNotMet' });
		await expect(
			blob.upload('another', 7, { conditions: { ifNoneMatch: '*' } }),
		).rejects.toMatchObject({ statusCode: 409, code: 'BlobAlreadyExists' });
		await expect(
			blob.download(0, undefined, { conditions: { ifNoneMatch: after.etag ?? '' } }),
		).rejects.toMatchObject({ statusCode: 304 });
		expect((await photos().getProperties()).metadata).toEqual({ team: 'shop' });
		const listed = await photos().listBlobsFlat({ includeMetadata: true }).next();
		expect(listed.value).toMatchObject({ name: 'cat.txt', metadata: { color: 'white' } });
	});

	it('puts blocks together', async () => {
		const blob = photos().getBlockBlobClient('big.txt');
		const ids = ['one', 'two'].map((each) => Buffer.from(each).toString('base64'));
		await blob.stageBlock(ids[0] ?? '', 'first ', 6);
		await blob.stageBlock(ids[1] ?? '', 'second', 6);
		expect((await blob.getBlockList('uncommitted')).uncommittedBlocks).toHaveLength(2);
		await blob.commitBlockList(ids);
		expect((await blob.downloadToBuffer()).toString()).toBe('first second');
		await expect(blob.commitBlockList([ids[0] ?? ''])).rejects.toMatchObject({
			code: 'InvalidBlockList',
		});
	});

	it('lists page by page, and folder by folder', async () => {
		for (const name of ['a/1', 'a/2', 'b', 'c/3'])
			await photos().getBlockBlobClient(name).upload(name, Buffer.byteLength(name));
		const pages: string[][] = [];
		for await (const page of photos().listBlobsFlat().byPage({ maxPageSize: 3 }))
			pages.push(page.segment.blobItems.map(({ name }) => name));
		expect(pages).toEqual([['a/1', 'a/2', 'b'], ['c/3']]);
	});
});

describe('QueueServiceClient', () => {
	const service = () =>
		new QueueServiceClient(
			'https://stshop.queue.core.windows.net',
			personCredential(azure),
			insideStorageOptions(azure),
		);
	const orders = () => service().getQueueClient('orders');

	it('lets an owner make a queue, and nobody without a data role look into it', async () => {
		await orders().create();
		await expect(orders().peekMessages()).rejects.toMatchObject({
			statusCode: 403,
			code: 'AuthorizationPermissionMismatch',
		});
		grant(ROLES.storageQueueDataMessageSender);
		await orders().sendMessage('one');
		await expect(orders().receiveMessages()).rejects.toMatchObject({ statusCode: 403 });
		grant(ROLES.storageQueueDataMessageProcessor);
		expect((await orders().receiveMessages()).receivedMessageItems).toHaveLength(1);
	});

	it('hides a message while somebody works on it', async () => {
		grant(ROLES.storageQueueDataContributor);
		await orders().create();
		await orders().sendMessage('<one> & more');
		const { receivedMessageItems } = await orders().receiveMessages({ visibilityTimeout: 60 });
		const [message] = receivedMessageItems;
		expect(message).toMatchObject({ messageText: '<one> & more', dequeueCount: 1 });
		expect((await orders().receiveMessages()).receivedMessageItems).toEqual([]);
		azure.letPass(2);
		const again = (await orders().receiveMessages()).receivedMessageItems[0];
		expect(again?.dequeueCount).toBe(2);
		await expect(
			orders().deleteMessage(message?.messageId ?? '', message?.popReceipt ?? ''),
		).rejects.toMatchObject({ code: 'PopReceiptMismatch' });
		const { popReceipt = '' } = await orders().updateMessage(
			again?.messageId ?? '',
			again?.popReceipt ?? '',
			'two',
		);
		expect((await orders().peekMessages()).peekedMessageItems[0]?.messageText).toBe('two');
		expect((await orders().getProperties()).approximateMessagesCount).toBe(1);
		await orders().deleteMessage(again?.messageId ?? '', popReceipt);
		expect((await orders().peekMessages()).peekedMessageItems).toEqual([]);
	});

	it('lists, and is opened by the account key as well', async () => {
		const withKey = new QueueServiceClient(
			'https://stshop.queue.core.windows.net',
			new QueueKeyCredential('stshop', key),
			insideStorageOptions(azure),
		);
		await withKey.createQueue('b-queue');
		await withKey.createQueue('a-queue');
		const names: string[] = [];
		for await (const { name } of withKey.listQueues()) names.push(name);
		expect(names).toEqual(['a-queue', 'b-queue']);
		await withKey.deleteQueue('a-queue');
		await expect(withKey.getQueueClient('a-queue').sendMessage('x')).rejects.toMatchObject({
			statusCode: 404,
			code: 'QueueNotFound',
		});
	});
});

describe('TableClient', () => {
	const url = 'https://stshop.table.core.windows.net';
	const prices = () =>
		new TableClient(url, 'prices', personCredential(azure), insideOptions(azure));

	it('inserts, queries, merges, replaces and deletes entities', async () => {
		grant(ROLES.storageTableDataContributor);
		await prices().createTable();
		await prices().createEntity({ partitionKey: 'fruit', rowKey: 'apple', price: 3, sold: false });
		await prices().createEntity({ partitionKey: 'fruit', rowKey: "d'Anjou", price: 5 });
		await prices().createEntity({ partitionKey: 'bread', rowKey: 'rye', price: 4 });
		await expect(
			prices().createEntity({ partitionKey: 'fruit', rowKey: 'apple' }),
		).rejects.toMatchObject({ statusCode: 409 });
		const found: string[] = [];
		for await (const { rowKey } of prices().listEntities({
			queryOptions: { filter: odata`PartitionKey eq ${'fruit'} and (price gt 4 or sold eq false)` },
		}))
			found.push(rowKey ?? '');
		expect(found.sort()).toEqual(['apple', "d'Anjou"]);
		await prices().updateEntity({ partitionKey: 'fruit', rowKey: 'apple', price: 7 }, 'Merge');
		const apple = await prices().getEntity('fruit', 'apple');
		expect(apple).toMatchObject({ price: 7, sold: false });
		await prices().upsertEntity({ partitionKey: 'fruit', rowKey: 'apple', price: 8 }, 'Replace');
		expect(await prices().getEntity('fruit', 'apple')).not.toHaveProperty('sold');
		await expect(
			prices().deleteEntity('fruit', 'apple', { etag: apple.etag }),
		).rejects.toMatchObject({ statusCode: 412 });
		await prices().deleteEntity('fruit', 'apple');
		await expect(prices().getEntity('fruit', 'apple')).rejects.toMatchObject({ statusCode: 404 });
	});

	it('lets a reader read and not write', async () => {
		await prices().createTable();
		await expect(prices().listEntities().next()).rejects.toMatchObject({ statusCode: 403 });
		grant(ROLES.storageTableDataReader);
		expect((await prices().listEntities().next()).done).toBe(true);
		await expect(prices().createEntity({ partitionKey: 'a', rowKey: 'b' })).rejects.toMatchObject({
			statusCode: 403,
		});
	});

	it('is opened by the account key as well, signed as tables want it', async () => {
		const withKey = (value: string) =>
			new TableServiceClient(
				url,
				new AzureNamedKeyCredential('stshop', value),
				insideOptions(azure),
			);
		await withKey(key).createTable('prices');
		const names: string[] = [];
		for await (const { name } of withKey(key).listTables()) names.push(name ?? '');
		expect(names).toEqual(['prices']);
		const wrong = Buffer.alloc(64).toString('base64');
		await expect(withKey(wrong).deleteTable('prices')).rejects.toMatchObject({
			statusCode: 403,
		});
		await withKey(key).deleteTable('prices');
	});
});
