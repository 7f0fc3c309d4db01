import { chapters, demos, loadLesson, openLesson, type Lesson } from '../../course';
import { FIRST_PICTURE } from '../boot/opening';
import type { Picture } from '../canvas/picture';
import { project } from '../canvas/project';
import { ICONS, type IconName } from '../icons/icons';
import { words } from '../words';
import { drawingOf } from './drawing';
import { escapeHtml, scriptJson } from './html';
import { proseHtml } from './prose';

/** What the page shows of a lesson before the simulator has come. */
export interface Opening {
	readonly lesson: Lesson;
	readonly picture: Picture;
}

async function readOpenings(): Promise<Opening[]> {
	const headings = chapters.flatMap(({ lessons }) => lessons);
	const lessons = await Promise.all(
		[...headings.map(({ slug }) => slug), ...demos].map(loadLesson),
	);
	return lessons.flatMap((lesson) =>
		lesson ? [{ lesson, picture: project(openLesson(lesson).world) }] : [],
	);
}

/** All lessons with their opening pictures, in the order of the course. Read at build time, while this module loads. */
export const openings: readonly Opening[] = await readOpenings();

const icon = (name: IconName, size: number): string =>
	`<svg class="icon" viewBox="0 0 16 16" width="${size}" height="${size}" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;

function lessonHtml({ lesson }: Opening): string {
	const index = chapters.findIndex(({ slug }) => slug === lesson.chapter);
	const chapter = chapters[index];
	const text = words.lesson;
	const place = chapter
		? text.place(
				text.chapter(index + 1, chapter.title),
				chapter.lessons.findIndex(({ slug }) => slug === lesson.slug) + 1,
				chapter.lessons.length,
			)
		: '';
	return `<p class="place">${escapeHtml(place)}</p><h1>${escapeHtml(lesson.title)}</h1>${proseHtml(lesson.prose)}`;
}

const VIEWS = [
	['lesson', 'book'],
	['canvas', 'picture'],
	['details', 'details'],
	['activity', 'activity'],
] as const;

/** The page as it is painted before any script has come: the first lesson's text and its picture. */
export function shellHtml(first: Opening | undefined): string {
	const { panes, topbar, product, canvas } = words;
	const buttons = VIEWS.map(
		([view, name]) =>
			`<button type="button" data-to="${view}">${icon(name, 20)}${escapeHtml(panes.views[view])}</button>`,
	);
	const json = first
		? `<script type="application/json" id="${FIRST_PICTURE}" data-slug="${escapeHtml(first.lesson.slug)}">${scriptJson(first.picture)}</script>`
		: '';
	return `<div class="shell">
<header><svg class="logo" viewBox="0 0 32 32" width="22" height="22" aria-hidden="true"><circle cx="16" cy="11" r="7.5"/><path d="M16 18.5v5M16 29v.01"/></svg><strong>${product}</strong><span class="places"><b>${topbar.course}</b> · ${topbar.play}</span></header>
<main class="left">${first ? lessonHtml(first) : ''}</main>
<section class="middle" aria-label="${escapeHtml(canvas.label)}">${first ? drawingOf(first.picture) : ''}<div id="early-frame" tabindex="0" role="application" aria-label="${escapeHtml(canvas.label)}"><div id="early-canvas"></div></div></section>
<aside class="right" aria-label="${escapeHtml(words.inspector.label)}"><h2>${escapeHtml(words.inspector.nothing)}</h2><p>${escapeHtml(words.inspector.nothingAbout)}</p></aside>
<div class="bottom"></div>
<nav class="switch" aria-label="${escapeHtml(panes.switch)}">${buttons.join('')}</nav>
<p id="shell-failed" hidden>${escapeHtml(words.shellFailed)}</p>
</div>${json}`;
}
