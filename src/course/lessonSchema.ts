import * as v from 'valibot';
import type { PersonKey, Timing } from '../azure';
import { goalSchema, lessonGoalSchema } from './goalSchema';
import type { Hint, LessonGoal } from './lesson';

const text = v.pipe(v.string(), v.trim(), v.nonEmpty());
const slug = v.pipe(
	v.string(),
	v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use small letters and hyphens'),
);
const keysOf = <K extends string>(keys: Readonly<Record<K, true>>): K[] => Object.keys(keys) as K[];

/** Named here once more, so that a build can read lessons without loading the simulated Azure. */
const people = keysOf<PersonKey>({
	ada: true,
	ben: true,
	cleo: true,
	dev: true,
	eli: true,
	fay: true,
	gus: true,
	hana: true,
});
const timings = keysOf<Timing>({ instant: true, realistic: true });

/** What can only be broken while doing the lesson: it holds at the start. */
const isGuard = (kind: string): boolean => kind === 'never' || kind === 'noBroaderThan';

const goal = v.pipe(
	lessonGoalSchema,
	v.transform(({ id, needs, keep, ...goal }): LessonGoal => {
		return { id, goal: goal as LessonGoal['goal'], needs, keep: keep ?? isGuard(goal.kind) };
	}),
);

const hintFields = v.strictObject({
	id: slug,
	goal: slug,
	attempts: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
	error: v.exactOptional(text),
	when: v.exactOptional(goalSchema),
	text,
	command: v.exactOptional(text),
});

/** A hint for one particular mistake is shown at once; one that only waits, after the first try. */
const hint = v.pipe(
	hintFields,
	v.transform((fields): Hint => {
		const particular = fields.when !== undefined || fields.error !== undefined;
		return { attempts: particular ? 0 : 1, ...fields };
	}),
);

const prediction = v.strictObject({
	id: slug,
	question: text,
	choices: v.pipe(v.array(v.strictObject({ id: slug, text })), v.minLength(2)),
	answer: slug,
	why: text,
});

const pages = v.array(
	v.strictObject({ title: text, url: v.pipe(v.string(), v.startsWith('https://')) }),
);
const sources = v.pipe(pages, v.minLength(1));

/** The front matter of a lesson. */
export const lessonFrontMatter = v.strictObject({
	title: text,
	summary: text,
	minutes: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(6)),
	covers: v.pipe(v.array(slug), v.minLength(1)),
	requires: v.optional(v.array(slug), []),
	timing: v.optional(v.picklist(timings), 'instant'),
	as: v.optional(v.picklist(people), 'ada'),
	goals: v.pipe(v.array(goal), v.minLength(1)),
	hints: v.optional(v.array(hint), []),
	predict: v.optional(v.array(prediction), []),
	sources,
	notes: v.optional(v.array(text), []),
});

/** The front matter of `lesson.de.md` and the like: what is said in another language, by the ids of the English file. */
export const lessonTranslation = v.strictObject({
	title: text,
	summary: text,
	hints: v.optional(v.record(slug, text), {}),
	predict: v.optional(
		v.record(slug, v.strictObject({ question: text, choices: v.record(slug, text), why: text })),
		{},
	),
	notes: v.optional(v.array(text), []),
});

/** The front matter of a lesson from elsewhere: it proves no row of ours, and may name no page. */
export const elsewhereFrontMatter = v.strictObject({
	...lessonFrontMatter.entries,
	minutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)), 5),
	covers: v.optional(v.array(slug), []),
	requires: v.optional(v.array(slug), []),
	sources: v.optional(pages, []),
	language: v.optional(v.picklist(['en', 'de']), 'en'),
});

/** The front matter of a chapter. */
export const chapterFrontMatter = v.strictObject({ title: text, summary: text });

const question = v.strictObject({
	id: slug,
	question: text,
	start: text,
	steps: v.optional(v.string(), ''),
	timing: v.optional(v.picklist(timings), 'instant'),
	as: v.optional(v.picklist(people), 'ada'),
	choices: v.pipe(
		v.array(v.strictObject({ goal: goalSchema, text: v.exactOptional(text) })),
		v.minLength(2),
		v.maxLength(4),
	),
	why: text,
});

/** `check.yaml` of a chapter: three questions, whose answers are asked of their worlds. */
export const checkFile = v.strictObject({
	questions: v.pipe(v.array(question), v.length(3, 'a check has three questions')),
	sources,
});

/** `check.de.yaml` and the like: the same questions in another language. A choice that is `null` says its goal's sentence. */
export const checkTranslation = v.strictObject({
	questions: v.record(
		slug,
		v.strictObject({
			question: text,
			choices: v.optional(v.array(v.nullable(text)), []),
			why: text,
		}),
	),
});

/** `glossary.yaml`: the field's terms by their ids. */
export const glossaryFile = v.strictObject({
	terms: v.record(
		slug,
		v.strictObject({
			term: text,
			also: v.optional(v.array(text), []),
			text,
			url: v.pipe(v.string(), v.startsWith('https://learn.microsoft.com/')),
		}),
	),
});

/** `glossary.de.yaml` and the like: the same terms, explained in another language. */
export const glossaryTranslation = v.strictObject({
	terms: v.record(slug, v.strictObject({ also: v.optional(v.array(text), []), text })),
});

/** `coverage.yaml`: what the course must teach. */
export const coverageFile = v.strictObject({
	rows: v.record(slug, text),
	notYet: v.optional(v.array(slug), []),
});

/** `coverage.de.yaml` and the like: the same statements in another language. */
export const coverageTranslation = v.strictObject({ rows: v.record(slug, text) });

const side = v.strictObject({ says: text, start: text, steps: text });

/** `comparison.yaml`: the comparison table, each row as an experiment. */
export const comparisonFile = v.strictObject({
	rows: v.array(
		v.strictObject({
			id: slug,
			title: text,
			covers: v.pipe(v.array(slug), v.minLength(1)),
			lesson: slug,
			watch: goalSchema,
			system: side,
			user: side,
		}),
	),
});

/** `comparison.de.yaml` and the like: what the table says in another language. */
export const comparisonTranslation = v.strictObject({
	rows: v.record(slug, v.strictObject({ title: text, system: text, user: text })),
});

const verdict = v.strictObject({ title: text, text });
const verdicts = v.strictObject({ system: verdict, user: verdict, federated: verdict });

/** `whichOne.yaml`: five questions, and what each answer speaks for. */
export const whichOneFile = v.strictObject({
	verdicts,
	questions: v.pipe(
		v.array(
			v.strictObject({
				id: slug,
				question: text,
				choices: v.pipe(
					v.array(
						v.strictObject({
							id: slug,
							text,
							for: v.picklist(['system', 'user', 'federated']),
							covers: v.optional(v.array(slug), []),
							because: text,
							breaks: text,
							overruled: text,
							row: v.exactOptional(slug),
						}),
					),
					v.minLength(2),
				),
			}),
		),
		v.length(5, 'the guide asks five questions'),
	),
});

/** `whichOne.de.yaml` and the like: what the guide asks and says in another language. */
export const whichOneTranslation = v.strictObject({
	verdicts,
	questions: v.record(
		slug,
		v.strictObject({
			question: text,
			choices: v.record(
				slug,
				v.strictObject({ text, because: text, breaks: text, overruled: text }),
			),
		}),
	),
});
