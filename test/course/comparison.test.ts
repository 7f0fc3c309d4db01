// The comparison table as experiments: in each row the same question gets two different answers.
import { describe, expect, test } from 'vitest';
import { loadComparison, readingLevel, runComparison } from '../../src/course';
import { comparison, coverage, ids } from './course';

/** Both articles' tables, and in which of the two worlds what is watched comes true. */
const EXPECTED = {
	creation: 'user',
	lifecycle: 'system',
	sharing: 'user',
	access: 'user',
	arm: 'user',
	deletion: 'user',
	limit: 'user',
	'use-case': 'system',
} as const;

describe('side by side', () => {
	test('every row of both tables is an experiment', () => {
		expect(comparison.map(({ id }) => id)).toEqual(Object.keys(EXPECTED));
		const covered = comparison.flatMap(({ covers }) => covers);
		const compared = Object.keys(coverage.rows).filter((row) =>
			/^(system|user)-(provisioning|lifecycle|reusability|access|arm|deletion|limit|use-case)$/.test(
				row,
			),
		);
		expect([...covered].sort()).toEqual(compared.sort());
	});

	test.each(comparison.map((row) => [row.title, row] as const))('%s', (_title, row) => {
		const { system, user } = runComparison(row);
		expect([...system.surprises, ...user.surprises]).toEqual([]);
		const trueIn = [...(system.met ? ['system'] : []), ...(user.met ? ['user'] : [])];
		expect(trueIn).toEqual([EXPECTED[row.id as keyof typeof EXPECTED]]);
		expect(system.saw).not.toBe(user.saw);
		expect(ids.lessons).toContain(row.lesson);
		for (const { says } of [row.system, row.user])
			expect(readingLevel([says]).longest).toBeLessThanOrEqual(20);
	});

	test('it comes with the build', async () => {
		expect(await loadComparison()).toEqual(comparison);
	});
});
