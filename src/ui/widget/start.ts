import { mount } from 'svelte';
import { memoryStorage } from '../../playground';
import { setInPlex } from '../boot/type';
import '../styles/base.css';
import '../styles/controls.css';
import { Page } from '../page.svelte';
import type { Place } from '../place';
import { Route } from '../route.svelte';
import { speakCourse } from '../words/chapters';
import type { Door } from './door';
import type { WidgetParams } from './params';
import Widget from './Widget.svelte';
import { WidgetRun } from './widgetRun.svelte';

function placeOf({ lesson, example }: WidgetParams): Place {
	if (lesson !== undefined) return { name: 'lesson', slug: lesson };
	return example === undefined ? { name: 'play' } : { name: 'example', slug: example };
}

/** Puts the living widget into the place of the still one. It keeps nothing: several on one page know nothing of each other. */
export async function startWidget(
	target: HTMLElement,
	params: WidgetParams,
	link: string | undefined,
	door: Door,
): Promise<void> {
	void setInPlex();
	const route = new Route(placeOf(params), 'still');
	const page = new Page(route, memoryStorage());
	// A frame has its height from its host: the picture needs all of it, and the outline opens at a click.
	page.panes.putOutlineAway(true);
	await speakCourse();
	await page.arrival.arrive();
	if (page.arrival.unfetched) throw new Error('What is to be shown could not be fetched.');
	const run = new WidgetRun(page, door);
	let missing = page.arrival.missing;
	if (link !== undefined) missing = !(await run.become(link));
	if (params.step > 0) run.goTo(params.step);
	const still = [...target.children];
	mount(Widget, { target, props: { page, run, view: params.view, missing } });
	for (const element of still) element.remove();
	target.removeAttribute('aria-busy');
	door.tell('ready', { version: 1 });
	performance.mark('keyless:page');
}
