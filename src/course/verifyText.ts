import { findRole } from '../azure';
import { lineFault } from '../cli';
import { readActions } from './actions';
import type { GoalContext } from './context';
import { durationOf } from './duration';
import { namesIn, predictionsIn, rolesIn } from './goalNames';
import type { Lesson } from './lesson';
import { findThingEver } from './names';
import { playOut } from './play';
import type { Problem, ProblemCode } from './problem';
import type { Block, Inline } from './prose';

/** What lies outside a lesson and its ids must fit. */
export interface CourseIds {
	readonly lessons: readonly string[];
	/** Ids of the coverage rows. */
	readonly rows: readonly string[];
	/** Ids of the glossary's terms. */
	readonly terms: readonly string[];
}

/** Where the links of a text lead: pages of the lesson's own site by their hash, terms by their ids. */
function linksOf(blocks: readonly Block[]): readonly Extract<Inline, { kind: 'link' | 'term' }>[] {
	const inside = (nodes: readonly Inline[]): ReturnType<typeof linksOf> =>
		nodes.flatMap((node) => {
			if (node.kind === 'text' || node.kind === 'code') return [];
			const within = inside(node.children);
			return node.kind === 'link' || node.kind === 'term' ? [node, ...within] : within;
		});
	return blocksOf(blocks).flatMap((block) => {
		if (block.kind === 'paragraph' || block.kind === 'heading') return inside(block.children);
		return block.kind === 'table' ? [block.head, ...block.rows].flat().flatMap(inside) : [];
	});
}

const blocksOf = (blocks: readonly Block[]): readonly Block[] =>
	blocks.flatMap((block) => {
		if (block.kind === 'list') return block.items.flatMap(blocksOf);
		return block.kind === 'quote' ? blocksOf(block.children) : [block];
	});

const doubles = (ids: readonly string[]): string[] =>
	ids.filter((id, index) => ids.indexOf(id) !== index);

/** Whether every id, link and command in a lesson's text leads somewhere. */
export function verifyText(lesson: Lesson, ids: CourseIds): readonly Problem[] {
	const { slug, goals, hints, predict, prose, sources, covers, requires } = lesson;
	const found: Problem[] = [];
	const say = (code: ProblemCode, message: string) =>
		found.push({ lesson: slug, code, where: 'lesson.md', message });
	const goalIds = goals.map(({ id }) => id);
	const predictionIds = predict.map(({ id }) => id);
	const known = (list: readonly string[], names: readonly string[], what: string) => {
		for (const name of names)
			if (!list.includes(name)) say('unknownId', `there is no ${what} '${name}'`);
	};
	known(ids.rows, covers, 'coverage row');
	known(ids.lessons, requires, 'lesson');
	known(
		goalIds,
		goals.flatMap(({ needs }) => needs),
		'goal',
	);
	known(
		goalIds,
		hints.map(({ goal }) => goal),
		'goal',
	);
	const asked = goals.flatMap(({ goal }) => predictionsIn(goal));
	const blocks = blocksOf(prose);
	const shown = blocks.flatMap((block) => (block.kind === 'predict' ? [block.prediction] : []));
	known(predictionIds, [...asked, ...shown], 'prediction');
	known(shown, predictionIds, 'place in the text for the prediction');
	for (const { id, choices, answer } of predict)
		if (!choices.some((choice) => choice.id === answer))
			say('unknownId', `prediction '${id}' has no choice '${answer}'`);
	for (const id of doubles([...goalIds, ...hints.map((hint) => hint.id), ...predictionIds]))
		say('doubleId', `'${id}' is the id of two things`);
	for (const { url } of sources)
		if (!/^https:\/\/learn\.microsoft\.com\/\S+$/.test(url))
			say('badSource', `${url} is no page of learn.microsoft.com`);
	for (const link of linksOf(prose)) {
		if (link.kind === 'term') known(ids.terms, [link.term], 'term in the glossary');
		else if (link.href.startsWith('#')) {
			const [, to] = /^#\/lesson\/([^/]+)$/.exec(link.href) ?? [];
			known(ids.lessons, [to ?? link.href], 'lesson');
		}
	}
	const lines = [
		...blocks.flatMap((block) => (block.kind === 'command' ? [block.lines] : [])),
		...blocks.flatMap((block) => (block.kind === 'canvas' ? [block.start, block.steps] : [])),
		...hints.flatMap(({ command }) => command ?? []),
	];
	for (const { action } of lines.flatMap(readActions)) {
		const fault = action.kind === 'run' ? lineFault(action.line) : undefined;
		if (action.kind === 'run' && fault !== undefined)
			say('badCommand', `'${action.line}': ${fault}`);
	}
	for (const block of blocks) {
		if (block.kind === 'notes' && block.time !== '' && durationOf(block.time) === undefined)
			say('badCommand', `notes take a time as 90s or 2m, not '${block.time}'`);
		if (block.kind !== 'canvas') continue;
		const { surprises } = playOut({ ...lesson, start: block.start }, block.steps);
		for (const { said } of surprises) say('badCommand', `in a canvas: ${said}`);
	}
	return found;
}

/** Whether every name and role that the goals speak of is found in one of these sittings. */
export function verifyNames(lesson: Lesson, contexts: readonly GoalContext[]): readonly Problem[] {
	const goals = lesson.goals.map(({ goal }) => goal);
	const problem = (code: ProblemCode, message: string): Problem => ({
		lesson: lesson.slug,
		code,
		where: 'lesson.md',
		message,
	});
	const names = [...new Set(goals.flatMap(namesIn))].filter(
		(name) => !contexts.some((context) => findThingEver(context, name)),
	);
	const roles = [...new Set(goals.flatMap(rolesIn))].filter(
		(role) => !contexts.some(({ start }) => findRole(start, role)),
	);
	return [
		...names.map((name) => problem('unknownName', `nothing is ever called '${name}'`)),
		...roles.map((role) => problem('unknownRole', `there is no role '${role}'`)),
	];
}
