import { tick } from 'svelte';
import type { Panes, View } from './panes.svelte';

/** What of the page the focus goes about in. */
interface Window {
	readonly panes: Panes;
	readonly canvas: { focus(): void } | undefined;
}

/** A part of the window that the focus can go to. */
interface Spot {
	/** Its element's id. */
	readonly id: string;
	/** Under which name a phone shows it. */
	readonly view: View;
	/** What in it takes the focus first. */
	readonly home: string;
}

const TABBABLE =
	'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex="0"]';

const SPOTS: readonly Spot[] = [
	{ id: 'pane-left', view: 'lesson', home: '[tabindex="0"]' },
	{
		id: 'pane-middle',
		view: 'canvas',
		home: '[role="tree"] [aria-selected="true"], [role="tree"]:not(:has([aria-selected="true"])) [tabindex="0"]',
	},
	{ id: 'pane-right', view: 'details', home: '[role="tabpanel"]' },
	{ id: 'pane-program', view: 'activity', home: '[data-program-home]' },
	{ id: 'pane-terminal', view: 'activity', home: 'form > [role="combobox"]' },
	{ id: 'pane-feed', view: 'activity', home: '[role="log"]' },
];

/** What had the focus in a part when it was left by key. */
const left = new WeakMap<Element, HTMLElement>();

const elementOf = ({ id }: Spot): HTMLElement | null => document.getElementById(id);

/** The parts that are there: on a phone also those that it does not show now. */
const spotsOf = ({ panes }: Window): Spot[] =>
	SPOTS.filter((spot) => {
		const element = elementOf(spot);
		return element !== null && (panes.compact || element.checkVisibility());
	});

/** A part without anything to press takes the focus itself, until it loses it. */
function focusWhole(element: HTMLElement): void {
	element.tabIndex = -1;
	element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
	element.focus({ preventScroll: true });
}

function focusIn(page: Window, spot: Spot): void {
	const element = elementOf(spot);
	if (!element) return;
	const before = left.get(element);
	if (before?.isConnected && before.checkVisibility()) before.focus({ preventScroll: true });
	else if (spot.view === 'canvas' && page.canvas && !page.panes.upright) page.canvas.focus();
	else {
		const home =
			element.querySelector<HTMLElement>(spot.home) ?? element.querySelector<HTMLElement>(TABBABLE);
		if (home) home.focus({ preventScroll: true });
		else focusWhole(element);
	}
}

async function go(page: Window, spot: Spot): Promise<void> {
	page.panes.view = spot.view;
	await tick();
	focusIn(page, spot);
}

/** Moves the focus to the next part of the window, or with -1 to the one before: round and round. */
export function stepPane(page: Window, by: 1 | -1): void {
	const spots = spotsOf(page);
	const now = document.activeElement ?? document.body;
	const at = spots.findIndex((spot) => elementOf(spot)?.contains(now));
	const here = spots[at];
	const pane = here && elementOf(here);
	if (pane && now !== pane && now instanceof HTMLElement) left.set(pane, now);
	// Between two parts, on a bar or a tab, the next one is what follows in the page.
	const after = spots.findIndex((spot) => {
		const element = elementOf(spot);
		return element && now.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
	});
	const end = after < 0 ? spots.length : after;
	const to = at >= 0 ? at + by : by > 0 ? end : end - 1;
	const next = spots[(to + spots.length) % spots.length];
	if (next) void go(page, next);
}

/** Puts the focus into the part that a phone shows now. */
export function focusShown(page: Window): void {
	const spots = spotsOf(page);
	const spot = spots.find(({ view }) => view === page.panes.view);
	if (spot) focusIn(page, spot);
}

/** Puts the focus into the left pane, which comes back when it was put away. */
export function goToLesson(page: Window): void {
	if (!page.panes.compact && !page.panes.lesson.open) page.panes.lesson.toggle();
	const spot = SPOTS.find(({ view }) => view === 'lesson');
	if (spot) void go(page, spot);
}
