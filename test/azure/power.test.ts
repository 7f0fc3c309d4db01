import { beforeEach, describe, expect, it } from 'vitest';
import { environmentOf, requests } from '../../src/azure';
import { Planes } from './planes';
import { SITE, VM } from './support';

/**
 * Off and on. Source: https://learn.microsoft.com/azure/virtual-machines/states-billing and
 * https://learn.microsoft.com/rest/api/compute/virtual-machines/instance-view
 */
let azure: Planes;
let vm: string;
beforeEach(() => {
	azure = new Planes();
	azure.group();
	azure.put(VM, 'vm-web', { identity: { type: 'SystemAssigned' } });
	vm = azure.id(VM, 'vm-web');
});
const post = (verb: string, id = vm) => azure.send(requests.arm('POST', `${id}/${verb}`));
const powerState = () => {
	const view = azure.ask(requests.get(`${vm}/instanceView`)) as {
		statuses: { code: string; displayStatus: string }[];
	};
	return view.statuses.find(({ code }) => code.startsWith('PowerState/'));
};

describe('a virtual machine', () => {
	it.each([
		['powerOff', 'PowerState/stopped', 'VM stopped'],
		['deallocate', 'PowerState/deallocated', 'VM deallocated'],
		['restart', 'PowerState/running', 'VM running'],
	])('after %s says %s', (verb, code, displayStatus) => {
		const answer = post(verb);
		expect(answer.status).toBe(202);
		expect(answer.headers['azure-asyncoperation']).toContain('/Microsoft.Compute/locations/');
		expect(powerState()).toMatchObject({ code, displayStatus });
	});
	it('tells its power state only to who asks with $expand=instanceView', () => {
		expect(azure.ask(requests.get(vm)).properties).not.toHaveProperty('instanceView');
		const { url, ...rest } = requests.get(vm);
		const body = azure.ask({ ...rest, url: `${url}&$expand=instanceView` });
		expect(body.properties).toMatchObject({
			instanceView: {
				statuses: [
					{ code: 'ProvisioningState/succeeded', level: 'Info' },
					{ code: 'PowerState/running', level: 'Info', displayStatus: 'VM running' },
				],
			},
		});
	});
	it('that is off runs no code, so nobody there asks for a token; its identity stays', () => {
		const before = azure.identityOf(vm)?.principalId;
		post('deallocate');
		expect(azure.imds(vm).status).toBe(0);
		expect(azure.identityOf(vm)?.principalId).toBe(before);
		post('start');
		expect(azure.imds(vm).status).toBe(200);
	});
	it('that is off stays off when it is changed, and cannot be restarted', () => {
		post('powerOff');
		azure.send(requests.patchResource(vm, { tags: { a: '1' } }));
		expect(powerState()?.code).toBe('PowerState/stopped');
		expect(post('restart').status).toBe(409);
	});
	it('is switched by who has the action for it, not by a reader', () => {
		const cleo = Object.values(azure.world.users).find(({ key }) => key === 'cleo');
		azure.world = { ...azure.world, signedInAs: cleo?.id ?? '' };
		expect(post('deallocate').body).toContain(
			"'Microsoft.Compute/virtualMachines/deallocate/action'",
		);
	});
	it('that is not there cannot be started', () => {
		expect(azure.code(requests.arm('POST', `${azure.id(VM, 'none')}/start`))).toBe(
			'ResourceNotFound',
		);
	});
});

it('a stopped web app says so, and its code gets no tokens until it is started', () => {
	azure.put(SITE, 'web-shop', { identity: { type: 'SystemAssigned' } });
	const app = azure.id(SITE, 'web-shop');
	const { IDENTITY_ENDPOINT: url, IDENTITY_HEADER: secret = '' } = environmentOf(azure.world, app);
	const ask = () =>
		azure.send({
			method: 'GET',
			url: `${url}?api-version=2019-08-01&resource=https://vault.azure.net`,
			headers: { 'X-IDENTITY-HEADER': secret },
			from: app,
		}).status;
	expect(post('stop', app).status).toBe(200);
	expect(azure.ask(requests.get(app)).properties).toMatchObject({ state: 'Stopped' });
	expect(ask()).toBe(0);
	post('start', app);
	expect(azure.ask(requests.get(app)).properties).toMatchObject({ state: 'Running' });
	expect(ask()).toBe(200);
});

// Recorded, 2024: what az asks of a scale set whose identities it changed, when instances take its model by hand.
it('a scale set takes its model to its instances, and says where to ask whether it has', () => {
	azure = new Planes();
	azure.group();
	const type = 'Microsoft.Compute/virtualMachineScaleSets';
	azure.put(type, 'vmss');
	const answer = azure.send(
		requests.arm('POST', `${azure.id(type, 'vmss')}/manualupgrade`, { instanceIds: ['*'] }),
	);
	expect(answer.status).toBe(202);
	const poll = answer.headers['azure-asyncoperation'] ?? '';
	expect(JSON.parse(azure.send({ method: 'GET', url: poll, headers: {} }).body)).toMatchObject({
		status: 'Succeeded',
	});
	const monitor = answer.headers.location ?? '';
	expect(monitor).toContain('monitor=true');
	expect(azure.send({ method: 'GET', url: monitor, headers: {} })).toMatchObject({
		status: 200,
		body: '',
	});
});
