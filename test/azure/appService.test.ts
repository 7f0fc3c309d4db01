import { beforeEach, describe, expect, it } from 'vitest';
import { environmentOf, requests, seconds, type HttpResponse } from '../../src/azure';
import { bodyOf, claimsOf, Planes } from './planes';
import { SITE, VM } from './support';

/** @see https://learn.microsoft.com/azure/app-service/overview-managed-identity */
let azure: Planes;
let app: string;
let one: { id: string; principalId: string; clientId: string };
beforeEach(() => {
	azure = new Planes();
	azure.group();
	app = azure.id(SITE, 'app-shop');
	one = azure.identity('id-one');
});
const ask = (
	parameters: Readonly<Record<string, string>> = {},
	options: { from?: string; header?: string; endpointOf?: string } = {},
): HttpResponse => {
	const { IDENTITY_ENDPOINT: endpoint = '', IDENTITY_HEADER: secret = '' } = environmentOf(
		azure.world,
		options.endpointOf ?? app,
	);
	const all = { resource: 'https://vault.azure.net', 'api-version': '2019-08-01', ...parameters };
	return azure.send({
		method: 'GET',
		url: `${endpoint}?${new URLSearchParams(all)}`,
		headers: { 'X-IDENTITY-HEADER': options.header ?? secret },
		from: options.from ?? app,
	});
};
const NOT_FOUND =
	'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.';
const expectNotFound = (answer: HttpResponse) => {
	expect(answer.status).toBe(400);
	expect(bodyOf(answer)).toEqual({
		statusCode: 400,
		message: NOT_FOUND,
		correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
	});
};

describe('the environment of an app', () => {
	it('has no identity endpoint while the app has no identity', () => {
		azure.put(SITE, 'app-shop');
		const environment = environmentOf(azure.world, app);
		expect(environment.WEBSITE_SITE_NAME).toBe('app-shop');
		expect(environment.IDENTITY_ENDPOINT).toBeUndefined();
		expect(environment.MSI_ENDPOINT).toBeUndefined();
	});
	it('has one, under both names, as soon as it has any identity', () => {
		azure.put(SITE, 'app-shop', { identity: { type: 'SystemAssigned' } });
		const environment = environmentOf(azure.world, app);
		expect(environment.IDENTITY_ENDPOINT).toMatch(/^http:\/\/169\.254\.130\.\d+:8081\/msi\/token$/);
		expect(environment.IDENTITY_HEADER).toMatch(/^[0-9a-f-]{36}$/);
		expect(environment.MSI_ENDPOINT).toBe(environment.IDENTITY_ENDPOINT);
		expect(environment.MSI_SECRET).toBe(environment.IDENTITY_HEADER);
	});
	it('has what the person who runs it has set', () => {
		azure.put(SITE, 'app-shop', {
			properties: {
				siteConfig: { appSettings: [{ name: 'AZURE_CLIENT_ID', value: one.clientId }] },
			},
		});
		expect(environmentOf(azure.world, app).AZURE_CLIENT_ID).toBe(one.clientId);
	});
	it('is none of a virtual machine’s', () => {
		azure.put(VM, 'vm-web', { identity: { type: 'SystemAssigned' } });
		expect(environmentOf(azure.world, azure.id(VM, 'vm-web'))).toEqual({});
	});
	it('differs from app to app', () => {
		azure.put(SITE, 'app-shop', { identity: { type: 'SystemAssigned' } });
		azure.put(SITE, 'func-shop', { identity: { type: 'SystemAssigned' }, kind: 'functionapp' });
		const other = environmentOf(azure.world, azure.id(SITE, 'func-shop'));
		expect(environmentOf(azure.world, app).IDENTITY_HEADER).not.toBe(other.IDENTITY_HEADER);
	});
});

describe('an app with a system-assigned identity', () => {
	beforeEach(() => {
		azure.put(SITE, 'app-shop', { identity: { type: 'SystemAssigned' } });
	});
	it('gets a token in the documented shape, the client id in capitals', () => {
		const answer = ask();
		expect(answer.status).toBe(200);
		const { principalId = '' } = azure.identityOf(app) ?? {};
		expect(bodyOf(answer)).toEqual({
			access_token: expect.any(String),
			expires_on: String(azure.world.now / 1000 + 86400),
			resource: 'https://vault.azure.net',
			token_type: 'Bearer',
			client_id: azure.world.servicePrincipals[principalId]?.appId.toUpperCase(),
		});
		expect(claimsOf(String(bodyOf(answer).access_token)).oid).toBe(principalId);
	});
	it('is handed the same token again', () => {
		const first = bodyOf(ask());
		azure.advance(seconds(100));
		expect(bodyOf(ask())).toEqual(first);
	});
	it('is refused without the secret of its environment', () => {
		expect(ask({}, { header: 'guessed' }).status).toBe(401);
		expect(ask({}, { header: '' }).status).toBe(401);
	});
	it('is refused an unknown API version, a missing or unknown resource', () => {
		expect(ask({ 'api-version': '2018-02-01' }).status).toBe(400);
		expect(ask({ resource: '' }).status).toBe(400);
		expect(bodyOf(ask({ resource: 'https://nowhere.example' })).message).toMatch(/^AADSTS500011/);
	});
	it('cannot use an identity that it does not have', () => {
		expectNotFound(ask({ client_id: one.clientId }));
	});
	it('can still speak the oldest version', () => {
		const { MSI_ENDPOINT: endpoint, MSI_SECRET: secret = '' } = environmentOf(azure.world, app);
		const url = `${endpoint}?resource=https://vault.azure.net&api-version=2017-09-01`;
		const answer = azure.send({ method: 'GET', url, headers: { Secret: secret }, from: app });
		expect(bodyOf(answer).expires_on).toBe('1/6/2026 9:00:00 AM +00:00');
	});
});

describe('an app with one user-assigned identity', () => {
	beforeEach(() => {
		azure.put(SITE, 'app-shop', {
			identity: { type: 'UserAssigned', userAssignedIdentities: { [one.id]: {} } },
		});
	});
	it('has no default: it must say which one, even the only one', () => {
		expectNotFound(ask());
	});
	it.each([
		['client_id', () => one.clientId],
		['principal_id', () => one.principalId],
		['object_id', () => one.principalId],
		['mi_res_id', () => one.id],
	])('gets it by %s', (name, value) => {
		const answer = ask({ [name]: value() });
		expect(claimsOf(String(bodyOf(answer).access_token)).oid).toBe(one.principalId);
	});
	it('finds none for a wrong client id', () => {
		expectNotFound(ask({ client_id: '11111111-1111-1111-1111-111111111111' }));
	});
	it('keeps its token when the identity is deleted, and gets no new one', () => {
		const first = bodyOf(ask({ client_id: one.clientId }));
		azure.send(requests.del(one.id));
		expect(bodyOf(ask({ client_id: one.clientId }))).toEqual(first);
		expectNotFound(ask({ client_id: one.clientId, resource: 'https://storage.azure.com/' }));
	});
});

describe('the endpoint of an app', () => {
	beforeEach(() => {
		azure.put(SITE, 'app-shop', { identity: { type: 'SystemAssigned' } });
		azure.put(SITE, 'app-other', { identity: { type: 'SystemAssigned' } });
	});
	it('cannot be reached from another app', () => {
		expect(ask({}, { from: azure.id(SITE, 'app-other') }).status).toBe(0);
	});
	it('cannot be reached by a person', () => {
		const url = environmentOf(azure.world, app).IDENTITY_ENDPOINT ?? '';
		expect(azure.send({ method: 'GET', url, headers: {} }).status).toBe(0);
	});
	it('goes with the app', () => {
		const { IDENTITY_ENDPOINT: url = '', IDENTITY_HEADER: secret = '' } = environmentOf(
			azure.world,
			app,
		);
		azure.send(requests.del(app));
		expect(environmentOf(azure.world, app)).toEqual({});
		const headers = { 'X-IDENTITY-HEADER': secret };
		expect(azure.send({ method: 'GET', url, headers, from: app }).status).toBe(0);
	});
});
