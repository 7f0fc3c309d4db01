import { availableActions } from '../../azure';
import type { MenuItem } from '../menu/menus.svelte';
import { mayNot } from '../views/permission';
import { words } from '../words';
import { accessActions } from './accessActions';
import { SECTIONS, type Action, type ActionContext } from './action';
import { canvasActions } from './canvasActions';
import { createActions } from './createActions';
import { dataActions } from './dataActions';
import { identityActions } from './identityActions';
import { moveAction } from './moveAction';
import { pageActions } from './pageActions';
import { shortcutText } from './shortcuts';

/** Everything that can be done. Menus, buttons, keys and dialogs offer these and nothing else. */
export const ACTIONS: readonly Action[] = [
	...dataActions,
	...identityActions,
	...accessActions,
	...createActions,
	...canvasActions,
	moveAction,
	...pageActions,
].map((action) => ({
	...action,
	available: (context) =>
		(action.anywhere === true || context.page.route.place.name !== 'course') &&
		action.available(context),
}));

/** An action by its id. Throws when there is none: ids are written by us. */
export function actionNamed(id: string): Action {
	const action = ACTIONS.find((action) => action.id === id);
	if (!action) throw new Error(`There is no action '${id}'.`);
	return action;
}

const bySection = (a: Action, b: Action): number =>
	SECTIONS.indexOf(a.section) - SECTIONS.indexOf(b.section);

/** What can be done with a thing, in the order of a menu. History is not part of it. */
export const actionsFor = (context: ActionContext): Action[] =>
	ACTIONS.filter((action) => action.section !== 'history' && action.available(context)).sort(
		bySection,
	);

/** The known actions that the signed-in person may not do with a thing, each with a sentence that says why. */
function forbidden({ page, thing }: ActionContext): ReadonlyMap<string, string> {
	if (thing?.of !== 'resource' && thing?.of !== 'group') return new Map();
	const { world } = page.session;
	const me = world.users[world.signedInAs]?.displayName ?? '';
	return new Map(
		availableActions(world, thing.id)
			.filter(({ decision }) => !decision.allowed)
			.map(({ name, decision }) => [
				name,
				words.menu.notAllowed(me, words.menu.reasons[decision.reason]),
			]),
	);
}

/** Tells of each action why the signed-in person may not do it with a thing, as a sentence; `undefined` when they may. */
export function refusals(context: ActionContext): (action: Action) => string | undefined {
	const not = forbidden(context);
	return (action) => {
		const known = not.get(action.known ?? '');
		const needs = known === undefined ? action.needs?.(context) : undefined;
		return needs ? mayNot(context.page.session.world, ...needs) : known;
	};
}

/** What can be done with a thing, as menu items. What is not allowed says so, and can be tried. */
export function menuFor(context: ActionContext): MenuItem[] {
	const not = refusals(context);
	let section: string | undefined;
	return actionsFor(context).flatMap((action) => {
		const begins = section !== undefined && section !== action.section;
		section = action.section;
		const choices = action.choices?.(context) ?? [
			{ about: undefined, label: action.label(context) },
		];
		return choices.map(({ about, label }, index): MenuItem => ({
			label,
			icon: action.icon,
			...(action.glyph ? { glyph: action.glyph } : {}),
			shortcut: action.shortcut && shortcutText(action.shortcut),
			note: not(action),
			danger: action.danger ?? false,
			begins: begins && index === 0,
			perform: () => action.perform(context, about),
		}));
	});
}
