// The proof of every lesson in lessons/: see src/course/verifyLesson.ts for what is proven.
import { describe, expect, test } from 'vitest';
import { problemText, verifyLesson } from '../../src/course';
import { ids, lessons } from './course';

describe('every lesson is proven', () => {
	test('there are lessons', () => {
		expect(lessons.length).toBeGreaterThanOrEqual(2);
	});

	test.each(lessons.map((lesson) => [lesson.slug, lesson] as const))('%s', (_slug, lesson) => {
		expect(verifyLesson(lesson, ids).map(problemText)).toEqual([]);
	});

	test('a slug belongs to one lesson', () => {
		expect(new Set(ids.lessons).size).toBe(ids.lessons.length);
	});

	test('a lesson has at least two mistakes', () => {
		for (const { slug, mistakes } of lessons)
			expect([slug, mistakes.length >= 2]).toEqual([slug, true]);
	});
});
