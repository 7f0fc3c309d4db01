import { beforeEach, describe, expect, it } from 'vitest';
import { hours, requests, type HttpResponse } from '../../src/azure';
import { Planes, responseHeader, ROLES } from './planes';
import { STORAGE, VM } from './support';

/** @see https://learn.microsoft.com/rest/api/storageservices/blob-service-rest-api */
let azure: Planes;
let vm: string;
let account: string;
let container: string;
let principalId: string;
const HOST = 'https://stshop.blob.core.windows.net';
const BLOB = `${HOST}/photos/2026/cat.txt`;

beforeEach(() => {
	azure = new Planes();
	azure.group();
	azure.put(VM, 'vm-web', { identity: { type: 'SystemAssigned' } });
	azure.put(STORAGE, 'stshop');
	vm = azure.id(VM, 'vm-web');
	account = azure.id(STORAGE, 'stshop');
	container = `${account}/blobServices/default/containers/photos`;
	principalId = azure.identityOf(vm)?.principalId ?? '';
	azure.send(requests.putContainer(account, 'photos'));
});
const VERSION = { 'x-ms-version': '2025-05-05' };
const ask = (
	method: string,
	url: string,
	options: { body?: string; headers?: Record<string, string>; audience?: string } = {},
) =>
	azure.data(method, url, {
		from: vm,
		token: azure.token(vm, options.audience ?? 'https://storage.azure.com/'),
		headers: { ...VERSION, ...options.headers },
		...(options.body === undefined ? {} : { body: options.body }),
	});
const upload = (url: string, body: string, headers: Record<string, string> = {}) =>
	ask('PUT', url, { body, headers: { 'x-ms-blob-type': 'BlockBlob', ...headers } });
const code = (answer: HttpResponse) => [answer.status, responseHeader(answer, 'x-ms-error-code')];
const grantContributor = () =>
	azure.grant(container, ROLES.storageBlobDataContributor, principalId);

describe('an account asks who is there', () => {
	it('and tells code without a token where to get one', () => {
		const answer = azure.data('GET', BLOB, { from: vm, headers: VERSION });
		expect(code(answer)).toEqual([401, 'NoAuthenticationInformation']);
		expect(responseHeader(answer, 'www-authenticate')).toBe(
			`Bearer authorization_uri=https://login.microsoftonline.com/${azure.world.tenant.tenantId}/oauth2/authorize resource_id=https://storage.azure.com`,
		);
	});
	it('and takes no token for something else, no expired one and no rubbish', () => {
		expect(code(ask('GET', BLOB, { audience: 'https://vault.azure.net' }))).toEqual([
			401,
			'InvalidAuthenticationInfo',
		]);
		const token = azure.token(vm, 'https://storage.azure.com/');
		azure.advance(hours(24));
		const expired = azure.data('GET', BLOB, { from: vm, token, headers: VERSION });
		expect(code(expired)).toEqual([401, 'InvalidAuthenticationInfo']);
		expect(expired.body).toContain('Lifetime validation failed. The token is expired.');
		expect(code(azure.data('GET', BLOB, { token: 'x', headers: VERSION }))).toEqual([
			401,
			'InvalidAuthenticationInfo',
		]);
		expect(code(azure.data('GET', `${BLOB}?sig=abc`))).toEqual([403, 'AuthenticationFailed']);
	});
	it.each(['https://storage.azure.com', 'https://stshop.blob.core.windows.net'])(
		'and takes a token for %s',
		(audience) => {
			azure.grant(container, ROLES.storageBlobDataReader, principalId);
			expect(code(ask('GET', BLOB, { audience }))).toEqual([404, 'BlobNotFound']);
		},
	);
	it('and not one for another account', () => {
		expect(code(ask('GET', BLOB, { audience: 'https://other.blob.core.windows.net' }))).toEqual([
			401,
			'InvalidAuthenticationInfo',
		]);
	});
});

describe('blobs', () => {
	it('are refused to whoever has no role, in Azure’s words', () => {
		const answer = ask('GET', BLOB);
		expect(code(answer)).toEqual([403, 'AuthorizationPermissionMismatch']);
		expect(answer.body).toMatch(
			/^<\?xml version="1\.0" encoding="utf-8"\?><Error><Code>AuthorizationPermissionMismatch<\/Code><Message>This request is not authorized to perform this operation using this permission\.\nRequestId:[0-9a-f-]{36}\nTime:2026-01-05T09:00:00\.0000000Z<\/Message><\/Error>$/,
		);
	});
	it('are written and read back as they were', () => {
		grantContributor();
		const written = upload(BLOB, 'a cat, 二匹', { 'x-ms-blob-content-type': 'text/plain' });
		expect(written.status).toBe(201);
		const read = ask('GET', BLOB);
		expect([read.status, read.body]).toEqual([200, 'a cat, 二匹']);
		expect(read.headers).toMatchObject({
			'content-length': '13',
			'content-type': 'text/plain',
			'last-modified': 'Mon, 05 Jan 2026 09:00:00 GMT',
			date: 'Mon, 05 Jan 2026 09:00:00 GMT',
			etag: written.headers.etag,
			'x-ms-blob-type': 'BlockBlob',
			'x-ms-version': '2025-05-05',
			'x-ms-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
		});
		expect(read.headers.etag).toMatch(/^"0x8D[0-9A-F]{13}"$/);
	});
	it('tell about themselves without their content', () => {
		grantContributor();
		upload(BLOB, 'a cat');
		const answer = ask('HEAD', BLOB);
		expect([answer.status, answer.body, answer.headers['content-length']]).toEqual([200, '', '5']);
		expect(code(ask('HEAD', `${HOST}/photos/none`))).toEqual([404, 'BlobNotFound']);
	});
	it.each([
		['bytes=2-4', 206, 'cat', 'bytes 2-4/5'],
		['bytes=2-', 206, 'cat', 'bytes 2-4/5'],
		['bytes=0-99', 206, 'a cat', 'bytes 0-4/5'],
		['bytes=9-', 416, undefined, 'bytes */5'],
	])('are read in part: %s', (range, status, body, contentRange) => {
		grantContributor();
		upload(BLOB, 'a cat');
		const answer = ask('GET', BLOB, { headers: { 'x-ms-range': range } });
		expect([answer.status, answer.headers['content-range']]).toEqual([status, contentRange]);
		if (body !== undefined) expect(answer.body).toBe(body);
	});
	it('keep the case of their names', () => {
		grantContributor();
		upload(BLOB, 'a cat');
		expect(code(ask('GET', `${HOST}/photos/2026/CAT.txt`))).toEqual([404, 'BlobNotFound']);
	});
	it('are not overwritten when the client says so', () => {
		grantContributor();
		upload(BLOB, 'one');
		expect(code(upload(BLOB, 'two', { 'if-none-match': '*' }))).toEqual([409, 'BlobAlreadyExists']);
		expect(upload(BLOB, 'two').status).toBe(201);
		expect(ask('GET', BLOB).body).toBe('two');
	});
	it('need to be told what they are', () => {
		grantContributor();
		expect(code(ask('PUT', BLOB, { body: 'x' }))).toEqual([400, 'MissingRequiredHeader']);
		expect(code(upload(BLOB, 'x', { 'x-ms-blob-type': 'PageBlob' }))).toEqual([
			400,
			'InvalidHeaderValue',
		]);
	});
	it('can be read but not changed by a reader', () => {
		grantContributor();
		upload(BLOB, 'a cat');
		for (const each of Object.values(azure.world.roleAssignments))
			if (each.principalId === principalId) azure.send(requests.del(each.id));
		expect(ask('GET', BLOB).status).toBe(403);
		azure.grant(container, ROLES.storageBlobDataReader, principalId);
		expect(ask('GET', BLOB).body).toBe('a cat');
		expect(upload(BLOB, 'a dog').status).toBe(403);
		expect(ask('DELETE', BLOB).status).toBe(403);
	});
	it('are gone when they were deleted', () => {
		grantContributor();
		upload(BLOB, 'a cat');
		expect(ask('DELETE', BLOB).status).toBe(202);
		expect(code(ask('GET', BLOB))).toEqual([404, 'BlobNotFound']);
		expect(code(ask('DELETE', BLOB))).toEqual([404, 'BlobNotFound']);
	});
});

describe('containers', () => {
	const LIST = `${HOST}/photos?restype=container&comp=list`;
	it('list their blobs in order, names escaped', () => {
		grantContributor();
		for (const name of ['b', 'a&b', '2026/cat.txt']) upload(`${HOST}/photos/${name}`, name);
		const answer = ask('GET', LIST);
		expect(responseHeader(answer, 'content-type')).toBe('application/xml');
		expect(answer.body).toMatch(
			/^<\?xml version="1\.0" encoding="utf-8"\?><EnumerationResults ServiceEndpoint="https:\/\/stshop\.blob\.core\.windows\.net\/" ContainerName="photos"><Blobs><Blob><Name>/,
		);
		expect([...answer.body.matchAll(/<Name>(.*?)<\/Name>/g)].map((match) => match[1])).toEqual([
			'2026/cat.txt',
			'a&amp;b',
			'b',
		]);
	});
	it('list by prefix and by page', () => {
		grantContributor();
		for (const name of ['a1', 'a2', 'b1']) upload(`${HOST}/photos/${name}`, name);
		const names = (query: string) =>
			[...ask('GET', `${LIST}${query}`).body.matchAll(/<Name>(.*?)<\/Name>/g)].map(
				(match) => match[1],
			);
		expect(names('&prefix=a')).toEqual(['a1', 'a2']);
		expect(ask('GET', `${LIST}&maxresults=2`).body).toContain('<NextMarker>b1</NextMarker>');
		expect(names('&maxresults=2&marker=b1')).toEqual(['b1']);
	});
	it('that are not there say so', () => {
		azure.grant(account, ROLES.storageBlobDataContributor, principalId);
		const none = `${HOST}/none?restype=container`;
		expect(code(ask('GET', `${none}&comp=list`))).toEqual([404, 'ContainerNotFound']);
		expect(code(ask('GET', none))).toEqual([404, 'ContainerNotFound']);
		expect(code(ask('DELETE', none))).toEqual([404, 'ContainerNotFound']);
		expect(code(upload(`${HOST}/none/x`, 'x'))).toEqual([404, 'ContainerNotFound']);
	});
	it('are made and deleted through the data plane, and Resource Manager knows', () => {
		azure.grant(account, ROLES.storageBlobDataContributor, principalId);
		const made = `${HOST}/music?restype=container`;
		const id = `${account}/blobServices/default/containers/music`;
		expect(ask('PUT', made).status).toBe(201);
		expect(azure.send(requests.get(id)).status).toBe(200);
		expect(code(ask('PUT', made))).toEqual([409, 'ContainerAlreadyExists']);
		expect(code(ask('PUT', `${HOST}/NO?restype=container`))).toEqual([400, 'InvalidResourceName']);
		upload(`${HOST}/music/song`, 'la');
		expect(ask('DELETE', made).status).toBe(202);
		expect(azure.send(requests.get(id)).status).toBe(404);
		expect(ask('PUT', made).status).toBe(201);
		expect(code(ask('GET', `${HOST}/music/song`))).toEqual([404, 'BlobNotFound']);
	});
	it('can be listed by an owner of the subscription, their blobs cannot', () => {
		const owner = (url: string) => azure.data('GET', url, { headers: VERSION });
		expect(owner(`${HOST}/?comp=list`).body).toContain('<Name>photos</Name>');
		expect(code(owner(LIST))).toEqual([403, 'AuthorizationPermissionMismatch']);
	});
	it('are not public unless the account allows it', () => {
		const made = `${HOST}/public?restype=container`;
		const publicly = { 'x-ms-blob-public-access': 'blob' };
		azure.grant(account, ROLES.storageBlobDataContributor, principalId);
		expect(code(ask('PUT', made, { headers: publicly }))).toEqual([
			409,
			'PublicAccessNotPermitted',
		]);
		azure.send(requests.patchResource(account, { properties: { allowBlobPublicAccess: true } }));
		expect(ask('PUT', made, { headers: publicly }).status).toBe(201);
		upload(`${HOST}/public/x`, 'for all');
		const anybody = (url: string) => azure.data('GET', url, { headers: { authorization: '' } });
		expect(anybody(`${HOST}/public/x`).body).toBe('for all');
		expect(azure.world.dataLog.at(-1)).toMatchObject({ authentication: 'Anonymous', status: 200 });
		expect(anybody(`${HOST}/public?restype=container&comp=list`).status).toBe(401);
		expect(anybody(`${HOST}/photos/x`).status).toBe(401);
	});
});

describe('an account', () => {
	it('does not understand everything', () => {
		expect(code(ask('GET', `${HOST}/photos?restype=nonsense`))).toEqual([
			400,
			'InvalidQueryParameterValue',
		]);
	});
	it('opens the blobs of a path alone to whom a condition says so', () => {
		grantContributor();
		upload(BLOB, 'a cat');
		upload(`${HOST}/photos/2025/dog.txt`, 'a dog');
		azure.put(VM, 'vm-album', { identity: { type: 'SystemAssigned' } });
		const album = azure.id(VM, 'vm-album');
		const blobs = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';
		const name = '11111111-1111-1111-1111-111111111111';
		const granted = azure.send({
			method: 'PUT',
			url: `https://management.azure.com${container}/providers/Microsoft.Authorization/roleAssignments/${name}?api-version=2022-04-01`,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({
				properties: {
					roleDefinitionId: `/subscriptions/${azure.subscription}/providers/Microsoft.Authorization/roleDefinitions/${ROLES.storageBlobDataReader}`,
					principalId: azure.identityOf(album)?.principalId,
					principalType: 'ServicePrincipal',
					conditionVersion: '2.0',
					condition: `((!(ActionMatches{'${blobs}/read'} AND NOT SubOperationMatches{'Blob.List'})) OR (@Resource[${blobs}:path] StringLike '2026/*'))`,
				},
			}),
		});
		expect(granted.status).toBe(201);
		const look = (path: string) =>
			azure.data('GET', `${HOST}/photos${path}`, {
				from: album,
				token: azure.token(album, 'https://storage.azure.com/'),
				headers: VERSION,
			}).status;
		expect(look('/2026/cat.txt')).toBe(200);
		expect(look('/2025/dog.txt')).toBe(403);
		expect(look('?restype=container&comp=list')).toBe(200);
	});
	it('writes down who asked for which blob', () => {
		ask('GET', BLOB);
		grantContributor();
		upload(BLOB, 'a cat');
		const entry = {
			time: azure.world.now,
			service: 'blob',
			plane: 'data',
			scope: container,
			target: `${container}/blobs/2026/cat.txt`,
			authentication: 'OAuth',
			principalId,
			from: vm,
			url: BLOB,
		};
		const blobs = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';
		expect(azure.world.dataLog).toEqual([
			{
				...entry,
				operationName: 'GetBlob',
				action: `${blobs}/read`,
				status: 403,
				errorCode: 'AuthorizationPermissionMismatch',
			},
			{ ...entry, operationName: 'PutBlob', action: `${blobs}/write`, status: 201 },
		]);
	});
	it('does not resolve when it is not there, or no more', () => {
		const nowhere = (host: string) => ({
			status: 0,
			headers: {},
			body: `getaddrinfo ENOTFOUND ${host}`,
		});
		expect(ask('GET', 'https://stgone.blob.core.windows.net/x/y')).toEqual(
			nowhere('stgone.blob.core.windows.net'),
		);
		azure.send(requests.del(account));
		expect(ask('GET', BLOB)).toEqual(nowhere('stshop.blob.core.windows.net'));
	});
});
