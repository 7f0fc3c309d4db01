// Scopes above subscriptions. https://learn.microsoft.com/azure/governance/management-groups/overview
import { describe, expect, test } from 'vitest';
import {
	checkAccess,
	handle,
	hours,
	minutes,
	requests,
	signInAs,
	type HttpResponse,
} from '../../src/azure';
import { person } from './rbacWorld';
import { ROLES } from './planes';
import { Azure, VAULT, VM } from './support';

const mg = (name: string) => `/providers/Microsoft.Management/managementGroups/${name}`;
const grant = (azure: Azure, scope: string, role: string, to: string) =>
	requests.putRoleAssignment({
		scope,
		subscriptionId: azure.subscription,
		roleDefinitionName: role,
		principalId: to,
	});

/** Corp holds Online, which holds the subscription. */
function tree(timing: 'instant' | 'realistic' = 'instant') {
	const azure = new Azure({ timing });
	azure.group();
	for (const [name, parent] of [
		['corp', azure.world.tenant.tenantId],
		['online', 'corp'],
		['sandbox', 'corp'],
	] as const) {
		const body = { properties: { displayName: name, details: { parent: { id: mg(parent) } } } };
		expect(azure.send(requests.arm('PUT', mg(name), body)).status).toBe(202);
		// The maker's own role has to propagate before it opens the group.
		azure.advance(minutes(15));
	}
	const move = (to: string) =>
		azure.send(requests.arm('PUT', `${mg(to)}/subscriptions/${azure.subscription}`));
	expect(move('online').status).toBe(200);
	return { azure, move };
}

const reads = (azure: Azure, who: string, scope: string) =>
	checkAccess(azure.world, {
		principalId: who,
		action: 'Microsoft.Compute/virtualMachines/read',
		scope,
		plane: 'control',
	});

describe('a role at a management group', () => {
	test('reaches the groups and the subscriptions below, not those beside', () => {
		const { azure, move } = tree();
		const hana = person(azure.world, 'hana');
		const machine = azure.id(VM, 'vm');
		expect(azure.send(grant(azure, mg('corp'), ROLES.reader, hana)).status).toBe(201);
		expect(reads(azure, hana, machine)).toMatchObject({ allowed: true, reason: 'granted' });
		expect(reads(azure, hana, mg('sandbox')).allowed).toBe(true);
		expect(reads(azure, hana, mg(azure.world.tenant.tenantId)).allowed).toBe(false);
		expect(move('sandbox').status).toBe(200);
		expect(reads(azure, hana, machine).allowed).toBe(true);
	});

	test('goes when the subscription moves away', () => {
		const { azure, move } = tree();
		const hana = person(azure.world, 'hana');
		azure.send(grant(azure, mg('online'), ROLES.reader, hana));
		expect(reads(azure, hana, azure.id(VM, 'vm')).allowed).toBe(true);
		expect(move('sandbox').status).toBe(200);
		expect(reads(azure, hana, azure.id(VM, 'vm'))).toMatchObject({
			allowed: false,
			reason: 'otherScope',
		});
	});

	test('is listed at the subscription below it, and not at the group beside', () => {
		const { azure } = tree();
		azure.send(grant(azure, mg('online'), ROLES.reader, person(azure.world, 'hana')));
		const at = (scope: string) =>
			(
				azure.ask({
					...requests.get(`${scope}/providers/Microsoft.Authorization/roleAssignments`),
					url: `https://management.azure.com${scope}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=atScope()`,
				}).value as { properties: { scope: string } }[]
			).map(({ properties }) => properties.scope);
		expect(at(`/subscriptions/${azure.subscription}`)).toContain(mg('online'));
		expect(at(mg('sandbox'))).not.toContain(mg('online'));
	});

	test('with data actions reaches data only after hours', () => {
		const { azure } = tree('realistic');
		const hana = person(azure.world, 'hana');
		azure.send(grant(azure, mg('online'), ROLES.keyVaultSecretsUser, hana));
		const secret = `${azure.id(VAULT, 'kv')}/secrets/db`;
		const opens = () =>
			checkAccess(azure.world, {
				principalId: hana,
				action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action',
				scope: secret,
				plane: 'data',
			});
		azure.advance(minutes(15));
		expect(opens()).toMatchObject({ allowed: false, reason: 'propagating' });
		azure.advance(hours(6));
		expect(opens().allowed).toBe(true);
	});

	test('of 500 is the last', () => {
		const { azure } = tree();
		const to = person(azure.world, 'hana');
		const made = (n: number) => ({
			...grant(azure, mg('corp'), ROLES.reader, to),
			url: `https://management.azure.com${mg('corp')}/providers/Microsoft.Authorization/roleAssignments/${String(n).padStart(8, '0')}-0000-4000-8000-000000000000?api-version=2022-04-01`,
		});
		const one = Object.values(azure.world.roleAssignments)[0];
		if (!one) throw new Error('nobody has a role');
		const full = Object.fromEntries(
			Array.from({ length: 500 }, (_, n) => {
				const id = `${mg('corp')}/providers/microsoft.authorization/roleassignments/${n}`;
				return [id, { ...one, id, name: String(n), scope: mg('corp') }];
			}),
		);
		const [, response] = handle(
			{ ...azure.world, roleAssignments: { ...azure.world.roleAssignments, ...full } },
			made(1),
		);
		expect(response.status).toBe(400);
		expect(response.body).toContain('RoleAssignmentLimitExceeded');
	});
});

describe('management groups', () => {
	/** Source: https://learn.microsoft.com/rest/api/managementgroups/management-groups/create-or-update */
	test('are made and deleted while the client polls, and updated at once', () => {
		const azure = new Azure();
		const poll = ({ headers }: HttpResponse) => {
			expect(headers.location).toBe(headers['azure-asyncoperation']);
			return azure.ask({ method: 'GET', url: headers.location ?? '', headers: {} });
		};
		const made = azure.send(requests.arm('PUT', mg('corp'), {}));
		expect(made.status).toBe(202);
		expect(poll(made)).toMatchObject({
			id: mg('corp'),
			status: 'Succeeded',
			properties: { displayName: 'corp' },
		});
		expect(azure.code(requests.arm('PATCH', mg('corp'), { displayName: 'Corp' }))).toBe(200);
		const gone = azure.send(requests.del(mg('corp')));
		expect(gone).toMatchObject({ status: 202, body: '' });
		expect(poll(gone)).toMatchObject({ name: 'corp', status: 'Succeeded' });
		expect(azure.code({ method: 'GET', url: made.headers.location ?? '', headers: {} })).toBe(
			'NotFound',
		);
	});

	test('belong to whoever made them, and nobody else may change them', () => {
		const { azure } = tree();
		azure.world = signInAs(azure.world, 'ben');
		expect(azure.code(requests.arm('PUT', mg('corp'), { properties: {} }))).toBe(
			'AuthorizationFailed',
		);
		expect(azure.code(requests.get(mg('corp')))).toBe('AuthorizationFailed');
		expect(azure.code(requests.arm('PUT', mg('bens'), {}))).toBe(202);
		expect(azure.code(requests.get(mg('bens')))).toBe(200);
	});

	test('answer their parent, and go only when empty', () => {
		const { azure } = tree();
		expect(azure.ask(requests.get(mg('ONLINE')))).toMatchObject({
			id: mg('online'),
			type: '/providers/Microsoft.Management/managementGroups',
			properties: { displayName: 'online', details: { parent: { id: mg('corp') } } },
		});
		expect(azure.code(requests.del(mg('corp')))).toBe('BadRequest');
		expect(azure.code(requests.del(mg('online')))).toBe('BadRequest');
		expect(azure.code(requests.del(`${mg('online')}/subscriptions/${azure.subscription}`))).toBe(
			200,
		);
		expect(azure.code(requests.del(mg('online')))).toBe(202);
		expect(azure.code(requests.get(mg('online')))).toBe('NotFound');
		expect(Object.keys(azure.world.roleAssignments).join()).not.toContain('/online/');
	});

	test('do not lie in themselves, nor deeper than six levels', () => {
		const { azure } = tree();
		const under = (name: string, parent: string) =>
			azure.code(
				requests.arm('PUT', mg(name), {
					properties: { details: { parent: { id: mg(parent) } } },
				}),
			);
		expect(under('corp', 'online')).toBe('BadRequest');
		for (const [name, parent] of ['online', 'l3', 'l4', 'l5', 'l6']
			.map((parent, i) => [`l${i + 3}`, parent] as const)
			.slice(0, 4))
			expect(under(name, parent)).toBe(202);
		expect(under('l7', 'l6')).toBe('BadRequest');
	});
});
