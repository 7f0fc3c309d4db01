import { minutes } from '../../azure';
import { stepPane } from '../frame/paneFocus';
import { hashOf, workspaceOf } from '../place';
import { words } from '../words';
import { saveSitting } from '../views/saveSitting';
import type { Action } from './action';

const ASK_ICONS = {
	history: 'history',
	waiting: 'clock',
	workspaces: 'container',
	examples: 'picture',
	importFile: 'folder',
} as const;

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
		id: 'palette',
		section: 'history',
		anywhere: true,
		icon: 'search',
		shortcut: 'Mod+K',
		label: () => words.actions.palette,
		available: () => true,
		perform: ({ page }) => page.dialogs.ask({ ask: 'palette' }),
	},
	{
		id: 'createAny',
		section: 'history',
		icon: 'plus',
		shortcut: 'n',
		label: () => words.actions.createAny,
		available: () => true,
		perform: ({ page }) => page.dialogs.ask({ ask: 'palette', only: 'create' }),
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
	...(['history', 'waiting', 'workspaces', 'examples', 'importFile'] as const).map(
		(ask): Action => ({
			id: ask,
			section: 'history',
			icon: ASK_ICONS[ask],
			anywhere: ask !== 'history' && ask !== 'waiting',
			label: () => words.actions[ask],
			available: () => true,
			perform: ({ page }) => page.dialogs.ask({ ask }),
		}),
	),
	{
		id: 'renameWorkspace',
		section: 'history',
		icon: 'pencil',
		shortcut: 'F2',
		label: () => words.actions.renameWorkspace,
		available: ({ page }) => workspaceOf(page.route.place) !== undefined,
		perform: ({ page }) =>
			page.dialogs.ask({ ask: 'workspaces', rename: workspaceOf(page.route.place) }),
	},
	{
		id: 'exportFile',
		section: 'history',
		icon: 'save',
		label: () => words.actions.exportFile,
		available: ({ page }) => page.arrival.sitting !== '',
		perform: ({ page }) => saveSitting(page),
	},
	{
		id: 'share',
		section: 'history',
		icon: 'link',
		shortcut: 'l',
		label: () => words.actions.share,
		available: ({ page }) => page.arrival.sitting !== '',
		perform: ({ page }) => page.dialogs.ask({ ask: 'share' }),
	},
	{
		id: 'present',
		section: 'history',
		icon: 'play',
		label: () => words.actions.present,
		available: ({ page }) => page.arrival.run !== undefined,
		perform: ({ page }) => location.assign(`?present${hashOf(page.route.place)}`),
	},
	{
		id: 'shortcuts',
		section: 'history',
		anywhere: true,
		icon: 'keyboard',
		label: ({ page }) =>
			page.shortcuts.on ? words.actions.shortcutsOff : words.actions.shortcutsOn,
		available: () => true,
		perform({ page }) {
			page.shortcuts.toggle();
			page.session.announce(words.actions.shortcutsAre(page.shortcuts.on));
		},
	},
	...(['nextPane', 'previousPane'] as const).map((id): Action => ({
		id,
		section: 'history',
		icon: 'details',
		shortcut: id === 'nextPane' ? 'F6' : 'Shift+F6',
		label: () => words.actions[id],
		available: () => true,
		perform: ({ page }) => stepPane(page, id === 'nextPane' ? 1 : -1),
	})),
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
		id: 'code',
		section: 'history',
		icon: 'code',
		shortcut: 'x',
		label: () => words.actions.code,
		available: () => true,
		perform: ({ page }) => (page.code.open ? page.hideCode() : page.showCode()),
	},
	{
		id: 'deploy',
		section: 'history',
		icon: 'code',
		label: () => words.actions.deploy,
		available: () => true,
		perform: ({ page }) => page.showCode('deploy'),
	},
	{
		id: 'search',
		section: 'history',
		icon: 'search',
		shortcut: '/',
		label: () => words.actions.search,
		available: () => true,
		perform: ({ page }) => page.searchOutline(),
	},
	{
		id: 'fit',
		section: 'history',
		icon: 'fit',
		shortcut: 'f',
		label: () => words.actions.fit,
		available: ({ page }) => page.canvas !== undefined,
		perform: ({ page }) => page.showPicture()?.fit(),
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
		anywhere: true,
		icon: 'keyboard',
		shortcut: '?',
		label: () => words.actions.keys,
		available: () => true,
		perform: ({ page }) => page.dialogs.ask({ ask: 'keys' }),
	},
];
