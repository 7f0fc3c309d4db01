import { beforeEach, describe, expect, it } from 'vitest';
import { Planes, ROLES, bodyOf } from './planes';
import { STORAGE, VAULT, VM } from './support';

/** What people meet who write requests by hand, without a client that knows what each service wants. */
let azure: Planes;
let vm: string;
beforeEach(() => {
	azure = new Planes();
	azure.group();
	azure.put(VM, 'vm-web', { identity: { type: 'SystemAssigned' }, tags: { team: 'shop' } });
	vm = azure.id(VM, 'vm-web');
});

describe('a vault', () => {
	it('knows its versions, and says which is the newest', () => {
		// https://github.com/Azure/azure-sdk-for-python/issues/28595
		azure.put(VAULT, 'kv-shop');
		const token = azure.token(vm, 'https://vault.azure.net');
		const ask = (version: string) =>
			azure.data('GET', `https://kv-shop.vault.azure.net/secrets/db?api-version=${version}`, {
				token,
			});
		expect([ask('9.9').status, bodyOf(ask('9.9')).error]).toEqual([
			400,
			{
				code: 'BadParameter',
				message:
					'The specified version (9.9) is not recognized. Consider using the latest supported version (7.6).',
			},
		]);
		for (const version of ['2016-10-01', '7.0', '7.4', '7.6', '7.6-preview.2', '2025-07-01'])
			expect(ask(version).status).toBe(403);
	});
});

describe('a storage account', () => {
	it('takes a token only from who says which version is spoken', () => {
		// https://github.com/MicrosoftDocs/azure-docs/issues/95050
		azure.put(STORAGE, 'stshop');
		azure.grant(
			azure.id(STORAGE, 'stshop'),
			ROLES.storageBlobDataReader,
			azure.identityOf(vm)?.principalId ?? '',
		);
		const token = azure.token(vm, 'https://storage.azure.com/');
		const ask = (headers: Record<string, string>) =>
			azure.data('GET', 'https://stshop.blob.core.windows.net/none/none', { token, headers });
		for (const headers of [{}, { 'x-ms-version': '2015-12-11' }]) {
			const { status, body } = ask(headers);
			expect(status).toBe(403);
			expect(body).toContain('<Code>AuthenticationFailed</Code>');
			expect(body).toContain(
				'<AuthenticationErrorDetail>Authentication scheme Bearer is not supported in this version.</AuthenticationErrorDetail>',
			);
		}
		expect(ask({ 'x-ms-version': '2017-11-09' }).status).toBe(404);
	});
});

/** https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service */
describe('the metadata service', () => {
	const ask = (path: string, headers: Record<string, string> = { Metadata: 'true' }) =>
		azure.send({ method: 'GET', url: `http://169.254.169.254${path}`, headers, from: vm });
	it('answers nothing that came by way of a proxy', () => {
		const forwarded = { Metadata: 'true', 'X-Forwarded-For': '10.0.0.4' };
		const token =
			'/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://vault.azure.net';
		expect(ask(token).status).toBe(200);
		expect(ask(token, forwarded).status).toBe(400);
		expect(ask('/metadata/instance?api-version=2021-02-01', forwarded).status).toBe(400);
	});
	it('wants a version, and tells which there are', () => {
		const { status, body } = ask('/metadata/instance');
		expect(status).toBe(400);
		expect(JSON.parse(body)).toMatchObject({
			error: expect.stringContaining('api-version') as string,
			'newest-versions': expect.arrayContaining(['2021-02-01']) as string[],
		});
		expect(JSON.parse(ask('/metadata/versions').body).apiVersions).toContain('2021-02-01');
	});
	it('tells a single thing as text', () => {
		const leaf = (name: string, format = '&format=text') =>
			ask(`/metadata/instance/compute/${name}?api-version=2021-02-01${format}`);
		expect([leaf('name').status, leaf('name').body]).toEqual([200, 'vm-web']);
		expect(leaf('name').headers['content-type']).toMatch(/^text\/plain/);
		expect(leaf('resourceId').body).toBe(vm);
		expect(leaf('tags').body).toBe('team:shop');
		expect(leaf('name', '').status).toBe(400);
		expect(leaf('colour').status).toBe(404);
	});
});

describe('the directory', () => {
	const graph = (path: string) => ({
		method: 'GET',
		url: `https://graph.microsoft.com/v1.0/${path}`,
		headers: {},
	});
	it('tells of one thing no more than what was selected', () => {
		const id = azure.identityOf(vm)?.principalId ?? '';
		const whole = azure.ask(graph(`servicePrincipals/${id}`));
		expect(azure.ask(graph(`servicePrincipals/${id}?$select=id,appId`))).toEqual({
			'@odata.context':
				'https://graph.microsoft.com/v1.0/$metadata#servicePrincipals(id,appId)/$entity',
			id,
			appId: whole.appId,
		});
	});
	it('a managed identity has no app roles, and an unknown part is named', () => {
		const id = azure.identityOf(vm)?.principalId ?? '';
		expect(azure.ask(graph(`servicePrincipals/${id}/appRoleAssignments`)).value).toEqual([]);
		const unknown = azure.send(graph(`servicePrincipals/${id}/colours`));
		expect([unknown.status, unknown.body]).toEqual([
			400,
			expect.stringContaining("Resource not found for the segment 'colours'."),
		]);
	});
	it('whoever is not there has none either', () => {
		const none = '11111111-1111-4111-8111-111111111111';
		expect(azure.send(graph(`servicePrincipals/${none}/appRoleAssignments`)).status).toBe(404);
	});
});
