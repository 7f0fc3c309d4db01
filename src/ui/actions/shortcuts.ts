import { words } from '../words';

const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

/** A shortcut as this device and the page's language write it: `Ctrl+Shift+Z`, `Strg+Umschalt+Z`, `⇧⌘Z`. */
export function shortcutText(shortcut: string): string {
	const keys = shortcut.split('+');
	const key = keys.at(-1) ?? '';
	const { names } = words.keysDialog;
	const shown = key === 'Delete' ? names.Delete : key.length === 1 ? key.toUpperCase() : key;
	if (isMac())
		return [keys.includes('Shift') && '⇧', keys.includes('Mod') && '⌘', shown]
			.filter(Boolean)
			.join('');
	return [keys.includes('Mod') && names.Mod, keys.includes('Shift') && names.Shift, shown]
		.filter(Boolean)
		.join('+');
}

/** Whether a key press is a shortcut. Control and Command both count as Mod. */
export function pressed(shortcut: string, event: KeyboardEvent): boolean {
	const keys = shortcut.split('+');
	const key = keys.at(-1) ?? '';
	if (event.altKey) return false;
	if (keys.includes('Mod') !== (event.ctrlKey || event.metaKey)) return false;
	// A question mark is typed with Shift on most layouts: for single characters only what was typed counts.
	const isCharacter = keys.length === 1 && key.length === 1;
	if (!isCharacter && keys.includes('Shift') !== event.shiftKey) return false;
	return event.key.toLowerCase() === key.toLowerCase();
}

/** Whether whatever has the focus needs keys for itself. A field of a dialog that has just closed keeps the focus for a moment. */
export function needsKeys(target: EventTarget | null): boolean {
	return (
		target instanceof HTMLElement &&
		!target.closest('dialog:not([open])') &&
		(target.isContentEditable ||
			target.matches('input, textarea, select, [role="textbox"], [role="menu"] *'))
	);
}

/**
 * Whether a key press is one that a field does not need: F6 leads out of every part of the window, and the list of everything
 * is asked for from any field of one line. A Mac's Ctrl+K deletes there, an editor's is its own.
 */
export const leadsOut = (event: KeyboardEvent): boolean =>
	event.key === 'F6' ||
	(pressed('Mod+K', event) &&
		event.target instanceof HTMLInputElement &&
		!(isMac() && event.ctrlKey));

/** Whether a shortcut is a character typed alone: those can be turned off (WCAG 2.1.4). */
export const isSingleKey = (shortcut: string | undefined): boolean => shortcut?.length === 1;
