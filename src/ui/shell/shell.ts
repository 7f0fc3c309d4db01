import {
	chapters,
	demos,
	loadChapters,
	loadLesson,
	openLesson,
	type Chapter,
	type Lesson,
} from '../../course';
import { FIRST_PICTURE } from '../boot/opening';
import type { Picture } from '../canvas/picture';
import { project } from '../canvas/project';
import { ICONS, type IconName } from '../icons/icons';
import { words } from '../words';
import { de } from '../words/de';
import type { Words } from '../words/tables';
import { drawingOf } from './drawing';
import { escapeHtml, scriptJson } from './html';
import { proseHtml } from './prose';

/** What the page shows of a lesson before the simulator has come. */
export interface Opening {
	readonly lesson: Lesson;
	/** The same for a German reader. */
	readonly german: Lesson;
	readonly picture: Picture;
}

async function readOpenings(): Promise<Opening[]> {
	const headings = chapters.flatMap(({ lessons }) => lessons);
	const lessons = await Promise.all(
		[...headings.map(({ slug }) => slug), ...demos].map(async (slug) => ({
			lesson: await loadLesson(slug),
			german: await loadLesson(slug, 'de'),
		})),
	);
	return lessons.flatMap(({ lesson, german = lesson }) =>
		lesson && german ? [{ lesson, german, picture: project(openLesson(lesson).world) }] : [],
	);
}

/** All lessons with their opening pictures, in the order of the course. Read at build time, while this module loads. */
export const openings: readonly Opening[] = await readOpenings();

const germanChapters = await loadChapters('de');

const icon = (name: IconName, size: number): string =>
	`<svg class="icon" viewBox="0 0 16 16" width="${size}" height="${size}" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;

/** Words in both languages: the style of the shell shows those of the page's language, before a script has run. */
function both(of: (words: Words) => string): string {
	const [english, german] = [escapeHtml(of(words)), escapeHtml(of(de))];
	if (english === german) return english;
	return `<span class="in-en">${english}</span><span class="in-de" lang="de">${german}</span>`;
}

/** A label that is heard, in English; the first script takes the other one from beside it. */
const label = (of: (words: Words) => string): string =>
	`aria-label="${escapeHtml(of(words))}" data-label-de="${escapeHtml(of(de))}"`;

/** Where in the course a lesson stands. */
function placeOf(lesson: Lesson, all: readonly Chapter[], { lesson: text }: Words): string {
	const index = all.findIndex(({ slug }) => slug === lesson.chapter);
	const chapter = all[index];
	return chapter
		? text.place(
				text.chapter(index + 1, chapter.title),
				chapter.lessons.findIndex(({ slug }) => slug === lesson.slug) + 1,
				chapter.lessons.length,
			)
		: '';
}

/** A lesson's text, in both languages: one of them is shown. */
function lessonHtml({ lesson, german }: Opening): string {
	const place = (said: Words): string =>
		placeOf(lesson, said === de ? germanChapters : chapters, said);
	const text = ({ language, title, prose }: Lesson, shown: string): string =>
		`<h1 class="${shown}" lang="${language}">${escapeHtml(title)}</h1><div class="prose ${shown}" lang="${language}">${proseHtml(prose)}</div>`;
	return `<p class="place">${both(place)}</p>${text(lesson, 'in-en')}${text(german, 'in-de')}`;
}

/** Where the first link of the page leads. */
const SHELL_LESSON = 'first-lesson';

const VIEWS = [
	['lesson', 'book'],
	['canvas', 'picture'],
	['details', 'details'],
	['activity', 'activity'],
] as const;

/** The page as it is painted before any script has come: the first lesson's text and its picture. */
export function shellHtml(first: Opening | undefined): string {
	const buttons = VIEWS.map(
		([view, name]) =>
			`<button type="button" data-to="${view}">${icon(name, 20)}${both(({ panes }) => panes.views[view])}</button>`,
	);
	const json = first
		? `<script type="application/json" id="${FIRST_PICTURE}" data-slug="${escapeHtml(first.lesson.slug)}">${scriptJson(first.picture)}</script>`
		: '';
	return `<div class="shell">
<header><span class="skips"><a href="#${SHELL_LESSON}">${both(({ skip }) => skip.lesson)}</a></span><svg class="logo" viewBox="0 0 32 32" width="22" height="22" aria-hidden="true"><circle cx="16" cy="11" r="7.5"/><path d="M16 18.5v5M16 29v.01"/></svg><strong>${words.product}</strong><span class="places"><b>${both(({ topbar }) => topbar.course)}</b> · ${both(({ topbar }) => topbar.play)} · ${both(({ topbar }) => topbar.compare)}</span></header>
<main class="left" id="${SHELL_LESSON}" tabindex="-1">${first ? lessonHtml(first) : ''}</main>
<section class="middle" ${label(({ canvas }) => canvas.label)}>${first ? drawingOf(first.picture) : ''}<div id="early-frame" tabindex="0" role="application" ${label(({ canvas }) => canvas.label)}><div id="early-canvas"></div></div></section>
<aside class="right" ${label(({ inspector }) => inspector.label)}><h2>${both(({ inspector }) => inspector.nothing)}</h2><p>${both(({ inspector }) => inspector.nothingAbout)}</p></aside>
<div class="bottom"></div>
<nav class="switch" ${label(({ panes }) => panes.switch)}>${buttons.join('')}</nav>
<p id="shell-failed" hidden>${both(({ shellFailed }) => shellFailed)}</p>
</div>${json}`;
}
