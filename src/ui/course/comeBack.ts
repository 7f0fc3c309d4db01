import {
	chaptersWithCheck,
	comeBackTo,
	judgeQuestion,
	loadCheck,
	loadLesson,
	type CourseRecord,
} from '../../course';
import { chapters } from '../words/chapters';
import { hashOf } from '../place';
import { courseWords } from '../words/course';
import { goalWords } from '../words/goals';
import { language } from '../words/language';
import type { RecordKeeper } from './record.svelte';

/** A question to be answered once more. */
export interface Card {
	readonly key: string;
	readonly from: string;
	readonly href: string;
	readonly question: string;
	readonly choices: readonly { readonly text: string; readonly right: boolean }[];
	readonly why: string;
	/** Keeps the new answer. */
	choose(keeper: RecordKeeper, choice: number): void;
}

const present = <T>(value: T | undefined): value is T => value !== undefined;

/** What was answered wrongly the last time, as questions. Only lessons and checks with answers in the record are loaded. */
export async function comeBackCards(record: CourseRecord): Promise<readonly Card[]> {
	const betIn = Object.keys(record.lessons).filter(
		(slug) => Object.keys(record.lessons[slug]?.answers ?? {}).length > 0,
	);
	const checked = chaptersWithCheck.filter((slug) => record.checks[slug] !== undefined);
	const lessons = (await Promise.all(betIn.map((slug) => loadLesson(slug, language)))).filter(
		present,
	);
	const checks = (await Promise.all(checked.map((slug) => loadCheck(slug, language)))).filter(
		present,
	);
	return comeBackTo(record, lessons, checks).flatMap((one): Card[] => {
		if (one.kind === 'prediction') {
			const lesson = lessons.find(({ slug }) => slug === one.lesson);
			const asked = lesson?.predict.find(({ id }) => id === one.id);
			if (!lesson || !asked) return [];
			return [
				{
					key: `${one.lesson} ${one.id}`,
					from: courseWords.map.fromLesson(lesson.title),
					href: hashOf({ name: 'lesson', slug: lesson.slug }),
					question: asked.question,
					choices: asked.choices.map(({ id, text }) => ({ text, right: id === asked.answer })),
					why: asked.why,
					choose: (keeper, choice) =>
						keeper.answered(lesson.slug, asked.id, asked.choices[choice]?.id ?? ''),
				},
			];
		}
		const check = checks.find(({ chapter }) => chapter === one.chapter);
		const asked = check?.questions.find(({ id }) => id === one.id);
		if (!asked) return [];
		const title = chapters.find(({ slug }) => slug === one.chapter)?.title ?? one.chapter;
		return [
			{
				key: `${one.chapter} ${one.id}`,
				from: courseWords.map.fromCheck(title),
				href: hashOf({ name: 'course', page: 'check', of: one.chapter }),
				question: asked.question,
				choices: judgeQuestion(asked, goalWords).choices,
				why: asked.why,
				choose: (keeper, choice) => keeper.chose(one.chapter, asked.id, choice),
			},
		];
	});
}
