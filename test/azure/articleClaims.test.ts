// The comparisons of the two articles, row by row.
import { requests } from '../../src/azure';
import { BOTH, both, SYSTEM, table, user } from './claims';
import { USER_ASSIGNED, VAULT, VM } from './support';

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
