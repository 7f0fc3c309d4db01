import '../styles/tokens.css';
import './widget.css';
import { mountEarly } from '../boot/earlyCanvas';
import { isPicture } from '../boot/isPicture';
import { languageNow } from '../languageChoice';
import { keepInMemory, remember } from '../remember';
import { linkIn } from '../share/linkIn';
import { speak } from '../words/language';
import { makeDoor } from './door';
import { readParams } from './params';

/** The widget's first script: the still picture at once, then a live canvas, then all that stands behind it. */
keepInMemory();
const params = readParams(location.search);
const link = linkIn(location.hash);
const root = document.documentElement;
const slug = link === undefined ? (params.lesson ?? params.example) : undefined;

function paint(theme: string): void {
	// The page that comes asks for it.
	remember('theme', theme === 'auto' ? undefined : theme);
	if (theme === 'auto') delete root.dataset.theme;
	else root.dataset.theme = theme;
}
paint(params.theme);
root.dataset.view = params.view;
const door = makeDoor(window, (request) => {
	if (request.ask === 'theme') paint(request.theme);
});

const still = document.getElementById('still');
if (still instanceof HTMLImageElement && slug !== undefined) {
	still.onload = () => (still.hidden = false);
	const language = languageNow();
	still.src = `pictures/${language === 'en' ? '' : `${language}/`}${encodeURIComponent(slug)}.svg`;
}

async function wakeCanvas(): Promise<void> {
	const host = document.getElementById('early-canvas');
	if (!host || params.lesson === undefined || params.step > 0 || slug === undefined) return;
	if (params.view !== 'canvas' && params.view !== 'lesson') return;
	const answer = await fetch(`scenes/${encodeURIComponent(params.lesson)}.json`);
	const picture: unknown = answer.ok ? await answer.json() : undefined;
	if (!isPicture(picture)) return;
	await mountEarly(host, `lesson.${params.lesson}`, picture, {});
	root.dataset.live = '';
	performance.mark('keyless:canvas');
}

async function start(): Promise<void> {
	await speak(languageNow());
	if (params.view === 'picture' && slug !== undefined) {
		door.tell('ready', { version: 1 });
		return;
	}
	await wakeCanvas().catch(() => undefined);
	const { startWidget } = await import('./start');
	await startWidget(document.getElementById('app') ?? document.body, params, link, door);
}

start().catch((error: unknown) => {
	root.dataset.failed = '';
	throw error;
});
