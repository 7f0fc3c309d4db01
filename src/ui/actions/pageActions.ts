import { minutes } from '../../azure';
import { words } from '../words';
import type { Action } from './action';

/** Deleting, and what concerns the page as a whole. */
export const pageActions: readonly Action[] = [
	{
		id: 'remove',
		short: words.actions.short.remove,
		section: 'remove',
		icon: 'trash',
		shortcut: 'Delete',
		danger: true,
		known: 'delete',
		label: () => words.actions.remove,
		available: ({ thing }) =>
			thing?.of === 'group' ||
			(thing?.of === 'resource' && thing.resource.lifecycle.state !== 'deleting'),
		perform({ page, thing }) {
			if (thing) page.dialogs.ask({ ask: 'remove', id: thing.id });
		},
	},
	{
		id: 'undo',
		section: 'history',
		icon: 'undo',
		shortcut: 'Mod+Z',
		label: () => words.actions.undo,
		available: ({ page }) => page.session.canUndo || page.canvas?.isTidied() === true,
		// What was tidied up last is the last thing that was done.
		perform: ({ page }) => void (page.canvas?.untidy() || page.session.undo()),
	},
	{
		id: 'redo',
		section: 'history',
		icon: 'redo',
		shortcut: 'Mod+Shift+Z',
		label: () => words.actions.redo,
		available: ({ page }) => page.session.canRedo,
		perform: ({ page }) => page.session.redo(),
	},
	{
		id: 'advance',
		section: 'history',
		icon: 'clock',
		shortcut: '.',
		label: () => words.actions.advance,
		available: () => true,
		perform: ({ page }) => page.session.advance(minutes(10)),
	},
	{
		id: 'outline',
		section: 'history',
		icon: 'outline',
		shortcut: 'o',
		label: () => words.actions.outline,
		available: () => true,
		perform: ({ page }) => page.toggleOutline(),
	},
	{
		id: 'fit',
		section: 'history',
		icon: 'fit',
		shortcut: 'f',
		label: () => words.actions.fit,
		available: ({ page }) => page.canvas !== undefined,
		perform: ({ page }) => page.canvas?.fit(),
	},
	{
		id: 'startOver',
		section: 'history',
		icon: 'restart',
		label: () => words.actions.startOver,
		available: ({ page }) => page.session.transcript.length > 0,
		perform: ({ page }) => page.dialogs.ask({ ask: 'startOver' }),
	},
	{
		id: 'keys',
		section: 'history',
		icon: 'keyboard',
		shortcut: '?',
		label: () => words.actions.keys,
		available: () => true,
		perform: ({ page }) => page.dialogs.ask({ ask: 'keys' }),
	},
];
