import type { IconName } from '../icons/icons';
import type { Kind } from '../views/kinds';

/** One line of a menu. */
export interface MenuItem {
	readonly label: string;
	readonly icon?: IconName;
	/** The glyph of a kind of resource, in the icon's place. */
	readonly glyph?: Kind;
	readonly shortcut?: string | undefined;
	/** A second line in soft ink. */
	readonly note?: string | undefined;
	readonly danger?: boolean;
	/** For choices: whether this is the one. */
	readonly checked?: boolean;
	/** Begins a new section. */
	readonly begins?: boolean;
	readonly disabled?: boolean;
	readonly perform: () => void;
}

/** A menu that is open. */
export interface OpenMenu {
	readonly label: string;
	readonly items: readonly MenuItem[];
	/** Where it opens, in CSS pixels of the window: below (or above) this rectangle. */
	readonly at: { readonly left: number; readonly top: number; readonly bottom: number };
	/** What gets the focus back. */
	readonly from: Element | null;
}

/** The one menu of the page; opening another closes the first. */
export class Menus {
	current: OpenMenu | undefined = $state.raw();

	/** Opens a menu at a point, or below an element. */
	open(
		label: string,
		items: readonly MenuItem[],
		where: Element | { readonly x: number; readonly y: number },
	): void {
		if (items.length === 0) return;
		const at =
			where instanceof Element
				? where.getBoundingClientRect()
				: { left: where.x, top: where.y, bottom: where.y };
		this.current = {
			label,
			items,
			at: { left: at.left, top: at.top, bottom: at.bottom },
			from: document.activeElement,
		};
	}

	close(): void {
		this.current = undefined;
	}
}
