// What the two articles that Keyless grew out of, and the sheet of facts behind it, say about managed identities: a row for each
// claim, held against the running Azure. The right-hand side is the articles' and Microsoft's, never the simulator's.
import { describe, expect, test } from 'vitest';
import { environmentOf, minutes, requests, type JsonObject, type Timing } from '../../src/azure';
import { Planes, ROLES, bodyOf } from './planes';
import { SITE, STORAGE, VAULT, VM } from './support';

/** At once, and in the time that it takes. */
export const BOTH = ['instant', 'realistic'] as const;
export const SYSTEM = { type: 'SystemAssigned' };
export const user = (...ids: string[]) => ({
	type: 'UserAssigned',
	userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, {}])),
});
export const both = (...ids: string[]) => ({
	...user(...ids),
	type: 'SystemAssigned, UserAssigned',
});

/** A learner's Azure with a vault, a secret in it, and words for what the rows look at. */
export class Scene extends Planes {
	constructor(timing: Timing) {
		super({ timing });
		this.group();
		this.put(VAULT, 'kv-shop');
		this.settle();
		this.send(requests.putSecretThroughArm(this.vault, 'db', 'geheim'));
	}
	get vault() {
		return this.id(VAULT, 'kv-shop');
	}
	/** Long enough for everything that is under way to be done. */
	settle() {
		this.advance(minutes(15));
	}
	machine(name: string, identity?: JsonObject) {
		this.put(VM, name, identity ? { identity } : {});
		this.settle();
		return this.id(VM, name);
	}
	app(name: string, identity?: JsonObject) {
		this.put(SITE, name, identity ? { identity } : {});
		this.settle();
		return this.id(SITE, name);
	}
	account(identity?: JsonObject) {
		this.put(STORAGE, 'contosoledger', identity ? { identity } : {});
		this.settle();
		return this.id(STORAGE, 'contosoledger');
	}
	patch(id: string, identity: object) {
		const response = this.send(requests.patchResource(id, { identity: { ...identity } }));
		this.settle();
		return response;
	}
	remove(id: string) {
		const { status } = this.send(requests.del(id));
		this.settle();
		return status;
	}
	principal(id: string) {
		return this.identityOf(id)?.principalId ?? '';
	}
	/** Whether the directory still has a service principal. */
	exists(principalId: string) {
		const url = `https://graph.microsoft.com/v1.0/servicePrincipals/${principalId}`;
		return this.send({ method: 'GET', url, headers: {} }).status === 200;
	}
	isSoftDeleted(principalId: string) {
		const url = `https://graph.microsoft.com/v1.0/directory/deletedItems/${principalId}`;
		return this.send({ method: 'GET', url, headers: {} }).status === 200;
	}
	mayRead(principalId: string, scope = this.vault) {
		const { status } = this.grant(scope, ROLES.keyVaultSecretsUser, principalId);
		this.settle();
		return status;
	}
	/** What a machine gets when its code asks for the secret. */
	read(from: string, selector: Record<string, string> = {}) {
		return this.readWith(this.token(from, 'https://vault.azure.net', selector));
	}
	readWith(token: string) {
		const url = 'https://kv-shop.vault.azure.net/secrets/db?api-version=7.4';
		return this.data('GET', url, { token }).status;
	}
	/** What the metadata service says: the client id of the token, or the reason why there is none. */
	asks(from: string, parameters: Record<string, string> = {}, headers?: Record<string, string>) {
		const { client_id, error, error_description } = bodyOf(this.imds(from, parameters, headers));
		return client_id ?? [error, error_description];
	}
	/** What an app's own endpoint says. */
	asksAtHome(from: string, selector = '') {
		const { IDENTITY_ENDPOINT, IDENTITY_HEADER = '' } = environmentOf(this.world, from);
		const url = `${IDENTITY_ENDPOINT}?api-version=2019-08-01&resource=https://vault.azure.net${selector}`;
		const headers = { 'X-IDENTITY-HEADER': IDENTITY_HEADER };
		const { client_id, message } = bodyOf(this.send({ method: 'GET', url, headers, from }));
		return typeof client_id === 'string' ? client_id.toLowerCase() : message;
	}
	attached(id: string) {
		return Object.keys(this.identityOf(id)?.userAssignedIdentities ?? {}).map((key) =>
			key.split('/').at(-1),
		);
	}
	assignmentsOf(principalId: string) {
		const filter = encodeURIComponent(`principalId eq '${principalId}'`);
		const list = requests.get(`${this.vault}/providers/Microsoft.Authorization/roleAssignments`);
		const { value } = this.ask({ ...list, url: `${list.url}&$filter=${filter}` });
		return (value as unknown[]).length;
	}
}

/** What is claimed, what is seen, what the source says. */
export type Row = readonly [claim: string, see: (azure: Scene) => unknown, says: unknown];

/** A test for each claim, with things happening at once, in their time, or both. */
export const table = (name: string, timings: readonly Timing[], rows: readonly Row[]) =>
	describe.each(timings)(`${name} (%s)`, (timing) => {
		test.each(rows)('%s', (_, see, says) => {
			expect(see(new Scene(timing))).toEqual(says);
		});
	});
