import { StorageError } from '../../playground';
import { movePositions } from '../boot/positions';
import type { Page } from '../page.svelte';
import { workspaceOf } from '../place';
import { dropWorkspace, replaceWorkspace, WORKSPACE_NAME, workspaces } from '../views/workspaces';
import { words } from '../words';

const text = words.workspaces;
const sittingOf = (workspace: string): string => `free.${workspace}`;

/** What is wrong with a name that a workspace is to have, as a sentence; `now` is what it is called so far. */
export function faultOfName(name: string, now?: string): string | undefined {
	if (name === '') return text.empty;
	if (!WORKSPACE_NAME.test(name)) return text.wrong;
	const same = (other: string): boolean => other.toLowerCase() === name.toLowerCase();
	const taken = [text.first, ...workspaces()].find((other) => other !== now && same(other));
	return taken === undefined ? undefined : text.taken(taken);
}

/** Deletes a workspace for good. Whoever is in it goes to the one that is always there. */
export async function deleteWorkspace(page: Page, name: string): Promise<void> {
	dropWorkspace(name);
	if (workspaceOf(page.route.place) === name) {
		page.route.replace({ name: 'play' });
		// What waits to be written is written when it is left: not after it was forgotten.
		await page.arrival.arrive();
	}
	movePositions(sittingOf(name), undefined);
	await page.arrival.storage.save(sittingOf(name), '').catch(() => undefined);
	page.session.announce(text.removed(name));
}

/** Gives a workspace another name, with all that was done in it. Returns why that cannot be, as a sentence. */
export async function renameWorkspace(
	page: Page,
	name: string,
	by: string,
): Promise<string | undefined> {
	if (name === by) return undefined;
	const { arrival, route, session } = page;
	const isHere = workspaceOf(route.place) === name;
	if (isHere) await session.settled();
	try {
		const kept = await arrival.storage.load(sittingOf(name));
		if (kept !== undefined) await arrival.storage.save(sittingOf(by), kept);
	} catch (error) {
		// Where nothing can be kept it is there for as long as the page is open.
		if (!(error instanceof StorageError) || error.fault === 'full') {
			await arrival.storage.save(sittingOf(by), '').catch(() => undefined);
			return text.full;
		}
	}
	replaceWorkspace(name, by);
	movePositions(sittingOf(name), sittingOf(by));
	if (isHere) {
		route.replace({ name: 'play', workspace: by });
		await arrival.arrive();
	}
	await arrival.storage.save(sittingOf(name), '').catch(() => undefined);
	session.announce(text.renamed(name, by));
	return undefined;
}
