import { beforeEach, describe, expect, it } from 'vitest';
import { requests } from '../../src/azure';
import { Azure, STORAGE } from './support';

/** Tags of any scope. Source: https://learn.microsoft.com/rest/api/resources/tags */
let azure: Azure;
let account: string;
beforeEach(() => {
	azure = new Azure();
	azure.group();
	azure.put(STORAGE, 'stshop', { tags: { team: 'shop', env: 'test' } });
	account = azure.id(STORAGE, 'stshop');
});
const path = (scope: string) => `${scope}/providers/Microsoft.Resources/tags/default`;
const patch = (operation: string, tags: Record<string, string>) =>
	azure.send(requests.arm('PATCH', path(account), { operation, properties: { tags } }));
const tags = (scope = account) =>
	(azure.ask(requests.get(path(scope))).properties as { tags: Record<string, string> }).tags;

it('are read as a thing of their own', () => {
	expect(azure.ask(requests.get(path(account)))).toEqual({
		id: path(account),
		name: 'default',
		type: 'Microsoft.Resources/tags',
		properties: { tags: { team: 'shop', env: 'test' } },
	});
});
describe('PATCH', () => {
	it.each([
		['Merge', { env: 'live', owner: 'ada' }, { team: 'shop', env: 'live', owner: 'ada' }],
		['Replace', { owner: 'ada' }, { owner: 'ada' }],
		['Delete', { env: 'test' }, { team: 'shop' }],
		['Delete', { env: 'other' }, { team: 'shop', env: 'test' }],
	])('%s %o leaves %o', (operation, asked, left) => {
		expect(patch(operation, asked).status).toBe(200);
		expect(tags()).toEqual(left);
		expect(azure.ask(requests.get(account)).tags).toEqual(left);
	});
	it('of an unknown operation is refused', () => {
		expect(patch('Stir', {}).status).toBe(400);
	});
});
it('PUT replaces, DELETE takes all, also of groups and subscriptions', () => {
	const subscription = `/subscriptions/${azure.subscription}`;
	for (const scope of [account, `${subscription}/resourceGroups/rg`, subscription]) {
		const put = requests.arm('PUT', path(scope), { properties: { tags: { a: '1' } } });
		expect(azure.send(put).status).toBe(200);
		expect(tags(scope)).toEqual({ a: '1' });
		azure.send(requests.del(path(scope)));
		expect(tags(scope)).toEqual({});
	}
});
it('nothing has tags that is not there', () => {
	expect(azure.send(requests.get(path(`${account}x`))).status).toBe(404);
});
it('a reader may read them and not write them', () => {
	const cleo = Object.values(azure.world.users).find(({ key }) => key === 'cleo');
	azure.world = { ...azure.world, signedInAs: cleo?.id ?? '' };
	expect(tags()).toEqual({ team: 'shop', env: 'test' });
	const refused = patch('Merge', { a: '1' });
	expect(refused.status).toBe(403);
	expect(refused.body).toContain("'Microsoft.Resources/tags/write'");
});

it('of a blob container are not kept, for only tracked resources have tags', () => {
	const container = `${account}/blobServices/default/containers/orders`;
	azure.send(requests.arm('PUT', container, { tags: { team: 'shop' }, properties: {} }));
	azure.send(requests.arm('PATCH', container, { tags: { team: 'shop' } }));
	expect(azure.ask(requests.get(container)).tags ?? {}).toEqual({});
	expect(azure.send(requests.get(path(container))).status).toBe(404);
});
