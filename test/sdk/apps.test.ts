import { text } from 'node:stream/consumers';
import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { ManagedServiceIdentityClient, type Identity } from '@azure/arm-msi';
import { ResourceManagementClient } from '@azure/arm-resources';
import { DefaultAzureCredential, ManagedIdentityCredential } from '@azure/identity';
import { BlobServiceClient } from '@azure/storage-blob';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeResourceId, TIMINGS } from '../../src/azure';
import { ROLES } from '../azure/planes';
import { SITE, STORAGE } from '../azure/support';
import {
	insideOptions,
	insideStorageOptions,
	keepInside,
	on,
	personCredential,
	SdkAzure,
} from './support';

/** The second half of the story: two apps share one identity, which outlives them both. */
keepInside();

describe.each(TIMINGS)('two apps with one identity, with %s timing', (timing) => {
	const poll = { updateIntervalInMs: 0 };
	const endpoint = 'https://stshop.blob.core.windows.net';
	let azure: SdkAzure;
	let resources: ResourceManagementClient;
	let identities: ManagedServiceIdentityClient;
	let authorization: AuthorizationManagementClient;
	let identity: Identity;
	let webApp: string;
	let functionApp: string;
	let account: string;

	const patience = () => azure.letPass(timing === 'realistic' ? 10 : 0);
	const grant = async (scope: string, role: string, principalId: string, type: string) => {
		const name = crypto.randomUUID();
		await authorization.roleAssignments.create(scope, name, {
			roleDefinitionId: `/subscriptions/${azure.subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
			principalId,
			principalType: type,
		});
		patience();
		return name;
	};
	/** What both apps run. */
	const readBlob = (app: string, clientId?: string) =>
		on(azure, app, async (options, storage) => {
			const credential = new ManagedIdentityCredential({
				...(clientId === undefined ? {} : { clientId }),
				...options,
			});
			const service = new BlobServiceClient(endpoint, credential, storage);
			const blob = service.getContainerClient('photos').getBlockBlobClient('2026/cat.txt');
			const { readableStreamBody } = await blob.download();
			return readableStreamBody ? text(readableStreamBody) : undefined;
		});
	const put = (id: string, version: string, body: object) =>
		resources.resources.beginCreateOrUpdateByIdAndWait(
			id,
			version,
			{ location: 'westeurope', ...body },
			poll,
		);

	beforeEach(async () => {
		azure = new SdkAzure({ timing });
		const ada = personCredential(azure);
		const options = insideOptions(azure);
		resources = new ResourceManagementClient(ada, azure.subscription, options);
		identities = new ManagedServiceIdentityClient(ada, azure.subscription, options);
		authorization = new AuthorizationManagementClient(ada, azure.subscription, options);
		webApp = makeResourceId(azure.subscription, 'rg', SITE, 'app-shop');
		functionApp = makeResourceId(azure.subscription, 'rg', SITE, 'func-shop');
		account = makeResourceId(azure.subscription, 'rg', STORAGE, 'stshop');
		await resources.resourceGroups.createOrUpdate('rg', { location: 'westeurope' });
		identity = await identities.userAssignedIdentities.createOrUpdate('rg', 'id-photos', {
			location: 'westeurope',
		});
		await put(account, '2023-05-01', { kind: 'StorageV2', sku: { name: 'Standard_LRS' } });
		await grant(account, ROLES.storageBlobDataContributor, azure.world.signedInAs, 'User');
		const service = new BlobServiceClient(endpoint, ada, insideStorageOptions(azure));
		await service.createContainer('photos');
		const blob = service.getContainerClient('photos').getBlockBlobClient('2026/cat.txt');
		await blob.upload('a cat, 二匹', Buffer.byteLength('a cat, 二匹'), {
			blobHTTPHeaders: { blobContentType: 'text/plain' },
		});
		for (const [app, kind] of [
			[webApp, 'app'],
			[functionApp, 'functionapp'],
		] as const)
			await put(app, '2023-12-01', {
				kind,
				identity: { type: 'UserAssigned', userAssignedIdentities: { [identity.id ?? '']: {} } },
			});
	});

	it('both read the blob with one role, and identity and role outlive them', async () => {
		const clientId = identity.clientId ?? '';
		const principalId = identity.principalId ?? '';
		await expect(readBlob(webApp, clientId)).rejects.toMatchObject({
			statusCode: 403,
			code: 'AuthorizationPermissionMismatch',
			message: expect.stringMatching(
				/^This request is not authorized to perform this operation using this permission\.\nRequestId:/,
			),
		});
		const container = `${account}/blobServices/default/containers/photos`;
		const role = await grant(
			container,
			ROLES.storageBlobDataReader,
			principalId,
			'ServicePrincipal',
		);
		expect(await readBlob(webApp, clientId)).toBe('a cat, 二匹');
		expect(await readBlob(functionApp, clientId)).toBe('a cat, 二匹');

		await resources.resources.beginDeleteByIdAndWait(webApp, '2023-12-01', poll);
		await resources.resources.beginDeleteByIdAndWait(functionApp, '2023-12-01', poll);
		patience();
		await expect(readBlob(webApp, clientId)).rejects.toThrow(/ManagedIdentityCredential/);

		expect(await identities.userAssignedIdentities.get('rg', 'id-photos')).toMatchObject({
			clientId,
			principalId,
		});
		const assignment = await authorization.roleAssignments.get(container, role);
		expect(assignment).toMatchObject({ principalId, scope: container });
	});

	it('must say which identity they mean, even when there is only one', async () => {
		await expect(readBlob(webApp)).rejects.toThrow(
			/No User Assigned or Delegated Managed Identity found for specified ClientId\/ResourceId\/PrincipalId\./,
		);
	});

	it('can say it in the setting AZURE_CLIENT_ID', async () => {
		await grant(
			account,
			ROLES.storageBlobDataReader,
			identity.principalId ?? '',
			'ServicePrincipal',
		);
		const listed = () =>
			on(azure, functionApp, async (options, storage) => {
				const credential = new DefaultAzureCredential(options);
				const service = new BlobServiceClient(endpoint, credential, storage);
				const names: string[] = [];
				for await (const blob of service.getContainerClient('photos').listBlobsFlat())
					names.push(`${blob.name} ${blob.properties.contentLength}`);
				return names;
			});
		await expect(listed()).rejects.toThrow(
			/ChainedTokenCredential authentication failed\.[^]*EnvironmentCredential is unavailable[^]*No User Assigned or Delegated/,
		);
		await put(functionApp, '2023-12-01', {
			kind: 'functionapp',
			identity: { type: 'UserAssigned', userAssignedIdentities: { [identity.id ?? '']: {} } },
			properties: {
				siteConfig: { appSettings: [{ name: 'AZURE_CLIENT_ID', value: identity.clientId }] },
			},
		});
		expect(await listed()).toEqual(['2026/cat.txt 13']);
	});

	it('can point at it by resource id or object id', async () => {
		const oid = (id: { resourceId: string } | { objectId: string }) =>
			on(azure, webApp, async (options) => {
				const credential = new ManagedIdentityCredential({ ...id, ...options });
				const { token } = await credential.getToken('https://storage.azure.com/.default');
				return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).oid;
			});
		expect(await oid({ resourceId: identity.id ?? '' })).toBe(identity.principalId);
		expect(await oid({ objectId: identity.principalId ?? '' })).toBe(identity.principalId);
	});
});
