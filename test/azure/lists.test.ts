import { beforeEach, describe, expect, it } from 'vitest';
import { requests, type HttpRequest, type JsonObject } from '../../src/azure';
import { Azure, STORAGE, VAULT, VM } from './support';

/** Lists: filters and pages. Source: https://learn.microsoft.com/rest/api/resources/resources/list */
let azure: Azure;
let subscription: string;
beforeEach(() => {
	azure = new Azure();
	azure.group();
	subscription = `/subscriptions/${azure.subscription}`;
	azure.put(VM, 'vm-1', { tags: { env: 'test', team: 'shop' } });
	azure.put(VM, 'vm-2', { tags: { env: 'live', team: 'test' } });
	azure.put(STORAGE, 'stshop', { identity: { type: 'SystemAssigned' } });
});
const list = (path: string, query: Record<string, string> = {}): HttpRequest => {
	const { url, ...rest } = requests.get(path);
	const more = Object.entries(query).map(
		([name, value]) => `&${name}=${encodeURIComponent(value)}`,
	);
	return { ...rest, url: url + more.join('') };
};
const names = (request: HttpRequest) =>
	(azure.ask(request).value as { name: string }[]).map(({ name }) => name);

describe('of all resources', () => {
	it.each([
		["resourceType eq 'Microsoft.Compute/virtualMachines'", ['vm-1', 'vm-2']],
		["resourceType eq 'microsoft.storage/storageaccounts'", ['stshop']],
		["name eq 'VM-2'", ['vm-2']],
		["tagName eq 'env'", ['vm-1', 'vm-2']],
		["tagName eq 'env' and tagValue eq 'test'", ['vm-1']],
		["location eq 'westeurope' and name eq 'stshop'", ['stshop']],
		["resourceGroup eq 'other'", []],
	])('%s gives %o', (filter, expected) => {
		expect(names(list(`${subscription}/resources`, { $filter: filter }))).toEqual(expected);
	});
	it.each([
		["substringof('M-', name)", ['vm-1', 'vm-2']],
		["startswith(tagName, 'te')", ['vm-1', 'vm-2']],
		["resourceType ne 'Microsoft.Compute/virtualMachines'", ['stshop']],
		["substringof('r', resourceGroup) and name ne 'vm-1'", ['vm-2', 'stshop']],
	])('%s gives %o', (filter, expected) => {
		expect(names(list(`${subscription}/resources`, { $filter: filter }))).toEqual(expected);
	});
	it('whose identity a principal is', () => {
		const principal = azure.identityOf(azure.id(STORAGE, 'stshop'))?.principalId ?? '';
		const filter = { $filter: `identity/principalId eq '${principal}'` };
		expect(names(list(`${subscription}/resources`, filter))).toEqual(['stshop']);
	});
	it('when they were made and changed, and how they are, for who asks', () => {
		const $expand = 'createdTime,changedTime,provisioningState';
		const [first = {}] = azure.ask(list(`${subscription}/resources`, { $expand }))
			.value as JsonObject[];
		expect(first).toMatchObject({
			createdTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
			changedTime: expect.stringMatching(/Z$/) as string,
			provisioningState: 'Succeeded',
		});
		const [other = {}] = azure.ask(list(`${subscription}/resources`, { $expand: 'createdTime' }))
			.value as JsonObject[];
		expect(Object.keys(other)).toContain('createdTime');
		expect(Object.keys(other)).not.toContain('changedTime');
	});
	it.each(["colour eq 'blue'", "properties/x eq 'y'"])('%s is refused', (filter) => {
		const answer = azure.send(list(`${subscription}/resources`, { $filter: filter }));
		expect([answer.status, JSON.parse(answer.body).error.code]).toEqual([
			400,
			'InvalidFilterInQueryString',
		]);
	});
	it('a filter that nobody understands is refused', () => {
		const answer = azure.send(list(`${subscription}/resources`, { $filter: 'colour is blue' }));
		expect(answer.status).toBe(400);
		expect(JSON.parse(answer.body).error.code).toBe('InvalidFilterInQueryString');
	});
	it('shows each in short: identity, but no properties', () => {
		const filter = { $filter: "name eq 'stshop'" };
		const [first] = azure.ask(list(`${subscription}/resources`, filter)).value as object[];
		expect(first).toMatchObject({ identity: { type: 'SystemAssigned' } });
		expect(first).not.toHaveProperty('properties');
	});
	it('has slots and databases, which stand in a region, and no containers', () => {
		azure.put('Microsoft.Web/sites', 'web-1');
		const slot = azure.id('Microsoft.Web/sites/slots', 'web-1', 'next');
		azure.send(requests.putResource(slot, { location: 'westeurope' }));
		azure.send(requests.putContainer(azure.id(STORAGE, 'stshop'), 'pictures'));
		expect(names(list(`${subscription}/resources`))).toEqual([
			'vm-1',
			'vm-2',
			'stshop',
			'web-1',
			'web-1/next',
		]);
	});
});

describe('of resource groups', () => {
	it('can be filtered by tag', () => {
		const root = `${subscription}/resourceGroups`;
		azure.send(
			requests.arm('PUT', `${root}/rg-live`, { location: 'westeurope', tags: { env: 'live' } }),
		);
		const filter = "tagName eq 'env' and tagValue eq 'live'";
		expect(names(list(root, { $filter: filter }))).toEqual(['rg-live']);
	});
});

describe('in pages', () => {
	const all = (first: HttpRequest): string[][] => {
		const pages: string[][] = [];
		let next: string | undefined = first.url;
		while (next) {
			const body = azure.ask({ method: 'GET', url: next, headers: {} });
			pages.push((body.value as { name: string }[]).map(({ name }) => name));
			next = body.nextLink as string | undefined;
		}
		return pages;
	};
	it('$top gives so many and the link to the rest', () => {
		const request = list(`${subscription}/resources`, { $top: '2' });
		expect(all(request)).toEqual([['vm-1', 'vm-2'], ['stshop']]);
		expect(azure.ask(request).nextLink).toMatch(/^https:\/\/management\.azure\.com\/.*skiptoken=/);
	});
	it('the filter goes along to the next page', () => {
		azure.put(VAULT, 'kv-one');
		const filter = "resourceType eq 'Microsoft.Compute/virtualMachines'";
		const request = list(`${subscription}/resources`, { $top: '1', $filter: filter });
		expect(all(request)).toEqual([['vm-1'], ['vm-2']]);
	});
	it('a list of one type and of groups has pages as well', () => {
		expect(all(list(`${subscription}/providers/${VM}`, { $top: '1' }))).toEqual([
			['vm-1'],
			['vm-2'],
		]);
		expect(all(list(`${subscription}/resourceGroups`, { $top: '5' }))).toEqual([['rg']]);
	});
	it('nonsense for a page begins at the beginning', () => {
		const request = list(`${subscription}/resources`, { $top: '-3', $skiptoken: '%%%' });
		expect(names(request)).toHaveLength(3);
	});
});
