// What the dialog says before something is deleted, held against what is then gone and what is then left.
import { describe, expect, test } from 'vitest';
import { handle, idKey, isOrphan, isWithin, requests, type World } from '../../src/azure';
import { createPlayground } from '../../src/playground';
import { EXAMPLES } from '../../src/ui/examples/catalog';
import { consequencesOf, type Consequences } from '../../src/ui/views/consequences';
import { thingOf } from '../../src/ui/views/things';
import { exampleWorld } from './exampleWorld';

const build = (lines: readonly string[]) => {
	const playground = createPlayground();
	for (const line of lines) {
		const { printed } = playground.run(line);
		if (printed?.exitCode !== 0) throw new Error(`${line}\n${printed?.stderr}`);
	}
	return playground;
};
const named = ({ resources }: World, name: string) => {
	const found = Object.values(resources).find((resource) => resource.name === name);
	if (!found) throw new Error(`There is no ${name}.`);
	return found;
};
function ahead(world: World, id: string): Consequences {
	const thing = thingOf(world, id);
	if (!thing) throw new Error(`There is no ${id}.`);
	return consequencesOf(world, thing);
}

const orphansIn = (world: World): string[] =>
	Object.values(world.roleAssignments)
		.filter((assignment) => isOrphan(world, assignment))
		.map(({ id }) => id)
		.sort();
const livingIdentities = (world: World): number =>
	Object.values(world.servicePrincipals).filter(({ deletedAt }) => deletedAt === undefined).length;

const SHOP = [
	'az group create -n rg-shop -l westeurope',
	'az group create -n rg-data -l westeurope',
	'az identity create -g rg-shop -n id-shop',
	'az identity federated-credential create -g rg-shop --identity-name id-shop --name main --issuer https://token.actions.githubusercontent.com --subject repo:contoso/shop:ref:refs/heads/main --audiences api://AzureADTokenExchange',
	'az appservice plan create -g rg-shop -n plan-shop --sku S1',
	'az webapp create -g rg-shop -n web-shop --plan plan-shop',
	'az webapp deployment slot create -g rg-shop -n web-shop --slot staging',
	'az webapp identity assign -g rg-shop -n web-shop --slot staging',
	'az vm create -g rg-shop -n vm-web --image Ubuntu2204 --assign-identity [system]',
	'az keyvault create -g rg-data -n kv-shop',
	'az storage account create -g rg-data -n stshop',
	'az storage container create --account-name stshop -n pictures',
	'az storage blob upload --account-name stshop -c pictures -n cat.txt --data meow',
	'az role assignment create --assignee $(az vm show -g rg-shop -n vm-web --query identity.principalId -o tsv) --role Reader --scope $(az group show -n rg-data --query id -o tsv)',
	'az role assignment create --assignee $(az webapp identity show -g rg-shop -n web-shop --slot staging --query principalId -o tsv) --role "Key Vault Secrets User" --scope $(az keyvault show -n kv-shop --query id -o tsv)',
];

describe('before something is deleted', () => {
	const shop = build(SHOP);

	test('a container tells of its blobs', () => {
		const { blobs, containers } = ahead(shop.world, named(shop.world, 'pictures').id);
		expect([containers, blobs]).toEqual([0, 1]);
	});
	test('an app tells of its slot, whose own identity goes and leaves a role behind', () => {
		const told = ahead(shop.world, named(shop.world, 'web-shop').id);
		expect(told.children).toEqual({ slots: 1 });
		expect(told.identities).toBe(1);
		expect(told.orphans.map(({ roleName }) => roleName)).toEqual(['Key Vault Secrets User']);
	});
	test('an identity tells of those whom it trusts', () => {
		const { children } = ahead(shop.world, named(shop.world, 'id-shop').id);
		expect(children).toEqual({ federatedIdentityCredentials: 1 });
	});
	test('a vault tells that it can be recovered, and so does its group', () => {
		const { world } = shop;
		const group =
			world.resourceGroups[idKey(named(world, 'kv-shop').id.replace(/\/providers.*/, ''))];
		for (const id of [named(world, 'kv-shop').id, group?.id ?? ''])
			expect(ahead(world, id).kept).toEqual([
				{ name: 'kv-shop', secrets: 0, span: 90 * 24 * 3_600_000 },
			]);
	});
	// https://learn.microsoft.com/azure/azure-app-configuration/concept-soft-delete
	test('a configuration store tells that it can be recovered, unless it is a free one', () => {
		const { world } = build([
			'az group create -n rg-shop -l westeurope',
			'az appconfig create -g rg-shop -n ac-shop -l westeurope --sku Standard --retention-days 3',
			'az appconfig create -g rg-shop -n ac-free -l westeurope --sku Free',
		]);
		const span = 3 * 24 * 3_600_000;
		expect(ahead(world, named(world, 'ac-shop').id).kept).toEqual([
			{ name: 'ac-shop', secrets: undefined, span },
		]);
		expect(ahead(world, named(world, 'ac-free').id).kept).toEqual([]);
	});
	// https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-faq
	test('a machine tells of the tokens that it has: nothing calls them back', () => {
		const before = ahead(shop.world, named(shop.world, 'vm-web').id).tokens;
		const asked = build(SHOP);
		asked.send({
			method: 'GET',
			url: 'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net',
			headers: { Metadata: 'true' },
			from: named(asked.world, 'vm-web').id,
		});
		const { count, until } = ahead(asked.world, named(asked.world, 'vm-web').id).tokens;
		expect([before.count, count]).toEqual([0, 1]);
		expect(until).toBeGreaterThan(asked.world.now);
	});
});

describe('what was foretold is what happens', () => {
	const worlds = [
		['the shop', build(SHOP).world] as const,
		...EXAMPLES.map((slug) => [slug, slug] as const),
	];
	test.each(worlds)('in %s, whatever is deleted', async (_, source) => {
		const world = typeof source === 'string' ? await exampleWorld(source) : source;
		const everything = [
			...Object.values(world.resourceGroups).filter(({ managedBy }) => managedBy === undefined),
			...Object.values(world.resources),
		];
		for (const { id, name } of everything) {
			const told = ahead(world, id);
			const [after, { status }] = handle(world, requests.del(id));
			if (status >= 400) continue;
			const newOrphans = orphansIn(after).filter((each) => !orphansIn(world).includes(each));
			expect([name, told.orphans.map(({ assignment }) => assignment.id).sort()]).toEqual([
				name,
				newOrphans,
			]);
			const own = Number(told.systemIdentity || told.userIdentity);
			expect([name, told.identities + own]).toEqual([
				name,
				livingIdentities(world) - livingIdentities(after),
			]);
			const top = ({ resources }: World) =>
				Object.values(resources).filter(({ type }) => type.split('/').length === 2).length;
			const self = Number(thingOf(world, id)?.of === 'resource' && top(world) > top(after));
			expect([name, told.resources.length + self]).toEqual([name, top(world) - top(after)]);
			expect([name, told.blobs]).toEqual([
				name,
				Object.keys(world.blobs).length - Object.keys(after.blobs).length,
			]);
			expect(Object.keys(after.resources).some((key) => isWithin(id, key))).toBe(false);
		}
	});
});
