import type { Cause, Sitting, Step } from '../../playground';
import { replay } from '../../playground';
import { linesOf } from '../terminal/entries';
import type { Language } from '../words/language';
import type { WidgetTheme, WidgetView } from './params';

/** What somebody wants to embed, and how. */
export interface EmbedChoice {
	readonly lesson?: string | undefined;
	readonly example?: string | undefined;
	/** The text of a link. */
	readonly world?: string | undefined;
	readonly title: string;
	readonly step: number;
	readonly view: WidgetView;
	readonly theme: WidgetTheme;
	readonly lang: Language;
	readonly loading: 'lazy' | 'eager' | 'click';
	/** In CSS pixels, or as high as its content. */
	readonly height: number | 'auto';
}

const escapeAttribute = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** What differs from what goes without saying, as names and values. */
function given(choice: EmbedChoice): readonly (readonly [name: string, value: string])[] {
	const { lesson, example, step, view, theme, lang } = choice;
	const usual = lesson === undefined ? 'canvas' : 'lesson';
	return [
		...(lesson === undefined ? [] : [['lesson', lesson] as const]),
		...(example === undefined ? [] : [['example', example] as const]),
		...(step > 0 && lesson !== undefined ? [['step', `${step}`] as const] : []),
		...(view === usual ? [] : [['view', view] as const]),
		...(theme === 'auto' ? [] : [['theme', theme] as const]),
		...(lang === 'en' ? [] : [['lang', lang] as const]),
	];
}

/** The address of the playground alone (pure): for a frame, or for a tab. `base` is where Keyless lies. */
export function frameAddress(choice: EmbedChoice, base: string): string {
	const address = new URL('embed.html', base);
	for (const [name, value] of given(choice)) address.searchParams.set(name, value);
	if (choice.world !== undefined) address.hash = `share=${choice.world}`;
	return address.href;
}

const heightOf = ({ height }: EmbedChoice): string => (height === 'auto' ? '520' : `${height}`);

/** A plain frame (pure), for pages in which no script of ours may run. */
export const frameSnippet = (choice: EmbedChoice, base: string): string =>
	`<iframe src="${escapeAttribute(frameAddress(choice, base))}" title="${escapeAttribute(choice.title)}" width="100%" height="${heightOf(choice)}" loading="lazy" style="border: 0"></iframe>`;

/** The element and its script (pure). */
export function elementSnippet(choice: EmbedChoice, base: string): string {
	const { world, title, loading, height } = choice;
	const attributes = [
		...given(choice),
		...(world === undefined ? [] : [['world', world] as const]),
		['title', title] as const,
		...(loading === 'lazy' ? [] : [['loading', loading] as const]),
		['height', `${height}`] as const,
	].map(([name, value]) => `${name}="${escapeAttribute(value)}"`);
	return [
		`<script src="${escapeAttribute(new URL('keyless-embed.js', base).href)}" defer></script>`,
		`<keyless-playground ${attributes.join(' ')}></keyless-playground>`,
	].join('\n');
}

/** The lines of a step, with the marks that scripts have; nothing for what failed or cannot be said. */
function scriptLines(step: Step, before: Step['world']): readonly string[] {
	const { cause, printed, programResult } = step;
	if (cause.kind === 'signIn') return [`# as: ${cause.as}`];
	if (cause.kind === 'advance') return [`# wait: ${Math.round(cause.duration / 1000)}s`];
	if (cause.kind === 'timing') return [];
	const failed = (printed?.exitCode ?? 0) !== 0 || programResult?.ok === false;
	if (failed || !step.changed) return [];
	return linesOf(step, before);
}

/** The most expectations that are written by themselves. */
const MOST_EXPECTED = 3;

/** A sitting as lines of `az` (pure), and what is true in the end as expectations that a docs build checks. */
export function linesOfSitting({ options, opening, causes, position }: Sitting): string {
	const all: readonly Cause[] = [...opening, ...causes.slice(0, position)];
	const { start, steps } = replay({ options, opening: [], causes: all, position: all.length });
	const lines = steps.flatMap((step, index) =>
		scriptLines(step, steps[index - 1]?.world ?? start.world),
	);
	const { resources } = steps.at(-1)?.world ?? start.world;
	const expected = Object.values(resources)
		.slice(0, MOST_EXPECTED)
		.map(({ name }) => `# expect { kind: exists, name: ${JSON.stringify(name)} }`);
	return [...lines, ...expected].join('\n');
}

/** A fenced block for the remark and the markdown-it plugin (pure). `lines` builds the world where it is no lesson's. */
export function markdownSnippet(choice: EmbedChoice, lines: string): string {
	const { title, loading, height, world } = choice;
	const meta = [
		...given(choice).map(([name, value]) => `${name}=${value}`),
		`title="${title.replaceAll('"', "'")}"`,
		...(loading === 'lazy' ? [] : [`loading=${loading}`]),
		`height=${height}`,
	].join(' ');
	return ['```keyless ' + meta, ...(world === undefined ? [] : [lines]), '```'].join('\n');
}
