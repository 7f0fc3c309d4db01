// Each kind of goal against a world that the learner's own commands made: what it says, whether it is met, what it saw.
import { describe, expect, test } from 'vitest';
import { advance, createWorld, hours, type World } from '../../src/azure';
import { runInWorld, startSession, type Session } from '../../src/cli';
import { goalWords } from '../../src/ui/words/de/goals';
import { checkGoal, GOAL_KINDS, goalSentence, type Goal, type GoalContext } from '../../src/course';

const VAULT = '$(az keyvault show -n kv-shop --query id -o tsv)';
const ACCOUNT = '$(az storage account show -n stshop --query id -o tsv)';

/** What was done in each step; the worlds after it are what goals look at. */
const STORY = {
	built: [
		'az group create -n rg-shop -l westeurope',
		'az vm create -g rg-shop -n vm-web --image Ubuntu2204 --generate-ssh-keys',
		'az keyvault create -g rg-shop -n kv-shop',
		`az role assignment create --assignee ada@contoso.onmicrosoft.com --role "Key Vault Secrets Officer" --scope ${VAULT}`,
		'az keyvault secret set --vault-name kv-shop -n db --value opensesame',
		'az storage account create -g rg-shop -n stshop',
		'az storage container create --account-name stshop -n photos --auth-mode key',
		'az storage blob upload --account-name stshop -c photos -n cat.txt --data cat --auth-mode key',
	],
	asked: ['keyless run --on vm-web --read-secret kv-shop/db'],
	turnedOn: ['az vm identity assign -g rg-shop -n vm-web'],
	refused: ['keyless run --on vm-web --read-secret kv-shop/db'],
	granted: [
		`az vm identity assign -g rg-shop -n vm-web --role "Key Vault Secrets User" --scope ${VAULT}`,
	],
	read: [
		'keyless run --on vm-web --read-secret kv-shop/db',
		'keyless run --on vm-web --read-secret kv-shop/db',
	],
	shared: [
		'az identity create -g rg-shop -n id-shop',
		'az vm identity assign -g rg-shop -n vm-web --identities id-shop',
		`az role assignment create --assignee-object-id $(az identity show -g rg-shop -n id-shop --query principalId -o tsv) --assignee-principal-type ServicePrincipal --role "Storage Blob Data Reader" --scope ${ACCOUNT}`,
	],
	deleted: ['az vm delete -g rg-shop -n vm-web --yes'],
} as const;
type Moment = keyof typeof STORY;

const worlds: World[] = [];
const after: Partial<Record<Moment, number>> = {};
let standing: { world: World; session: Session };
{
	const world = createWorld();
	standing = { world, session: startSession(world) };
	for (const [moment, lines] of Object.entries(STORY) as [Moment, readonly string[]][]) {
		for (const line of lines) {
			const ran = runInWorld(standing.world, line, standing.session);
			standing = { world: ran.world, session: ran.result.session };
			worlds.push(standing.world);
		}
		after[moment] = worlds.length;
	}
}

/** A lesson that started when the shop was built, as it stood at a moment. */
function at(moment: Moment, answers: Record<string, string> = {}): GoalContext {
	const start = worlds[(after.built ?? 0) - 1];
	if (!start) throw new Error('no story');
	return { start, worlds: worlds.slice(after.built, after[moment]), answers };
}

const secretRead = {
	log: 'data',
	operation: 'SecretGet',
	by: 'vm-web',
	on: 'kv-shop/db',
	outcome: 'succeeded',
} as const;
const secretRefused = { ...secretRead, outcome: 'refused' } as const;
const noToken = { log: 'signIn', by: 'vm-web', outcome: 'refused' } as const;
const deletedVm = {
	log: 'activity',
	operation: 'Microsoft.Compute/virtualMachines/delete',
	by: 'ada',
	on: 'vm-web',
	outcome: 'succeeded',
} as const;
const canRead = { kind: 'access', who: 'vm-web', to: 'read secret', on: 'kv-shop' } as const;

type Row = [goal: Goal, moment: Moment, met: boolean, saw: string];

const ROWS: Row[] = [
	[{ kind: 'exists', name: 'vm-web' }, 'built', true, 'vm-web exists.'],
	[{ kind: 'exists', name: 'VM-WEB' }, 'built', true, 'VM-WEB exists.'],
	[{ kind: 'exists', name: 'rg-shop' }, 'built', true, 'rg-shop exists.'],
	[{ kind: 'exists', name: 'kv-shop/db' }, 'built', true, 'kv-shop/db exists.'],
	[{ kind: 'exists', name: 'stshop/photos' }, 'built', true, 'stshop/photos exists.'],
	[
		{ kind: 'exists', name: 'stshop/photos/cat.txt' },
		'built',
		true,
		'stshop/photos/cat.txt exists.',
	],
	[
		{ kind: 'exists', name: 'stshop/photos/dog.txt' },
		'built',
		false,
		'There is no stshop/photos/dog.txt.',
	],
	[{ kind: 'exists', name: 'kv-shop/other' }, 'built', false, 'There is no kv-shop/other.'],
	[{ kind: 'exists', name: 'vm-web' }, 'deleted', false, 'There is no vm-web.'],
	[
		{ kind: 'exists', name: 'vm-web', type: 'Microsoft.Web/sites' },
		'built',
		false,
		'vm-web is of another type: Microsoft.Compute/virtualMachines.',
	],
	[{ kind: 'absent', name: 'vm-web' }, 'built', false, 'vm-web is still there.'],
	[{ kind: 'absent', name: 'vm-web' }, 'deleted', true, 'vm-web is gone.'],
	[{ kind: 'absent', name: 'vm-none' }, 'built', true, 'There never was a vm-none.'],

	[{ kind: 'identity', identity: 'none', on: 'vm-web' }, 'built', true, 'vm-web has no identity.'],
	[
		{ kind: 'identity', identity: 'system', on: 'vm-web' },
		'built',
		false,
		'vm-web has no identity.',
	],
	[
		{ kind: 'identity', identity: 'system', on: 'vm-web' },
		'turnedOn',
		true,
		'vm-web has its system-assigned identity.',
	],
	[
		{ kind: 'identity', identity: 'id-shop', on: 'vm-web' },
		'shared',
		true,
		'vm-web has its system-assigned identity and id-shop.',
	],
	[
		{ kind: 'identity', identity: 'id-shop', on: 'vm-web' },
		'granted',
		false,
		'vm-web has its system-assigned identity.',
	],
	[{ kind: 'identity', identity: 'system', on: 'vm-web' }, 'deleted', false, 'There is no vm-web.'],

	[
		{ kind: 'assigned', role: 'Key Vault Secrets User', to: 'vm-web', at: 'kv-shop' },
		'granted',
		true,
		'vm-web has Key Vault Secrets User at kv-shop.',
	],
	[
		{ kind: 'assigned', role: 'Key Vault Secrets User', to: 'vm-web', at: 'rg-shop' },
		'granted',
		false,
		'vm-web has no role at rg-shop.',
	],
	[
		{
			kind: 'assigned',
			role: 'Key Vault Secrets User',
			to: 'vm-web',
			at: 'rg-shop',
			orBelow: true,
		},
		'granted',
		true,
		'vm-web has Key Vault Secrets User at rg-shop.',
	],
	[
		{ kind: 'assigned', role: 'Reader', to: 'vm-web', at: 'kv-shop' },
		'granted',
		false,
		'vm-web has Key Vault Secrets User at kv-shop.',
	],
	[
		{ kind: 'assigned', role: 'Key Vault Secrets User', to: 'nobody', at: 'kv-shop' },
		'granted',
		false,
		'Every role assignment at kv-shop points at someone.',
	],
	[
		{ kind: 'assigned', role: 'Key Vault Secrets User', to: 'nobody', at: 'kv-shop' },
		'deleted',
		true,
		'Key Vault Secrets User at kv-shop points at nobody.',
	],
	[
		{ kind: 'assigned', role: 'Owner', to: 'ada', at: 'subscription' },
		'built',
		true,
		'Ada has Owner at the subscription.',
	],

	[canRead, 'built', false, 'vm-web cannot read secrets in kv-shop: there is no identity.'],
	[canRead, 'turnedOn', false, 'vm-web cannot read secrets in kv-shop: no role is assigned.'],
	[
		canRead,
		'granted',
		true,
		'vm-web can read secrets in kv-shop through Key Vault Secrets User at kv-shop.',
	],
	[
		{ ...canRead, on: 'kv-shop/db' },
		'granted',
		true,
		'vm-web can read kv-shop/db through Key Vault Secrets User at kv-shop.',
	],
	[canRead, 'deleted', false, 'vm-web cannot read secrets in kv-shop: there is no identity.'],
	[
		{ ...canRead, who: 'cleo' },
		'built',
		false,
		'Cleo cannot read secrets in kv-shop: the role does not allow that.',
	],
	[
		{ kind: 'access', who: 'id-shop', to: 'read blob', on: 'stshop/photos' },
		'deleted',
		true,
		'id-shop can read stshop/photos through Storage Blob Data Reader at stshop.',
	],
	[
		{ kind: 'noAccess', who: 'id-shop', to: 'write blob', on: 'stshop' },
		'shared',
		true,
		'id-shop cannot write blobs in stshop: the role does not allow that.',
	],
	[
		{ kind: 'noAccess', who: 'ben', to: 'grant role', on: 'rg-shop' },
		'built',
		true,
		'Ben cannot grant roles at rg-shop: NotActions takes that out of the role.',
	],
	[
		{ kind: 'noAccess', who: 'ada', to: 'delete vault', on: 'kv-shop' },
		'built',
		false,
		'Ada can delete kv-shop through Owner at the subscription.',
	],

	[
		{ kind: 'noBroaderThan', who: 'vm-web', role: 'Key Vault Secrets User', at: 'kv-shop' },
		'granted',
		true,
		'vm-web has nothing beyond that.',
	],
	[
		{ kind: 'noBroaderThan', who: 'vm-web', role: 'Key Vault Secrets User', at: 'kv-shop' },
		'shared',
		false,
		'vm-web has Storage Blob Data Reader at stshop, not only at kv-shop.',
	],
	[
		{ kind: 'noBroaderThan', who: 'ada', role: 'Contributor', at: 'subscription' },
		'built',
		false,
		'Ada has Owner, which also allows *.',
	],
	[
		{ kind: 'noBroaderThan', who: 'cleo', role: 'Contributor', at: 'subscription' },
		'built',
		true,
		'Cleo has nothing beyond that.',
	],

	[{ kind: 'happened', event: noToken }, 'built', false, 'That has not happened yet.'],
	[{ kind: 'happened', event: noToken }, 'asked', true, 'That happened once.'],
	[{ kind: 'happened', event: secretRefused }, 'asked', false, 'That has not happened yet.'],
	[{ kind: 'happened', event: secretRefused }, 'refused', true, 'That happened once.'],
	[{ kind: 'happened', event: secretRead, times: 2 }, 'read', true, 'That happened 2 times.'],
	[{ kind: 'happened', event: secretRead, times: 3 }, 'read', false, 'That happened 2 times.'],
	[
		{ kind: 'happened', event: { ...secretRead, by: 'kv-shop' } },
		'read',
		false,
		'That has not happened yet.',
	],
	[
		{ kind: 'happened', event: { ...secretRead, identity: 'vm-web' } },
		'read',
		true,
		'That happened 2 times.',
	],
	[
		{ kind: 'happened', event: { ...secretRead, identity: 'ada' } },
		'read',
		false,
		'That has not happened yet.',
	],
	[{ kind: 'happened', event: deletedVm }, 'shared', false, 'That has not happened yet.'],
	[{ kind: 'happened', event: deletedVm }, 'deleted', true, 'That happened once.'],
	[
		{ kind: 'happened', event: { ...deletedVm, by: 'ben' } },
		'deleted',
		false,
		'That has not happened yet.',
	],

	[
		{ kind: 'before', first: secretRefused, then: secretRead },
		'read',
		true,
		'It happened in this order.',
	],
	[
		{ kind: 'before', first: secretRead, then: secretRefused },
		'read',
		false,
		'It happened the other way round.',
	],
	[
		{ kind: 'before', first: noToken, then: secretRead },
		'read',
		true,
		'It happened in this order.',
	],
	[
		{ kind: 'before', first: secretRefused, then: secretRead },
		'refused',
		false,
		'Not yet: vm-web read the secret kv-shop/db.',
	],

	[
		{ kind: 'never', goal: { kind: 'happened', event: secretRefused } },
		'asked',
		true,
		'That was never so.',
	],
	[
		{ kind: 'never', goal: { kind: 'happened', event: secretRefused } },
		'deleted',
		false,
		'That happened once.',
	],
	[
		{ kind: 'never', goal: canRead },
		'deleted',
		false,
		'vm-web can read secrets in kv-shop through Key Vault Secrets User at kv-shop.',
	],
	[{ kind: 'never', goal: { ...canRead, who: 'cleo' } }, 'deleted', true, 'That was never so.'],

	[{ kind: 'answered', prediction: 'who' }, 'built', false, 'No answer yet.'],
];

describe('goals', () => {
	test.each(ROWS.map((row) => [goalSentence(row[0]), row[1], row[2], row] as const))(
		'“%s” after “%s”: %s',
		(_sentence, _moment, _met, [goal, moment, met, saw]) => {
			expect(checkGoal(goal, at(moment))).toEqual({ met, saw, expected: goalSentence(goal) });
		},
	);

	test('an answer counts, and a choice can be asked for', () => {
		const context = at('built', { who: 'vm' });
		expect(checkGoal({ kind: 'answered', prediction: 'who' }, context).met).toBe(true);
		expect(checkGoal({ kind: 'answered', prediction: 'who', choice: 'vm' }, context).met).toBe(
			true,
		);
		expect(checkGoal({ kind: 'answered', prediction: 'who', choice: 'id' }, context).met).toBe(
			false,
		);
	});

	test('every kind is asked here', () => {
		expect([...new Set(ROWS.map(([{ kind }]) => kind))].sort()).toEqual([...GOAL_KINDS].sort());
	});

	test('what should happen later does not count before', () => {
		const context = at('read');
		const last = context.worlds.at(-1) ?? createWorld();
		const session = startSession(last);
		const line = 'keyless run --on vm-web --read-secret kv-shop/db';
		const after = (duration: number): GoalContext => {
			const ran = runInWorld(advance(last, duration), line, session);
			return { ...context, worlds: [...context.worlds, ran.world] };
		};
		const later: Goal = { kind: 'happened', event: { ...secretRead, after: '2h' } };
		expect(checkGoal(later, context).met).toBe(false);
		expect(checkGoal(later, after(hours(2) - 1)).met).toBe(false);
		expect(checkGoal(later, after(hours(2))).met).toBe(true);
	});

	test('`system` is the identity of the resource itself, and no other that it has', () => {
		const context = at('shared');
		const last = context.worlds.at(-1) ?? createWorld();
		const asShared = runInWorld(
			last,
			'keyless run --on vm-web --read-blob stshop/photos/cat.txt --client-id id-shop',
			startSession(last),
		);
		const withRead: GoalContext = { ...context, worlds: [...context.worlds, asShared.world] };
		const read = { log: 'data', operation: 'GetBlob', by: 'vm-web', outcome: 'succeeded' } as const;
		const asked = (identity: string) =>
			checkGoal({ kind: 'happened', event: { ...read, identity } }, withRead).met;
		expect([asked('system'), asked('id-shop'), asked('vm-web')]).toEqual([false, true, true]);
		expect(
			checkGoal({ kind: 'happened', event: { ...secretRead, identity: 'system' } }, withRead).met,
		).toBe(true);
	});

	test('what happened before the lesson does not count', () => {
		const { worlds: since } = at('read');
		const later: GoalContext = { start: since.at(-1) ?? createWorld(), worlds: [], answers: {} };
		expect(checkGoal({ kind: 'happened', event: secretRead }, later).met).toBe(false);
	});
});

describe('in German', () => {
	test.each(ROWS.map((row) => [goalSentence(row[0], goalWords), row[1], row] as const))(
		'“%s” after “%s”',
		(sentence, _moment, [goal, moment, met]) => {
			const english = checkGoal(goal, at(moment));
			const german = checkGoal(goal, at(moment), goalWords);
			expect([german.met, german.expected]).toEqual([met, sentence]);
			for (const [ours, theirs] of [
				[english.expected, german.expected],
				[english.saw, german.saw],
			] as const) {
				expect(theirs).not.toBe(ours);
				expect(theirs).not.toMatch(/\b(the|and|of|is|are|no|to|has|can|at)\b/);
				// Names and roles stay.
				const names = ours.match(
					/[\w]+-[\w/.-]*\w|Key Vault Secrets User|Storage Blob Data Reader/g,
				);
				for (const name of names ?? [])
					if (name !== 'system-assigned') expect(theirs).toContain(name);
			}
		},
	);

	test.each<[Goal, string]>([
		[canRead, 'vm-web kann Geheimnisse in kv-shop lesen.'],
		[{ ...canRead, kind: 'noAccess', on: 'kv-shop/db' }, 'vm-web kann kv-shop/db nicht lesen.'],
		[
			{ kind: 'assigned', role: 'Owner', to: 'ada', at: 'subscription' },
			'Ada hat Owner auf dem Abonnement.',
		],
		[
			{ kind: 'never', goal: { kind: 'happened', event: secretRefused } },
			'Zu keiner Zeit: vm-web wollte das Geheimnis kv-shop/db lesen und wurde abgewiesen.',
		],
		[
			{ kind: 'happened', event: { ...deletedVm, after: '91d' } },
			'Ada hat vm-web gelöscht, 91 Tage oder mehr nach Beginn.',
		],
		[
			{ kind: 'happened', event: { ...secretRead, identity: 'system' }, times: 2 },
			'vm-web hat mit der eigenen Identität das Geheimnis kv-shop/db gelesen, 2-mal.',
		],
	])('%o', (goal, sentence) => expect(goalSentence(goal, goalWords)).toBe(sentence));
});

describe('sentences', () => {
	test.each<[Goal, string]>([
		[{ kind: 'exists', name: 'id-shop' }, 'id-shop exists.'],
		[{ kind: 'absent', name: 'vm-web' }, 'vm-web is gone.'],
		[
			{ kind: 'identity', identity: 'system', on: 'vm-web' },
			'vm-web has a system-assigned identity.',
		],
		[{ kind: 'identity', identity: 'id-shop', on: 'vm-web' }, 'id-shop is assigned to vm-web.'],
		[
			{ kind: 'assigned', role: 'Reader', to: 'nobody', at: 'kv-shop' },
			'A role assignment of Reader at kv-shop points at nobody.',
		],
		[{ ...canRead, on: 'kv-shop/db' }, 'vm-web can read kv-shop/db.'],
		[
			{ kind: 'noBroaderThan', who: 'vm-web', role: 'Reader', at: 'kv-shop' },
			'vm-web gets no more than Reader, and only at kv-shop.',
		],
		[{ kind: 'happened', event: secretRead }, 'vm-web read the secret kv-shop/db.'],
		[{ kind: 'happened', event: noToken }, 'vm-web asked for a token and got none.'],
		[{ kind: 'happened', event: deletedVm }, 'Ada deleted vm-web.'],
		[
			{ kind: 'happened', event: { ...secretRead, after: '91d', identity: 'system' } },
			'vm-web read the secret kv-shop/db as itself, 91 days or more after the start.',
		],
		[
			{
				kind: 'happened',
				event: {
					log: 'activity',
					operation: 'Microsoft.Authorization/roleAssignments/write',
					by: 'ben',
					on: 'subscription',
					outcome: 'refused',
				},
			},
			'Ben tried to grant a role at the subscription and was refused.',
		],
		[
			{ kind: 'before', first: secretRefused, then: secretRead },
			'vm-web tried to read the secret kv-shop/db and was refused before vm-web read the secret kv-shop/db.',
		],
		[
			{ kind: 'before', first: secretRead, then: { ...secretRead, after: '91d' } },
			'vm-web read the secret kv-shop/db again, 91 days or more after the start.',
		],
		[
			{
				kind: 'before',
				first: {
					log: 'activity',
					operation: deletedVm.operation,
					on: 'vm-web',
					outcome: 'succeeded',
				},
				then: { log: 'data', operation: 'SecretGet', by: 'vm-web', outcome: 'refused' },
			},
			'Someone deleted vm-web before vm-web tried to read a secret and was refused.',
		],
		[
			{
				kind: 'never',
				goal: {
					kind: 'happened',
					event: {
						log: 'activity',
						operation: 'Microsoft.Authorization/roleAssignments/write',
						outcome: 'succeeded',
					},
				},
			},
			'At no time: someone granted a role.',
		],
		[{ kind: 'never', goal: canRead }, 'At no time: vm-web can read secrets in kv-shop.'],
	])('%j', (goal, sentence) => {
		expect(goalSentence(goal)).toBe(sentence);
	});
});

describe('what a deployment did', () => {
	const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

	/** The last line as given; what came before it is the lesson's start. */
	const deploying = (...lines: readonly string[]): GoalContext => {
		const world = createWorld();
		let standing = { world, session: startSession(world) };
		const seen = lines.map((line) => {
			const ran = runInWorld(standing.world, line, standing.session);
			standing = { world: ran.world, session: ran.result.session };
			return ran.world;
		});
		return { start: seen.at(-2) ?? world, worlds: seen.slice(-1), answers: {} };
	};

	test('is told one by one, though all of it is one correlation', () => {
		const resources = ['id-one', 'id-two'].map((name) => ({
			type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
			apiVersion: '2023-01-31',
			name,
			location: 'westeurope',
		}));
		const context = deploying(
			'az group create -n rg-shop -l westeurope',
			`echo '${JSON.stringify({ $schema: SCHEMA, contentVersion: '1.0.0.0', resources })}' > app.json`,
			'az deployment group create -g rg-shop -n app -f app.json',
		);
		for (const name of ['id-one', 'id-two']) {
			const operation = 'Microsoft.ManagedIdentity/userAssignedIdentities/write';
			const event = { log: 'activity', operation, on: name, outcome: 'succeeded' } as const;
			expect(checkGoal({ kind: 'happened', event }, context).saw).toBe('That happened once.');
		}
		const event = {
			log: 'activity',
			operation: 'Microsoft.Resources/deployments/write',
			by: 'ada',
			outcome: 'succeeded',
		} as const;
		expect(goalSentence({ kind: 'happened', event })).toBe('Ada deployed something.');
		expect(checkGoal({ kind: 'happened', event }, context).saw).toBe('That happened once.');
	});
});
