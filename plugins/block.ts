import { parse } from 'yaml';
import * as v from 'valibot';
import { checkGoal, openLesson, play, readActions } from '../src/course';
import { goalSchema } from '../src/course/goalSchema';
import { encodeShare } from '../src/playground';
import { describe, exportSvg } from '../src/ui/canvas/exportSvg';
import { project } from '../src/ui/canvas/project';
import { escapeHtml } from '../src/ui/shell/html';

/** What a fenced block may say beside its language: ```` ```keyless title="A vault" view=terminal height=400 ````. */
export interface BlockOptions {
	readonly title?: string | undefined;
	readonly view?: string | undefined;
	readonly height?: string | undefined;
}

/** A block as HTML, and what of its expectations no longer holds: sentences with their lines. */
export interface RenderedBlock {
	readonly html: string;
	readonly faults: readonly string[];
}

const GOAL = /^#\s*expect\s+(\{.*\})\s*$/;
const EXPECT = /^#\s*expect\b(?!:)/;

/** Reads `name=value` and `name="some value"` after the block's language. */
export function readOptions(meta: string): BlockOptions {
	const found = meta.matchAll(/\b(title|view|height)=(?:"([^"]*)"|(\S+))/g);
	return Object.fromEntries([...found].map(([, name, quoted, plain]) => [name, quoted ?? plain]));
}

/**
 * Runs a block's lines in a simulated Azure (pure) and writes the static picture of the world that they leave, inside the
 * element that brings it to life. `# expect: CODE` before a line: Azure refuses it with that code. `# expect {goal}`
 * after lines: what must be so then, as lessons write it.
 */
export function renderBlock(text: string, options: BlockOptions = {}): RenderedBlock {
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
	const { title = 'Keyless', view = 'canvas', height = '440' } = options;
	const causes = actions.map(({ action }) => action);
	const sitting = { options: {}, opening: [], causes, position: causes.length };
	const picture = project(context.worlds.at(-1) ?? opened.world);
	const svg = encodeURIComponent(exportSvg(picture, { paints: 'auto', title }));
	const attributes = { title, view, height, world: encodeShare({ title, sitting }) };
	const written = Object.entries(attributes).map(
		([name, value]) => `${name}="${escapeHtml(value)}"`,
	);
	const alt = escapeHtml(`${title}. ${describe(picture)}`.trim());
	const html = `<keyless-playground ${written.join(' ')}><img alt="${alt}" src="data:image/svg+xml,${escapeHtml(svg)}"></keyless-playground>`;
	return { html, faults };
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
