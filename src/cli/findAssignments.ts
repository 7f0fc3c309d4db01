import type { Conversation, Json } from '../azure';
import { has, maybe, type Args } from './args';
import { askList, type Listed } from './ask';
import type { Context, Failure } from './command';
import { findPrincipal, findRole, listAt } from './grant';
import { flatten } from './shape';
import { scopeOf } from './targets';

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** The assignments that a line means: at a scope, of a principal, with a role. */
export function* findAssignments(args: Args, context: Context): Conversation<Listed | Failure> {
	const assignee = maybe(args, 'assignee');
	const principal = assignee === undefined ? undefined : yield* findPrincipal(assignee);
	if (principal && !principal.ok) return principal;
	const all = has(args, 'all');
	const scope = scopeOf(args, context);
	const listed = yield* askList(listAt(scope, 'roleAssignments', all ? undefined : 'atScope()'));
	if (!listed.ok) return listed;
	const role = maybe(args, 'role');
	const found = role === undefined ? undefined : yield* findRole(role, scope);
	if (found && !found.ok) return found;
	const items = listed.items.map(flatten).filter((item) => {
		const here =
			all ||
			has(args, 'include-inherited') ||
			text(item.scope).toLowerCase() === scope.toLowerCase();
		const whose = !principal || item.principalId === principal.id;
		return here && whose && (!found || text(item.roleDefinitionId).endsWith(`/${found.guid}`));
	});
	return { ok: true, items };
}
