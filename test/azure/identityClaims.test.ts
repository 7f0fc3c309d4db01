// What is claimed of identities: how they are assigned, named, federated and deleted.
import { days, hours, requests, signInAs } from '../../src/azure';
import { BOTH, both, type Row, type Scene, SYSTEM, table, user } from './claims';
import { ROLES, bodyOf } from './planes';
import { SITE, STORAGE, USER_ASSIGNED, VAULT, VM } from './support';

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
