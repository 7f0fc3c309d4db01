import { describe, expect, test } from 'vitest';
import { createWorld, days, minutes, soundWorld, type World } from '../../src/azure';
import { Planes, ROLES } from './planes';
import { SITE, STORAGE, USER_ASSIGNED, VAULT, VM } from './support';

/** A world with a bit of everything in it. */
function busy(timing: 'instant' | 'realistic' = 'instant') {
	const azure = new Planes({ timing });
	azure.group();
	const { id, principalId } = azure.identity('id-shared');
	const identity = { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [id]: {} } };
	azure.put(VM, 'vm-web', { identity });
	azure.put(SITE, 'app-shop', { identity });
	azure.put(STORAGE, 'contosoledger');
	azure.put(VAULT, 'kv-shop');
	azure.grant(azure.id(VAULT, 'kv-shop'), ROLES.keyVaultSecretsUser, principalId);
	azure.advance(minutes(3));
	azure.imds(azure.id(VM, 'vm-web'));
	return azure;
}

test.each(['instant', 'realistic'] as const)(
	'a new world is sound, and a busy one (%s)',
	(timing) => {
		expect(soundWorld(createWorld({ timing }))).toEqual([]);
		const azure = busy(timing);
		expect(soundWorld(azure.world)).toEqual([]);
		for (const span of [minutes(20), days(1), days(50), days(100)]) {
			azure.advance(span);
			expect(soundWorld(azure.world)).toEqual([]);
		}
	},
);

describe('a breach is named', () => {
	const { world } = busy();
	const first = <T>(records: Readonly<Record<string, T>>) => Object.entries(records)[0]!;
	const change = <T>(records: Readonly<Record<string, T>>, part: Partial<T>, which = 0) => {
		const [key, value] = Object.entries(records)[which]!;
		return { ...records, [key]: { ...value, ...part } };
	};
	const vm = Object.values(world.resources).findIndex(({ type }) => type === VM);
	const uai = Object.values(world.resources).findIndex(({ type }) => type === USER_ASSIGNED);
	const lifecycle = { state: 'asleep', since: world.now };
	const cases: [string, Partial<World>, RegExp][] = [
		['a wrong key', { users: { me: first(world.users)[1] } }, /is filed as me/],
		['what is not JSON', { now: Number.NaN }, /world.now is NaN/],
		['a hole', { seed: undefined as unknown as string }, /world.seed is undefined/],
		['no group', { resourceGroups: {} }, /vm-web lies in no group/],
		['no subscription', { subscriptions: {} }, /lies in no subscription/],
		['a wrong name', { resources: change(world.resources, { name: 'x' }, vm) }, /is called x/],
		['a wrong type', { resources: change(world.resources, { type: SITE }, vm) }, /says that it is/],
		['no principal', { servicePrincipals: {} }, /vm-web has no service principal/],
		[
			'a deleted principal in use',
			{ servicePrincipals: change(world.servicePrincipals, { deletedAt: 1 }) },
			/uses a deleted service principal/,
		],
		[
			'a principal of something else',
			{ servicePrincipals: change(world.servicePrincipals, { resourceId: '/x' }) },
			/do not belong to each other/,
		],
		[
			'an identity of nobody',
			{ resources: change(world.resources, { properties: {} }, uai) },
			/belongs to nothing/,
		],
		[
			'a certificate less',
			{ servicePrincipals: change(world.servicePrincipals, { keyCredentials: [] }) },
			/has 0 current certificates/,
		],
		[
			'an unknown role',
			{ roleAssignments: change(world.roleAssignments, { roleDefinitionName: 'x' }) },
			/grants a role that is not/,
		],
		[
			'another scope',
			{ roleAssignments: change(world.roleAssignments, { scope: '/subscriptions/x' }) },
			/lies outside its scope/,
		],
		[
			'an unknown state',
			{ resources: change(world.resources, { lifecycle }, vm) },
			/is in the unknown state asleep/,
		],
		[
			'a finished record',
			{ resources: change(world.resources, { lifecycle: { state: 'deleted', since: 0 } }, vm) },
			/is over/,
		],
		['a token of nobody', { tokens: change(world.tokens, { principalId: 'x' }) }, /is for nobody/],
		['an old token', { tokens: change(world.tokens, { expiresAt: 1 }) }, /kept after its end/],
		['a late timer', { timers: [{ ...world.timers[0]!, at: 1 }] }, /is overdue/],
		['a timer twice', { timers: [world.timers[0]!, world.timers[0]!] }, /is there twice/],
		['an unawaited timer', { timers: [{ ...world.timers[0]!, event: 'x' }] }, /nobody awaits/],
		[
			'a timer of nothing',
			{ timers: [{ ...world.timers[0]!, record: { kind: 'resource', key: '/x' } }] },
			/waits for a record that is not/,
		],
		['a low sequence', { sequence: 0 }, /number that was not given out/],
		['nobody at the keyboard', { signedInAs: 'x' }, /nobody is signed in/],
		[
			'a log from the future',
			{ activityLog: [{ ...world.activityLog[0]!, time: 9e15 }] },
			/future/,
		],
	];
	test.each(cases)('%s', (_, part, expected) => {
		expect(soundWorld({ ...world, ...part }).join('\n')).toMatch(expected);
	});
});
