import { mount } from 'svelte';
import App from './App.svelte';
import { heirOfFocus } from './boot/handOver';
import { keepPicture } from './boot/opening';
import { setInPlex } from './boot/type';
import { project } from './canvas/project';
import { frame, turn } from './canvas/turns';
import { chapters, speakCourse } from './words/chapters';
import { memoryStorage } from '../playground';
import { Page } from './page.svelte';
import { isFresh } from './remember';
import { linkIn } from './share/linkIn';
import { Route } from './route.svelte';
import { words } from './words';
import './styles/base.css';
import './styles/controls.css';
import './styles/print.css';

/** Puts the whole page in the place of the shell, once its first sitting is open. */
export async function start(target: HTMLElement): Promise<void> {
	await speakCourse();
	const first = chapters[0]?.lessons[0];
	// The route writes its own place into the address.
	const link = linkIn(location.hash);
	const route = new Route(first ? { name: 'lesson', slug: first.slug } : { name: 'play' });
	await turn();
	const page = isFresh() ? new Page(route, memoryStorage()) : new Page(route);
	await turn();
	await page.arrival.arrive();
	await turn();
	const shell = [...target.children];
	// Busy, the page is made behind the shell, unseen.
	page.parts.begin();
	mount(App, { target, props: { page } });
	await page.parts.make('outline');
	// Its colours and its type are one frame, its place in the window and the picture's the next.
	target.removeAttribute('aria-busy');
	await frame();
	await page.parts.make('picture');
	// Whoever prints does not wait until nothing else is to be done.
	void import('./frame/printPicture').then(
		({ printPicture }) => printPicture(page),
		() => undefined,
	);
	const focus = heirOfFocus(target);
	for (const element of shell) element.remove();
	focus();
	page.parts.show();
	performance.mark('keyless:page');
	// Only now: text that is painted anew in another type would count as what the page is about.
	void setInPlex();
	const receive = (text: string | undefined): void => {
		if (text !== undefined)
			void import('./share/receive').then(
				({ receiveLink }) => receiveLink(page, text),
				() => page.dialogs.ask({ ask: 'link', fault: words.unfetched.what }),
			);
	};
	receive(link);
	addEventListener('hashchange', () => receive(linkIn(location.hash)));
	const keep = (): void => {
		if (document.visibilityState === 'hidden' && route.place.name !== 'course')
			keepPicture(route.place, project(page.session.world));
	};
	document.addEventListener('visibilitychange', keep);
	// What is not on the screen yet is fetched once nothing else is to be done.
	const idle = globalThis.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 1000));
	const ahead = (work: () => Promise<unknown>): void =>
		// Who asks for what could not be fetched ahead is told then.
		void idle(() => void work().catch(() => undefined));
	ahead(() => import('./dialogs/DialogHost.svelte'));
	if (import.meta.env.PROD) {
		ahead(() => import('./offline/register').then(({ workOffline }) => workOffline()));
		ahead(() => import('./editor/prefetch').then(({ prefetchCode }) => prefetchCode()));
	}
	// For the curious at the console: `keyless.session.world`, `keyless.session.run('az group list')`.
	Object.assign(globalThis, { keyless: page });
}
