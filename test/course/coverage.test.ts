// What the two articles say, row by row: each is proven by doing some lesson.
import { describe, expect, test } from 'vitest';
import { coverage, lessons } from './course';

const rows = Object.keys(coverage.rows);
const proven = new Set(lessons.flatMap(({ covers }) => covers));
const unproven = rows.filter((row) => !proven.has(row));

/** Both comparison tables: each of their rows says something of both kinds. */
const COMPARED = [
	'provisioning',
	'lifecycle',
	'reusability',
	'access',
	'arm',
	'deletion',
	'limit',
	'use-case',
];

describe('coverage', () => {
	test.each(COMPARED)('the comparison of %s has a row for both kinds', (row) => {
		expect(rows).toEqual(expect.arrayContaining([`system-${row}`, `user-${row}`]));
	});

	test('there are four reasons for system-assigned and five for user-assigned identities', () => {
		expect(rows.filter((row) => row.startsWith('system-when-'))).toHaveLength(4);
		expect(rows.filter((row) => row.startsWith('user-when-'))).toHaveLength(5);
	});

	test('there are four best practices, three steps of a credential, six kinds of services', () => {
		expect(rows.filter((row) => row.startsWith('practice-'))).toHaveLength(4);
		expect(rows.filter((row) => row.startsWith('credential-'))).toHaveLength(3);
		expect(rows.filter((row) => row.startsWith('service-'))).toHaveLength(6);
	});

	test('every row has a lesson that proves it', () => {
		if (coverage.notYet.length > 0)
			console.warn(`No lesson has to prove these rows yet: ${coverage.notYet.join(', ')}`);
		expect(unproven.filter((row) => !coverage.notYet.includes(row))).toEqual([]);
	});

	test('what need not be proven yet is a row, and is not proven', () => {
		expect(coverage.notYet.filter((row) => !unproven.includes(row))).toEqual([]);
	});
});
