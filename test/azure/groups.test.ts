// Security groups: whose roles their members have, and when tokens say so.
// https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identity-best-practice-recommendations
import { expect, test } from 'vitest';
import { hours, requests, signInAs, type HttpRequest, type JsonObject } from '../../src/azure';
import { person } from './rbacWorld';
import { bodyOf, claimsOf, Planes, ROLES } from './planes';
import { VAULT, VM } from './support';

const graph = (method: string, path: string, body?: JsonObject): HttpRequest => ({
	method,
	url: `https://graph.microsoft.com/v1.0${path}`,
	headers: {},
	...(body ? { body: JSON.stringify(body) } : {}),
});
const member = (id: string) => ({
	'@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}`,
});

class Directory extends Planes {
	team(displayName: string): string {
		const body = { displayName, mailNickname: displayName, mailEnabled: false };
		const made = this.send(graph('POST', '/groups', { ...body, securityEnabled: true }));
		expect(made.status).toBe(201);
		return String(bodyOf(made).id);
	}
	join(group: string, id: string) {
		return this.send(graph('POST', `/groups/${group}/members/$ref`, member(id))).status;
	}
	leave(group: string, id: string) {
		return this.send(graph('DELETE', `/groups/${group}/members/${id}/$ref`)).status;
	}
	names(path: string) {
		const { value } = bodyOf(this.send(graph('GET', path)));
		return (value as { displayName: string }[]).map(({ displayName }) => displayName);
	}
}

test("a person's session knows every membership at once, also by way of a group inside", () => {
	const azure = new Directory();
	azure.group();
	const hana = person(azure.world, 'hana');
	const [outer, inner] = [azure.team('outer'), azure.team('inner')];
	const scope = `/subscriptions/${azure.subscription}/resourceGroups/rg`;
	const grant = requests.putRoleAssignment({
		scope,
		subscriptionId: azure.subscription,
		roleDefinitionName: ROLES.reader,
		principalId: outer,
		principalType: 'Group',
	});
	expect(azure.code(grant)).toBe(201);
	expect([azure.join(outer, inner), azure.join(inner, hana)]).toEqual([204, 204]);
	const asHana = () => {
		azure.world = signInAs(azure.world, 'hana');
		const code = azure.code(requests.get(scope));
		azure.world = signInAs(azure.world, 'ada');
		return code;
	};
	expect(asHana()).toBe(200);
	expect(azure.names(`/users/${hana}/memberOf`)).toEqual(['inner']);
	expect(azure.names(`/users/${hana}/transitiveMemberOf`).sort()).toEqual(['inner', 'outer']);
	expect(azure.names(`/groups/${outer}/members`)).toEqual(['inner']);
	expect(azure.names(`/groups/${outer}/transitiveMembers`).sort()).toEqual(['Hana', 'inner']);
	expect(azure.leave(inner, hana)).toBe(204);
	expect(asHana()).toBe('AuthorizationFailed');
});

test("a managed identity's token keeps its groups until it is a day old", () => {
	const azure = new Directory();
	azure.group();
	azure.put(VM, 'vm', { identity: { type: 'SystemAssigned' } });
	azure.put(VAULT, 'kv-shop');
	const [vm, vault] = [azure.id(VM, 'vm'), azure.id(VAULT, 'kv-shop')];
	azure.send(requests.putSecretThroughArm(vault, 'db', 'correct horse'));
	const principalId = azure.identityOf(vm)?.principalId ?? '';
	const group = azure.team('readers');
	const body = { subscriptionId: azure.subscription, principalType: 'Group' } as const;
	const role = { roleDefinitionName: ROLES.keyVaultSecretsUser, principalId: group };
	azure.send(requests.putRoleAssignment({ scope: vault, ...body, ...role }));
	const reads = () => {
		const token = azure.token(vm, 'https://vault.azure.net');
		const url = 'https://kv-shop.vault.azure.net/secrets/db?api-version=7.4';
		return [claimsOf(token).groups, azure.data('GET', url, { token, from: vm }).status];
	};
	expect(reads()).toEqual([undefined, 403]);
	expect(azure.join(group, principalId)).toBe(204);
	expect(reads()).toEqual([undefined, 403]);
	azure.advance(hours(25));
	expect(reads()).toEqual([[group], 200]);
	expect(azure.leave(group, principalId)).toBe(204);
	expect(reads()).toEqual([[group], 200]);
	azure.advance(hours(25));
	expect(reads()).toEqual([undefined, 403]);
});

test('only owners say who is in a group, nobody twice, and no group in itself', () => {
	const azure = new Directory();
	const hana = person(azure.world, 'hana');
	const [outer, inner] = [azure.team('outer'), azure.team('inner')];
	expect([azure.join(outer, hana), azure.join(outer, hana)]).toEqual([204, 400]);
	expect([azure.join(outer, outer), azure.join(outer, inner)]).toEqual([400, 204]);
	expect(azure.join(inner, outer)).toBe(400);
	expect(azure.join(outer, 'ffffffff-0000-4000-8000-000000000000')).toBe(404);
	expect(azure.leave(inner, hana)).toBe(404);
	azure.world = signInAs(azure.world, 'ben');
	expect(azure.join(outer, person(azure.world, 'ben'))).toBe(403);
	expect(azure.names('/groups')).toEqual(['outer', 'inner']);
	azure.world = signInAs(azure.world, 'ada');
	expect(azure.send(graph('DELETE', `/groups/${inner}`)).status).toBe(204);
	expect(azure.names(`/groups/${outer}/members`)).toEqual(['Hana']);
	expect(azure.send(graph('GET', `/groups/${inner}`)).status).toBe(404);
});
