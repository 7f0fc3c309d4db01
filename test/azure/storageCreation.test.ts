import { beforeEach, describe, expect, it } from 'vitest';
import { parseJson, requests, seconds, type JsonObject } from '../../src/azure';
import { Azure, STORAGE } from './support';

/** @see https://learn.microsoft.com/rest/api/storagerp/storage-accounts/create */
let azure: Azure;
beforeEach(() => {
	azure = new Azure({ timing: 'realistic' });
	azure.group();
});
const polled = (url: string | undefined) =>
	azure.send({ method: 'GET', url: url ?? '', headers: {} });
const logOf = () => azure.world.activityLog.map(({ status, httpStatus }) => [status, httpStatus]);

describe('a new storage account', () => {
	it('is taken with 202, without a body, and an address to poll', () => {
		const { status, headers, body } = azure.put(STORAGE, 'stshop');
		expect({ status, body }).toEqual({ status: 202, body: '' });
		expect(headers.location).toMatch(
			new RegExp(
				`^https://management\\.azure\\.com/subscriptions/${azure.subscription}/providers/Microsoft\\.Storage/locations/westeurope/asyncoperations/[0-9a-f-]{36}\\?monitor=true&api-version=`,
			),
		);
		expect(headers['retry-after']).toMatch(/^\d+$/);
		expect(headers['azure-asyncoperation']).toBeUndefined();
	});
	it('is answered there with 202 until it is made, then with 200 and the account', () => {
		const { location } = azure.put(STORAGE, 'stshop', { tags: { of: 'shop' } }).headers;
		const early = polled(location);
		expect([early.status, early.body, early.headers.location]).toEqual([202, '', location]);
		azure.advance(seconds(30));
		const late = polled(location);
		expect(late.status).toBe(200);
		const account = parseJson(late.body) as JsonObject;
		expect(account).toMatchObject({
			name: 'stshop',
			type: STORAGE,
			tags: { of: 'shop' },
			properties: { provisioningState: 'Succeeded' },
		});
		expect(account).toEqual(azure.ask(requests.get(azure.id(STORAGE, 'stshop'))));
	});
	it('begins and ends in the activity log', () => {
		azure.put(STORAGE, 'stshop');
		expect(logOf().at(-1)).toEqual(['Started', 202]);
		azure.advance(seconds(30));
		expect(logOf().at(-1)).toEqual(['Succeeded', 200]);
	});
	it('is there at the first poll under instant timing', () => {
		azure = new Azure();
		azure.group();
		const { status, headers } = azure.put(STORAGE, 'stshop');
		expect([status, headers['retry-after']]).toEqual([202, '0']);
		expect(polled(headers.location).status).toBe(200);
	});
	it('is answered with 200 and the account when it was there before', () => {
		azure.put(STORAGE, 'stshop');
		azure.advance(seconds(30));
		const { status, body } = azure.put(STORAGE, 'stshop', { tags: { of: 'shop' } });
		expect(status).toBe(200);
		expect(parseJson(body)).toMatchObject({ name: 'stshop', tags: { of: 'shop' } });
	});
	it('that may not be made is refused at once', () => {
		expect(azure.put(STORAGE, 'St-Shop').status).toBe(400);
		expect(azure.put(STORAGE, 'stshop', { location: 'mars' }).status).toBe(400);
	});
});
