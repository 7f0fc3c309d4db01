import { requests } from '../../azure';
import { grantOf } from '../views/access';
import { heldIdentities, principalOf, type Thing } from '../views/things';
import type { World } from '../../azure';
import { words } from '../words';
import type { Action } from './action';

/** The principal that a thing stands for when a role is granted from it. */
export function principalIdOf(world: World, thing: Thing | undefined): string | undefined {
	if (thing?.of === 'principal')
		return thing.principal.deletedAt === undefined ? thing.principal.id : undefined;
	if (thing?.of !== 'resource') return undefined;
	if (thing.kind === 'userIdentity') return principalOf(world, thing.id)?.id;
	return heldIdentities(world, thing.resource).find(({ dangling }) => !dangling)?.principalId;
}

const isScope = (thing: Thing): boolean =>
	thing.of === 'managementGroup' ||
	thing.of === 'subscription' ||
	thing.of === 'group' ||
	thing.of === 'secret' ||
	['keyVault', 'storageAccount', 'container'].includes(thing.kind);

/** Granting and revoking roles. */
export const accessActions: readonly Action[] = [
	{
		id: 'grant',
		short: words.actions.short.grant,
		section: 'access',
		icon: 'role',
		known: 'grantRole',
		needs: ({ thing }) =>
			thing && isScope(thing)
				? ['Microsoft.Authorization/roleAssignments/write', thing.id]
				: undefined,
		label: ({ thing }) => (thing && isScope(thing) ? words.actions.grantHere : words.actions.grant),
		available: ({ page, thing }) =>
			thing !== undefined &&
			(isScope(thing) || principalIdOf(page.session.world, thing) !== undefined),
		perform({ page, thing }) {
			if (!thing) return;
			if (isScope(thing)) page.dialogs.ask({ ask: 'grant', scope: thing.id });
			else
				page.dialogs.ask({
					ask: 'grant',
					principalId: principalIdOf(page.session.world, thing),
				});
		},
	},
	{
		id: 'revoke',
		short: words.actions.short.revoke,
		section: 'access',
		icon: 'trash',
		shortcut: 'Delete',
		danger: true,
		needs: ({ thing }) =>
			thing?.of === 'assignment'
				? ['Microsoft.Authorization/roleAssignments/delete', thing.assignment.scope]
				: undefined,
		label: () => words.actions.revoke,
		available: ({ thing }) => thing?.of === 'assignment',
		perform({ page, thing }) {
			if (thing?.of !== 'assignment') return;
			const { roleName, scopeName } = grantOf(page.session.world, thing.assignment);
			page.session.send(words.labels.revoke(roleName, scopeName), [requests.del(thing.id)]);
		},
	},
];
