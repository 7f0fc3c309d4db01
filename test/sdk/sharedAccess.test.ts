import {
	AccountSASPermissions,
	AccountSASResourceTypes,
	AccountSASServices,
	AnonymousCredential,
	BlobSASPermissions,
	BlobServiceClient,
	ContainerClient,
	ContainerSASPermissions,
	generateAccountSASQueryParameters,
	generateBlobSASQueryParameters,
	StorageSharedKeyCredential,
	type BlobSASSignatureValues,
	type ServiceGetUserDelegationKeyResponse,
} from '@azure/storage-blob';
import { beforeEach, describe, expect, it } from 'vitest';
import { days, hours, minutes, requests, signInAs } from '../../src/azure';
import { ROLES } from '../azure/planes';

import { insideStorageOptions, keepInside, personCredential, SdkAzure } from './support';

/**
 * Shared access signatures that Microsoft's client makes, and what they open.
 * https://learn.microsoft.com/azure/storage/common/storage-sas-overview
 */
keepInside();

const HOST = 'https://stshop.blob.core.windows.net';
let azure: SdkAzure;
let account: string;
let key: StorageSharedKeyCredential;
const grant = (role: string, principalId = azure.world.signedInAs) =>
	azure.grantPerson(role, account, principalId);
const people = () =>
	new BlobServiceClient(HOST, personCredential(azure), insideStorageOptions(azure));
const open = (path: string, signature: string) =>
	azure.answer({ method: 'GET', url: `${HOST}/${path}?${signature}`, headers: {} });
const codeOf = ({
	headers,
	status,
}: {
	headers: Readonly<Record<string, string>>;
	status: number;
}) => headers['x-ms-error-code'] ?? status;
const at = (time: number) => new Date(azure.world.now + time);
/** `b` for a blob, `c` for a container. */
const reading = (more: Partial<BlobSASSignatureValues> = {}): BlobSASSignatureValues => ({
	containerName: 'photos',
	blobName: 'cat.txt',
	permissions: BlobSASPermissions.parse('r'),
	expiresOn: at(hours(1)),
	...more,
});

beforeEach(async () => {
	azure = new SdkAzure();
	const made = azure.makeStorage();
	({ account } = made);
	key = new StorageSharedKeyCredential('stshop', made.key);
	grant(ROLES.storageBlobDataContributor);
	const photos = people().getContainerClient('photos');
	await photos.create();
	await photos.getBlockBlobClient('cat.txt').upload('a cat', 5);
	await photos.getBlockBlobClient('dog.txt').upload('a dog', 5);
});

describe('a signature made with the key of the account', () => {
	const signed = (more: Partial<BlobSASSignatureValues> = {}) =>
		generateBlobSASQueryParameters(reading(more), key).toString();
	it('opens the one blob to whoever has it, and leaves no name in the log', () => {
		expect(open('photos/cat.txt', signed()).body).toBe('a cat');
		expect(azure.world.dataLog.at(-1)).toMatchObject({ authentication: 'SAS', status: 200 });
		expect(azure.world.dataLog.at(-1)?.principalId).toBeUndefined();
		expect(azure.world.dataLog.at(-1)?.url).not.toContain(encodeURIComponent(signed().slice(-20)));
	});
	it.each(['2020-12-06', '2023-11-03', '2025-07-05', '2026-04-06'])('of version %s', (version) => {
		expect(open('photos/cat.txt', signed({ version })).body).toBe('a cat');
	});
	it('opens no other blob, and nothing once a letter of it was changed', () => {
		expect(codeOf(open('photos/dog.txt', signed()))).toBe('AuthenticationFailed');
		expect(codeOf(open('photos/cat.txt', signed().replace('sp=r', 'sp=rw')))).toBe(
			'AuthenticationFailed',
		);
	});
	it('opens nothing before and after its time', () => {
		const later = signed({ startsOn: at(minutes(10)) });
		const answer = open('photos/cat.txt', later);
		expect(codeOf(answer)).toBe('AuthenticationFailed');
		expect(answer.body).toContain('Signature not valid in the specified time frame: Start [');
		azure.world = { ...azure.world, now: azure.world.now + minutes(10) };
		expect(open('photos/cat.txt', later).body).toBe('a cat');
		azure.world = { ...azure.world, now: azure.world.now + hours(1) };
		expect(codeOf(open('photos/cat.txt', later))).toBe('AuthenticationFailed');
	});
	it('for a container opens what is in it, as far as its letters say', () => {
		const { blobName: _, ...rest } = reading();
		const signature = generateBlobSASQueryParameters(
			{ ...rest, permissions: ContainerSASPermissions.parse('rl') },
			key,
		).toString();
		expect(open('photos/dog.txt', signature).body).toBe('a dog');
		expect(open('photos', `restype=container&comp=list&${signature}`).body).toContain('cat.txt');
		expect(codeOf(open('photos', `restype=container&${signature}`))).toBe(
			'AuthorizationPermissionMismatch',
		);
		const removal = azure.answer({
			method: 'DELETE',
			url: `${HOST}/photos/dog.txt?${signature}`,
			headers: {},
		});
		expect(codeOf(removal)).toBe('AuthorizationPermissionMismatch');
	});
	it('opens nothing where keys are not allowed', () => {
		azure.answer(requests.arm('PATCH', account, { properties: { allowSharedKeyAccess: false } }));
		expect(codeOf(open('photos/cat.txt', signed()))).toBe('KeyBasedAuthenticationNotPermitted');
	});
	it('for the whole account: services, depths and letters', () => {
		const whole = (services: string, types: string, letters: string) =>
			generateAccountSASQueryParameters(
				{
					expiresOn: at(hours(1)),
					services: AccountSASServices.parse(services).toString(),
					resourceTypes: AccountSASResourceTypes.parse(types).toString(),
					permissions: AccountSASPermissions.parse(letters),
				},
				key,
			).toString();
		expect(open('photos/cat.txt', whole('b', 'sco', 'rl')).body).toBe('a cat');
		expect(open('', `comp=list&${whole('b', 's', 'l')}`).body).toContain('<Name>photos</Name>');
		expect(codeOf(open('photos/cat.txt', whole('q', 'o', 'r')))).toBe(
			'AuthorizationServiceMismatch',
		);
		expect(codeOf(open('photos/cat.txt', whole('b', 'sc', 'r')))).toBe(
			'AuthorizationResourceTypeMismatch',
		);
		expect(codeOf(open('photos/cat.txt', whole('b', 'o', 'w')))).toBe(
			'AuthorizationPermissionMismatch',
		);
	});
});

describe('a signature in somebody’s own name', () => {
	const delegated = async (
		more: Partial<BlobSASSignatureValues> = {},
		udk?: ServiceGetUserDelegationKeyResponse,
	) =>
		generateBlobSASQueryParameters(
			reading(more),
			udk ?? (await people().getUserDelegationKey(at(0), at(hours(2)))),
			'stshop',
		).toString();
	it('needs no key of the account, and is written down in that name', async () => {
		azure.answer(requests.arm('PATCH', account, { properties: { allowSharedKeyAccess: false } }));
		expect(open('photos/cat.txt', await delegated()).body).toBe('a cat');
		expect(azure.world.dataLog.at(-1)).toMatchObject({
			authentication: 'DelegationSas',
			principalId: azure.world.signedInAs,
		});
	});
	it.each(['2020-12-06', '2025-05-05', '2025-07-05', '2026-04-06'])(
		'of version %s',
		async (version) => {
			expect(open('photos/cat.txt', await delegated({ version })).body).toBe('a cat');
		},
	);
	it('opens only what its maker may: the roles of this moment decide', async () => {
		const write = await delegated({ permissions: BlobSASPermissions.parse('rw') });
		const put = () =>
			azure.answer({
				method: 'PUT',
				url: `${HOST}/photos/cat.txt?${write}`,
				headers: { 'x-ms-blob-type': 'BlockBlob' },
				body: 'another cat',
			});
		expect(put().status).toBe(201);
		const mine = Object.values(azure.world.roleAssignments).find(
			({ roleDefinitionName }) => roleDefinitionName === ROLES.storageBlobDataContributor,
		);
		azure.answer(requests.del(mine?.id ?? ''));
		grant(ROLES.storageBlobDataReader);
		expect(codeOf(put())).toBe('AuthorizationPermissionMismatch');
		expect(open('photos/cat.txt', write).body).toBe('another cat');
	});
	it('ends with its key, seven days after it was given at the latest', async () => {
		const signature = await delegated({ expiresOn: at(days(6)) });
		azure.world = { ...azure.world, now: azure.world.now + hours(2) };
		const answer = open('photos/cat.txt', signature);
		expect(codeOf(answer)).toBe('AuthenticationFailed');
		expect(answer.body).toContain('Signature not valid in the specified key time frame');
		await expect(people().getUserDelegationKey(at(0), at(days(8)))).rejects.toMatchObject({
			statusCode: 400,
		});
	});
	it('cannot be made without the right to a key: Storage Blob Delegator is enough for that, and opens nothing', async () => {
		azure.world = signInAs(azure.world, 'hana');
		await expect(people().getUserDelegationKey(at(0), at(hours(1)))).rejects.toMatchObject({
			statusCode: 403,
			code: 'AuthorizationPermissionMismatch',
		});
		const hana = azure.world.signedInAs;
		azure.world = signInAs(azure.world, 'ada');
		grant('db58b8e5-c6ad-4a2a-8342-4190687cbf4a', hana);
		azure.world = signInAs(azure.world, 'hana');
		const signature = await delegated();
		expect(codeOf(open('photos/cat.txt', signature))).toBe('AuthorizationPermissionMismatch');
	});
	it('is what the client of a container takes as its address', async () => {
		const { blobName: _, ...rest } = reading();
		const udk = await people().getUserDelegationKey(at(0), at(hours(2)));
		const signature = generateBlobSASQueryParameters(
			{ ...rest, permissions: ContainerSASPermissions.parse('racwl') },
			udk,
			'stshop',
		).toString();
		const client = new ContainerClient(
			`${HOST}/photos?${signature}`,
			new AnonymousCredential(),
			insideStorageOptions(azure),
		);
		await client.getBlockBlobClient('bird.txt').upload('a bird', 6);
		const names: string[] = [];
		for await (const { name } of client.listBlobsFlat()) names.push(name);
		expect(names).toEqual(['bird.txt', 'cat.txt', 'dog.txt']);
		await expect(client.getBlockBlobClient('cat.txt').delete()).rejects.toMatchObject({
			statusCode: 403,
		});
	});
});
