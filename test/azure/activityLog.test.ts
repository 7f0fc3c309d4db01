import { beforeEach, describe, expect, it } from 'vitest';
import { minutes, requests } from '../../src/azure';
import { Azure, SITE, VM } from './support';

/** Reading the activity log. Source: https://learn.microsoft.com/rest/api/monitor/activity-logs/list */
let azure: Azure;
beforeEach(() => {
	azure = new Azure();
	azure.group();
	azure.put(VM, 'vm-1');
	azure.advance(minutes(30));
	azure.put(SITE, 'web-1');
	azure.send(requests.del(azure.id(VM, 'vm-1')));
});
interface Event {
	readonly operationName: { readonly value: string };
	readonly eventTimestamp: string;
	readonly [name: string]: unknown;
}
const ask = ($filter: string | undefined) => {
	const path = `/subscriptions/${azure.subscription}/providers/Microsoft.Insights/eventtypes/management/values`;
	const { url, ...rest } = requests.get(path);
	const query = $filter === undefined ? '' : `&$filter=${encodeURIComponent($filter)}`;
	return azure.send({ ...rest, url: `${url}${query}` });
};
const events = (filter: string) => JSON.parse(ask(filter).body).value as Event[];
const operations = (filter: string) => events(filter).map((event) => event.operationName.value);
const ALL = "eventTimestamp ge '2026-01-05T00:00:00Z'";

it('gives what happened, newest first', () => {
	expect(operations(ALL)).toEqual([
		'Microsoft.Compute/virtualMachines/delete',
		'Microsoft.Web/sites/write',
		'Microsoft.Compute/virtualMachines/write',
		'Microsoft.Resources/subscriptions/resourceGroups/write',
	]);
});
it('says who did what where, and how it ended', () => {
	expect(events(ALL)[1]).toMatchObject({
		caller: 'ada@contoso.onmicrosoft.com',
		authorization: { action: 'Microsoft.Web/sites/write', scope: azure.id(SITE, 'web-1') },
		resourceId: azure.id(SITE, 'web-1'),
		resourceGroupName: 'rg',
		resourceProviderName: { value: 'Microsoft.Web' },
		resourceType: { value: 'Microsoft.Web/sites' },
		status: { value: 'Succeeded' },
		category: { value: 'Administrative' },
		level: 'Informational',
		eventTimestamp: '2026-01-05T09:30:00.0000000Z',
	});
});
it.each([
	["eventTimestamp ge '2026-01-05T09:10:00Z'", 2],
	["eventTimestamp ge '2026-01-05T00:00:00Z' and eventTimestamp le '2026-01-05T09:10:00Z'", 2],
	[`${ALL} and resourceGroupName eq 'RG'`, 4],
	[`${ALL} and resourceGroupName eq 'other'`, 0],
	[`${ALL} and resourceProvider eq 'Microsoft.Compute'`, 2],
	[`${ALL} and eventChannels eq 'Admin, Operation'`, 4],
])('%s gives %i', (filter, count) => {
	expect(events(filter)).toHaveLength(count);
});
it('of one resource, in any case of its id', () => {
	const id = azure.id(VM, 'vm-1').toLowerCase();
	expect(operations(`${ALL} and resourceUri eq '${id}'`)).toEqual([
		'Microsoft.Compute/virtualMachines/delete',
		'Microsoft.Compute/virtualMachines/write',
	]);
});
it('a refused request is an error in it', () => {
	const hana = Object.values(azure.world.users).find(({ key }) => key === 'hana');
	const ada = azure.world.signedInAs;
	azure.world = { ...azure.world, signedInAs: hana?.id ?? '' };
	azure.send(requests.del(azure.id(SITE, 'web-1')));
	azure.world = { ...azure.world, signedInAs: ada };
	expect(events(ALL)[0]).toMatchObject({
		level: 'Error',
		status: { value: 'Failed' },
		subStatus: { value: 'Forbidden', localizedValue: 'Forbidden (HTTP Status Code: 403)' },
		caller: 'hana@contoso.onmicrosoft.com',
	});
});
it('comes in pages of two hundred, as people saw it in Azure', () => {
	// https://github.com/Azure/azure-sdk-for-java/issues/1908: a client that did not follow nextLink never saw more.
	for (let round = 0; round < 210; round++)
		azure.send(requests.patchResource(azure.id(SITE, 'web-1'), { tags: { round: `${round}` } }));
	interface Page {
		readonly value: readonly Event[];
		readonly nextLink?: string;
	}
	const first = JSON.parse(ask(ALL).body) as Page;
	expect(first.value).toHaveLength(200);
	const rest = { method: 'GET', url: first.nextLink ?? '', headers: {} };
	const second = JSON.parse(azure.send(rest).body) as Page;
	// Ten of the 210 and the four from before.
	expect(second.value).toHaveLength(14);
	expect(second.nextLink).toBeUndefined();
	expect(second.value.at(-1)?.operationName.value).toBe(
		'Microsoft.Resources/subscriptions/resourceGroups/write',
	);
});
it('tells no more than what was selected', () => {
	const path = `/subscriptions/${azure.subscription}/providers/Microsoft.Insights/eventtypes/management/values`;
	const { url, ...rest } = requests.get(path);
	const query = `&$filter=${encodeURIComponent(ALL)}&$select=eventTimestamp,operationName`;
	const [first = {}] = azure.ask({ ...rest, url: `${url}${query}` }).value as object[];
	expect(Object.keys(first).sort()).toEqual(['eventTimestamp', 'operationName']);
});
it('needs a beginning', () => {
	expect(ask(undefined).status).toBe(400);
	expect(ask("resourceGroupName eq 'rg'").status).toBe(400);
});

it('an operation that takes its time begins and ends in it, under one correlation id', () => {
	azure = new Azure({ timing: 'realistic' });
	azure.group();
	azure.put(VM, 'vm-1');
	const lines = () => {
		const correlationId = events(ALL)[0]?.correlationId;
		return events(ALL)
			.filter((event) => event.correlationId === correlationId)
			.map((event) => [event.eventTimestamp, (event.status as { value: string }).value]);
	};
	expect(lines()).toEqual([['2026-01-05T09:00:00.0000000Z', 'Started']]);
	azure.advance(minutes(5));
	expect(lines()).toEqual([
		['2026-01-05T09:00:40.0000000Z', 'Succeeded'],
		['2026-01-05T09:00:00.0000000Z', 'Started'],
	]);
	azure.send(requests.del(`/subscriptions/${azure.subscription}/resourceGroups/rg`));
	expect(lines().map(([, status]) => status)).toEqual(['Started']);
	azure.advance(minutes(5));
	expect(lines().map(([, status]) => status)).toEqual(['Succeeded', 'Started']);
});
