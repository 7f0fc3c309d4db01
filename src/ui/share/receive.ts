import { decodeSitting, encodeSitting } from '../../playground';
import type { Page } from '../page.svelte';
import { hashOf } from '../place';
import { addWorkspace, freeWorkspace, WORKSPACE_NAME, workspaces } from '../views/workspaces';
import { shareWords } from '../words/share';
import { followLink, type Opened } from './links';

const text = shareWords.received;

/** A name for a workspace out of a title. */
function nameFrom(title: string): string {
	const plain = title
		.replace(/[^\p{L}\p{N} -]+/gu, ' ')
		.replace(/\s+/g, ' ')
		.slice(0, 36)
		.replace(/^[ -]+|[ -]+$/g, '');
	return WORKSPACE_NAME.test(plain) ? plain : shareWords.untitled;
}

/** Opens a world in a workspace of its own; one that was opened before is opened again. */
async function openWorld(page: Page, { title, sitting }: Opened): Promise<void> {
	const content = encodeSitting(sitting);
	const { storage } = page.arrival;
	const load = (name: string) => storage.load(`free.${name}`).catch(() => undefined);
	const name = nameFrom(title);
	for (const known of workspaces())
		if (known.startsWith(name) && (await load(known)) === content) {
			page.route.go({ name: 'play', workspace: known });
			return;
		}
	const workspace = freeWorkspace(name);
	// A storage that keeps nothing still has it for as long as the page is open.
	await storage.save(`free.${workspace}`, content).catch(() => undefined);
	addWorkspace(workspace);
	page.route.go({ name: 'play', workspace });
}

/** Puts a link's steps in the place of what was done in its lesson. */
export async function openInLesson(page: Page, { lesson, sitting }: Opened): Promise<void> {
	if (!lesson) return;
	const name = `lesson.${lesson.slug}`;
	if (page.arrival.sitting === name) {
		page.session.become(sitting);
		stay(page);
		return;
	}
	await page.arrival.storage.save(name, encodeSitting(sitting)).catch(() => undefined);
	page.route.go({ name: 'lesson', slug: lesson.slug });
}

/** Whether a lesson holds work that a link would overwrite. */
async function hasWork(page: Page, { lesson, sitting }: Opened): Promise<boolean> {
	const kept = await page.arrival.storage
		.load(`lesson.${lesson?.slug ?? ''}`)
		.catch(() => undefined);
	const work = kept ? decodeSitting(kept) : undefined;
	// What cannot be read is work as well.
	if (!work || 'unreadable' in work) return work !== undefined;
	return work.causes.length > 0 && encodeSitting(work) !== encodeSitting(sitting);
}

/** The address says again where the page is. */
function stay(page: Page): void {
	history.replaceState(null, '', hashOf(page.route.place));
}

/** Opens a link, without touching anything that was here before it was asked for. */
export async function receiveLink(page: Page, link: string): Promise<void> {
	const opened = await followLink(link);
	if ('fault' in opened) {
		stay(page);
		page.dialogs.ask({ ask: 'link', fault: text.fault[opened.fault] });
	} else if (!opened.lesson) {
		await openWorld(page, opened);
		page.session.announce(text.opened(opened.title));
	} else if (opened.sitting.causes.length === 0) {
		page.route.go({ name: 'lesson', slug: opened.lesson.slug });
	} else if (await hasWork(page, opened)) {
		stay(page);
		page.dialogs.ask({ ask: 'link', opened });
	} else {
		await openInLesson(page, opened);
	}
}
