import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { minutes, requests, type HttpRequest } from '../../src/azure';
import { signSharedKey, stringToSign } from '../../src/azure/data/sharedKey';
import { Planes, responseHeader } from './planes';
import { STORAGE } from './support';

/** @see https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key */

describe('the text to sign', () => {
	it('is that of the documentation’s example', () => {
		// "Examples of a valid StringToSign": Get Container Metadata, version 2015-02-21 and later.
		const request: HttpRequest = {
			method: 'GET',
			url: 'https://myaccount.blob.core.windows.net/mycontainer?restype=container&timeout=20&comp=metadata',
			headers: {
				'x-ms-version': '2015-02-21',
				'x-ms-date': 'Fri, 26 Jun 2015 23:39:12 GMT',
				'Content-Length': '0',
			},
		};
		expect(stringToSign(request, 'myaccount')).toBe(
			'GET\n\n\n\n\n\n\n\n\n\n\n\nx-ms-date:Fri, 26 Jun 2015 23:39:12 GMT\nx-ms-version:2015-02-21\n/myaccount/mycontainer\ncomp:metadata\nrestype:container\ntimeout:20',
		);
	});
});

describe('an account key', () => {
	let azure: Planes;
	let account: string;
	const URL_ = 'https://stshop.blob.core.windows.net/photos?restype=container';
	const put: HttpRequest = { method: 'PUT', url: URL_, headers: {} };
	beforeEach(() => {
		azure = new Planes();
		azure.group();
		azure.put(STORAGE, 'stshop');
		account = azure.id(STORAGE, 'stshop');
	});
	const keys = () =>
		azure.ask(requests.listStorageKeys(account)).keys as { keyName: string; value: string }[];
	const key = (index = 0) => keys()[index]?.value ?? '';

	it('is one of two, 64 bytes each, and another account’s are others', () => {
		expect(keys().map(({ keyName }) => keyName)).toEqual(['key1', 'key2']);
		expect(Buffer.from(key(), 'base64')).toHaveLength(64);
		expect(key(0)).not.toBe(key(1));
		azure.put(STORAGE, 'stother');
		const others = azure.ask(requests.listStorageKeys(azure.id(STORAGE, 'stother'))).keys;
		expect(others).not.toEqual(keys());
	});
	it('signs as Node’s own HMAC does', () => {
		const signed = signSharedKey(put, 'stshop', key(), azure.world.now);
		const hmac = createHmac('sha256', Buffer.from(key(), 'base64'));
		const signature = hmac.update(stringToSign(signed, 'stshop')).digest('base64');
		expect(signed.headers.authorization).toBe(`SharedKey stshop:${signature}`);
	});
	it.each([0, 1])('opens everything, role or none, and says nothing of who (key %i)', (index) => {
		const answer = azure.send(signSharedKey(put, 'stshop', key(index), azure.world.now));
		expect(answer.status).toBe(201);
		const [entry] = azure.world.dataLog;
		expect(entry).toMatchObject({ operationName: 'CreateContainer', authentication: 'AccountKey' });
		expect(entry?.principalId).toBeUndefined();
	});
	it('signs what is sent: any change makes it worthless', () => {
		const signed = signSharedKey(put, 'stshop', key(), azure.world.now);
		const refused = (request: HttpRequest) => {
			const answer = azure.send(request);
			return [answer.status, responseHeader(answer, 'x-ms-error-code')];
		};
		const failed = [403, 'AuthenticationFailed'];
		expect(refused({ ...signed, url: URL_.replace('photos', 'music') })).toEqual(failed);
		expect(refused({ ...signed, method: 'DELETE' })).toEqual(failed);
		const headers = { ...signed.headers, 'x-ms-blob-public-access': 'blob' };
		expect(refused({ ...signed, headers })).toEqual(failed);
		expect(refused(signSharedKey(put, 'other', key(), azure.world.now))).toEqual(failed);
		expect(refused(signSharedKey(put, 'stshop', 'AAAA', azure.world.now))).toEqual(failed);
		expect(refused({ ...put, headers: { authorization: 'SharedKey nonsense' } })).toEqual(failed);
	});
	it('signs for a quarter of an hour', () => {
		const signed = signSharedKey(put, 'stshop', key(), azure.world.now);
		azure.advance(minutes(15));
		expect(azure.send(signed).status).toBe(201);
		azure.advance(1);
		expect(azure.send(signed).status).toBe(403);
	});
	it('is worth nothing once the account does not allow keys', () => {
		const signed = signSharedKey(put, 'stshop', key(), azure.world.now);
		azure.send(requests.patchResource(account, { properties: { allowSharedKeyAccess: false } }));
		const answer = azure.send(signed);
		expect([answer.status, responseHeader(answer, 'x-ms-error-code')]).toEqual([
			403,
			'KeyBasedAuthenticationNotPermitted',
		]);
	});
	it('is another one after the account was made anew', () => {
		const before = key();
		azure.send(requests.del(account));
		azure.advance(minutes(1));
		azure.put(STORAGE, 'stshop');
		expect(key()).not.toBe(before);
	});
});
