import type { IconName } from '../icons/icons';
import type { Page } from '../page.svelte';
import type { Kind } from '../views/kinds';
import type { Thing } from '../views/things';

/** What an action is about: the page, and a thing in it unless it is about the whole. */
export interface ActionContext {
	readonly page: Page;
	readonly thing: Thing | undefined;
}

/** The sections of a menu, in their order. */
export const SECTIONS = [
	'run',
	'identity',
	'access',
	'data',
	'create',
	'remove',
	'history',
] as const;
/** One of {@link SECTIONS}. */
export type Section = (typeof SECTIONS)[number];

/** One of the ways in which an action can be done now: which identity to take away, for example. */
export interface Choice {
	readonly about: string;
	readonly label: string;
}

/** Something that a person can do. Menus, buttons, keys and the palette all offer the same objects. */
export interface Action {
	readonly id: string;
	readonly section: Section;
	readonly icon: IconName;
	/** The glyph of what it creates, in the icon's place. */
	readonly glyph?: Kind;
	/** `Mod+Z`, `Delete`: Mod is Command on a Mac and Control elsewhere. */
	readonly shortcut?: string;
	readonly danger?: boolean;
	label(context: ActionContext): string;
	/** A shorter label for buttons that stand below what is selected; without one it is in the menu only. */
	readonly short?: string;
	/** Whether it also makes sense on the pages of the course, where no world is seen. */
	readonly anywhere?: boolean;
	/** Whether it makes sense now. */
	available(context: ActionContext): boolean;
	/** The name that `availableActions` knows it by, to tell whether the signed-in person may do it. */
	readonly known?: string;
	/** What Azure asks for where {@link Action.known} does not tell: an action, and the scope that it is asked at. */
	needs?(context: ActionContext): readonly [action: string, scope: string] | undefined;
	/** Several ways to do it; each becomes an item of its own. */
	choices?(context: ActionContext): readonly Choice[];
	perform(context: ActionContext, about?: string): void;
}
