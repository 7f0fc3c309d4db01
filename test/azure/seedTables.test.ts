import { describe, expect, test } from 'vitest';
import {
	days,
	environmentOf,
	hours,
	minutes,
	requests,
	signInAs,
	type JsonObject,
	type Timing,
} from '../../src/azure';
import { Planes, ROLES, bodyOf } from './planes';
import { SITE, STORAGE, USER_ASSIGNED, VAULT, VM } from './support';

/**
 * What the two articles that Keyless grew out of, and the sheet of facts behind it, say about managed identities: a row for
 * each claim, held against the running Azure. The right-hand side is the articles' and Microsoft's, never the simulator's.
 */

const BOTH = ['instant', 'realistic'] as const;
const SYSTEM = { type: 'SystemAssigned' };
const user = (...ids: string[]) => ({
	type: 'UserAssigned',
	userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, {}])),
});
const both = (...ids: string[]) => ({ ...user(...ids), type: 'SystemAssigned, UserAssigned' });

/** A learner's Azure with a vault, a secret in it, and words for what the rows look at. */
class Scene extends Planes {
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

/** Under which timings, what is claimed, what is seen, what the source says. */
type Row = readonly [claim: string, see: (azure: Scene) => unknown, says: unknown];

const table = (name: string, timings: readonly Timing[], rows: readonly Row[]) =>
	describe.each(timings)(`${name} (%s)`, (timing) => {
		test.each(rows)('%s', (_, see, says) => {
			expect(see(new Scene(timing))).toEqual(says);
		});
	});

table('the comparison of the article "Managed Identities"', BOTH, [
	[
		'provisioning, system-assigned: created automatically with the resource',
		(azure) => azure.exists(azure.principal(azure.machine('vm-a', SYSTEM))),
		true,
	],
	[
		'provisioning, user-assigned: created separately as its own Azure resource',
		(azure) => {
			const { id, principalId } = azure.identity('id-a');
			azure.settle();
			return [azure.ask(requests.get(id)).type, azure.exists(principalId)];
		},
		[USER_ASSIGNED, true],
	],
	[
		'lifecycle, system-assigned: deleted when the resource is deleted',
		(azure) => {
			const vm = azure.machine('vm-a', SYSTEM);
			const principal = azure.principal(vm);
			azure.remove(vm);
			return azure.exists(principal);
		},
		false,
	],
	[
		'lifecycle, user-assigned: persists independently of any resource',
		(azure) => {
			const { id, principalId } = azure.identity('id-a');
			azure.remove(azure.machine('vm-a', user(id)));
			return [azure.send(requests.get(id)).status, azure.exists(principalId)];
		},
		[200, true],
	],
	[
		'reusability, system-assigned: cannot be reused across resources',
		(azure) => {
			const vm = azure.machine('vm-a', SYSTEM);
			const clientId = azure.asks(vm);
			const other = azure.machine('vm-b', SYSTEM);
			return [
				azure.asks(other, { client_id: String(clientId) }),
				azure.code(
					requests.patchIdentity(
						other,
						user(`${vm}/providers/Microsoft.ManagedIdentity/identities/default`),
					),
				),
			];
		},
		[['invalid_request', 'Identity not found'], 'LinkedInvalidPropertyId'],
	],
	[
		'reusability, user-assigned: can be reused across multiple resources',
		(azure) => {
			const { id, clientId } = azure.identity('id-a');
			const answers = ['vm-a', 'vm-b'].map((name) => azure.asks(azure.machine(name, user(id))));
			return answers.map((answer) => answer === clientId);
		},
		[true, true],
	],
	[
		'access, system-assigned: permissions granted via Azure RBAC for the resource',
		(azure) => {
			const [one, two] = [azure.machine('vm-a', SYSTEM), azure.machine('vm-b', SYSTEM)];
			azure.mayRead(azure.principal(one));
			return [azure.read(one), azure.read(two)];
		},
		[200, 403],
	],
	[
		'access, user-assigned: permissions granted via Azure RBAC for any attached resource',
		(azure) => {
			const { id, principalId } = azure.identity('id-a');
			azure.settle();
			azure.mayRead(principalId);
			return ['vm-a', 'vm-b'].map((name) => azure.read(azure.machine(name, user(id))));
		},
		[200, 200],
	],
	[
		'use case: four machines and two vaults need eight assignments, or two with one shared identity',
		(azure) => {
			azure.put(VAULT, 'kv-other');
			azure.settle();
			const { id, principalId } = azure.identity('id-a');
			const machines = ['vm-a', 'vm-b', 'vm-c', 'vm-d'].map((name) =>
				azure.machine(name, both(id)),
			);
			const needed = (principals: string[]) =>
				[azure.vault, azure.id(VAULT, 'kv-other')]
					.flatMap((scope) => principals.map((each) => azure.mayRead(each, scope)))
					.filter((status) => status === 201).length;
			return [
				needed(machines.map((vm) => azure.principal(vm))),
				needed(machines.map(() => principalId)),
			];
		},
		[8, 2],
	],
]);

table('the comparison of the article "Service vs. User-Assigned"', BOTH, [
	[
		'sharing, system-assigned: cannot be shared; one-to-one',
		(azure) => {
			const [one, two] = [azure.machine('vm-a', SYSTEM), azure.machine('vm-b', SYSTEM)];
			return azure.principal(one) === azure.principal(two);
		},
		false,
	],
	[
		'sharing, user-assigned: can be assigned to multiple resources',
		(azure) => {
			const { id } = azure.identity('id-a');
			azure.machine('vm-a', user(id));
			azure.app('contoso-shop', user(id));
			return azure.ask(requests.arm('POST', `${id}/listAssociatedResources`)).totalCount;
		},
		2,
	],
	[
		'ARM operations, system-assigned: not available until the resource exists',
		(azure) => {
			const at = `${azure.id(VM, 'vm-a')}/providers/Microsoft.ManagedIdentity/identities/default`;
			const before = azure.send(requests.get(at)).status;
			azure.machine('vm-a', SYSTEM);
			return [before, azure.send(requests.get(at)).status];
		},
		[404, 200],
	],
	[
		'ARM operations, user-assigned: can be given access and referenced before',
		(azure) => {
			const { id, principalId } = azure.identity('id-a');
			azure.settle();
			return [azure.mayRead(principalId), azure.read(azure.machine('vm-a', user(id)))];
		},
		[201, 200],
	],
	[
		'deletion, system-assigned: automatically with the resource, and with its group',
		(azure) => {
			const principal = azure.principal(azure.machine('vm-a', SYSTEM));
			azure.remove(azure.id(VM, '').replace(/\/providers.*/, ''));
			return azure.exists(principal);
		},
		false,
	],
	[
		'deletion, user-assigned: must be deleted separately',
		(azure) => {
			const { id, principalId } = azure.identity('id-a');
			azure.remove(azure.machine('vm-a', user(id)));
			return [azure.exists(principalId), azure.remove(id), azure.exists(principalId)];
		},
		[true, 200, false],
	],
	[
		'limit per resource, system-assigned: one',
		(azure) => {
			const vm = azure.machine('vm-a', SYSTEM);
			const first = azure.principal(vm);
			azure.patch(vm, SYSTEM);
			return azure.principal(vm) === first;
		},
		true,
	],
	[
		'limit per resource, user-assigned: multiple',
		(azure) => {
			const ids = ['id-a', 'id-b', 'id-c'].map((name) => azure.identity(name).id);
			return azure.attached(azure.machine('vm-a', user(...ids)));
		},
		['id-a', 'id-b', 'id-c'],
	],
]);

const spelled = (asked: string, type: string) => (azure: Scene) => {
	const { id } = azure.identity('id-a');
	azure.put(type, 'contosoledger', { identity: { ...user(id), type: asked } });
	return azure.identityOf(azure.id(type, 'contosoledger'))?.type;
};

/** What is left of both kinds of identity after a PATCH. */
const after = (identity: (one: string, two: string) => object) => (azure: Scene) => {
	const [one, two] = [azure.identity('id-a').id, azure.identity('id-b').id];
	const vm = azure.machine('vm-a', both(one));
	azure.patch(vm, identity(one, two));
	return [azure.principal(vm) !== '', azure.attached(vm)];
};

table('the identity block', BOTH, [
	[
		'Compute writes both with a space',
		spelled('SystemAssigned,UserAssigned', VM),
		'SystemAssigned, UserAssigned',
	],
	['so does Web', spelled('SystemAssigned,UserAssigned', SITE), 'SystemAssigned, UserAssigned'],
	[
		'Storage writes both without',
		spelled('SystemAssigned, UserAssigned', STORAGE),
		'SystemAssigned,UserAssigned',
	],
	[
		'reads tell principalId and tenantId of the system part, principalId and clientId of each other',
		(azure) => {
			const { id } = azure.identity('id-a');
			const block = azure.identityOf(azure.machine('vm-a', both(id))) ?? { type: '' };
			const [entry] = Object.values(block.userAssignedIdentities ?? {});
			return [Object.keys(block).sort(), Object.keys(entry ?? {}).sort()];
		},
		[
			['principalId', 'tenantId', 'type', 'userAssignedIdentities'],
			['clientId', 'principalId'],
		],
	],
	['PATCH merges', after((_, two) => both(two)), [true, ['id-a', 'id-b']]],
	[
		'PATCH with null removes, in any case',
		after((one, two) => ({
			type: 'SystemAssigned, UserAssigned',
			userAssignedIdentities: { [one.toLowerCase()]: null, [two]: {} },
		})),
		[true, ['id-b']],
	],
	['SystemAssigned drops the others', after(() => SYSTEM), [true, []]],
	[
		'UserAssigned drops the system part',
		after(() => ({ type: 'UserAssigned' })),
		[false, ['id-a']],
	],
	['None drops all', after(() => ({ type: 'None' })), [false, []]],
	[
		'PUT replaces',
		(azure) => {
			const [one, two] = [azure.identity('id-a').id, azure.identity('id-b').id];
			const app = azure.app('contoso-shop', both(one));
			azure.put(SITE, 'contoso-shop', { identity: user(two) });
			azure.settle();
			return [azure.principal(app), azure.attached(app)];
		},
		['', ['id-b']],
	],
	...([VM, SITE, STORAGE] as const).map((type): Row => [
		`after None, ${type} says`,
		(azure) => {
			azure.put(type, 'contosoledger', { identity: SYSTEM });
			azure.settle();
			azure.patch(azure.id(type, 'contosoledger'), { type: 'None' });
			return azure.identityOf(azure.id(type, 'contosoledger'));
		},
		type === STORAGE ? { type: 'None' } : undefined,
	]),
]);

table('system-assigned identities', BOTH, [
	...(
		[
			['ben', 'Contributor', 200],
			['cleo', 'Reader', 403],
			['gus', 'Managed Identity Contributor', 403],
		] as const
	).map(([person, role, status]): Row => [
		`turning one on is a write on the resource: ${role}`,
		(azure) => {
			const vm = azure.machine('vm-a');
			azure.world = signInAs(azure.world, person);
			return azure.patch(vm, SYSTEM).status;
		},
		status,
	]),
	[
		'off and on again is another principal; the old assignments stay and help nobody',
		(azure) => {
			const vm = azure.machine('vm-a', SYSTEM);
			const first = azure.principal(vm);
			azure.mayRead(first);
			azure.patch(vm, { type: 'None' });
			azure.patch(vm, SYSTEM);
			return [azure.principal(vm) === first, azure.assignmentsOf(first), azure.read(vm)];
		},
		[false, 1, 403],
	],
	[
		'the same name is not the same identity',
		(azure) => {
			const vm = azure.machine('vm-a', SYSTEM);
			const first = azure.principal(vm);
			azure.remove(vm);
			return azure.principal(azure.machine('vm-a', SYSTEM)) === first;
		},
		false,
	],
]);

table('user-assigned identities', BOTH, [
	[
		'made with 201, changed with 200, its id in lower case from resourcegroups on',
		(azure) => {
			const put = requests.putUserAssignedIdentity(azure.subscription, 'rg', 'id-a', 'westeurope');
			const [first, second] = [azure.send(put), azure.send(put)];
			return [
				first.status,
				second.status,
				/\/resourcegroups\/rg\//.test(String(bodyOf(second).id)),
			];
		},
		[201, 200, true],
	],
	[
		'deleting one in use is allowed, the reference stays, later writes with it fail',
		(azure) => {
			const [one, two] = [azure.identity('id-a').id, azure.identity('id-b').id];
			const vm = azure.machine('vm-a', user(one));
			return [
				azure.remove(one),
				azure.attached(vm),
				azure.code(requests.patchIdentity(vm, user(two))),
			];
		},
		[200, ['id-a'], 'FailedIdentityOperation'],
	],
	[
		'made again under its name: same id, other principal, and the old assignment cannot be had back',
		(azure) => {
			const before = azure.identity('id-a');
			azure.settle();
			azure.mayRead(before.principalId);
			azure.remove(before.id);
			const now = azure.identity('id-a');
			azure.settle();
			const name = '5d9bdc4e-8e0f-4b52-9a3c-3b8a2c6d7e01';
			const put = (principalId: string) =>
				azure.code(
					requests.putRoleAssignment({
						scope: azure.id(VAULT, 'kv-shop'),
						subscriptionId: azure.subscription,
						roleDefinitionName: ROLES.reader,
						principalId,
						name,
					}),
				);
			const other = azure.identity('id-b');
			azure.settle();
			return [
				now.id === before.id,
				now.principalId === before.principalId,
				put(other.principalId),
				put(now.principalId),
			];
		},
		[true, false, 201, 'RoleAssignmentUpdateNotPermitted'],
	],
	[
		'a token outlives its identity until it expires; no new one is issued',
		(azure) => {
			const { id, principalId } = azure.identity('id-a');
			azure.settle();
			azure.mayRead(principalId);
			const vm = azure.machine('vm-a', user(id));
			const token = azure.token(vm, 'https://vault.azure.net');
			azure.remove(id);
			const soon = azure.readWith(token);
			const fresh = azure.imds(vm, { resource: 'https://storage.azure.com/' }).status;
			azure.advance(hours(25));
			return [soon, fresh, azure.readWith(token)];
		},
		[200, 400, 401],
	],
	[
		'soft-deleted for thirty days, then gone; its assignments are never removed',
		(azure) => {
			const { id, principalId } = azure.identity('id-a');
			azure.settle();
			azure.mayRead(principalId);
			azure.remove(id);
			const seen = [azure.exists(principalId), azure.isSoftDeleted(principalId)];
			azure.advance(days(29));
			seen.push(azure.isSoftDeleted(principalId));
			azure.advance(days(2));
			return [...seen, azure.isSoftDeleted(principalId), azure.assignmentsOf(principalId)];
		},
		[false, true, true, false, 1],
	],
]);

const named = (type: string, name: string) => (azure: Scene) =>
	type === 'group'
		? azure.send(requests.putResourceGroup(azure.subscription, name, 'westeurope')).status < 300
		: azure.put(type, name).status < 300;

table(
	'names',
	['instant'],
	(
		[
			[USER_ASSIGNED, 'ab', false],
			[USER_ASSIGNED, 'abc', true],
			[USER_ASSIGNED, 'a_b-c', true],
			[USER_ASSIGNED, '-abc', false],
			[USER_ASSIGNED, 'a.b.c', false],
			[USER_ASSIGNED, 'a'.repeat(128), true],
			[USER_ASSIGNED, 'a'.repeat(129), false],
			['group', 'a'.repeat(90), true],
			['group', 'a'.repeat(91), false],
			['group', 'a.b_(c)-d', true],
			['group', 'ends.', false],
			[VAULT, 'kv', false],
			[VAULT, 'a'.repeat(24), true],
			[VAULT, 'a'.repeat(25), false],
			[VAULT, 'kv_shop', false],
			[STORAGE, 'ab', false],
			[STORAGE, 'abc1', true],
			[STORAGE, 'Abc', false],
			[STORAGE, 'a'.repeat(25), false],
		] as const
	).map(([type, name, may]): Row => [`${type} ${name}: ${may}`, named(type, name), may]),
);

const federated = (azure: Scene, id: string, name: string, subject: string) =>
	azure.code(
		requests.arm('PUT', `${id}/federatedIdentityCredentials/${name}`, {
			properties: {
				issuer: 'https://token.actions.githubusercontent.com',
				subject,
				audiences: ['api://AzureADTokenExchange'],
			},
		}),
	);

table(
	'federated credentials',
	['instant'],
	[
		...(
			[
				['ab', false],
				['abc', true],
				['a'.repeat(120), true],
				['a'.repeat(121), false],
				['a b c', false],
			] as const
		).map(([name, may]): Row => [
			`named ${name}: ${may}`,
			(azure) => federated(azure, azure.identity('id-a').id, name, 's') === 201,
			may,
		]),
		[
			'twenty for one identity, no more',
			(azure) => {
				const { id } = azure.identity('id-a');
				const made = Array.from({ length: 21 }, (_, n) =>
					federated(azure, id, `fic-${n}`, `s${n}`),
				);
				return [made.filter((code) => code === 201).length, made.at(-1) === 201];
			},
			[20, false],
		],
	],
);

const NONE = ['invalid_request', 'Identity not found'];

table('the metadata service', BOTH, [
	['no identity', (azure) => azure.asks(azure.machine('vm-a')), NONE],
	[
		'unknown id',
		(azure) => azure.asks(azure.machine('vm-a', SYSTEM), { client_id: azure.subscription }),
		NONE,
	],
	[
		'several, none chosen',
		(azure) => {
			const ids = ['id-a', 'id-b'].map((name) => azure.identity(name).id);
			return azure.asks(azure.machine('vm-a', user(...ids)));
		},
		[
			'invalid_request',
			'Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request',
		],
	],
	[
		'no Metadata header',
		(azure) => azure.asks(azure.machine('vm-a', SYSTEM), {}, {}),
		['bad_request_102', 'Required metadata header not specified'],
	],
	[
		'an unknown resource',
		(azure) => {
			const [error] = azure.asks(azure.machine('vm-a', SYSTEM), {
				resource: 'https://x.y',
			}) as string[];
			return error;
		},
		'invalid_resource',
	],
	[
		'none chosen: the system-assigned one if it is on, else the only user-assigned one',
		(azure) => {
			const { id, clientId } = azure.identity('id-a');
			const [one, two] = [azure.machine('vm-a', both(id)), azure.machine('vm-b', user(id))];
			return [azure.asks(one) === clientId, azure.asks(two) === clientId];
		},
		[false, true],
	],
	[
		'chosen by client_id, object_id or msi_res_id',
		(azure) => {
			const one = azure.identity('id-a');
			const { id, clientId, principalId } = azure.identity('id-b');
			const vm = azure.machine('vm-a', both(one.id, id));
			return [{ client_id: clientId }, { object_id: principalId }, { msi_res_id: id }].map(
				(selector) => azure.asks(vm, selector) === clientId,
			);
		},
		[true, true, true],
	],
	[
		'the keys of an answer in their order, the life of a token in seconds',
		(azure) => {
			const body = bodyOf(azure.imds(azure.machine('vm-a', SYSTEM)));
			const life = Number(body.expires_on) - Number(body.not_before);
			return [Object.keys(body), body.expires_in, body.ext_expires_in, life, body.token_type];
		},
		[
			[
				'access_token',
				'client_id',
				'expires_in',
				'expires_on',
				'ext_expires_in',
				'not_before',
				'resource',
				'token_type',
			],
			'86400',
			'86399',
			86700,
			'Bearer',
		],
	],
	[
		'asked again: the same token, with less time left',
		(azure) => {
			const vm = azure.machine('vm-a', SYSTEM);
			const first = bodyOf(azure.imds(vm));
			azure.advance(minutes(10));
			const second = bodyOf(azure.imds(vm));
			return [first.access_token === second.access_token, second.expires_in];
		},
		[true, '85800'],
	],
]);

const NOT_FOUND =
	'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.';

table("an app's own endpoint", BOTH, [
	[
		'none chosen: the system-assigned identity',
		(azure) => {
			const { id, clientId } = azure.identity('id-a');
			const said = azure.asksAtHome(azure.app('contoso-shop', both(id)));
			return said !== clientId && said !== NOT_FOUND;
		},
		true,
	],
	[
		'none chosen: never an only user-assigned one',
		(azure) => azure.asksAtHome(azure.app('contoso-shop', user(azure.identity('id-a').id))),
		NOT_FOUND,
	],
	[
		'an id that is not attached',
		(azure) =>
			azure.asksAtHome(azure.app('contoso-shop', SYSTEM), `&client_id=${azure.subscription}`),
		NOT_FOUND,
	],
	[
		'chosen by client_id, principal_id, object_id or mi_res_id',
		(azure) => {
			const { id, clientId, principalId } = azure.identity('id-a');
			const app = azure.app('contoso-shop', user(id));
			return [
				`&client_id=${clientId}`,
				`&principal_id=${principalId}`,
				`&object_id=${principalId}`,
				`&mi_res_id=${encodeURIComponent(id)}`,
			].map((selector) => azure.asksAtHome(app, selector) === clientId);
		},
		[true, true, true, true],
	],
]);
