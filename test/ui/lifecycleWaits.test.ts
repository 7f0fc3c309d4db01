// What the pictures of the lifecycles say of how long something takes is how long it takes here.
import { describe, expect, test } from 'vitest';
import { days, hours, minutes, seconds } from '../../src/azure';
import { createWorld } from '../../src/azure/createWorld';
import { delaysOf } from '../../src/azure/lifecycles/latencies';
import { MACHINES } from '../../src/azure/lifecycles/machines';
import { builtInRole } from '../../src/azure/rbac/builtInRoles';
import type { RecordKind } from '../../src/azure/world';
import { subjectWords as german } from '../../src/ui/words/de/subject';
import { subjectWords as english } from '../../src/ui/words/en/subject';

const UNITS: Readonly<Record<string, (count: number) => number>> = {
	s: seconds,
	min: minutes,
	h: hours,
	days,
	Tage: days,
};

/** The milliseconds that a text such as `≈ 30 s` names; `undefined` where it names no time. */
function timeIn(text: string): number | undefined {
	const [, count, unit = ''] = /^[≈≤]? ?(\d+) (\w+)$/.exec(text) ?? [];
	return count === undefined ? undefined : UNITS[unit]?.(Number(count));
}

const WORLDS = Array.from({ length: 40 }, (_, at) =>
	createWorld({ seed: `waits ${at}`, timing: 'realistic' }),
);
/** How long a wait of a kind of record lasts in many worlds: the shortest and the longest. */
function lasts(kind: RecordKind, wait: string): readonly [number, number] {
	const all = WORLDS.flatMap((world) => {
		const delays = Array.from({ length: 10 }, (_, at) =>
			delaysOf(world, { kind, key: `/a/${at}` }, {}),
		);
		return delays.map((each) => each[wait] ?? Number.NaN);
	});
	return [Math.min(...all), Math.max(...all)];
}

describe.each([
	['English', english.waits],
	['German', german.waits],
] as const)('in %s', (_, said: Readonly<Record<string, string>>) => {
	test.each([
		['servicePrincipal', 'replication'],
		['servicePrincipal', 'softDelete'],
		['keyCredential', 'roll'],
		['keyCredential', 'rest'],
		['accessToken', 'lifetime'],
	] as const)('the %s waits as long for its %s as its picture says', (kind, wait) => {
		const time = timeIn(said[wait] ?? '');
		expect(lasts(kind, wait)).toEqual([time, time]);
	});

	test('a role assignment arrives at the latest when its picture says, and some take nearly that long', () => {
		const most = timeIn(said.propagation ?? '') ?? 0;
		const [shortest, longest] = lasts('roleAssignment', 'propagation');
		expect(longest).toBeLessThanOrEqual(most);
		expect(longest).toBeGreaterThan(0.9 * most);
		expect(shortest).toBeLessThan(longest / 2);
		expect(said.propagation).toMatch(/^≤/);
	});

	test('a role for data on a management group takes as long as is said of it', () => {
		const group = '/providers/Microsoft.Management/managementGroups/mg';
		const [world = createWorld()] = WORLDS;
		const managementGroups = {
			[group.toLowerCase()]: { id: group, name: 'mg', displayName: 'mg' },
		};
		const role = builtInRole('Storage Blob Data Reader').name;
		const record = { scope: group, roleDefinitionName: role };
		const ref = { kind: 'roleAssignment', key: '/a' } as const;
		const { propagation } = delaysOf({ ...world, managementGroups }, ref, record);
		const [, count] = /^≈ (\d+) h$/.exec(said.propagationOfData ?? '') ?? [];
		expect(propagation).toBe(hours(Number(count)));
	});

	test('what depends on the type of a resource names no time, and every wait of a machine has words', () => {
		for (const wait of ['create', 'update', 'delete'])
			expect(timeIn(said[wait] ?? '')).toBe(undefined);
		const waits = Object.values(MACHINES).flatMap((machine) =>
			Object.keys(machine.implementations.delays),
		);
		expect(waits.length).toBeGreaterThan(5);
		expect(Object.keys(said)).toEqual(expect.arrayContaining(waits));
	});
});
