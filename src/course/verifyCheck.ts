import { findRole } from '../azure';
import { namesIn, rolesIn } from './goalNames';
import { findThingEver } from './names';
import type { Problem, ProblemCode } from './problem';
import { judgeQuestion, type ChapterCheck } from './question';
import { readingLevel } from './readingLevel';

/**
 * The proof of a chapter's check: each question's world is built without a failure, exactly one of its claims is true
 * there, and everything that is named is found.
 */
export function verifyCheck({ chapter, questions }: ChapterCheck): readonly Problem[] {
	const found: Problem[] = [];
	const say = (code: ProblemCode, id: string, message: string) =>
		found.push({ lesson: chapter, code, where: 'check.yaml', message: `'${id}': ${message}` });
	for (const [index, question] of questions.entries()) {
		const { id } = question;
		if (questions.findIndex((other) => other.id === id) < index)
			say('doubleId', id, 'is the id of two questions');
		const { context, choices, surprises } = judgeQuestion(question);
		for (const { line, said } of surprises)
			say(line === 0 ? 'startFails' : 'unexpectedError', id, said);
		const right = choices.filter((choice) => choice.right);
		if (surprises.length === 0 && right.length !== 1)
			say(
				'notOneAnswer',
				id,
				right.length === 0
					? `none of its claims is true: ${choices.map(({ saw }) => saw).join(' ')}`
					: `several of its claims are true: ${right.map(({ text }) => text).join(' ')}`,
			);
		const goals = question.choices.map(({ goal }) => goal);
		for (const name of new Set(goals.flatMap(namesIn)))
			if (!findThingEver(context, name)) say('unknownName', id, `nothing is ever called '${name}'`);
		for (const role of new Set(goals.flatMap(rolesIn)))
			if (!findRole(context.start, role)) say('unknownRole', id, `there is no role '${role}'`);
		for (const text of [question.question, question.why, ...choices.map((each) => each.text)]) {
			const { longest } = readingLevel([text]);
			if (longest > 25) say('hardToRead', id, `a sentence of ${longest} words: “${text}”`);
		}
	}
	return found;
}
