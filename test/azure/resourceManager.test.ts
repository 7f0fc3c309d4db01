import { beforeEach, describe, expect, it } from 'vitest';
import { requests, type HttpRequest } from '../../src/azure';
import { Azure, SITE, STORAGE, VAULT, VM } from './support';

/** Resource Manager's manners: what it accepts, what it refuses and with which words. Source: recorded ARM answers. */
let azure: Azure;
beforeEach(() => {
	azure = new Azure();
	azure.group();
});
const raw = (method: string, path: string, body?: string): HttpRequest => ({
	method,
	url: `https://management.azure.com${path}`,
	headers: {},
	...(body === undefined ? {} : { body }),
});

describe('resource groups', () => {
	it('answers 201 for a new one, 200 for one that is there, with provisioningState', () => {
		const make = requests.putResourceGroup(azure.subscription, 'rg-new', 'West Europe');
		const first = azure.send(make);
		expect(first.status).toBe(201);
		expect(JSON.parse(first.body)).toEqual({
			id: `/subscriptions/${azure.subscription}/resourceGroups/rg-new`,
			name: 'rg-new',
			type: 'Microsoft.Resources/resourceGroups',
			location: 'westeurope',
			properties: { provisioningState: 'Succeeded' },
		});
		expect(azure.send(make).status).toBe(200);
	});
	it('tells with HEAD whether one exists', () => {
		const path = `/subscriptions/${azure.subscription}/resourcegroups`;
		expect(azure.send(raw('HEAD', `${path}/RG?api-version=2022-09-01`)).status).toBe(204);
		expect(azure.send(raw('HEAD', `${path}/none?api-version=2022-09-01`)).status).toBe(404);
	});
	it('cannot change its location', () => {
		const other = requests.putResourceGroup(azure.subscription, 'rg', 'eastus');
		expect(azure.code(other)).toBe('InvalidResourceGroupLocation');
	});
});

describe('a client’s request', () => {
	it('may double slashes, lower-case resourcegroups and any case of names', () => {
		azure.put(VM, 'vm-Web');
		const path = `//subscriptions/${azure.subscription}/resourcegroups/RG/providers/microsoft.compute/virtualmachines/VM-web?api-version=2026-03-01`;
		const body = azure.ask(raw('GET', path));
		expect(body.id).toBe(azure.id(VM, 'vm-Web'));
	});
	it.each<[string, number, string, (azure: Azure) => HttpRequest]>([
		['without api-version', 400, 'MissingApiVersionParameter', () => raw('GET', '/subscriptions')],
		[
			'for another subscription',
			404,
			'SubscriptionNotFound',
			() =>
				raw(
					'GET',
					'/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups?api-version=2022-09-01',
				),
		],
		[
			'for a group that is not there',
			404,
			'ResourceGroupNotFound',
			(a) => requests.get(`/subscriptions/${a.subscription}/resourceGroups/none`),
		],
		[
			'for a resource that is not there',
			404,
			'ResourceNotFound',
			(a) => requests.get(a.id(VM, 'none')),
		],
		[
			'for a type nobody knows',
			404,
			'InvalidResourceType',
			(a) => requests.get(a.id('Microsoft.Compute/unicorns', 'x')),
		],
		[
			'for a provider nobody knows',
			404,
			'InvalidResourceNamespace',
			(a) => requests.get(a.id('Contoso.Zoo/unicorns', 'x')),
		],
		[
			'with broken JSON',
			400,
			'InvalidRequestContent',
			(a) => ({ ...requests.get(a.id(VM, 'vm')), method: 'PUT', body: '{"location":' }),
		],
		[
			'without a location',
			400,
			'LocationRequired',
			(a) => requests.putResource(a.id(VM, 'vm'), {}),
		],
		[
			'with a method nobody offers',
			405,
			'MethodNotAllowed',
			(a) => ({ ...requests.get(a.id(VM, 'vm')), method: 'OPTIONS' }),
		],
		[
			'with a bad name',
			400,
			'AccountNameInvalid',
			(a) => requests.putResource(a.id(STORAGE, 'Not-Lower'), { location: 'westeurope' }),
		],
		[
			'to change what is not there',
			404,
			'ResourceNotFound',
			(a) => requests.patchResource(a.id(VM, 'none'), { tags: {} }),
		],
	])('%s is refused with %i %s', (_, status, code, build) => {
		const answer = azure.send(build(azure));
		expect(answer.status).toBe(status);
		expect(JSON.parse(answer.body).error.code).toBe(code);
	});
	it('gets the recorded sentence when a resource is missing', () => {
		const answer = azure.ask(requests.get(azure.id(VAULT, 'kv-none')));
		expect(answer.error).toEqual({
			code: 'ResourceNotFound',
			message:
				"The Resource 'Microsoft.KeyVault/vaults/kv-none' under resource group 'rg' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
		});
	});
	it('that only looks gives back the very same world', () => {
		azure.put(VM, 'vm');
		const before = azure.world;
		azure.send(requests.get(azure.id(VM, 'vm')));
		azure.send(requests.get(`/subscriptions/${azure.subscription}/resourceGroups/rg/resources`));
		expect(azure.world).toBe(before);
	});
});

describe('writes', () => {
	it('of a virtual machine are long-running: 201 and an address that says Succeeded', () => {
		const answer = azure.put(VM, 'vm');
		expect(answer.status).toBe(201);
		const poll = raw(
			'GET',
			(answer.headers['azure-asyncoperation'] ?? '').replace('https://management.azure.com', ''),
		);
		expect(azure.ask(poll)).toMatchObject({ status: 'Succeeded' });
	});
	it('merge properties and tags under PATCH', () => {
		azure.put(STORAGE, 'stshop', { tags: { a: '1' } });
		const id = azure.id(STORAGE, 'stshop');
		azure.send(requests.patchResource(id, { properties: { allowSharedKeyAccess: false } }));
		expect(azure.ask(requests.get(id))).toMatchObject({
			tags: { a: '1' },
			properties: { allowSharedKeyAccess: false, allowBlobPublicAccess: false },
		});
	});
	it('refuse names that all of Azure shares when they are taken', () => {
		azure.send(requests.putResourceGroup(azure.subscription, 'rg2', 'westeurope'));
		azure.put(STORAGE, 'stshop');
		const other = azure.id(STORAGE, 'stshop').replace('/rg/', '/rg2/');
		expect(azure.code(requests.putResource(other, { location: 'westeurope' }))).toBe(
			'StorageAccountAlreadyTaken',
		);
	});
	it('are in the activity log, refused ones as well; reads are not', () => {
		azure.put(SITE, 'web-1');
		const hana = Object.values(azure.world.users).find(({ key }) => key === 'hana');
		azure.world = { ...azure.world, signedInAs: hana?.id ?? '' };
		const denied = azure.send(requests.del(azure.id(SITE, 'web-1')));
		expect(denied.status).toBe(403);
		expect(JSON.parse(denied.body).error.message).toBe(
			`The client 'hana@contoso.onmicrosoft.com' with object id '${hana?.id}' does not have authorization to perform action 'Microsoft.Web/sites/delete' over scope '${azure.id(SITE, 'web-1')}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
		);
		expect(
			azure.world.activityLog.map(({ operationName, status }) => [operationName, status]),
		).toEqual([
			['Microsoft.Resources/subscriptions/resourceGroups/write', 'Succeeded'],
			['Microsoft.Web/sites/write', 'Succeeded'],
			['Microsoft.Web/sites/delete', 'Failed'],
		]);
	});
});

describe('lists', () => {
	it('give resources of a type in a group and in the subscription, children only when asked for', () => {
		azure.put(VM, 'vm-1');
		azure.put(STORAGE, 'stshop');
		azure.send(requests.putContainer(azure.id(STORAGE, 'stshop'), 'pictures'));
		const names = (path: string) =>
			(azure.ask(requests.get(path)).value as { name: string }[]).map(({ name }) => name);
		const sub = `/subscriptions/${azure.subscription}`;
		expect(names(`${sub}/resourceGroups/rg/providers/${VM}`)).toEqual(['vm-1']);
		expect(names(`${sub}/providers/${VM}`)).toEqual(['vm-1']);
		expect(names(`${sub}/resourceGroups/rg/resources`)).toEqual(['vm-1', 'stshop']);
		expect(names(`${azure.id(STORAGE, 'stshop')}/blobServices/default/containers`)).toEqual([
			'pictures',
		]);
	});
});

it('same seed and inputs, same world, byte for byte; and a world is plain JSON', () => {
	const again = new Azure();
	again.group();
	for (const each of [azure, again]) {
		each.put(VM, 'vm', { identity: { type: 'SystemAssigned' } });
		each.identity('id1');
		each.send(requests.del(each.id(VM, 'vm')));
	}
	expect(JSON.stringify(again.world)).toBe(JSON.stringify(azure.world));
	expect(JSON.parse(JSON.stringify(azure.world))).toEqual(azure.world);
});
