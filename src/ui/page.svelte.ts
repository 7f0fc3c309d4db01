import { createContext, tick } from 'svelte';
import { browserStorage, type StoragePort } from '../playground';
import { Arrival } from './arrival.svelte';
import { Parts } from './boot/parts.svelte';
import { CodeChoice, type CodeTab } from './editor/codeChoice.svelte';
import { Dialogs } from './dialogs/dialogs.svelte';
import { Panes } from './frame/panes.svelte';
import { focusShown } from './frame/paneFocus';
import { Menus } from './menu/menus.svelte';
import { canTakeFocus, lateFocus } from './lateFocus';
import type { Route } from './route.svelte';
import { Session } from './session.svelte';
import { ShortcutChoice } from './shortcutChoice.svelte';
import { ThemeChoice } from './theme.svelte';
import type { Kind } from './views/kinds';

/** A place in the window. */
interface Spot {
	readonly x: number;
	readonly y: number;
}

/** What lies under something that is dragged onto the picture: a group, or the paper beside all groups. */
export interface DropTarget {
	readonly group?: string;
	/** The group's name; empty beside all groups. */
	readonly name: string;
}

/** Something new on its way to the picture. */
export interface Carried extends Spot {
	readonly label: string;
	readonly glyph: Kind;
	readonly target: DropTarget | undefined;
}

/** What the page can ask of the canvas once that is loaded. */
export interface CanvasDoor {
	fit(): void;
	focus(): void;
	zoom(by: number): void;
	/** Begins connecting a thing by clicks or keys. */
	connectFrom(id: string): void;
	/** Places everything anew, in good order; {@link CanvasDoor.untidy} puts it back. */
	tidy(): Promise<void>;
	/** Puts back what was tidied up last; whether there was anything to put back. */
	untidy(): boolean;
	/** Whether tidying up was the last thing that was done. */
	isTidied(): boolean;
	/** Saves the picture as a file. */
	save(as: 'svg' | 'png'): Promise<void>;
	/** Where something new would go that is dropped at a place in the window, and shows it; nowhere outside of the picture. */
	aimDrop(at: Spot | undefined): DropTarget | undefined;
	/** The next new card stands where something was dropped. */
	seatNext(at: Spot): void;
	/** Whether a thing, or what it belongs to, has a place in the picture. */
	draws(id: string): boolean;
	/** Where a thing's middle is in the window. */
	positionOf(id: string): Spot | undefined;
}

/** The page: what its parts share. Parts get it from the context and hand it to actions. */
export class Page {
	readonly session = new Session();
	readonly panes = new Panes();
	readonly parts = new Parts();
	readonly theme = new ThemeChoice();
	readonly shortcuts = new ShortcutChoice();
	readonly dialogs = new Dialogs();
	readonly menus = new Menus();
	readonly code = new CodeChoice();
	readonly route: Route;
	readonly arrival: Arrival;
	/** Set while the canvas is there. */
	canvas: CanvasDoor | undefined = $state.raw();
	/** What is being dragged onto the picture. */
	carried: Carried | undefined = $state.raw();
	/** Groups that the picture shows as counts now, with what they hold in words. */
	folded: ReadonlyMap<string, string> = $state.raw(new Map());
	/** Whether the outline is drawn. It is always there for those who hear the page. */
	outlineOpen: boolean = $state(false);
	/** The workload whose program is shown; stays when something else is selected. */
	workloadId: string | undefined = $state();

	constructor(route: Route, storage: StoragePort = browserStorage()) {
		this.route = route;
		this.arrival = new Arrival(route, this.session, storage);
	}

	/** Shows the program on a resource, and puts the focus there. */
	showProgram(resourceId: string): void {
		this.workloadId = resourceId;
		this.panes.show('program');
		if (this.panes.compact) this.panes.view = 'activity';
		else if (!this.panes.bottom.open) this.panes.bottom.toggle();
		void tick().then(() =>
			document.querySelector<HTMLElement>('[data-program-home]')?.focus({ preventScroll: true }),
		);
	}

	/** The editor is the longest of the code pane to come: it sets out before its pane. */
	#setOut(ready: boolean): void {
		if (this.panes.compact) return;
		void import('./editor/load')
			// Who is there before it needs no editor made ahead.
			.then(async ({ loadMonaco, makeEditorReady }) => {
				await loadMonaco();
				if (ready && !this.code.open) await makeEditorReady();
			})
			.catch(() => undefined);
	}

	/** The pointer or the focus is on what shows the code: the click is not far. */
	expectCode(): void {
		const connection = Reflect.get(navigator, 'connection') as { saveData?: boolean } | undefined;
		if (connection?.saveData !== true) this.#setOut(true);
	}

	/** Shows the code pane, which takes the focus once it is there, unless somebody has gone on. */
	showCode(tab: CodeTab = this.code.tab): void {
		this.code.tab = tab;
		this.code.open = true;
		this.#setOut(false);
		if (this.panes.compact) this.panes.view = 'details';
		else if (!this.panes.code.open) this.panes.code.restore();
		this.code.mayFocus = lateFocus();
	}

	/** Puts the code pane away: the details stand there again. */
	hideCode(): void {
		this.code.open = false;
		this.code.foretell = undefined;
		this.focusHome();
	}

	/** Lines for the terminal to take over unrun. */
	draft: { readonly text: string; mayFocus(): boolean } | undefined = $state.raw();

	/** Shows the terminal with these lines in it: one to be changed and run, several to be run one by one. */
	putInTerminal(text: string): void {
		this.draft = { text, mayFocus: lateFocus() };
		this.panes.show('terminal');
		if (this.panes.compact) this.panes.view = 'activity';
		else if (!this.panes.bottom.open) this.panes.bottom.toggle();
	}

	/** Selects what was just created, and shows it: a phone goes to the picture. */
	showCreated(id: string): void {
		this.session.select(id);
		this.showPicture();
	}

	/** Shows the outline, which gets the focus. */
	showOutline(): void {
		if (this.panes.compact) this.panes.view = 'canvas';
		this.outlineOpen = true;
		if (this.panes.outlineAway) this.panes.putOutlineAway(false);
		void tick().then(() =>
			document.querySelector<HTMLElement>('[role="tree"] [tabindex="0"]')?.focus(),
		);
	}

	/** Shows or hides the outline. Shown, it gets the focus. On a phone only what is seen can be hidden. */
	toggleOutline(): void {
		const { panes } = this;
		const isSeen = panes.upright ? !panes.outlineAway : this.outlineOpen;
		if (!isSeen || (panes.compact && panes.view !== 'canvas')) this.showOutline();
		else if (panes.upright) panes.putOutlineAway(true);
		else this.outlineOpen = false;
	}

	/** What is done to the picture is to be seen: a phone goes there, and so does the focus when what had it is seen no more. */
	showPicture(): CanvasDoor | undefined {
		const { panes, canvas } = this;
		if (!panes.compact || panes.view === 'canvas') return canvas;
		panes.view = 'canvas';
		void tick().then(() => {
			if (!canTakeFocus(document.activeElement)) canvas?.focus();
		});
		return canvas;
	}

	/** Selects a thing and goes to where it is seen: who reads the details of things goes on reading there. */
	goTo(id: string): void {
		this.session.select(id);
		if (this.panes.compact && this.panes.view === 'details') return;
		this.showPicture();
		// A phone takes away that nothing happens to it only then.
		void tick().then(() => this.canvas?.focus());
	}

	/** Opens the outline and puts the focus where a name can be searched for. */
	searchOutline(): void {
		if (this.panes.compact) this.panes.view = 'canvas';
		this.outlineOpen = true;
		if (this.panes.outlineAway) this.panes.putOutlineAway(false);
		void tick().then(() =>
			document.querySelector<HTMLElement>('[data-outline-search]')?.focus({ preventScroll: true }),
		);
	}

	/** Where focus goes when what had it is gone. */
	focusHome(): void {
		const home = document.querySelector<HTMLElement>('[data-home]');
		if (home) home.focus();
		else if (this.panes.compact) focusShown(this);
		else this.canvas?.focus();
	}
}

/** The page that a component is part of. */
export const [getPage, setPage] = createContext<Page>();
