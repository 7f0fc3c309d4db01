import { AppConfigurationClient } from '@azure/app-configuration';
import { ContainerRegistryClient, ContainerRegistryContentClient } from '@azure/container-registry';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeResourceId, requests } from '../../src/azure';
import { ROLES } from '../azure/planes';
import { insideOptions, keepInside, personCredential, SdkAzure } from './support';

/** App Configuration and container registries through Microsoft's clients. */
keepInside();

let azure: SdkAzure;
let id: string;
const make = (type: string, name: string) => {
	azure = new SdkAzure({ signedInAs: 'ada' });
	azure.answer(requests.putResourceGroup(azure.subscription, 'rg', 'westeurope'));
	id = makeResourceId(azure.subscription, 'rg', type, name);
	azure.answer(requests.putResource(id, { location: 'westeurope', properties: {} }));
};
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

describe('AppConfigurationClient', () => {
	const client = () =>
		new AppConfigurationClient(
			'https://config-shop.azconfig.io',
			personCredential(azure),
			insideOptions(azure),
		);
	beforeEach(() => make('Microsoft.AppConfiguration/configurationStores', 'config-shop'));

	it('gives an owner of the store no settings, until a data role does', async () => {
		await expect(client().getConfigurationSetting({ key: 'color' })).rejects.toMatchObject({
			statusCode: 403,
		});
		grantAda(ROLES.appConfigurationDataReader);
		await expect(client().getConfigurationSetting({ key: 'color' })).rejects.toMatchObject({
			statusCode: 404,
		});
		await expect(
			client().setConfigurationSetting({ key: 'color', value: 'red' }),
		).rejects.toMatchObject({ statusCode: 403 });
	});

	it('writes, reads, lists, locks and deletes', async () => {
		grantAda(ROLES.appConfigurationDataOwner);
		await client().setConfigurationSetting({ key: 'web/color', value: 'red', tags: { a: 'b' } });
		const test = { key: 'web/color', label: 'test' };
		await client().addConfigurationSetting({ ...test, value: 'blue' });
		await expect(
			client().addConfigurationSetting({ ...test, value: 'green' }),
		).rejects.toMatchObject({ statusCode: 412 });
		expect(await client().getConfigurationSetting({ key: 'web/color' })).toMatchObject({
			value: 'red',
			tags: { a: 'b' },
			isReadOnly: false,
		});
		const values: string[] = [];
		for await (const { value } of client().listConfigurationSettings({ keyFilter: 'web/*' }))
			values.push(value ?? '');
		expect(values.sort()).toEqual(['blue', 'red']);
		const labels: (string | undefined)[] = [];
		for await (const { value } of client().listConfigurationSettings({ labelFilter: 'test' }))
			labels.push(value);
		expect(labels).toEqual(['blue']);
		await client().setReadOnly(test, true);
		await expect(client().setConfigurationSetting({ ...test, value: 'x' })).rejects.toMatchObject({
			statusCode: 409,
		});
		await client().setReadOnly(test, false);
		await client().deleteConfigurationSetting(test);
		await expect(client().getConfigurationSetting(test)).rejects.toMatchObject({
			statusCode: 404,
		});
	});
});

describe('ContainerRegistryClient', () => {
	const URL_OF_REGISTRY = 'https://acrshop.azurecr.io';
	const options = () => ({ ...insideOptions(azure) });
	const registry = () =>
		new ContainerRegistryClient(URL_OF_REGISTRY, personCredential(azure), options());
	const content = () =>
		new ContainerRegistryContentClient(
			URL_OF_REGISTRY,
			'shop/web',
			personCredential(azure),
			options(),
		);
	beforeEach(() => make('Microsoft.ContainerRegistry/registries', 'acrshop'));

	it('pushes, lists, pulls and deletes an image', async () => {
		const layer = await content().uploadBlob(Buffer.from('a layer'));
		const config = await content().uploadBlob(Buffer.from('{}'));
		const pushed = await content().setManifest(
			{
				schemaVersion: 2,
				config: {
					mediaType: 'application/vnd.oci.image.config.v1+json',
					digest: config.digest,
					size: 2,
				},
				layers: [
					{
						mediaType: 'application/vnd.oci.image.layer.v1.tar',
						digest: layer.digest,
						size: 7,
					},
				],
			},
			{ tag: 'v1' },
		);
		const repositories: string[] = [];
		for await (const name of registry().listRepositoryNames()) repositories.push(name);
		expect(repositories).toEqual(['shop/web']);
		const tags: string[] = [];
		for await (const { name } of registry().getArtifact('shop/web', 'v1').listTagProperties())
			tags.push(name);
		expect(tags).toEqual(['v1']);
		const pulled = await content().getManifest('v1');
		expect(pulled.digest).toBe(pushed.digest);
		const { content: stream } = await content().downloadBlob(layer.digest);
		const chunks: Buffer[] = [];
		for await (const chunk of stream) chunks.push(Buffer.from(chunk));
		expect(Buffer.concat(chunks).toString()).toBe('a layer');
		const properties = await registry().getRepository('shop/web').getProperties();
		expect(properties).toMatchObject({ manifestCount: 1, tagCount: 1 });
		await content().deleteManifest(pushed.digest);
		await expect(content().getManifest('v1')).rejects.toMatchObject({ statusCode: 404 });
	});

	it('lets nobody in who may nothing there', async () => {
		azure.world = { ...azure.world, roleAssignments: {} };
		await expect(content().getManifest('v1')).rejects.toMatchObject({ statusCode: 401 });
	});
});
