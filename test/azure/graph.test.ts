import { beforeEach, describe, expect, it } from 'vitest';
import { days, minutes, requests, type JsonObject } from '../../src/azure';
import { bodyOf, Planes } from './planes';
import { VM } from './support';

/** Shapes as recorded from Microsoft Graph. */
let azure: Planes;
let vm: string;
let one: { id: string; principalId: string; clientId: string };
beforeEach(() => {
	azure = new Planes();
	azure.group();
	azure.put(VM, 'vm-web', { identity: { type: 'SystemAssigned' } });
	vm = azure.id(VM, 'vm-web');
	one = azure.identity('id-one');
});
const ROOT = 'https://graph.microsoft.com/v1.0';
const graph = (path: string, method = 'GET', body?: JsonObject) =>
	azure.send({
		method,
		url: `${ROOT}${path}`,
		headers: { 'content-type': 'application/json' },
		...(body ? { body: JSON.stringify(body) } : {}),
	});
const found = (filter: string) =>
	(
		bodyOf(graph(`/servicePrincipals?$filter=${encodeURIComponent(filter)}`)).value as JsonObject[]
	).map(({ displayName }) => displayName);
const system = () => azure.identityOf(vm)?.principalId ?? '';

describe('a managed identity in the directory', () => {
	it('is a service principal without an application', () => {
		const principal = bodyOf(graph(`/servicePrincipals/${one.principalId}`));
		expect(principal).toMatchObject({
			'@odata.context': `${ROOT}/$metadata#servicePrincipals/$entity`,
			id: one.principalId,
			appId: one.clientId,
			displayName: 'id-one',
			servicePrincipalType: 'ManagedIdentity',
			alternativeNames: ['isExplicit=True', one.id.replace('resourceGroups', 'resourcegroups')],
			appDisplayName: null,
			signInAudience: null,
			appOwnerOrganizationId: null,
			deletedDateTime: null,
			passwordCredentials: [],
		});
		const [name, uri] = principal.servicePrincipalNames as string[];
		expect(name).toBe(one.clientId);
		expect(uri).toMatch(/^https:\/\/identity\.azure\.net\/[A-Za-z0-9+/]{43}=$/);
	});
	it('is named after its resource when it is system-assigned', () => {
		expect(bodyOf(graph(`/servicePrincipals/${system()}`))).toMatchObject({
			displayName: 'vm-web',
			alternativeNames: ['isExplicit=False', vm.replace('resourceGroups', 'resourcegroups')],
		});
	});
	it('has one certificate for exactly 90 days, rolled after 45', () => {
		const keys = () =>
			bodyOf(graph(`/servicePrincipals/${one.principalId}`)).keyCredentials as {
				startDateTime: string;
				endDateTime: string;
				displayName: string;
				key: null;
			}[];
		const [key] = keys();
		expect(key).toMatchObject({ displayName: `CN=${one.clientId}`, key: null });
		expect(Date.parse(key?.endDateTime ?? '') - Date.parse(key?.startDateTime ?? '')).toBe(
			days(90),
		);
		azure.advance(days(44));
		expect(keys()).toHaveLength(1);
		azure.advance(days(1));
		expect(keys()).toHaveLength(2);
	});
	it.each([
		['appId', () => `/servicePrincipals(appId='${one.clientId}')`],
		['its id in parentheses', () => `/servicePrincipals('${one.principalId}')`],
	])('is found by %s', (_, path) => {
		expect(bodyOf(graph(path())).id).toBe(one.principalId);
	});
	it('is found by filters that clients send', () => {
		expect(found(`servicePrincipalNames/any(c:c eq '${one.clientId}')`)).toEqual(['id-one']);
		expect(found(`appId eq '${one.clientId}'`)).toEqual(['id-one']);
		expect(found(`id eq '${system()}'`)).toEqual(['vm-web']);
		expect(found("displayName eq 'VM-WEB'")).toEqual(['vm-web']);
		expect(found("startswith(displayName,'id')")).toEqual(['id-one']);
		expect(found("servicePrincipalType eq 'ManagedIdentity'")).toEqual(['vm-web', 'id-one']);
		expect(found(`id in ('${system()}', '${one.principalId}')`)).toEqual(['vm-web', 'id-one']);
		expect(
			found("displayName eq 'x' or (displayName eq 'id-one' and accountEnabled eq true)"),
		).toEqual(['id-one']);
		expect(found("displayName eq 'it''s or not'")).toEqual([]);
	});
	it('is counted, cut and selected', () => {
		const body = bodyOf(graph('/servicePrincipals?$count=true&$top=1&$select=id,displayName'));
		expect(body['@odata.count']).toBe(2);
		expect(body.value).toEqual([{ id: system(), displayName: 'vm-web' }]);
	});
	it('cannot be deleted or changed through Graph', () => {
		for (const method of ['DELETE', 'PATCH'])
			expect(graph(`/servicePrincipals/${one.principalId}`, method).status).toBe(403);
		expect(graph(`/servicePrincipals/${one.principalId}`).status).toBe(200);
	});
	it('is not known at once when the directory takes its time', () => {
		azure = new Planes({ timing: 'realistic' });
		azure.group();
		const { principalId } = azure.identity('id-new');
		expect(graph(`/servicePrincipals/${principalId}`).status).toBe(404);
		azure.advance(minutes(2));
		expect(graph(`/servicePrincipals/${principalId}`).status).toBe(200);
	});
});

describe('a deleted managed identity', () => {
	let id: string;
	beforeEach(() => {
		id = system();
		azure.send(requests.del(vm));
	});
	it('is not found among the others', () => {
		const answer = graph(`/servicePrincipals/${id}`);
		expect(answer.status).toBe(404);
		expect(bodyOf(answer).error).toMatchObject({
			code: 'Request_ResourceNotFound',
			message: `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
		});
		expect(found("servicePrincipalType eq 'ManagedIdentity'")).toEqual(['id-one']);
	});
	it('can be seen for 30 days', () => {
		const list = () =>
			(
				bodyOf(graph('/directory/deletedItems/microsoft.graph.servicePrincipal'))
					.value as JsonObject[]
			).map((each) => each.id);
		expect(list()).toEqual([id]);
		expect(bodyOf(graph(`/directory/deletedItems/${id}`))).toMatchObject({
			'@odata.type': '#microsoft.graph.servicePrincipal',
			deletedDateTime: '2026-01-05T09:00:00Z',
			keyCredentials: [],
		});
		azure.advance(days(30));
		expect(list()).toEqual([]);
		expect(graph(`/directory/deletedItems/${id}`).status).toBe(404);
	});
	it('can be neither restored nor purged', () => {
		expect(graph(`/directory/deletedItems/${id}/restore`, 'POST', {}).status).toBe(400);
		expect(graph(`/directory/deletedItems/${id}`, 'DELETE').status).toBe(400);
		expect(graph(`/directory/deletedItems/${id}`).status).toBe(200);
	});
	it('is left out of getByIds', () => {
		const ids = [id, one.principalId, azure.world.signedInAs];
		const value = bodyOf(graph('/directoryObjects/getByIds', 'POST', { ids })).value;
		expect((value as JsonObject[]).map((each) => [each['@odata.type'], each.id])).toEqual([
			['#microsoft.graph.servicePrincipal', one.principalId],
			['#microsoft.graph.user', azure.world.signedInAs],
		]);
		const users = { ids, types: ['user', 'group'] };
		expect(bodyOf(graph('/directoryObjects/getByIds', 'POST', users)).value).toHaveLength(1);
	});
});

describe('people', () => {
	it('find themselves and each other', () => {
		const me = bodyOf(graph('/me'));
		expect(me).toMatchObject({ displayName: 'Ada', id: azure.world.signedInAs });
		expect(bodyOf(graph(`/users/${me.id}`))).toMatchObject({ displayName: 'Ada' });
		expect(bodyOf(graph(`/users/${me.userPrincipalName}`)).id).toBe(me.id);
		const filter = encodeURIComponent("userPrincipalName eq 'ben@contoso.onmicrosoft.com'");
		const [ben] = bodyOf(graph(`/users?$filter=${filter}`)).value as JsonObject[];
		expect(ben?.displayName).toBe('Ben');
		expect(graph('/users/nobody@contoso.onmicrosoft.com').status).toBe(404);
	});
});

describe('Graph refuses', () => {
	it('filters, segments and numbers that it does not understand', () => {
		expect(graph('/servicePrincipals?$filter=appId').status).toBe(400);
		expect(graph('/servicePrincipals?$top=some').status).toBe(400);
		expect(graph('/nonsense').status).toBe(400);
		expect(graph('/directoryObjects/getByIds', 'POST').status).toBe(400);
	});
	it('code without a token, with a wrong one, and a managed identity without an app role', () => {
		const url = `${ROOT}/servicePrincipals`;
		const ask = (token?: string) =>
			azure.data('GET', url, { from: vm, ...(token === undefined ? {} : { token }) });
		expect(bodyOf(ask()).error).toMatchObject({
			code: 'InvalidAuthenticationToken',
			message: 'Access token is empty.',
		});
		expect(bodyOf(ask(azure.token(vm, 'https://vault.azure.net'))).error).toMatchObject({
			message: 'Access token validation failure. Invalid audience.',
		});
		expect(bodyOf(ask(azure.token(vm, 'https://graph.microsoft.com'))).error).toMatchObject({
			code: 'Authorization_RequestDenied',
			message: 'Insufficient privileges to complete the operation.',
		});
	});
});
