import { mount, type Component } from 'svelte';
import type { Action } from '../../course';
import { memoryStorage } from '../../playground';
import { setInPlex } from '../boot/type';
import '../styles/base.css';
import '../styles/controls.css';
import { Page } from '../page.svelte';
import { parseHash, type Place } from '../place';
import { keepInMemory } from '../remember';
import { Route } from '../route.svelte';
import { words } from '../words';
import { speakCourse } from '../words/chapters';
import { presentWords } from '../words/present';
import Choose from './Choose.svelte';
import { deckOf } from './deck';
import { readPresent, searchFor, type PresentParams } from './params';
import './present.css';
import Present from './Present.svelte';
import Presenter from './Presenter.svelte';
import { lineOf, Stage } from './stage.svelte';

/** A name for a room, which no other window has. */
const newRoom = (): string =>
	Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
		byte.toString(36).padStart(2, '0'),
	)
		.join('')
		.slice(0, 12);

function put<Props extends Record<string, unknown>>(
	target: HTMLElement,
	component: Component<Props>,
	props: Props,
	title: string,
): void {
	const shell = [...target.children];
	mount(component, { target, props });
	for (const element of shell) element.remove();
	target.removeAttribute('aria-busy');
	document.title = title;
	performance.mark('keyless:page');
}

/** Opens a presentation, or the presenter's window of one. Nothing from before is shown, and nothing is kept. */
export async function startPresent(target: HTMLElement): Promise<void> {
	keepInMemory();
	void setInPlex();
	const given = readPresent(location.search);
	const params: PresentParams = { ...given, room: given.room === '' ? newRoom() : given.room };
	const { dataset } = document.documentElement;
	const chosen = dataset.theme;
	dataset.present = '';
	const place: Place = parseHash(location.hash) ?? { name: 'course' };
	// Another hash is another demo: it begins anew.
	addEventListener('hashchange', () => location.reload());
	const page = new Page(new Route(place, 'still'), memoryStorage());
	// The screen has a room's colours; the presenter's window those that its reader chose.
	if (!given.notes) dataset.theme = given.theme;
	else if (chosen !== undefined) dataset.theme = chosen;
	await speakCourse();
	await page.arrival.arrive();
	if (page.arrival.unfetched) throw new Error('What is to be shown could not be fetched.');
	const { run } = page.arrival;
	if (!run) return put(target, Choose, {}, words.title(presentWords.choose.title));
	const deck = deckOf(run.lesson);
	if (given.notes) {
		delete dataset.present;
		put(
			target,
			Presenter,
			{ deck, params, lineOf: (action: Action) => lineOf(action, page) },
			presentWords.presenterTitle(deck.title),
		);
		return;
	}
	history.replaceState(null, '', searchFor(params) + location.hash);
	const stage = new Stage(page, deck);
	stage.goTo(place.name === 'lesson' ? (place.step ?? 0) : 0);
	put(target, Present, { page, stage, params }, presentWords.title(deck.title));
	// For the curious at the console.
	Object.assign(globalThis, { keyless: page });
}
