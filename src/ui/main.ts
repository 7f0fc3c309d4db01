import { mountEarly } from './boot/earlyCanvas';
import { fetchLater, runLater } from './boot/laterFiles';
import { FIRST_PICTURE, pictureBefore } from './boot/opening';
import { recallPositions } from './boot/positions';
import { languageNow } from './languageChoice';
import { placeNow, sittingNameOf, type Place } from './place';
import { isFresh, keepInMemory } from './remember';
import { speak } from './words/language';

/**
 * The first script. The shell in index.html is on the screen already; the canvas comes to life next, then the
 * simulator and everything that needs it.
 */
const target = document.getElementById('app');
if (!target) throw new Error('The page has no place for the app.');

if (isFresh()) keepInMemory();
const presenting = new URLSearchParams(location.search).has('present');

const slug = document.getElementById(FIRST_PICTURE)?.dataset.slug;
const first: Place = slug === undefined ? { name: 'play' } : { name: 'lesson', slug };

async function wakeCanvas(): Promise<void> {
	const place = placeNow(first);
	const sitting = sittingNameOf(place);
	const host = document.getElementById('early-canvas');
	const picture = sitting === undefined ? undefined : await pictureBefore(place);
	if (!host || sitting === undefined || !picture) return;
	await mountEarly(host, sitting, picture, recallPositions(sitting));
	document.documentElement.dataset.live = '';
	// What the bench waits for.
	performance.mark('keyless:canvas');
}

/** The page as one works with it. */
async function startApp(element: HTMLElement): Promise<void> {
	// The app says what is to be said of a canvas that does not come.
	await wakeCanvas().catch(() => undefined);
	await fetchLater();
	await runLater();
	const { start } = await import('./app');
	await start(element);
}

/** What of the shell is only heard is in English until a script runs. */
function label(shell: HTMLElement): void {
	if (document.documentElement.lang !== 'de') return;
	for (const element of shell.querySelectorAll<HTMLElement>('[data-label-de]'))
		element.setAttribute('aria-label', element.dataset.labelDe ?? '');
}

label(target);
speak(languageNow())
	.then(() =>
		presenting
			? import('./present/start').then(({ startPresent }) => startPresent(target))
			: startApp(target),
	)
	.catch((error: unknown) => {
		document.getElementById('shell-failed')?.removeAttribute('hidden');
		throw error;
	});
