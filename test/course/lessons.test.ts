// The proof of every lesson in lessons/: see src/course/verifyLesson.ts for what is proven.
import { describe, expect, test } from 'vitest';
import { problemText, verifyCheck, verifyLesson } from '../../src/course';
import { iacPorts } from '../../src/playground';
import { checks, ids, lessons } from './course';

describe('every lesson is proven', () => {
	test('there are lessons', () => {
		expect(lessons.length).toBeGreaterThanOrEqual(2);
	});

	test.each(lessons.map((lesson) => [lesson.slug, lesson] as const))('%s', (_slug, lesson) => {
		expect(verifyLesson(lesson, ids, iacPorts).map(problemText)).toEqual([]);
	});

	test('a slug belongs to one lesson', () => {
		expect(new Set(ids.lessons).size).toBe(ids.lessons.length);
	});

	test('a lesson has at least two mistakes', () => {
		for (const { slug, mistakes } of lessons)
			expect([slug, mistakes.length >= 2]).toEqual([slug, true]);
	});
});

describe('the course holds together', () => {
	test('a lesson comes after those that it builds on', () => {
		const early = lessons.flatMap(({ slug, requires }, index) =>
			requires
				.filter((other) => ids.lessons.indexOf(other) >= index)
				.map((other) => `${slug} comes before ${other}`),
		);
		expect(early).toEqual([]);
	});

	test('no two lessons have the same title or the same opening sentence', () => {
		const titles = lessons.map(({ title }) => title);
		expect(new Set(titles).size).toBe(titles.length);
		const openings = lessons.map(({ prose }) => JSON.stringify(prose[0]));
		expect(new Set(openings).size).toBe(openings.length);
	});
});

describe('every check at the end of a chapter is proven', () => {
	test.each(checks.map((check) => [check.chapter, check] as const))('%s', (_chapter, check) => {
		expect(verifyCheck(check).map(problemText)).toEqual([]);
	});
});
