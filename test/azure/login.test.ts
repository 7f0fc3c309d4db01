import { beforeEach, describe, expect, it } from 'vitest';
import { refreshTokenOf } from '../../src/azure/entra/login';
import { bodyOf, claimsOf, Planes } from './planes';

/** @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow */
let azure: Planes;
beforeEach(() => {
	azure = new Planes();
});
const CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const post = (form: Record<string, string>, tenant = azure.world.tenant.tenantId) =>
	azure.send({
		method: 'POST',
		url: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams(form).toString(),
	});
const renew = (scope: string, more: Record<string, string> = {}) =>
	post({
		grant_type: 'refresh_token',
		client_id: CLI,
		refresh_token: refreshTokenOf(azure.world),
		scope,
		...more,
	});

describe('renewing a person’s session', () => {
	it.each([
		['https://management.azure.com/.default', 'https://management.azure.com'],
		['https://management.azure.com//.default', 'https://management.azure.com/'],
		['https://vault.azure.net/.default openid offline_access', 'https://vault.azure.net'],
		['openid https://storage.azure.com/user_impersonation', 'https://storage.azure.com'],
		['https://graph.microsoft.com/.default', 'https://graph.microsoft.com'],
	])('gives a token for %s', (scope, audience) => {
		const answer = renew(scope);
		expect(answer.status).toBe(200);
		const body = bodyOf(answer);
		const claims = claimsOf(String(body.access_token));
		expect(claims).toMatchObject({
			aud: audience,
			idtyp: 'user',
			oid: azure.world.signedInAs,
			upn: 'ada@contoso.onmicrosoft.com',
			name: 'Ada',
			appid: CLI,
			scp: 'user_impersonation',
			amr: ['pwd'],
		});
		expect(claims.xms_mirid).toBeUndefined();
		expect(claims.exp - azure.world.now / 1000).toBe(body.expires_in);
		expect(body.expires_in).toBeGreaterThanOrEqual(3600);
		expect(body.expires_in).toBeLessThanOrEqual(5400);
	});
	it('gives a token that Resource Manager takes', () => {
		const token = String(bodyOf(renew('https://management.azure.com/.default')).access_token);
		const url = 'https://management.azure.com/subscriptions?api-version=2022-12-01';
		expect(azure.data('GET', url, { token }).status).toBe(200);
	});
});

describe('the token endpoint refuses', () => {
	const code = (answer: { status: number; body: string }) => {
		const body = JSON.parse(answer.body);
		expect(answer.status).toBe(400);
		expect(body.error_description).toMatch(
			new RegExp(`^AADSTS${body.error_codes[0]}: .* Timestamp: 2026-01-05 09:00:00Z$`),
		);
		return [body.error, body.error_codes[0]];
	};
	it('passwords', () => {
		expect(code(post({ grant_type: 'password', client_id: CLI }))).toEqual([
			'unsupported_grant_type',
			70003,
		]);
	});
	it('a made-up refresh token', () => {
		expect(code(renew('https://vault.azure.net/.default', { refresh_token: 'x' }))).toEqual([
			'invalid_grant',
			9002313,
		]);
	});
	it('forms with holes', () => {
		expect(code(post({ client_id: CLI }))).toEqual(['invalid_request', 900144]);
		expect(code(post({ grant_type: 'refresh_token', client_id: CLI }))).toEqual([
			'invalid_request',
			900144,
		]);
	});
	it('resources and tenants that it does not know', () => {
		expect(code(renew('https://nowhere.example/.default'))).toEqual(['invalid_resource', 500011]);
		expect(code(post({}, '11111111-1111-1111-1111-111111111111'))).toEqual([
			'invalid_request',
			90002,
		]);
	});
});

it('tells clients where its endpoints are', () => {
	const get = (path: string) =>
		bodyOf(
			azure.send({ method: 'GET', url: `https://login.microsoftonline.com${path}`, headers: {} }),
		);
	const tenant = azure.world.tenant.tenantId;
	expect(get(`/${tenant}/v2.0/.well-known/openid-configuration`)).toMatchObject({
		issuer: `https://login.microsoftonline.com/${tenant}/v2.0`,
		token_endpoint: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
	});
	expect(get('/common/discovery/instance?api-version=1.1').metadata).toMatchObject([
		{ preferred_network: 'login.microsoftonline.com' },
	]);
});
