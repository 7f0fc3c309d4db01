// A link holds a whole sitting: the same world at the other end, in few characters, and nothing bad from a bad link.
import { deflateSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { days, findRole, idKey, minutes, requests, subscriptionScope } from '../../src/azure';
import {
	createPlayground,
	decodeShare,
	encodeShare,
	openShare,
	replay,
	type Playground,
	type Sitting,
} from '../../src/playground';
import { fromAddress, toAddress } from '../../src/playground/shareText';
import { createRequests, type NewThing } from '../../src/ui/actions/creatable';
import { words } from '../../src/ui/words';
import { bytes, idOf, runAll, shop } from './support';

function share(playground: Playground, title = 'Shop'): string {
	return encodeShare({ title, sitting: playground.sitting });
}
/** What a link leads to; throws when it leads nowhere. */
function follow(link: string): Sitting {
	const shared = decodeShare(link);
	if ('unshared' in shared) throw new Error(shared.unshared);
	const sitting = openShare(shared);
	if ('unshared' in sitting) throw new Error(sitting.unshared);
	return sitting;
}
const worldOf = (sitting: Sitting) => {
	const { steps, start } = replay(sitting);
	return steps.at(-1)?.world ?? start.world;
};

/** What a click in the page sends. */
function create(
	playground: Playground,
	thing: Partial<NewThing> & Pick<NewThing, 'kind' | 'name'>,
) {
	const whole: NewThing = {
		group: 'rg-shop',
		newGroup: false,
		location: 'westeurope',
		systemIdentity: false,
		...thing,
	};
	playground.send(
		createRequests(playground.world, whole),
		words.labels.create(words.kinds[thing.kind], thing.name),
	);
}
function grant(playground: Playground, principalId: string, role: string, on: string) {
	const { world } = playground;
	const [subscriptionId = ''] = Object.keys(world.subscriptions);
	playground.send(
		requests.putRoleAssignment({
			scope: idOf(playground, on),
			subscriptionId,
			roleDefinitionName: role,
			principalId,
			principalType: 'ServicePrincipal',
		}),
		words.labels.grant(findRole(world, role)?.roleName ?? '', on),
	);
}
const SECRETS_USER = '4633458b-17de-408a-b874-0445c86b69e6';
const systemId = (playground: Playground, name: string): string =>
	playground.world.resources[idKey(idOf(playground, name))]?.identity?.system?.principalId ?? '';

describe('the world at the other end', () => {
	test('is the same, byte for byte, after lines, clicks, waiting, other people and programs', () => {
		const playground = shop({ world: { timing: 'realistic' } });
		playground.advance(minutes(20));
		create(playground, { kind: 'virtualMachine', name: 'vm-two', systemIdentity: true });
		playground.advance(minutes(5));
		grant(playground, systemId(playground, 'vm-two'), SECRETS_USER, 'kv-shop');
		playground.setTiming('instant');
		runAll(playground, ['az vm identity assign -g rg-shop -n vm-web', 'az group list']);
		playground.advance(days(50));
		playground.signInAs('ben');
		playground.run('az vm delete -g rg-shop -n vm-web --yes');
		playground.runProgram(idOf(playground, 'vm-two'), {
			kind: 'readSecret',
			vaultUri: 'https://kv-shop.vault.azure.net/',
			secretName: 'db-password',
		});
		playground.run('az group delete -n rg-shop --yes');
		expect(bytes(worldOf(follow(share(playground))))).toBe(bytes(playground.world));
	});

	test('keeps what somebody wrote with tildes and ids of their own', () => {
		const playground = shop();
		runAll(playground, [
			'az group create -n rg-t -l westeurope --tags note=~p0~ other=~~ own=11111111-2222-3333-4444-555555555555',
		]);
		expect(bytes(worldOf(follow(share(playground))))).toBe(bytes(playground.world));
	});

	test('keeps what is written like a mark of a key, where there is such a key', () => {
		const playground = shop();
		runAll(playground, [
			'az storage account create -g rg-shop -n stmark',
			'az group create -n rg-t -l westeurope --tags note=~k0stmark~ other=k1stmark~',
		]);
		expect(bytes(worldOf(follow(share(playground))))).toBe(bytes(playground.world));
	});

	test.each(['instant', 'realistic'] as const)(
		'a function app keeps the key of its account, which is not in the link (%s)',
		(timing) => {
			const playground = shop({ world: { timing } });
			create(playground, { kind: 'functionApp', name: 'func-one' });
			playground.advance(minutes(5));
			create(playground, { kind: 'functionApp', name: 'func-two', systemIdentity: true });
			const setting = /AccountKey=([\w+/]{86}==)/;
			expect(bytes(playground.world)).toMatch(setting);
			const link = share(playground);
			const packed = fromAddress(link.slice(2));
			expect(packed).not.toMatchObject({ text: expect.stringMatching(setting) });
			expect(bytes(worldOf(follow(link)))).toBe(bytes(playground.world));
		},
	);

	test('does not know what was undone', () => {
		const playground = shop();
		playground.run('az group create -n rg-regretted -l westeurope');
		playground.undo();
		const sitting = follow(share(playground));
		expect(sitting.causes).toEqual([]);
		expect(bytes(worldOf(sitting))).toBe(bytes(playground.world));
	});

	test('has its title; the same sitting makes the same link', () => {
		const link = share(shop(), 'Zwölf Läden 🔑');
		expect(decodeShare(link)).toMatchObject({ title: 'Zwölf Läden 🔑', lesson: undefined });
		expect(share(shop(), 'Zwölf Läden 🔑')).toBe(link);
		expect(link).toMatch(/^1\.[\w-]+$/);
	});

	test('a lesson is named and its opening left out', () => {
		const playground = shop();
		runAll(playground, ['az vm identity assign -g rg-shop -n vm-web']);
		const { sitting } = playground;
		const link = encodeShare({ title: 'One', lesson: 'read-a-secret', sitting });
		expect(link.length).toBeLessThan(100);
		const shared = decodeShare(link);
		if ('unshared' in shared) throw new Error(shared.unshared);
		expect(shared).toMatchObject({ lesson: 'read-a-secret', steps: 1 });
		expect(openShare(shared, sitting)).toEqual(sitting);
		expect(openShare(shared)).toEqual({ unshared: 'damaged' });
	});
});

/** Groups of what is usual: a vault, an account, apps and machines with identities and roles. */
function landscape(count: number): Playground {
	const playground = createPlayground();
	const teams = ['shop', 'billing', 'search', 'media', 'ops', 'data', 'web', 'mail'];
	const have = () => Object.keys(playground.world.resources).length;
	for (let round = 0; have() < count; round++) {
		const team = `${teams[round % teams.length]}${round >= teams.length ? round : ''}`;
		const group = `rg-${team}`;
		const of = (kind: NewThing['kind'], prefix: string, systemIdentity = false) => {
			// An app brings its plan.
			const needed = kind === 'webApp' || kind === 'functionApp' ? 2 : 1;
			if (have() + needed <= count)
				create(playground, { kind, group, name: `${prefix}${team}`, systemIdentity });
		};
		create(playground, { kind: 'resourceGroup', name: group, group });
		of('keyVault', 'kv-');
		of('storageAccount', 'st');
		of('userIdentity', 'id-');
		of('virtualMachine', 'vm-', true);
		of('webApp', 'app-', true);
		if (round % 2 === 0) of('functionApp', 'func-', true);
		of('userIdentity', 'id2-');
		if (Object.values(playground.world.resources).some(({ name }) => name === `vm-${team}`))
			grant(playground, systemId(playground, `vm-${team}`), SECRETS_USER, `kv-${team}`);
	}
	return playground;
}
const TEAMS = ['shop', 'billing', 'search', 'media', 'ops', 'data', 'web', 'mail'];
/** The same by lines of az. */
function typed(count: number): Playground {
	const playground = createPlayground();
	const have = () => Object.keys(playground.world.resources).length;
	for (let round = 0; have() < count; round++) {
		const team = `${TEAMS[round % TEAMS.length]}${round >= TEAMS.length ? round : ''}`;
		runAll(
			playground,
			[
				`az group create -n rg-${team} -l westeurope`,
				`az keyvault create -g rg-${team} -n kv-${team}`,
				`az identity create -g rg-${team} -n id-${team}`,
				`az storage account create -g rg-${team} -n st${team}`,
				`az vm create -g rg-${team} -n vm-${team} --image Ubuntu2204 --assign-identity`,
				`az vm create -g rg-${team} -n vm-${team}-2 --image Ubuntu2204 --assign-identity id-${team}`,
				`az role assignment create --assignee-object-id $(az vm show -g rg-${team} -n vm-${team} --query identity.principalId -o tsv) --assignee-principal-type ServicePrincipal --role "Key Vault Secrets User" --scope $(az keyvault show -n kv-${team} --query id -o tsv)`,
			].slice(0, have() + 5 > count ? count - have() + 1 : 7),
		);
	}
	return playground;
}

describe('the length of a link', () => {
	test.each([
		[30, 700],
		[100, 2000],
	])('a world of %i resources takes less than %i characters', (count, most) => {
		for (const make of [landscape, typed]) {
			const playground = make(count);
			expect(Object.keys(playground.world.resources)).toHaveLength(count);
			const link = share(playground, 'Our landscape');
			console.log(`${count} resources, ${make.name}: ${link.length} characters`);
			expect(link.length).toBeLessThan(most);
			expect(bytes(worldOf(follow(link)))).toBe(bytes(playground.world));
		}
	});
});

describe('a bad link', () => {
	const good = share(shop());

	test.each([
		['nothing', '', 'damaged'],
		['words', 'hello', 'damaged'],
		['a version to come', '2.abc', 'newer'],
		['version nought', '0.abc', 'damaged'],
		['no letters of base64url', '1.%%%', 'damaged'],
		['half of a link', good.slice(0, good.length / 2), 'damaged'],
		['something else than a sitting', `1.${toAddress('{"a":1}')}`, 'damaged'],
		['something that is no JSON', `1.${toAddress('[1,')}`, 'damaged'],
		['too many letters', `1.${'A'.repeat(40_000)}`, 'tooLarge'],
		['a bomb', `1.${toAddress(JSON.stringify(['x'.repeat(10_000_000)]))}`, 'tooLarge'],
		[
			'too many steps',
			`1.${toAddress(JSON.stringify(['', '', {}, [], Array(2001).fill('a')]))}`,
			'damaged',
		],
		['a thousand years', `1.${toAddress(JSON.stringify(['', '', {}, [], [3e13]]))}`, 'damaged'],
		[
			'someone unknown',
			`1.${toAddress(JSON.stringify(['', '', {}, [], [[2, 'zoe']]]))}`,
			'damaged',
		],
	])('that holds %s is explained', (_, link, why) => {
		expect(decodeShare(link)).toEqual({ unshared: why });
	});

	test('whose text is not UTF-8 is damaged', () => {
		const packed = Buffer.from(deflateSync(Uint8Array.of(0x22, 0xff, 0xfe, 0x22))).toString(
			'base64url',
		);
		expect(decodeShare(`1.${packed}`)).toEqual({ unshared: 'damaged' });
	});

	test('never throws, whatever it is', () => {
		const [subscription = ''] = Object.keys(createPlayground().world.subscriptions);
		const anyCause = fc.oneof(
			fc.string(),
			fc.constantFrom(
				'az vm list',
				'az group delete -n rg-shop --yes',
				'A=~p0~; echo $A',
				'~',
				'~x~',
			),
			fc.double(),
			fc.tuple(fc.integer({ min: -1, max: 5 }), fc.anything()),
			fc.tuple(fc.constant(0), fc.string(), fc.tuple(fc.string(), fc.string())),
			fc.tuple(
				fc.constant(0),
				fc.string(),
				fc.record({ method: fc.string(), url: fc.webUrl(), headers: fc.constant({}) }),
			),
			fc.tuple(
				fc.constant(0),
				fc.string(),
				fc.tuple(
					fc.string(),
					fc.constant(subscriptionScope(subscription)),
					fc.dictionary(fc.string(), fc.anything()),
				),
			),
			fc.tuple(fc.constant(1), fc.string(), fc.dictionary(fc.string(), fc.anything())),
			fc.tuple(fc.constant(2), fc.constantFrom('ada', 'hana')),
		);
		const anyLink = fc.oneof(
			fc.string(),
			fc.string().map((text) => `1.${text}`),
			fc.uint8Array().map((raw) => `1.${Buffer.from(raw).toString('base64url')}`),
			fc.anything().map((value) => `1.${toAddress(JSON.stringify(value) ?? '')}`),
			fc
				.tuple(
					fc.string(),
					fc.constant(''),
					fc.constant({}),
					fc.array(anyCause),
					fc.array(anyCause),
				)
				.map((form) => `1.${toAddress(JSON.stringify(form))}`),
			// A good link with a letter changed.
			fc
				.tuple(fc.nat(good.length - 1), fc.constantFrom(...'abcXYZ09-_.'))
				.map(([at, letter]) => good.slice(0, at) + letter + good.slice(at + 1)),
		);
		let opened = 0;
		fc.assert(
			fc.property(anyLink, (link) => {
				const shared = decodeShare(link);
				const sitting = 'unshared' in shared ? shared : openShare(shared);
				if ('unshared' in sitting)
					expect(['damaged', 'newer', 'tooLarge']).toContain(sitting.unshared);
				else {
					opened++;
					expect(replay(sitting).steps).toHaveLength(sitting.causes.length);
				}
			}),
			{ numRuns: 250, seed: 20261122 },
		);
		expect(opened).toBeGreaterThan(5);
	});
});
