// No arrow runs across a card or a name that it has nothing to do with: in each example and each lesson, on a desk and on a phone.
import { describe, expect, test } from 'vitest';
import type { World } from '../../src/azure';
import { chapters, loadLesson, openLesson, play, readActions } from '../../src/course';
import { iacPorts } from '../../src/playground';
import { EXAMPLES } from '../../src/ui/examples/catalog';
import { crossingsIn, placedAfter } from './crossings';
import { exampleWorld } from './exampleWorld';

const SHAPES = ['wide', 'upright'] as const;

/** What is left, and why: where a role has no place that is free of all lines, it is written across one rather than not at all. */
const LEFT: Readonly<Record<string, readonly RegExp[]>> = {
	'names-without-a-face': [/is crossed by another line$/],
	'same-code-everywhere': [/is crossed by another line$/],
	'two-services': [/is crossed by another line$/],
	'does-anybody-use-it': [/is crossed by another line$/],
	'one-report': [/is crossed by another line$/],
	'three-months-later': [/is crossed by another line$/],
	// A machine of one group, and the identity in the next: between them is only the name of that.
	'one-place-to-look': [/runs across the name rg-identities$/],
};

const amiss = (worlds: readonly World[], shape: (typeof SHAPES)[number]): string[] => {
	const { picture, placement } = placedAfter(worlds, shape);
	return crossingsIn(picture, placement);
};

describe.each(EXAMPLES)('the example %s', (slug) => {
	test.each(SHAPES)('is free of crossings, %s', async (shape) => {
		expect(amiss([await exampleWorld(slug)], shape)).toEqual([]);
	});
});

const deep = process.env.KEYLESS_DEEP !== undefined;
const lessons = chapters.flatMap((chapter) => chapter.lessons.map(({ slug }) => slug));

test.each(deep ? lessons : lessons.filter((_, index) => index % 5 === 1))(
	'the lesson %s is free of crossings when it begins, and when it is solved',
	async (slug) => {
		const lesson = await loadLesson(slug);
		if (!lesson) throw new Error(`There is no lesson ${slug}.`);
		const opened = openLesson(lesson, iacPorts);
		const solution = readActions(lesson.solutions[0]?.text ?? '');
		const { context } = play(lesson, opened, solution, {});
		for (const shape of SHAPES)
			for (const worlds of [[opened.world], [opened.world, ...context.worlds]]) {
				const left = LEFT[slug] ?? [];
				const found = amiss(worlds, shape).filter((said) => !left.some((one) => one.test(said)));
				expect(found, shape).toEqual([]);
			}
	},
);
