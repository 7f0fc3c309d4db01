// What the activity feed is told of each step, in the learner's story.
import { describe, expect, test } from 'vitest';
import { days, minutes, requests, seconds } from '../../src/azure';
import { describeStep, type Playground, type Step, type StepEvent } from '../../src/playground';
import { plain, words } from '../../src/ui/words';
import { eventWords as germanEvents } from '../../src/ui/words/de/events';
import { idOf, runAll, shop } from './support';

function events(playground: Playground, step: Step): readonly StepEvent[] {
	const index = playground.transcript.indexOf(step);
	const before = playground.transcript[index - 1]?.world ?? playground.start;
	return describeStep(step, before).events;
}

const kinds = (all: readonly StepEvent[]) => all.map(({ kind }) => kind);
const named = (name: string) => expect.objectContaining({ name });

const SECRETS_USER =
	'az vm identity assign -g rg-shop -n vm-web --role "Key Vault Secrets User" --scope $(az keyvault show -n kv-shop --query id -o tsv)';
const READ = 'keyless run --on vm-web --read-secret kv-shop/db-password';

describe('a system-assigned identity', () => {
	test('on, refused, granted, read, deleted with one orphan', () => {
		const playground = shop();
		const run = (line: string) => events(playground, playground.run(line));

		expect(run(READ)).toMatchObject([
			{ kind: 'noToken', from: { name: 'vm-web' }, status: 400, error: expect.any(String) },
		]);
		expect(run('az vm identity assign -g rg-shop -n vm-web')).toEqual([
			{ kind: 'identityOn', resource: named('vm-web'), principalId: expect.any(String) },
		]);
		expect(run(READ)).toMatchObject([
			{ kind: 'token', from: { name: 'vm-web' }, identity: { name: 'vm-web' }, cached: false },
			{
				kind: 'refused',
				by: { name: 'vm-web' },
				what: { name: 'db-password' },
				operation: 'SecretGet',
				status: 403,
			},
		]);
		expect(run(SECRETS_USER)).toMatchObject([
			{
				kind: 'granted',
				effective: true,
				grant: {
					principal: { name: 'vm-web' },
					roleName: 'Key Vault Secrets User',
					scope: { name: 'kv-shop' },
				},
			},
		]);
		expect(run(READ)).toMatchObject([
			{ kind: 'token', cached: true },
			{ kind: 'read', by: { name: 'vm-web' }, what: { name: 'db-password' } },
		]);
		expect(run('az vm delete -g rg-shop -n vm-web --yes')).toEqual([
			{
				kind: 'deleted',
				resource: named('vm-web'),
				identityGone: 'system',
				orphans: 1,
				stillNamedBy: [],
			},
		]);
	});

	test('turned off: the identity is gone, the resource is not', () => {
		const playground = shop();
		playground.run('az vm identity assign -g rg-shop -n vm-web');
		playground.run(SECRETS_USER);
		const off = playground.run('az vm identity remove -g rg-shop -n vm-web');
		expect(events(playground, off)).toEqual([
			{
				kind: 'identityOff',
				resource: named('vm-web'),
				principalId: expect.any(String),
				orphans: 1,
			},
		]);
	});
});

describe('a user-assigned identity', () => {
	test('created, attached, detached', () => {
		const playground = shop();
		const run = (line: string) => events(playground, playground.run(line));
		expect(run('az identity create -g rg-shop -n id-shop')).toMatchObject([
			{ kind: 'created', resource: { name: 'id-shop' }, ready: true },
		]);
		expect(run('az vm identity assign -g rg-shop -n vm-web --identities id-shop')).toEqual([
			{ kind: 'attached', resource: named('vm-web'), identity: named('id-shop') },
		]);
		expect(run('az vm identity remove -g rg-shop -n vm-web --identities id-shop')).toEqual([
			{ kind: 'detached', resource: named('vm-web'), identity: named('id-shop') },
		]);
	});

	test('deleted while a machine still names it', () => {
		const playground = shop();
		playground.run('az identity create -g rg-shop -n id-shop');
		playground.run('az vm identity assign -g rg-shop -n vm-web --identities id-shop');
		const gone = playground.run('az identity delete -g rg-shop -n id-shop');
		expect(events(playground, gone)).toEqual([
			{
				kind: 'deleted',
				resource: named('id-shop'),
				identityGone: 'user',
				orphans: 0,
				stillNamedBy: [named('vm-web')],
			},
		]);
	});
});

describe('a resource group', () => {
	test('takes everything in it along, and says what went with what', () => {
		const playground = shop();
		playground.run('az vm identity assign -g rg-shop -n vm-web');
		const all = events(playground, playground.run('az group delete -n rg-shop --yes'));
		const deleted = all.filter((event) => event.kind === 'deleted');
		expect(deleted.map(({ resource, with: outer }) => [resource.name, outer?.name])).toEqual([
			['rg-shop', undefined],
			['vm-web', 'rg-shop'],
			['kv-shop', 'rg-shop'],
		]);
		expect(deleted.find(({ resource }) => resource.name === 'vm-web')?.identityGone).toBe('system');
	});
});

describe('what Azure refuses', () => {
	test('is told with its code, once', () => {
		const playground = shop();
		playground.signInAs('cleo');
		const refused = playground.send(requests.del(idOf(playground, 'vm-web')));
		expect(events(playground, refused)).toMatchObject([
			{
				kind: 'failed',
				resource: { name: 'vm-web' },
				method: 'DELETE',
				status: 403,
				code: 'AuthorizationFailed',
			},
		]);
	});

	test('a role that may not be granted is told by its name, with who should have had it and where', () => {
		const playground = shop();
		playground.run('az vm identity assign -g rg-shop -n vm-web');
		const vault = idOf(playground, 'kv-shop');
		const assignee = Object.keys(playground.world.servicePrincipals)[0] ?? '';
		const grant = `az role assignment create --assignee-object-id ${assignee} --assignee-principal-type ServicePrincipal --role "Key Vault Secrets User" --scope ${vault}`;
		const said = (step: Step) =>
			events(playground, step).map((event) => [
				plain(words.happened(event)),
				plain(germanEvents.happened(event)),
			]);
		playground.signInAs('cleo');
		expect(said(playground.run(grant))).toEqual([
			[
				'Azure said no to giving vm-web Key Vault Secrets User on kv-shop: AuthorizationFailed',
				'Azure hat vm-web die Rolle Key Vault Secrets User auf kv-shop nicht gegeben: AuthorizationFailed',
			],
		]);
		playground.signInAs('ada');
		playground.run(grant);
		const [assignment] = Object.values(playground.world.roleAssignments).filter(
			({ principalId }) => principalId === assignee,
		);
		playground.signInAs('cleo');
		expect(said(playground.send([requests.del(assignment?.id ?? '')]))).toEqual([
			[
				'Azure said no to taking Key Vault Secrets User on kv-shop from vm-web: AuthorizationFailed',
				'Azure hat vm-web die Rolle Key Vault Secrets User auf kv-shop nicht genommen: AuthorizationFailed',
			],
		]);
	});

	test('a role of whom nobody knows, or that does not exist, is told without what is not known', () => {
		const playground = shop();
		const vault = idOf(playground, 'kv-shop');
		const name = '11111111-2222-4333-8444-555555555555';
		const put = (properties: object) =>
			playground.send([
				{
					method: 'PUT',
					url: `https://management.azure.com${vault}/providers/Microsoft.Authorization/roleAssignments/${name}?api-version=2022-04-01`,
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ properties }),
				},
			]);
		for (const properties of [
			{},
			{
				principalId: name,
				roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${name}`,
			},
		]) {
			const [event] = events(playground, put(properties));
			const told = event ? plain(words.happened(event)) : '';
			expect(told).toMatch(/^Azure said no to giving somebody a role on kv-shop: \w+$/);
		}
	});

	test('a secret that is not there is no read', () => {
		const playground = shop();
		playground.run(SECRETS_USER);
		const missing = playground.run('keyless run --on vm-web --read-secret kv-shop/nothing');
		expect(kinds(events(playground, missing))).toEqual(['token', 'failed']);
	});
});

test('whoever has the key of an account reads, and nobody is known to have read', () => {
	const playground = shop();
	runAll(playground, [
		'az storage account create -g rg-shop -n stshop',
		'az storage container create --account-name stshop -n bills --auth-mode key',
		'az storage blob upload --account-name stshop -c bills -n april.txt --data "4 pounds" --auth-mode key',
	]);
	const read = playground.run(
		'az storage blob download --account-name stshop -c bills -n april.txt --auth-mode key',
	);
	expect(events(playground, read)).toMatchObject([
		{ kind: 'read', by: { name: '' }, what: named('april.txt'), known: false },
	]);
	const told = events(playground, read).map((event) => plain(words.happened(event)));
	expect(told).toEqual(['Somebody read april.txt in stshop. The data log names nobody.']);
});

describe('looking', () => {
	test('is nothing to tell', () => {
		const playground = shop();
		expect(events(playground, playground.run('az group list'))).toEqual([]);
	});
});

describe('time', () => {
	test('makes things ready, roles effective and certificates new', () => {
		const playground = shop({ world: { timing: 'realistic' } });
		playground.advance(minutes(30));
		const made = playground.run('az identity create -g rg-shop -n id-shop');
		expect(kinds(events(playground, made))).toContain('created');
		playground.advance(seconds(10));
		const passed = playground.advance(days(46));
		const told = events(playground, passed);
		expect(told[0]).toEqual({ kind: 'passed', duration: days(46) });
		expect(told).toContainEqual({ kind: 'credentialRolled', identity: named('id-shop') });
	});

	test('a role takes its time to spread', () => {
		const playground = shop({ world: { timing: 'realistic' } });
		playground.advance(minutes(30));
		playground.run('az vm identity assign -g rg-shop -n vm-web');
		playground.advance(minutes(5));
		const granted = playground.run(SECRETS_USER);
		expect(events(playground, granted)).toContainEqual(
			expect.objectContaining({ kind: 'granted', effective: false }),
		);
		const later = playground.advance(minutes(11));
		expect(kinds(events(playground, later))).toContain('effective');
	});
});

describe('another person', () => {
	test('is named', () => {
		const playground = shop();
		expect(events(playground, playground.signInAs('ben'))).toEqual([
			{ kind: 'signedIn', person: { id: expect.any(String), name: 'Ben', type: 'User' } },
		]);
	});
});

test('a secret that is written through Resource Manager is told as well', () => {
	const playground = shop();
	const step = playground.send([
		requests.putSecretThroughArm(idOf(playground, 'kv-shop'), 'api-key', 'value'),
	]);
	expect(events(playground, step)).toEqual([
		{
			kind: 'wrote',
			by: named('Ada'),
			what: named('api-key'),
			operation: 'Microsoft.KeyVault/vaults/secrets/write',
			known: true,
		},
	]);
});

test('looking whether a name is free is no refusal', () => {
	const playground = shop();
	const step = playground.run('az keyvault create -g rg-shop -n kv-second');
	expect(kinds(events(playground, step))).toEqual(['created']);
	const missing = playground.run('az keyvault show -g rg-shop -n kv-third');
	expect(kinds(events(playground, missing))).toEqual(['failed']);
});
