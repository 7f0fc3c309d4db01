import { beforeEach, describe, expect, it } from 'vitest';
import { base64urlnopad } from '@scure/base';
import { createWorld, days, decodeToken, hours, requests, type World } from '../../src/azure';
import { isRefused, issueToken, verifyToken } from '../../src/azure/entra/tokens';
import { claimsOf, Planes } from './planes';
import { VM } from './support';

/** @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
let azure: Planes;
let vm: string;
let token: string;
beforeEach(() => {
	azure = new Planes();
	azure.group();
	azure.put(VM, 'vm-web', { identity: { type: 'SystemAssigned' } });
	vm = azure.id(VM, 'vm-web');
	token = azure.token(vm, 'https://management.azure.com/');
});
const VAULT = ['https://vault.azure.net'];
const ARM = ['https://management.azure.com'];
const errorOf = (world: World, jwt: string, audiences: readonly string[]) => {
	const verdict = verifyToken(world, jwt, audiences);
	return isRefused(verdict) ? verdict.error : 'accepted';
};

describe('the token of a managed identity', () => {
	it('has the claims that Entra writes', () => {
		const tenant = azure.world.tenant.tenantId;
		const now = azure.world.now / 1000;
		const { principalId } = azure.identityOf(vm) ?? {};
		const claims = claimsOf(token);
		expect(Object.keys(claims)).toEqual([
			'aud',
			'iss',
			'iat',
			'nbf',
			'exp',
			'aio',
			'appid',
			'appidacr',
			'idp',
			'idtyp',
			'oid',
			'rh',
			'sub',
			'tid',
			'uti',
			'ver',
			'xms_mirid',
			'xms_tcdt',
		]);
		expect(claims).toMatchObject({
			aud: 'https://management.azure.com/',
			iss: `https://sts.windows.net/${tenant}/`,
			iat: now - 300,
			nbf: now - 300,
			exp: now + 86400,
			appid: azure.world.servicePrincipals[principalId ?? '']?.appId,
			appidacr: '2',
			idtyp: 'app',
			oid: principalId,
			sub: principalId,
			tid: tenant,
			ver: '1.0',
		});
	});
	it('says when the tenant was made, a second before all that is in it, the same in every token', () => {
		const { xms_tcdt: made } = claimsOf(token);
		expect(Number.isInteger(made)).toBe(true);
		expect(made).toBeGreaterThan(Date.UTC(2010, 0) / 1000);
		expect(made).toBeLessThan(azure.world.now / 1000);
		azure.put(VM, 'vm-two', { identity: { type: 'SystemAssigned' } });
		azure.advance(days(40));
		const other = azure.token(azure.id(VM, 'vm-two'), 'https://vault.azure.net');
		expect(claimsOf(other).xms_tcdt).toBe(made);
	});
	it('has an opaque claim that is whole base64, as Entra makes it', () => {
		expect(String(claimsOf(token).aio)).toMatch(/^(?:[\w-]{4})*[\w-]{2}==$/);
	});
	it('looks like one from Entra: RS256, a key id, 256 bytes of signature', () => {
		const [head = '', , signature = ''] = token.split('.');
		const header = JSON.parse(Buffer.from(head, 'base64url').toString());
		expect(header).toMatchObject({ typ: 'JWT', alg: 'RS256' });
		expect(header.kid).toBe(header.x5t);
		expect(base64urlnopad.decode(signature)).toHaveLength(256);
	});
	it('is the same in two worlds with the same seed and the same past, and in no other', () => {
		const again = (seed: string) => {
			const other = new Planes({ seed });
			other.group();
			other.put(VM, 'vm-web', { identity: { type: 'SystemAssigned' } });
			return other.token(other.id(VM, 'vm-web'), 'https://management.azure.com/');
		};
		expect(again('keyless')).toBe(token);
		expect(again('another')).not.toBe(token);
	});
});

describe('checking a token', () => {
	it('accepts it for its audience, with a slash at the end or without', () => {
		expect(errorOf(azure.world, token, ARM)).toBe('accepted');
		expect(errorOf(azure.world, token, ['https://management.azure.com/'])).toBe('accepted');
	});
	it('refuses it elsewhere', () => {
		expect(errorOf(azure.world, token, VAULT)).toBe('audience');
	});
	it('refuses what is no token', () => {
		for (const text of ['', 'a.b', 'a.b.c', 'ey.ey.ey', `${token}.x`, '....'])
			expect(errorOf(azure.world, text, ARM)).toBe('malformed');
	});
	it('refuses changed claims', () => {
		const [head, , signature] = token.split('.');
		const claims = { ...claimsOf(token), oid: azure.world.signedInAs };
		const forged = Buffer.from(JSON.stringify(claims)).toString('base64url');
		expect(errorOf(azure.world, `${head}.${forged}.${signature}`, ARM)).toBe('signature');
	});
	it('refuses a token from another world', () => {
		expect(errorOf(createWorld({ seed: 'another' }), token, ARM)).toBe('signature');
	});
	it('refuses the right signature of a wrong issuer', () => {
		const principal = Object.values(azure.world.servicePrincipals)[0];
		if (!principal) throw new Error('no principal');
		const elsewhere = {
			...azure.world,
			tenant: { ...azure.world.tenant, tenantId: '22222222-3333-4444-5555-666666666666' },
		};
		const [, { accessToken }] = issueToken(elsewhere, { principal, audience: ARM[0] ?? '' });
		expect(errorOf(azure.world, accessToken, ARM)).toBe('issuer');
	});
	it('refuses it once it has expired, not a moment before', () => {
		azure.advance(hours(24) - 1000);
		expect(errorOf(azure.world, token, ARM)).toBe('accepted');
		azure.advance(1000);
		expect(errorOf(azure.world, token, ARM)).toBe('expired');
	});
	it('refuses it before its time', () => {
		const past = { ...azure.world, now: azure.world.now - hours(1) };
		expect(errorOf(past, token, ARM)).toBe('notYetValid');
	});
	it('accepts it although its identity is gone', () => {
		azure.send(requests.del(vm));
		expect(errorOf(azure.world, token, ARM)).toBe('accepted');
		azure.advance(days(31));
		expect(errorOf(azure.world, token, ARM)).toBe('expired');
	});
});

describe('Resource Manager', () => {
	const vms = () => `https://management.azure.com${vm}?api-version=2024-07-01`;
	const ask = (headers: Record<string, string>, from?: string) => {
		const answer = azure.send({
			method: 'GET',
			url: vms(),
			headers,
			...(from === undefined ? {} : { from }),
		});
		return [answer.status, JSON.parse(answer.body).error?.code ?? 'ok', answer] as const;
	};
	it('takes the signed-in person’s session from a person, and from code nothing but a token', () => {
		expect(ask({}).slice(0, 2)).toEqual([200, 'ok']);
		expect(ask({}, vm).slice(0, 2)).toEqual([401, 'AuthenticationFailed']);
		expect(ask({ authorization: '' }).slice(0, 2)).toEqual([401, 'AuthenticationFailed']);
		expect(ask({ authorization: 'Basic YTpi' }).slice(0, 2)).toEqual([401, 'AuthenticationFailed']);
	});
	it('knows the managed identity by its token and grants it nothing by itself', () => {
		const [status, code, answer] = ask({ authorization: `Bearer ${token}` }, vm);
		expect([status, code]).toEqual([403, 'AuthorizationFailed']);
		const { appid, oid } = claimsOf(token);
		expect(answer.body).toContain(`The client '${appid}' with object id '${oid}'`);
	});
	it('refuses a token for the vault, an expired one and rubbish', () => {
		const vault = azure.token(vm, 'https://vault.azure.net');
		const [status, code, answer] = ask({ authorization: `Bearer ${vault}` });
		expect([status, code]).toEqual([401, 'InvalidAuthenticationTokenAudience']);
		expect(JSON.parse(answer.body).error.message).toBe(
			"The access token has been obtained for wrong audience or resource 'https://vault.azure.net'. It should exactly match with one of the allowed audiences 'https://management.core.windows.net/','https://management.core.windows.net','https://management.azure.com/','https://management.azure.com'.",
		);
		expect(ask({ authorization: 'Bearer rubbish' })[1]).toBe('InvalidAuthenticationToken');
		azure.advance(days(2));
		const expired = ask({ authorization: `Bearer ${token}` });
		expect(expired[1]).toBe('ExpiredAuthenticationToken');
		expect(JSON.parse(expired[2].body).error.message).toContain(
			"'1/6/2026 9:00:00 AM' is earlier than current UTC time '1/7/2026 9:00:00 AM'",
		);
	});
});

it('a token that is no token has no claims', () => {
	expect(decodeToken('not.a.token')).toBeUndefined();
});
