// No token for the program: the panel and the feed say why, for each way in which it happens to a developer.
import { describe, expect, test } from 'vitest';
import { minutes, requests } from '../../src/azure';
import { createPlayground, describeStep, type Playground } from '../../src/playground';
import { readRun } from '../../src/ui/workload/reading';
import { plain, words } from '../../src/ui/words';
import { workloadWords as german } from '../../src/ui/words/de/workload';

const SHOP = [
	'az group create -n rg-shop -l westeurope',
	'az keyvault create -g rg-shop -n kv-shop',
	'az role assignment create --assignee ada@contoso.onmicrosoft.com --role "Key Vault Secrets Officer" --scope $(az keyvault show -n kv-shop --query id -o tsv)',
	'az keyvault secret set --vault-name kv-shop -n db --value opensesame',
	'az identity create -g rg-shop -n id-shop',
	'az identity create -g rg-shop -n id-other',
	'az appservice plan create -g rg-shop -n plan-shop',
	'az webapp create -g rg-shop -n web-shop --plan plan-shop',
	'az vm create -g rg-shop -n vm-web --image Ubuntu2204',
];

function build(...lines: readonly string[]): Playground {
	const playground = createPlayground();
	for (const line of [...SHOP, ...lines]) {
		const { printed } = playground.run(line);
		if (printed?.exitCode !== 0) throw new Error(`${line}\n${printed?.stderr}`);
	}
	return playground;
}
const idOf = ({ world }: Playground, name: string) =>
	Object.values(world.resources).find((resource) => resource.name === name)?.id ?? '';

/** What the panel makes of a run of the program, and what the feed tells of it. */
function run(playground: Playground, on: string) {
	const before = playground.world;
	const step = playground.run(`keyless run --on ${on} --read-secret kv-shop/db`);
	const read = readRun(step, before, idOf(playground, on));
	const { events } = describeStep(step, before);
	return {
		verdict: read?.verdict,
		why: read?.noToken,
		told: events.map((event) => plain(words.happened(event))).join(' '),
	};
}

describe('an app', () => {
	// https://learn.microsoft.com/azure/app-service/overview-managed-identity: the variables are there with an identity.
	test('without an identity has no endpoint to ask', () => {
		const { verdict, why, told } = run(build(), 'web-shop');
		expect([verdict, why]).toEqual(['noToken', { why: 'noEndpoint' }]);
		expect(told).toBe('web-shop got no token for Key Vault: nobody answered.');
	});
	// The same page: without a selector the system-assigned identity is meant, whatever else is assigned.
	test('has to name its only identity when that is user-assigned', () => {
		const playground = build(
			'az webapp identity assign -g rg-shop -n web-shop --identities $(az identity show -g rg-shop -n id-shop --query id -o tsv)',
		);
		expect(run(playground, 'web-shop').why).toEqual({ why: 'mustName', names: ['id-shop'] });
	});
});

test('an app whose only identity was deleted is told that first', () => {
	const playground = build(
		'az webapp identity assign -g rg-shop -n web-shop --identities $(az identity show -g rg-shop -n id-shop --query id -o tsv)',
		'az identity delete -g rg-shop -n id-shop',
	);
	expect(run(playground, 'web-shop').why).toEqual({ why: 'deleted', names: ['id-shop'] });
});

describe('a machine', () => {
	test('without an identity gets none', () => {
		const { why, told } = run(build(), 'vm-web');
		expect(why).toEqual({ why: 'none' });
		expect(told).toContain('vm-web got no token for Key Vault.');
	});
	// "… please specify the clientId / resourceId of the identity in the token request"
	test('with two user-assigned ones has to say which', () => {
		const playground = build(
			'az vm identity assign -g rg-shop -n vm-web --identities id-shop id-other',
		);
		expect(run(playground, 'vm-web').why).toEqual({
			why: 'several',
			names: ['id-shop', 'id-other'],
		});
	});
	test('whose identity was deleted still names it, and nobody answers', () => {
		const playground = build(
			'az vm identity assign -g rg-shop -n vm-web --identities $(az identity show -g rg-shop -n id-shop --query id -o tsv)',
			'az identity delete -g rg-shop -n id-shop',
		);
		expect(run(playground, 'vm-web').why).toEqual({ why: 'deleted', names: ['id-shop'] });
	});
	test('that is asked for an identity which it does not have', () => {
		const playground = build('az vm identity assign -g rg-shop -n vm-web --identities id-shop');
		const before = playground.world;
		const other = Object.values(before.servicePrincipals).find(
			({ displayName }) => displayName === 'id-other',
		);
		const step = playground.send({
			method: 'GET',
			url: `http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net&client_id=${other?.appId ?? ''}`,
			headers: { Metadata: 'true' },
			from: idOf(playground, 'vm-web'),
		});
		expect(readRun(step, before, idOf(playground, 'vm-web'))?.noToken).toEqual({
			why: 'notAssigned',
		});
	});
	test('that is still being set up, and one that was stopped, run no code', () => {
		const stopped = build(
			'az vm identity assign -g rg-shop -n vm-web',
			'az vm deallocate -g rg-shop -n vm-web',
		);
		expect(run(stopped, 'vm-web').why).toEqual({ why: 'stopped', name: 'vm-web' });
		const young = build();
		young.setTiming('realistic');
		young.run('az vm create -g rg-shop -n vm-new --image Ubuntu2204 --no-wait');
		expect(run(young, 'vm-new').why).toEqual({ why: 'creating', name: 'vm-new' });
		young.advance(minutes(2));
		expect(run(young, 'vm-new').why).toEqual({ why: 'none' });
	});
});

test('each reason has a sentence in either language', () => {
	const names = ['id-shop'];
	const all = [
		{ why: 'none' },
		{ why: 'noEndpoint' },
		{ why: 'creating', name: 'vm-web' },
		{ why: 'stopped', name: 'vm-web' },
		{ why: 'mustName', names },
		{ why: 'several', names },
		{ why: 'deleted', names },
		{ why: 'notAssigned' },
	] as const;
	for (const text of [words.workload.whyNoToken, german.workload.whyNoToken])
		expect(new Set(all.map((why) => text(why))).size).toBe(all.length);
});

test('who tries to delete without the right is told what was refused', () => {
	const playground = build();
	playground.signInAs('cleo');
	const before = playground.world;
	const step = playground.send(requests.del(idOf(playground, 'vm-web')));
	const [event] = describeStep(step, before).events;
	expect(event && plain(words.happened(event))).toBe(
		'Azure said no to deleting vm-web: AuthorizationFailed',
	);
});
