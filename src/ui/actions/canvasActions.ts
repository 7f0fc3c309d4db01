import { words } from '../words';
import type { Action } from './action';
import { canConnect, detachRequest } from './connections';

/** What concerns the picture: connecting, tidying up, zooming, saving it. */
export const canvasActions: readonly Action[] = [
	{
		id: 'connect',
		section: 'access',
		icon: 'link',
		shortcut: 'c',
		label: () => words.actions.connect,
		available: ({ page, thing }) =>
			page.canvas !== undefined &&
			thing !== undefined &&
			canConnect(page.session.world, thing.id) &&
			page.canvas.draws(thing.id),
		perform({ page, thing }) {
			if (thing) page.showPicture()?.connectFrom(thing.id);
		},
	},
	{
		id: 'tidy',
		section: 'history',
		icon: 'tidy',
		shortcut: 't',
		label: () => words.actions.tidy,
		available: ({ page }) => page.canvas !== undefined,
		perform: ({ page }) => void page.showPicture()?.tidy(),
	},
	{
		id: 'zoomIn',
		section: 'history',
		icon: 'plus',
		label: () => words.actions.zoomIn,
		available: ({ page }) => page.canvas !== undefined,
		perform: ({ page }) => page.showPicture()?.zoom(1.25),
	},
	{
		id: 'zoomOut',
		section: 'history',
		icon: 'search',
		label: () => words.actions.zoomOut,
		available: ({ page }) => page.canvas !== undefined,
		perform: ({ page }) => page.showPicture()?.zoom(0.8),
	},
	...(['svg', 'png'] as const).map((as): Action => ({
		id: `export.${as}`,
		section: 'history',
		icon: 'save',
		label: () => (as === 'svg' ? words.actions.exportSvg : words.actions.exportPng),
		available: ({ page }) => page.canvas !== undefined,
		perform: ({ page }) => void page.canvas?.save(as),
	})),
];

/** The menu item of a line between a resource and an identity, by the line's id: it is no thing of its own. */
export function detachLineItem(
	{ page }: Pick<Parameters<Action['perform']>[0], 'page'>,
	id: string,
) {
	const change = detachRequest(page.session.world, id);
	if (!change) return undefined;
	return {
		label: words.actions.detachLine,
		icon: 'unlink' as const,
		perform: () => void page.session.send(change.label, [change.request]),
	};
}
