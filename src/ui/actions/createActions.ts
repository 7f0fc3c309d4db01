import { currentSubscription, groupOf, subscriptionScope } from '../../azure';
import { words } from '../words';
import type { Action, ActionContext } from './action';
import { CREATABLE, typeOf } from './creatable';

/** The group that something new would go into: the selected one, or that of what is selected. */
function groupIn({ thing }: ActionContext): string | undefined {
	if (thing?.of === 'group') return thing.id;
	return thing?.of === 'resource' ? groupOf(thing.id) : undefined;
}

const NEW_GROUP = 'Microsoft.Resources/subscriptions/resourceGroups/write';

/** What it takes to create something of a type where it would go; in an empty subscription its group comes first. */
export function neededToCreate(
	context: ActionContext,
	type: string | undefined,
): readonly [action: string, scope: string] {
	const { world } = context.page.session;
	const group = groupIn(context) ?? Object.values(world.resourceGroups)[0]?.id;
	return type === undefined || group === undefined
		? [NEW_GROUP, subscriptionScope(currentSubscription(world))]
		: [`${type}/write`, group];
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
	needs: (context) => neededToCreate(context, kind === 'resourceGroup' ? undefined : typeOf(kind)),
	perform: (context) =>
		context.page.dialogs.ask({ ask: 'create', kind, groupId: groupIn(context) }),
}));
