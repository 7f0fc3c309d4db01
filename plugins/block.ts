import { parse } from 'yaml';
import * as v from 'valibot';
import type { World } from '../src/azure';
import { checkGoal, openLesson, play, readActions, type Lesson } from '../src/course';
import { goalSchema } from '../src/course/goalSchema';
import { encodeShare } from '../src/playground';
import { describe, exportSvg } from '../src/ui/canvas/exportSvg';
import { project } from '../src/ui/canvas/project';
import { escapeHtml } from '../src/ui/shell/html';

const lessons = import.meta.glob<Lesson>('../lessons/*/*/lesson.md', {
	eager: true,
	import: 'default',
});
const examples = import.meta.glob<string>('../src/ui/examples/*.azcli', {
	eager: true,
	query: '?raw',
	import: 'default',
});

/** What a fenced block may say beside its language: ```` ```keyless title="A vault" view=terminal height=400 ````. */
export interface BlockOptions {
	readonly title?: string | undefined;
	readonly view?: string | undefined;
	readonly height?: string | undefined;
	readonly theme?: string | undefined;
	readonly loading?: string | undefined;
	readonly lang?: string | undefined;
	/** A lesson of the course, in the place of lines: the block is empty then. */
	readonly lesson?: string | undefined;
	/** How many commands of the lesson's solution were run before. */
	readonly step?: string | undefined;
	/** An example out of the gallery, in the place of lines. */
	readonly example?: string | undefined;
}

/** The element that a block becomes, as names and values, and the picture inside it. */
export interface BlockElement {
	readonly attributes: Readonly<Record<string, string>>;
	readonly picture: { readonly alt: string; readonly src: string };
}

/** A block as HTML, and what of its expectations no longer holds: sentences with their lines. */
export interface RenderedBlock {
	readonly html: string;
	/** The same, for whoever makes elements instead of HTML; missing where there is nothing to show. */
	readonly element?: BlockElement;
	readonly faults: readonly string[];
}

const GOAL = /^#\s*expect\s+(\{.*\})\s*$/;
const OPTION = /\b(title|view|height|theme|loading|lang|lesson|step|example)=(?:"([^"]*)"|(\S+))/g;
const EXPECT = /^#\s*expect\b(?!:)/;

/** Reads `name=value` and `name="some value"` after the block's language. */
export function readOptions(meta: string): BlockOptions {
	const found = meta.matchAll(OPTION);
	return Object.fromEntries([...found].map(([, name, quoted, plain]) => [name, quoted ?? plain]));
}

/**
 * Runs a block's lines in a simulated Azure (pure) and writes the static picture of the world that they leave, inside the
 * element that brings it to life. `# expect: CODE` before a line: Azure refuses it with that code. `# expect {goal}`
 * after lines: what must be so then, as lessons write it.
 */
export function renderBlock(text: string, options: BlockOptions = {}): RenderedBlock {
	const named = options.lesson !== undefined || options.example !== undefined;
	if (named && text.trim() !== '')
		return { html: '', faults: ['a block that names a lesson or an example has no lines'] };
	if (named) return renderNamed(options);
	const actions = readActions(text);
	const opened = openLesson({ start: '', timing: 'instant', as: 'ada' });
	const { context, surprises } = play({ goals: [] }, opened, actions, {});
	const faults = surprises.map(({ line, said }) => `line ${line}: ${said}`);
	for (const [index, line] of text.split(/\r?\n/).entries()) {
		if (!EXPECT.test(line)) continue;
		const say = (what: string) => faults.push(`line ${index + 1}: ${what}`);
		const goal = readGoal(GOAL.exec(line)?.[1]);
		if (typeof goal === 'string') {
			say(goal);
			continue;
		}
		const done = actions.filter((action) => action.line <= index).length;
		const answer = checkGoal(goal, { ...context, worlds: context.worlds.slice(0, done) });
		if (!answer.met) say(`${answer.expected} ${answer.saw}`);
	}
	const causes = actions.map(({ action }) => action);
	const sitting = { options: {}, opening: [], causes, position: causes.length };
	const title = options.title ?? 'Keyless';
	const world = encodeShare({ title, sitting });
	const made = element({ ...options, title, world }, context.worlds.at(-1) ?? opened.world);
	return { ...made, faults };
}

/** The element that lives, around the static picture of its world. */
function element(
	given: BlockOptions & { readonly world?: string },
	world: World,
): Pick<RenderedBlock, 'html' | 'element'> {
	const { title = 'Keyless' } = given;
	const picture = project(world);
	const svg = encodeURIComponent(exportSvg(picture, { paints: 'auto', title }));
	const all = { title, view: 'canvas', height: '440', ...given };
	const attributes = Object.fromEntries(
		Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
	);
	const alt = `${title}. ${describe(picture)}`.trim();
	const src = `data:image/svg+xml,${svg}`;
	const written = Object.entries(attributes)
		.map(([name, value]) => `${name}="${escapeHtml(value)}"`)
		.join(' ');
	const html = `<keyless-playground ${written}><img alt="${escapeHtml(alt)}" src="${escapeHtml(src)}"></keyless-playground>`;
	return { html, element: { attributes, picture: { alt, src } } };
}

/** A block that names a lesson or an example, and has no lines. */
function renderNamed(options: BlockOptions): RenderedBlock {
	const { lesson: slug, example } = options;
	if (slug === undefined) {
		const lines = examples[`../src/ui/examples/${example}.azcli`];
		if (lines === undefined) return { html: '', faults: [`there is no example '${example}'`] };
		const { world } = openLesson({ start: lines, timing: 'instant', as: 'ada' });
		return { ...element({ title: example, ...options }, world), faults: [] };
	}
	const lesson = Object.values(lessons).find((each) => each.slug === slug);
	if (!lesson) return { html: '', faults: [`there is no lesson '${slug}'`] };
	const opened = openLesson(lesson);
	const done = readActions(lesson.solutions[0]?.text ?? '').slice(0, Number(options.step ?? 0));
	const { context } = play({ goals: [] }, opened, done, {});
	const named = { view: 'lesson', title: lesson.title, ...options };
	return { ...element(named, context.worlds.at(-1) ?? opened.world), faults: [] };
}

function readGoal(written: string | undefined) {
	const wrong = 'an expectation is `# expect: CODE` or `# expect { kind: …, … }`';
	if (written === undefined) return wrong;
	try {
		const read = v.safeParse(goalSchema, parse(written));
		return read.success ? read.output : `${wrong}: ${read.issues[0].message}`;
	} catch {
		return wrong;
	}
}

/** What a docs build ends with when an expectation no longer holds. */
export class KeylessExpectationError extends Error {
	constructor(file: string, line: number, faults: readonly string[]) {
		super(`The keyless block at ${file}:${line} no longer holds.\n${faults.join('\n')}`);
		this.name = 'KeylessExpectationError';
	}
}
