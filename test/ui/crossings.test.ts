// No arrow runs across a card or a name that it has nothing to do with: in each example and each lesson, on a desk and on a phone.
import { describe, expect, test } from 'vitest';
import type { World } from '../../src/azure';
import { chapters, loadLesson, openLesson, play, readActions } from '../../src/course';
import { iacPorts } from '../../src/playground';
import { EXAMPLES } from '../../src/ui/examples/catalog';
import { place } from '../../src/ui/canvas/place';
import { project } from '../../src/ui/canvas/project';
import { tidy } from '../../src/ui/canvas/tidy';
import { crossingsIn, placedAfter } from './crossings';
import { exampleWorld } from './exampleWorld';

const SHAPES = ['wide', 'upright'] as const;

/** What is left, and why: where a role has no place that is free of all lines, it is written across one rather than not at all. */
const LEFT: Readonly<Record<string, RegExp>> = {
	// Tidied up, three arrows come together in one point, and what the one in the middle says is between them.
	'one-more-web-server tidied': /^Key Vault Secrets User of id-web .* is crossed by another line$/,
};

const amiss = (worlds: readonly World[], shape: (typeof SHAPES)[number]): string[] => {
	const { picture, placement } = placedAfter(worlds, shape);
	return crossingsIn(picture, placement);
};

/** The same when it is tidied up. */
const amissTidied = (world: World): string[] => {
	const picture = project(world);
	return crossingsIn(picture, place(picture, tidy(picture)));
};

describe.each(EXAMPLES)('the example %s', (slug) => {
	test.each(SHAPES)('is free of crossings, %s', async (shape) => {
		expect(amiss([await exampleWorld(slug)], shape)).toEqual([]);
	});

	test('is free of crossings when it was tidied up', async () => {
		expect(amissTidied(await exampleWorld(slug))).toEqual([]);
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
			for (const worlds of [[opened.world], [opened.world, ...context.worlds]])
				expect(amiss(worlds, shape), shape).toEqual([]);
		const left = LEFT[`${slug} tidied`];
		const tidied = amissTidied(context.worlds.at(-1) ?? opened.world);
		expect(tidied.filter((said) => !left?.test(said))).toEqual([]);
	},
);
