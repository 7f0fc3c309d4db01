import { beforeEach, describe, expect, it } from 'vitest';
import { days, hours, minutes, requests, seconds } from '../../src/azure';
import { bodyOf, claimsOf, Planes } from './planes';
import { SITE, VM } from './support';

/** @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token */
let azure: Planes;
let vm: string;
beforeEach(() => {
	azure = new Planes();
	azure.group();
	vm = azure.id(VM, 'vm-web');
});
const fault = (answer: { status: number; body: string }) => ({
	status: answer.status,
	...JSON.parse(answer.body),
});
const IDENTITY_NOT_FOUND = {
	status: 400,
	error: 'invalid_request',
	error_description: 'Identity not found',
};

describe('a machine with a system-assigned identity', () => {
	beforeEach(() => {
		azure.put(VM, 'vm-web', { identity: { type: 'SystemAssigned' } });
	});
	it('gets a token in the recorded shape', () => {
		const answer = azure.imds(vm);
		expect(answer.status).toBe(200);
		const body = bodyOf(answer);
		expect(Object.keys(body)).toEqual([
			'access_token',
			'client_id',
			'expires_in',
			'expires_on',
			'ext_expires_in',
			'not_before',
			'resource',
			'token_type',
		]);
		expect(Object.values(body).every((value) => typeof value === 'string')).toBe(true);
		expect(body).toMatchObject({
			expires_in: '86400',
			ext_expires_in: '86399',
			resource: 'https://vault.azure.net',
			token_type: 'Bearer',
		});
		expect(Number(body.expires_on) - Number(body.not_before)).toBe(86700);
		expect(Number(body.expires_on)).toBe(azure.world.now / 1000 + 86400);
	});
	it('names its principal in the token', () => {
		const { principalId } = azure.identityOf(vm) ?? {};
		const claims = claimsOf(azure.token(vm, 'https://vault.azure.net'));
		expect(claims.oid).toBe(principalId);
		expect(claims.xms_mirid).toBe(vm.replace('resourceGroups', 'resourcegroups'));
	});
	it('is handed the same token again, which counts down', () => {
		const first = bodyOf(azure.imds(vm));
		azure.advance(seconds(453));
		const second = bodyOf(azure.imds(vm));
		expect(second).toEqual({ ...first, expires_in: '85947', ext_expires_in: '85946' });
		expect(azure.world.signInLog.map(({ cached }) => cached)).toEqual([false, true]);
	});
	it('gets a token of its own for every resource that it asks for', () => {
		expect(azure.token(vm, 'https://storage.azure.com/')).not.toBe(
			azure.token(vm, 'https://vault.azure.net'),
		);
	});
	it('gets a new token when the old one has expired', () => {
		const first = azure.token(vm, 'https://vault.azure.net');
		azure.advance(hours(24) - 1);
		expect(azure.token(vm, 'https://vault.azure.net')).toBe(first);
		azure.advance(1);
		expect(Object.keys(azure.world.tokens)).toEqual([]);
		expect(azure.token(vm, 'https://vault.azure.net')).not.toBe(first);
	});
	it('prefers it when user-assigned ones are there as well', () => {
		const [one, two] = [azure.identity('id-one'), azure.identity('id-two')];
		azure.send(
			requests.patchIdentity(vm, {
				type: 'SystemAssigned, UserAssigned',
				userAssignedIdentities: { [one.id]: {}, [two.id]: {} },
			}),
		);
		expect(claimsOf(azure.token(vm, 'https://vault.azure.net')).oid).toBe(
			azure.identityOf(vm)?.principalId,
		);
	});
	it('gets none any more once it is switched off, and another one when it is on again', () => {
		const before = claimsOf(azure.token(vm, 'https://vault.azure.net'));
		azure.send(requests.patchIdentity(vm, { type: 'None' }));
		expect(fault(azure.imds(vm))).toEqual(IDENTITY_NOT_FOUND);
		azure.send(requests.patchIdentity(vm, { type: 'SystemAssigned' }));
		expect(claimsOf(azure.token(vm, 'https://vault.azure.net')).oid).not.toBe(before.oid);
	});
	it.each([
		[{}, 'bad_request_102', 'Required metadata header not specified'],
		[{ metadata: 'false' }, 'bad_request_102', 'Required metadata header not specified'],
	])('is refused with the headers %o', (headers, error, error_description) => {
		expect(fault(azure.imds(vm, {}, headers))).toEqual({ status: 400, error, error_description });
	});
	it('takes the header in any case', () => {
		expect(azure.imds(vm, {}, { METADATA: 'True' }).status).toBe(200);
	});
	it.each([
		[{ resource: '' }, 'invalid_request', /'resource' is missing/],
		[{ 'api-version': '' }, 'invalid_request', /'api-version' is missing/],
		[{ 'api-version': '2017-01-01' }, 'invalid_request', /not supported/],
		[{ resource: 'https://nowhere.example' }, 'invalid_resource', /^AADSTS50001: .*nowhere/],
		[
			{ client_id: '11111111-1111-1111-1111-111111111111' },
			'invalid_request',
			/^Identity not found$/,
		],
	])('is refused %o', (parameters, error, description) => {
		const answer = fault(azure.imds(vm, parameters as Record<string, string>));
		expect(answer).toMatchObject({ status: 400, error });
		expect(answer.error_description).toMatch(description);
	});
	it('keeps the refusal in the sign-in log', () => {
		azure.imds(vm, { resource: 'https://nowhere.example' });
		expect(azure.world.signInLog).toEqual([
			{
				time: azure.world.now,
				audience: 'https://nowhere.example',
				from: vm,
				status: 400,
				error: 'invalid_resource',
				cached: false,
			},
		]);
	});
	it('reads about itself', () => {
		const url = 'http://169.254.169.254/metadata/instance?api-version=2021-02-01';
		const answer = azure.send({ method: 'GET', url, headers: { Metadata: 'true' }, from: vm });
		expect(bodyOf(answer).compute).toMatchObject({
			name: 'vm-web',
			location: 'westeurope',
			resourceGroupName: 'rg',
			subscriptionId: azure.subscription,
			resourceId: vm,
		});
	});
});

describe('a machine with user-assigned identities', () => {
	let one: { id: string; principalId: string; clientId: string };
	let two: typeof one;
	beforeEach(() => {
		[one, two] = [azure.identity('id-one'), azure.identity('id-two')];
		azure.put(VM, 'vm-web', {
			identity: { type: 'UserAssigned', userAssignedIdentities: { [one.id]: {} } },
		});
	});
	const attachTwo = () =>
		azure.send(
			requests.patchIdentity(vm, {
				type: 'UserAssigned',
				userAssignedIdentities: { [two.id]: {} },
			}),
		);
	it('gets the only one by default', () => {
		expect(bodyOf(azure.imds(vm)).client_id).toBe(one.clientId);
	});
	it('no longer has a default once there are two', () => {
		attachTwo();
		expect(fault(azure.imds(vm))).toEqual({
			status: 400,
			error: 'invalid_request',
			error_description:
				'Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request',
		});
	});
	it.each([
		['client_id', () => two.clientId],
		['client_id', () => two.clientId.toUpperCase()],
		['object_id', () => two.principalId],
		['msi_res_id', () => two.id],
		['msi_res_id', () => two.id.toLowerCase()],
	])('picks one by %s', (name, value) => {
		attachTwo();
		const claims = claimsOf(azure.token(vm, 'https://vault.azure.net', { [name]: value() }));
		expect(claims.oid).toBe(two.principalId);
		expect(claims.xms_mirid).toBe(two.id.replace('resourceGroups', 'resourcegroups'));
	});
	it('does not get one that is not assigned to it', () => {
		expect(fault(azure.imds(vm, { client_id: two.clientId }))).toEqual(IDENTITY_NOT_FOUND);
	});
	it('keeps the token of a deleted identity until it expires, and gets no new one', () => {
		const token = azure.token(vm, 'https://vault.azure.net');
		azure.send(requests.del(one.id));
		expect(azure.token(vm, 'https://vault.azure.net')).toBe(token);
		expect(fault(azure.imds(vm, { resource: 'https://storage.azure.com/' }))).toEqual(
			IDENTITY_NOT_FOUND,
		);
		azure.advance(days(1));
		expect(fault(azure.imds(vm))).toEqual(IDENTITY_NOT_FOUND);
	});
	it('gets none of an identity that was detached', () => {
		azure.token(vm, 'https://vault.azure.net');
		azure.send(requests.patchIdentity(vm, { type: 'None' }));
		expect(fault(azure.imds(vm))).toEqual(IDENTITY_NOT_FOUND);
	});
});

describe('the address 169.254.169.254', () => {
	const nowhere = { status: 0, headers: {}, body: 'connect ENETUNREACH 169.254.169.254:80' };
	it('is unreachable for people', () => {
		const url = 'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01';
		expect(azure.send({ method: 'GET', url, headers: { Metadata: 'true' } })).toEqual(nowhere);
	});
	it('is unreachable from an app', () => {
		azure.put(SITE, 'app-shop', { identity: { type: 'SystemAssigned' } });
		expect(azure.imds(azure.id(SITE, 'app-shop'))).toEqual(nowhere);
	});
	it('is unreachable from a machine that is gone, or not there yet', () => {
		expect(azure.imds(vm)).toEqual(nowhere);
		azure = new Planes({ timing: 'realistic' });
		azure.group();
		azure.put(VM, 'vm-web', { identity: { type: 'SystemAssigned' } });
		expect(azure.imds(vm)).toEqual(nowhere);
		azure.advance(minutes(5));
		expect(azure.imds(vm).status).toBe(200);
		azure.send(requests.del(vm));
		azure.advance(minutes(5));
		expect(azure.imds(vm)).toEqual(nowhere);
	});
	it('has nothing else to offer', () => {
		azure.put(VM, 'vm-web');
		const ask = (method: string, path: string) =>
			azure.send({
				method,
				url: `http://169.254.169.254${path}`,
				headers: { Metadata: 'true' },
				from: vm,
			}).status;
		expect(ask('GET', '/latest/meta-data')).toBe(404);
		expect(ask('POST', '/metadata/identity/oauth2/token')).toBe(405);
	});
});
