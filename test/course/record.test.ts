// What a learner has done: kept by slug, carried from one browser to another, never lost.
import { describe, expect, test } from 'vitest';
import {
	comeBackTo,
	EMPTY_RECORD,
	exportRecord,
	importRecord,
	judgeQuestion,
	mergeRecords,
	recordAnswer,
	recordChoice,
	recordSolved,
} from '../../src/course';
import { checks, lessons } from './course';

const solved = recordSolved(EMPTY_RECORD, 'share-one-identity');

describe('a learner’s record', () => {
	test('goes out and comes back as it was', () => {
		const record = recordChoice(
			recordAnswer(solved, 'share-one-identity', 'how-many-assignments', 'one'),
			'user-assigned',
			'same-name',
			1,
		);
		expect(importRecord(exportRecord(record))).toEqual({ record });
	});

	test('keeps what belongs to a lesson that is not there any more', () => {
		const old = recordSolved(solved, 'a-lesson-of-last-year');
		expect(importRecord(exportRecord(old))).toEqual({ record: old });
	});

	test.each([
		['nothing', '', 'This is not JSON.'],
		['something else', '{"format":"other"}', 'this is no progress of Keyless'],
		['a list', '[]', expect.any(String)],
		[
			'a lesson without its answers',
			'{"format":"keyless-progress/1","lessons":{"a":{"solved":true}},"checks":{}}',
			expect.any(String),
		],
	])('%s is not read', (_what, text, error) => {
		expect(importRecord(text)).toEqual({ error });
	});

	test('two records add up: solved is solved, and the newer answer counts', () => {
		const here = recordAnswer(solved, 'turn-it-on', 'without-asking', 'yes');
		const there = recordAnswer(
			recordSolved(EMPTY_RECORD, 'turn-it-on'),
			'turn-it-on',
			'without-asking',
			'no',
		);
		expect(mergeRecords(here, there).lessons).toEqual({
			'share-one-identity': { solved: true, answers: {} },
			'turn-it-on': { solved: true, answers: { 'without-asking': 'no' } },
		});
		expect(mergeRecords(there, here).lessons['turn-it-on']).toEqual({
			solved: true,
			answers: { 'without-asking': 'yes' },
		});
	});

	test('what was answered wrongly comes back, until it is answered rightly', () => {
		const wrongBet = recordAnswer(EMPTY_RECORD, 'turn-it-on', 'without-asking', 'yes');
		expect(comeBackTo(wrongBet, lessons, checks)).toEqual([
			{ kind: 'prediction', lesson: 'turn-it-on', id: 'without-asking' },
		]);
		const rightBet = recordAnswer(wrongBet, 'turn-it-on', 'without-asking', 'no');
		expect(comeBackTo(rightBet, lessons, checks)).toEqual([]);
	});

	test('so does a question of a check', () => {
		const [check] = checks;
		const [question] = check?.questions ?? [];
		if (!check || !question) throw new Error('no check');
		const right = judgeQuestion(question).choices.findIndex((choice) => choice.right);
		const chosen = (place: number) =>
			comeBackTo(recordChoice(EMPTY_RECORD, check.chapter, question.id, place), [], checks);
		expect(chosen(right)).toEqual([]);
		expect(chosen(right === 0 ? 1 : 0)).toEqual([
			{ kind: 'question', chapter: check.chapter, id: question.id },
		]);
	});
});
