import { groupOf } from '../../azure';
import { words } from '../words';
import type { Action, ActionContext } from './action';
import { CREATABLE } from './creatable';

/** The group that something new would go into: the selected one, or that of what is selected. */
function groupIn({ thing }: ActionContext): string | undefined {
	if (thing?.of === 'group') return thing.id;
	return thing?.of === 'resource' ? groupOf(thing.id) : undefined;
}

/** Creating each kind of thing. Offered on the subscription and, for resources, on groups. */
export const createActions: readonly Action[] = CREATABLE.map((kind) => ({
	id: `create.${kind}`,
	section: 'create',
	icon: 'plus',
	glyph: kind,
	label: () => words.actions.create[kind],
	available: ({ thing }) =>
		thing === undefined ||
		thing.of === 'subscription' ||
		(thing.of === 'group' && kind !== 'resourceGroup'),
	perform: (context) =>
		context.page.dialogs.ask({ ask: 'create', kind, groupId: groupIn(context) }),
}));
