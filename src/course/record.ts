import * as v from 'valibot';
import type { Lesson } from './lesson';
import { judgeQuestion, type ChapterCheck } from './question';

/** What a learner did in one lesson. */
export interface LessonRecord {
	readonly solved: boolean;
	/** What was chosen, by prediction. */
	readonly answers: Readonly<Record<string, string>>;
}

/**
 * All that a learner did, by the slugs of lessons and chapters: lessons may be numbered anew, and records of lessons that
 * this version does not know are kept.
 */
export interface CourseRecord {
	readonly lessons: Readonly<Record<string, LessonRecord>>;
	/** By chapter and question: the place of the claim that was chosen, from 0. */
	readonly checks: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** The record of somebody who has not begun. */
export const EMPTY_RECORD: CourseRecord = { lessons: {}, checks: {} };

const FORMAT = 'keyless-progress/1';

/** Made when it is needed: a schema made at once would be part of the page's first load. */
const recordFile = () =>
	v.object({
		format: v.literal(FORMAT, 'this is no progress of Keyless'),
		lessons: v.record(
			v.string(),
			v.object({ solved: v.boolean(), answers: v.record(v.string(), v.string()) }),
		),
		checks: v.record(v.string(), v.record(v.string(), v.pipe(v.number(), v.integer()))),
	});

const lessonOf = (record: CourseRecord, slug: string): LessonRecord =>
	record.lessons[slug] ?? { solved: false, answers: {} };

const withLesson = (record: CourseRecord, slug: string, lesson: LessonRecord): CourseRecord => ({
	...record,
	lessons: { ...record.lessons, [slug]: lesson },
});

/** The record after a lesson was solved. */
export const recordSolved = (record: CourseRecord, slug: string): CourseRecord =>
	withLesson(record, slug, { ...lessonOf(record, slug), solved: true });

/** The record after a prediction was made. */
export function recordAnswer(
	record: CourseRecord,
	slug: string,
	prediction: string,
	choice: string,
): CourseRecord {
	const lesson = lessonOf(record, slug);
	const answers = { ...lesson.answers, [prediction]: choice };
	return withLesson(record, slug, { ...lesson, answers });
}

/** The record after a question of a chapter's check was answered. */
export const recordChoice = (
	record: CourseRecord,
	chapter: string,
	question: string,
	choice: number,
): CourseRecord => ({
	...record,
	checks: { ...record.checks, [chapter]: { ...record.checks[chapter], [question]: choice } },
});

/** The record as a file's text. */
export const exportRecord = (record: CourseRecord): string =>
	`${JSON.stringify({ format: FORMAT, ...record }, null, '\t')}\n`;

/** Reads a file's text; a sentence when it is none of ours. */
export function importRecord(text: string): { record: CourseRecord } | { error: string } {
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch {
		return { error: 'This is not JSON.' };
	}
	const result = v.safeParse(recordFile(), parsed);
	if (!result.success) return { error: result.issues[0].message };
	const { lessons, checks } = result.output;
	return { record: { lessons, checks } };
}

/** Two records as one: nothing that was solved in either is lost; where both answered, `newer` counts. */
export function mergeRecords(older: CourseRecord, newer: CourseRecord): CourseRecord {
	const slugs = [...new Set([...Object.keys(older.lessons), ...Object.keys(newer.lessons)])];
	const chapters = [...new Set([...Object.keys(older.checks), ...Object.keys(newer.checks)])];
	return {
		lessons: Object.fromEntries(
			slugs.map((slug) => {
				const [a, b] = [lessonOf(older, slug), lessonOf(newer, slug)];
				return [slug, { solved: a.solved || b.solved, answers: { ...a.answers, ...b.answers } }];
			}),
		),
		checks: Object.fromEntries(
			chapters.map((slug) => [slug, { ...older.checks[slug], ...newer.checks[slug] }]),
		),
	};
}

/** Something to come back to: it was answered wrongly the last time. */
export type ComeBack =
	| { readonly kind: 'prediction'; readonly lesson: string; readonly id: string }
	| { readonly kind: 'question'; readonly chapter: string; readonly id: string };

/** What of some lessons and checks was answered wrongly, in their order. What was not answered at all is not among it. */
export function comeBackTo(
	record: CourseRecord,
	lessons: readonly Pick<Lesson, 'slug' | 'predict'>[],
	checks: readonly ChapterCheck[],
): readonly ComeBack[] {
	return [
		...lessons.flatMap(({ slug, predict }) =>
			predict.flatMap(({ id, answer }): ComeBack[] => {
				const chosen = record.lessons[slug]?.answers[id];
				return chosen === undefined || chosen === answer
					? []
					: [{ kind: 'prediction', lesson: slug, id }];
			}),
		),
		...checks.flatMap(({ chapter, questions }) =>
			questions.flatMap((question): ComeBack[] => {
				const chosen = record.checks[chapter]?.[question.id];
				if (chosen === undefined || judgeQuestion(question).choices[chosen]?.right === true)
					return [];
				return [{ kind: 'question', chapter, id: question.id }];
			}),
		),
	];
}
