import { beforeEach, describe, expect, it } from 'vitest';
import {
	requests,
	seconds,
	withThrottling,
	type HttpRequest,
	type JsonObject,
} from '../../src/azure';
import { Planes } from './planes';
import { VM } from './support';

/**
 * How much is too much: limits as Microsoft's pages give them, a row for each.
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations (requests a second),
 * https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#managed-identity-limits
 * (requests in twenty seconds), https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service#rate-limiting
 */
let azure: Planes;
beforeEach(() => {
	azure = new Planes();
	azure.group();
});
const identity = (name: string) =>
	requests.putUserAssignedIdentity(azure.subscription, 'rg', name, 'westeurope');
/** How many requests are answered before one is not; `most` is given up at. */
function untilRefused(request: (n: number) => HttpRequest, most = 700) {
	for (let n = 0; n < most; n++) {
		const { status, headers, body } = azure.send(request(n));
		if (status === 429) return { answered: n, after: headers['retry-after'], body };
		if (status >= 400) throw new Error(body);
	}
	return { answered: most, after: undefined, body: '' };
}

describe('user-assigned identities, where there are limits', () => {
	let id: string;
	beforeEach(() => {
		({ id } = azure.identity('id-a'));
		azure.world = withThrottling(azure.world);
	});
	const list = () => requests.get(id.replace(/\/[^/]+$/, ''));
	it.each<[string, number, () => (n: number) => HttpRequest]>([
		['writing one: 0.25 a second', 5, () => () => identity('id-a')],
		['reading one: 0.5 a second', 10, () => () => requests.get(id)],
		['deleting one: 0.25 a second', 5, () => () => requests.del(id)],
		['listing those of a group: 0.25 a second', 5, () => list],
		['writing in a subscription: 2 a second', 40, () => (n) => identity(`id-${n}`)],
		[
			'reading in a subscription: 10 a second',
			200,
			() => {
				const names = Array.from({ length: 30 }, (_, n) => `id-${n}`);
				const { world } = azure;
				const { throttled, ...free } = world;
				azure.world = free;
				names.forEach((name) => azure.send(identity(name)));
				azure.world = { ...azure.world, ...(throttled ? { throttled } : {}) };
				return (n) => requests.get(id.replace('id-a', names[n % 30] ?? ''));
			},
		],
	])('%s', (_, answered, make) => {
		const refused = untilRefused(make());
		expect([refused.answered, refused.after]).toEqual([answered, '20']);
	});
	it('is said in the words that people saw, and over after as long as it says', () => {
		// https://github.com/microsoft/onefuzz/issues/249
		const { body } = untilRefused(() => requests.get(id));
		expect(JSON.parse(body).error).toEqual({
			code: '429',
			message: `Request is temporarily throttled because resource ${id.replace('resourceGroups', 'resourcegroups')} has issued too many requests. Retry after 20 seconds.`,
		});
		azure.advance(seconds(12));
		expect(azure.send(requests.get(id)).headers['retry-after']).toBe('8');
		azure.advance(seconds(8));
		expect(azure.send(requests.get(id)).status).toBe(200);
	});
	it('federated credentials count as their identity', () => {
		const credential = (n: number) =>
			requests.arm('PUT', `${id}/federatedIdentityCredentials/fic-${n}`, {
				properties: {
					issuer: 'https://token.actions.githubusercontent.com',
					subject: `repo:contoso/shop:${n}`,
					audiences: ['api://AzureADTokenExchange'],
				},
			});
		expect(untilRefused(credential).answered).toBe(5);
	});
	it('assigning: 300 in twenty seconds for a subscription in a region, elsewhere as many again', () => {
		const vm = (location: string) => (n: number) =>
			requests.putResource(azure.id(VM, `vm-${location}-${n}`), {
				location,
				identity: { type: 'UserAssigned', userAssignedIdentities: { [id]: {} } } as JsonObject,
			});
		expect(untilRefused(vm('westeurope'))).toMatchObject({ answered: 300, after: '20' });
		expect(untilRefused(vm('northeurope')).answered).toBe(300);
		expect(azure.put(VM, 'vm-without').status).toBe(201);
	});
});

describe('the metadata service, where there are limits', () => {
	let vm: string;
	beforeEach(() => {
		azure.put(VM, 'vm-web', { identity: { type: 'SystemAssigned' } });
		vm = azure.id(VM, 'vm-web');
		azure.world = withThrottling(azure.world);
	});
	it('gives twenty tokens a second to a machine, and says so without a word on how long', () => {
		for (let n = 0; n < 20; n++) expect(azure.imds(vm).status).toBe(200);
		const refused = azure.imds(vm);
		expect([refused.status, refused.headers['retry-after']]).toEqual([429, undefined]);
		expect(JSON.parse(refused.body)).toEqual({
			error: 'invalid_request',
			error_description: 'Temporarily throttled, too many requests',
		});
		azure.advance(seconds(1));
		expect(azure.imds(vm).status).toBe(200);
	});
	it('tells five times a second about the machine', () => {
		const ask = () =>
			azure.send({
				method: 'GET',
				url: 'http://169.254.169.254/metadata/instance?api-version=2021-02-01',
				headers: { Metadata: 'true' },
				from: vm,
			}).status;
		expect(Array.from({ length: 6 }, ask)).toEqual([200, 200, 200, 200, 200, 429]);
		expect(azure.imds(vm).status).toBe(200);
	});
});

it('without them nothing is too much', () => {
	const { id } = azure.identity('id-a');
	expect(untilRefused(() => requests.get(id)).answered).toBe(700);
});
