import { beforeEach, describe, expect, it } from 'vitest';
import { days, hours, requests, type HttpResponse } from '../../src/azure';
import { bodyOf, claimsOf, Planes, responseHeader, ROLES } from './planes';
import { VAULT, VM } from './support';

/** @see https://learn.microsoft.com/rest/api/keyvault/secrets */
let azure: Planes;
let vm: string;
let vault: string;
let principalId: string;
const HOST = 'https://kv-shop.vault.azure.net';
const SECRET = `${HOST}/secrets/db?api-version=7.5`;

beforeEach(() => {
	azure = new Planes();
	azure.group();
	azure.put(VM, 'vm-web', { identity: { type: 'SystemAssigned' } });
	azure.put(VAULT, 'kv-shop');
	vm = azure.id(VM, 'vm-web');
	vault = azure.id(VAULT, 'kv-shop');
	principalId = azure.identityOf(vm)?.principalId ?? '';
	azure.send(requests.putSecretThroughArm(vault, 'db', 's3cret'));
});
const error = (answer: HttpResponse) =>
	bodyOf(answer).error as { code: string; message: string; innererror?: { code: string } };
const ask = (url = SECRET, method = 'GET', body?: string) =>
	azure.data(method, url, {
		from: vm,
		token: azure.token(vm, 'https://vault.azure.net'),
		...(body === undefined ? {} : { body }),
	});

describe('a vault asks who is there', () => {
	const CHALLENGE = () =>
		`Bearer authorization="https://login.microsoftonline.com/${azure.world.tenant.tenantId}", resource="https://vault.azure.net"`;
	it('and tells code without a token where to get one', () => {
		const answer = azure.data('GET', SECRET, { from: vm });
		expect(answer.status).toBe(401);
		expect(responseHeader(answer, 'www-authenticate')).toBe(CHALLENGE());
		expect(bodyOf(answer)).toEqual({
			error: {
				code: 'Unauthorized',
				message: 'AKV10000: Request is missing a Bearer or PoP token.',
			},
		});
	});
	it('and does not take a token for something else', () => {
		const token = azure.token(vm, 'https://management.azure.com/');
		const answer = azure.data('GET', SECRET, { from: vm, token });
		expect(answer.status).toBe(401);
		expect(error(answer).message).toBe(
			'AKV10022: Invalid audience. Expected https://vault.azure.net, found: https://management.azure.com/.',
		);
		expect(responseHeader(answer, 'www-authenticate')).toBe(CHALLENGE());
	});
	it('and takes one with a slash at the end of its audience', () => {
		const token = azure.token(vm, 'https://vault.azure.net/');
		expect(azure.data('GET', SECRET, { from: vm, token }).status).toBe(403);
	});
	it('and does not take an expired token', () => {
		const token = azure.token(vm, 'https://vault.azure.net');
		azure.advance(hours(24));
		const answer = azure.data('GET', SECRET, { from: vm, token });
		expect([answer.status, error(answer).message]).toEqual([
			401,
			"[TokenExpired] Error validating token: 'S2S12086'.",
		]);
	});
	it('and writes strangers down', () => {
		azure.data('GET', SECRET, { from: vm });
		expect(azure.world.dataLog).toMatchObject([
			{ operationName: 'SecretGet', authentication: 'Anonymous', from: vm, status: 401 },
		]);
	});
	it('and knows a person by their session', () => {
		const answer = azure.data('GET', SECRET);
		expect([answer.status, error(answer).innererror?.code]).toEqual([403, 'ForbiddenByRbac']);
		expect(error(answer).message).toContain(`oid=${azure.world.signedInAs};`);
	});
});

describe('a vault in RBAC mode', () => {
	it('refuses whoever has no role, in Azure’s words', () => {
		const answer = ask();
		expect(answer.status).toBe(403);
		const { appid } = claimsOf(azure.token(vm, 'https://vault.azure.net'));
		const resource = `/subscriptions/${azure.subscription}/resourcegroups/rg/providers/microsoft.keyvault/vaults/kv-shop/secrets/db`;
		expect(bodyOf(answer)).toEqual({
			error: {
				code: 'Forbidden',
				message: `Caller is not authorized to perform action on resource.\r\nIf role assignments, deny assignments or role definitions were changed recently, please observe propagation time.\r\nCaller: appid=${appid};oid=${principalId};iss=https://sts.windows.net/${azure.world.tenant.tenantId}/\r\nAction: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'\r\nResource: '${resource}'\r\nAssignment: (not found)\r\nDenyAssignmentId: null\r\nDecisionReason: null \r\nVault: kv-shop;location=westeurope\r\n`,
				innererror: { code: 'ForbiddenByRbac' },
			},
		});
	});
	it.each([
		['at the vault', () => vault],
		['at this secret', () => `${vault}/secrets/db`],
		['at the resource group', () => `/subscriptions/${azure.subscription}/resourceGroups/rg`],
	])('gives the secret to whom the role was granted %s', (_, scope) => {
		azure.grant(scope(), ROLES.keyVaultSecretsUser, principalId);
		const answer = ask();
		expect(answer.status).toBe(200);
		expect(bodyOf(answer)).toEqual({
			value: 's3cret',
			id: expect.stringMatching(
				/^https:\/\/kv-shop\.vault\.azure\.net\/secrets\/db\/[0-9a-f]{32}$/,
			),
			attributes: {
				enabled: true,
				created: azure.world.now / 1000,
				updated: azure.world.now / 1000,
				recoveryLevel: 'Recoverable+Purgeable',
				recoverableDays: 90,
			},
			tags: {},
		});
	});
	it('does not extend a role at one secret to another', () => {
		azure.send(requests.putSecretThroughArm(vault, 'other', 'x'));
		azure.grant(`${vault}/secrets/other`, ROLES.keyVaultSecretsUser, principalId);
		expect(ask().status).toBe(403);
	});
	it.each([
		['Reader', ROLES.reader],
		['Key Vault Reader', ROLES.keyVaultReader],
	])('gives no secret to %s', (_, role) => {
		azure.grant(vault, role, principalId);
		expect(ask().status).toBe(403);
	});
	it('lets Key Vault Reader see names, never values', () => {
		azure.grant(vault, ROLES.keyVaultReader, principalId);
		const list = ask(`${HOST}/secrets?api-version=7.5`);
		expect(list.status).toBe(200);
		expect(bodyOf(list).value).toMatchObject([{ id: `${HOST}/secrets/db` }]);
		expect(list.body).not.toContain('s3cret');
		expect(ask(`${HOST}/secrets/db/versions?api-version=7.5`).status).toBe(200);
	});
	it('says 403, not 404, to those who may not know what is there', () => {
		expect(ask(`${HOST}/secrets/nothing?api-version=7.5`).status).toBe(403);
	});
	it('says that a secret is not there to those who may', () => {
		azure.grant(vault, ROLES.keyVaultSecretsUser, principalId);
		const answer = ask(`${HOST}/secrets/nothing?api-version=7.5`);
		expect(answer.status).toBe(404);
		expect(error(answer)).toEqual({
			code: 'SecretNotFound',
			message:
				'A secret with (name/id) nothing was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182',
		});
	});
	it.each([
		`${HOST}//secrets/db/?api-version=7.5`,
		`${HOST}/secrets/db/?api%2Dversion=2025-07-01`,
		`${HOST}/Secrets/DB?api-version=7.5`,
		'https://KV-SHOP.vault.azure.net:443/secrets/db?api-version=7.5',
	])('understands %s', (url) => {
		azure.grant(vault, ROLES.keyVaultSecretsUser, principalId);
		expect(bodyOf(ask(url)).value).toBe('s3cret');
	});
	it('writes down who asked for what, allowed or not', () => {
		ask();
		azure.grant(vault, ROLES.keyVaultSecretsUser, principalId);
		ask();
		const entry = {
			time: azure.world.now,
			service: 'keyVault',
			operationName: 'SecretGet',
			action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action',
			plane: 'data',
			url: SECRET,
			scope: `${vault}/secrets/db`,
			authentication: 'OAuth',
			principalId,
			from: vm,
		};
		expect(azure.world.dataLog).toEqual([
			{ ...entry, status: 403, errorCode: 'ForbiddenByRbac' },
			{ ...entry, status: 200 },
		]);
	});
});

describe('writing secrets', () => {
	const put = (name: string, body: object) =>
		ask(`${HOST}/secrets/${name}?api-version=7.5`, 'PUT', JSON.stringify(body));
	it('needs more than reading them', () => {
		azure.grant(vault, ROLES.keyVaultSecretsUser, principalId);
		expect(put('db', { value: 'x' }).status).toBe(403);
		azure.grant(vault, ROLES.keyVaultSecretsOfficer, principalId);
		expect(put('db', { value: 'x' }).status).toBe(200);
	});
	it('makes a new version each time and keeps the old ones', () => {
		azure.grant(vault, ROLES.keyVaultSecretsOfficer, principalId);
		const first = bodyOf(put('api-key', { value: 'one', tags: { a: 'b' } }));
		const second = bodyOf(put('api-key', { value: 'two', contentType: 'text/plain' }));
		expect(second.id).not.toBe(first.id);
		expect(bodyOf(ask(`${HOST}/secrets/api-key?api-version=7.5`))).toEqual(second);
		expect(bodyOf(ask(`${first.id}?api-version=7.5`))).toMatchObject({
			value: 'one',
			tags: { a: 'b' },
		});
	});
	it('refuses malformed names, bodies and operations', () => {
		azure.grant(vault, ROLES.keyVaultSecretsOfficer, principalId);
		expect(put('under_score', { value: 'x' }).status).toBe(400);
		expect(put('db', { worth: 'x' }).status).toBe(400);
		expect(ask(`${HOST}/secrets/db`).status).toBe(400);
		expect(ask(`${HOST}/storage?api-version=7.5`).status).toBe(400);
	});
	it('keeps a deleted secret for 90 days, name and all', () => {
		azure.grant(vault, ROLES.keyVaultAdministrator, principalId);
		expect(ask(SECRET, 'DELETE').status).toBe(200);
		expect(ask().status).toBe(404);
		expect(error(put('db', { value: 'x' })).innererror?.code).toBe('ObjectIsDeletedButRecoverable');
		const deleted = bodyOf(ask(`${HOST}/deletedsecrets/db?api-version=7.5`));
		expect(Number(deleted.scheduledPurgeDate) - Number(deleted.deletedDate)).toBe(90 * 86400);
		azure.advance(days(90));
		expect(ask(`${HOST}/deletedsecrets/db?api-version=7.5`).status).toBe(404);
		expect(put('db', { value: 'new' }).status).toBe(200);
		expect(bodyOf(ask(`${HOST}/secrets/db/versions?api-version=7.5`)).value).toHaveLength(1);
	});
});

describe('a vault with access policies', () => {
	const policies = (secrets: string[]) =>
		azure.put(VAULT, 'kv-shop', {
			properties: {
				enableRbacAuthorization: false,
				accessPolicies: [
					{
						tenantId: azure.world.tenant.tenantId,
						objectId: principalId,
						permissions: { secrets },
					},
				],
			},
		});
	it('refuses whoever is not in its list, roles or not', () => {
		policies(['list']);
		azure.grant(vault, ROLES.keyVaultAdministrator, principalId);
		const answer = ask();
		const { appid } = claimsOf(azure.token(vm, 'https://vault.azure.net'));
		expect(answer.status).toBe(403);
		expect(error(answer)).toEqual({
			code: 'Forbidden',
			message: `The user, group or application 'appid=${appid};oid=${principalId};iss=https://sts.windows.net/${azure.world.tenant.tenantId}/' does not have secrets get permission on key vault 'kv-shop;location=westeurope'. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287`,
			innererror: { code: 'ForbiddenByPolicy' },
		});
		expect(ask(`${HOST}/secrets?api-version=7.5`).status).toBe(200);
	});
	it.each([[['Get']], [['all']]])('gives secrets to who has %o there', (secrets) => {
		policies(secrets);
		expect(bodyOf(ask()).value).toBe('s3cret');
	});
});

describe('the name of a vault', () => {
	const nowhere = {
		status: 0,
		headers: {},
		body: 'getaddrinfo ENOTFOUND kv-gone.vault.azure.net',
	};
	it('does not resolve when there is no such vault', () => {
		expect(ask('https://kv-gone.vault.azure.net/secrets/db?api-version=7.5')).toEqual(nowhere);
	});
	it('does not resolve any more when it was deleted', () => {
		azure.put(VAULT, 'kv-gone');
		azure.send(requests.del(azure.id(VAULT, 'kv-gone')));
		expect(ask('https://kv-gone.vault.azure.net/secrets/db?api-version=7.5')).toEqual(nowhere);
	});
});
