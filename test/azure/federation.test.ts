import { base64urlnopad } from '@scure/base';
import { beforeEach, describe, expect, it } from 'vitest';
import { hours, minutes, requests, type JsonObject } from '../../src/azure';
import { bodyOf, claimsOf, Planes, ROLES } from './planes';
import { VAULT, VM } from './support';

/**
 * Federated credentials and the exchange that they allow.
 * Source: recorded requests of 2023, https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations
 * and refusals that people reported: Azure/azure-workload-identity#616.
 */
let azure: Planes;
let one: { id: string; principalId: string; clientId: string };
beforeEach(() => {
	azure = new Planes();
	azure.group();
	one = azure.identity('id-one');
});
const GITHUB = 'https://token.actions.githubusercontent.com';
const TRUSTED = {
	issuer: GITHUB,
	subject: 'repo:contoso/shop:ref:refs/heads/main',
	audiences: ['api://AzureADTokenExchange'],
};
const path = (name = '') => `${one.id}/federatedIdentityCredentials${name && `/${name}`}`;
const put = (name: string, properties: JsonObject = TRUSTED) =>
	azure.send(requests.arm('PUT', path(name), { properties }));

describe('a federated credential', () => {
	it('is made with 201 and answered as recorded, then changed with 200', () => {
		const first = put('main');
		const lower = one.id.replace('/resourceGroups/', '/resourcegroups/');
		expect(first.status).toBe(201);
		expect(first.headers.location).toBe(`${lower}/federatedIdentityCredentials/main`);
		expect(bodyOf(first)).toEqual({
			id: `${lower}/federatedIdentityCredentials/main`,
			name: 'main',
			type: 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials',
			properties: TRUSTED,
		});
		const changed = put('main', { ...TRUSTED, subject: 'repo:contoso/shop:ref:refs/heads/next' });
		expect(changed.status).toBe(200);
	});
	it('is read, listed, deleted with 200 and then no more', () => {
		put('main');
		put('next', { ...TRUSTED, subject: 'other' });
		const list = azure.ask(requests.get(path())).value as { name: string }[];
		expect(list.map(({ name }) => name)).toEqual(['main', 'next']);
		expect(azure.ask(requests.get(path('main'))).properties).toEqual(TRUSTED);
		expect(azure.send(requests.del(path('main'))).status).toBe(200);
		expect(azure.send(requests.get(path('main'))).status).toBe(404);
	});
	it('goes with its identity', () => {
		put('main');
		azure.send(requests.del(one.id));
		azure.identity('id-one');
		expect(azure.ask(requests.get(path())).value).toEqual([]);
	});
	it('is a Managed Identity Contributor’s to make, not an Operator’s', () => {
		const as = (key: string) => {
			const user = Object.values(azure.world.users).find((each) => each.key === key);
			azure.world = { ...azure.world, signedInAs: user?.id ?? '' };
		};
		as('fay');
		expect(put('main').status).toBe(403);
		as('gus');
		expect(put('main').status).toBe(201);
	});
});

describe('the rules of the considerations page', () => {
	it.each<[string, string, JsonObject, string]>([
		[
			'two audiences',
			'main',
			{ ...TRUSTED, audiences: ['a', 'b'] },
			'Federated identity credentials must have exactly 1 audience.',
		],
		[
			'no audience',
			'main',
			{ ...TRUSTED, audiences: [] },
			'Federated identity credentials must have exactly 1 audience.',
		],
		[
			'no subject',
			'main',
			{ issuer: GITHUB, audiences: ['a'] },
			'Federated Identity Credential from HTTP body has empty properties',
		],
		['a short name', 'ab', TRUSTED, "Federated Identity Credential name 'ab' is invalid."],
		[
			'a name that begins badly',
			'-main',
			TRUSTED,
			"Federated Identity Credential name '-main' is invalid.",
		],
		['a long name', 'a'.repeat(121), TRUSTED, 'is invalid.'],
	])('refuse %s', (_, name, properties, message) => {
		const answer = put(name, properties);
		expect(answer.status).toBe(400);
		expect(bodyOf(answer).error).toMatchObject({ message: expect.stringContaining(message) });
	});
	it('refuse the same issuer and subject twice on one identity, but not on another', () => {
		put('main');
		expect(bodyOf(put('again')).error).toMatchObject({
			message: 'Issuer and subject combination already exists for this Managed Identity.',
		});
		one = azure.identity('id-two');
		expect(put('main').status).toBe(201);
	});
	it('allow twenty and no more', () => {
		const status = Array.from({ length: 21 }, (_, index) =>
			put(`main-${index}`, { ...TRUSTED, subject: `subject-${index}` }),
		).map((answer) => answer.status);
		expect(status.filter((each) => each === 201)).toHaveLength(20);
		expect(status.at(-1)).toBe(400);
	});
	it('need the identity', () => {
		one = { ...one, id: one.id.replace('id-one', 'id-none') };
		expect(put('main').status).toBe(404);
	});
});

const encode = (value: JsonObject) =>
	base64urlnopad.encode(new TextEncoder().encode(JSON.stringify(value)));
const assertion = (claims: JsonObject = {}): string => {
	const now = azure.world.now / 1000;
	const body = {
		iss: TRUSTED.issuer,
		sub: TRUSTED.subject,
		aud: TRUSTED.audiences[0],
		nbf: now - 60,
		exp: now + 600,
		...claims,
	};
	return `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(body)}.c2lnbmF0dXJl`;
};
const exchange = (form: Record<string, string> = {}) =>
	azure.send({
		method: 'POST',
		url: `https://login.microsoftonline.com/${azure.world.tenant.tenantId}/oauth2/v2.0/token`,
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({
			grant_type: 'client_credentials',
			client_id: one.clientId,
			scope: 'https://vault.azure.net/.default',
			client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
			client_assertion: assertion(),
			...form,
		}).toString(),
	});

describe('the exchange', () => {
	it('gives a token of the identity, which opens what the identity may open', () => {
		put('main');
		azure.put(VAULT, 'kv-shop');
		const vault = azure.id(VAULT, 'kv-shop');
		azure.send(requests.putSecretThroughArm(vault, 'db', 'open sesame'));
		azure.grant(vault, ROLES.keyVaultSecretsUser, one.principalId);
		const answer = bodyOf(exchange());
		expect(answer).toMatchObject({ token_type: 'Bearer', expires_in: expect.any(Number) });
		const token = String(answer.access_token);
		expect(claimsOf(token)).toMatchObject({ oid: one.principalId, appid: one.clientId });
		const url = 'https://kv-shop.vault.azure.net/secrets/db?api-version=7.5';
		expect(bodyOf(azure.data('GET', url, { token })).value).toBe('open sesame');
	});
	const NO_MATCH =
		'AADSTS70021: No matching federated identity record found for presented assertion.';
	it.each<[string, JsonObject]>([
		['issuer', { iss: `${GITHUB}/` }],
		['subject', { sub: 'repo:contoso/shop:ref:refs/heads/next' }],
		['case of the subject', { sub: TRUSTED.subject.toUpperCase() }],
		['audience', { aud: 'https://contoso.com' }],
	])('is refused when the %s is another', (_, claims) => {
		put('main');
		const answer = exchange({ client_assertion: assertion(claims) });
		expect(answer.status).toBe(400);
		expect(bodyOf(answer)).toMatchObject({
			error: 'invalid_request',
			error_codes: [70021],
			error_description: expect.stringContaining(NO_MATCH),
		});
	});
	it('names what was presented', () => {
		const { error_description: text } = bodyOf(exchange());
		expect(text).toContain(
			`Assertion Issuer: '${TRUSTED.issuer}'. Assertion Subject: '${TRUSTED.subject}'. Assertion Audience: 'api://AzureADTokenExchange'.`,
		);
	});
	it('stops when the credential is deleted, and when the identity is', () => {
		put('main');
		expect(exchange().status).toBe(200);
		azure.send(requests.del(path('main')));
		expect(bodyOf(exchange()).error_codes).toEqual([70021]);
		azure.send(requests.del(one.id));
		expect(bodyOf(exchange())).toMatchObject({
			error: 'unauthorized_client',
			error_codes: [700016],
		});
	});
	it.each<[string, number, number, () => Record<string, string>]>([
		['an assertion that is over', 401, 700024, () => ({ client_assertion: assertion({ exp: 1 }) })],
		[
			'one that is not yet valid',
			401,
			700024,
			() => ({ client_assertion: assertion({ nbf: (azure.world.now + hours(1)) / 1000 }) }),
		],
		['no JWT', 400, 50027, () => ({ client_assertion: 'x.y.z' })],
		['nothing', 401, 7000218, () => ({ client_assertion: '' })],
		[
			'an audience nobody knows',
			400,
			500011,
			() => ({ scope: 'https://nowhere.example/.default' }),
		],
	])('refuses %s with %i AADSTS%i', (_, status, code, form) => {
		put('main');
		const answer = exchange(form());
		expect([answer.status, bodyOf(answer).error_codes]).toEqual([status, [code]]);
	});
	it('under realistic timing a new credential is not known at once', () => {
		azure = new Planes({ timing: 'realistic' });
		azure.group();
		one = azure.identity('id-one');
		azure.advance(minutes(5));
		put('main');
		expect(bodyOf(exchange()).error_codes).toEqual([70021]);
		azure.advance(minutes(2));
		expect(exchange().status).toBe(200);
	});
	it('takes no wildcard in a subject: it is a letter like any other', () => {
		put('main', { ...TRUSTED, subject: 'repo:contoso/shop:*' });
		expect(bodyOf(exchange()).error_codes).toEqual([70021]);
		const literal = assertion({ sub: 'repo:contoso/shop:*' });
		expect(exchange({ client_assertion: literal }).status).toBe(200);
	});
	it.each([
		'https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0',
		'https://sts.windows.net/11111111-2222-3333-4444-555555555555/',
	])('is refused for tokens of Microsoft Entra itself: %s', (issuer) => {
		expect(put('entra', { ...TRUSTED, issuer }).status).toBe(201);
		const answer = exchange({ client_assertion: assertion({ iss: issuer }) });
		expect(answer.status).toBe(400);
		expect(bodyOf(answer)).toMatchObject({
			error_codes: [700222],
			error_description: expect.stringContaining(
				'AADSTS700222: AAD-issued tokens may not be used for federated identity flows.',
			) as string,
		});
	});
	it('leaves the directory’s count of objects as it is', () => {
		const objects = () => Object.keys(azure.world.servicePrincipals).length;
		const before = objects();
		put('main');
		put('next', { ...TRUSTED, subject: 'other' });
		expect(objects()).toBe(before);
	});
});

/** https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials */
describe('a flexible credential', () => {
	const flexible = (value: string, more: JsonObject = {}): JsonObject => ({
		issuer: GITHUB,
		audiences: TRUSTED.audiences,
		claimsMatchingExpression: { value, languageVersion: 1 },
		...more,
	});
	const BRANCHES = "claims['sub'] matches 'repo:contoso/shop:ref:refs/heads/*'";
	it('has an expression where others have a subject, and is answered so', () => {
		const answer = put('branches', flexible(BRANCHES));
		expect(answer.status).toBe(201);
		expect(bodyOf(answer).properties).toEqual(flexible(BRANCHES));
	});
	it.each<[string, JsonObject]>([
		['a subject beside it', flexible(BRANCHES, { subject: TRUSTED.subject })],
		[
			'another version of the language',
			{
				...flexible(BRANCHES),
				claimsMatchingExpression: { value: BRANCHES, languageVersion: 2 },
			},
		],
		['no quotes', flexible("claims['sub'] matches repo:contoso/*")],
		['an operator that there is not', flexible("claims['sub'] startswith 'repo:contoso/'")],
		['two spaces', flexible("claims['sub']  eq 'repo'")],
		['a claim that GitHub’s tokens are not asked about', flexible("claims['actor'] eq 'ada'")],
		['half of a second test', flexible(`${BRANCHES} and`)],
	])('is refused with %s', (_, properties) => {
		expect(put('branches', properties).status).toBe(400);
	});
	it.each([
		[BRANCHES, {}, true],
		[BRANCHES, { sub: 'repo:contoso/shop:ref:refs/heads/next/one' }, true],
		[BRANCHES, { sub: 'repo:contoso/shop:ref:refs/tags/v1' }, false],
		["claims['sub'] matches 'repo:contoso/sho?:ref:refs/heads/main'", {}, true],
		["claims['sub'] matches 'repo:contoso/sho?:ref:refs/heads/????'", {}, true],
		["claims['sub'] matches 'repo:contoso/sho?:ref:refs/heads/???'", {}, false],
		["claims['sub'] matches 'repo.contoso.*'", {}, false],
		["claims['sub'] eq 'repo:contoso/shop:ref:refs/heads/main'", {}, true],
		["claims['sub'] eq 'repo:contoso/shop:*'", {}, false],
		[
			`${BRANCHES} and claims['job_workflow_ref'] matches 'contoso/ci/*@refs/heads/main'`,
			{ job_workflow_ref: 'contoso/ci/.github/workflows/ship.yml@refs/heads/main' },
			true,
		],
		[`${BRANCHES} and claims['job_workflow_ref'] matches 'contoso/ci/*'`, {}, false],
	])('%s trusts a token with %o: %s', (value, claims, trusted) => {
		expect(put('branches', flexible(value)).status).toBe(201);
		const answer = exchange({ client_assertion: assertion(claims) });
		expect(answer.status).toBe(trusted ? 200 : 400);
		if (!trusted)
			expect(bodyOf(answer)).toMatchObject({
				error_codes: [7002131],
				error_description: expect.stringContaining(
					'or no federated identity credential expression matched.',
				) as string,
			});
	});
	it('counts as one of an issuer’s: the same expression twice is refused', () => {
		put('branches', flexible(BRANCHES));
		expect(put('again', flexible(BRANCHES)).status).toBe(400);
		expect(put('main').status).toBe(201);
	});
});

/** https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity */
describe('a managed identity that proves itself to others', () => {
	it('gets a token whose issuer is the directory and whose subject is its principal id', () => {
		azure.put(VM, 'vm-web', {
			identity: { type: 'UserAssigned', userAssignedIdentities: { [one.id]: {} } },
		});
		const token = azure.token(azure.id(VM, 'vm-web'), 'api://AzureADTokenExchange');
		const claims = claimsOf(token);
		expect(claims).toMatchObject({
			aud: 'fb60f99c-7a34-4190-8149-302f77469936',
			iss: `https://login.microsoftonline.com/${azure.world.tenant.tenantId}/v2.0`,
			sub: one.principalId,
			oid: one.principalId,
			azp: one.clientId,
			azpacr: '2',
			idtyp: 'app',
			ver: '2.0',
		});
		expect(claims).not.toHaveProperty('appid');
	});
	it('opens nothing with it', () => {
		azure.put(VM, 'vm-web', {
			identity: { type: 'UserAssigned', userAssignedIdentities: { [one.id]: {} } },
		});
		const token = azure.token(azure.id(VM, 'vm-web'), 'api://AzureADTokenExchange');
		const { url } = requests.get(one.id);
		expect(bodyOf(azure.data('GET', url, { token })).error).toMatchObject({
			code: 'InvalidAuthenticationTokenAudience',
		});
	});
});
