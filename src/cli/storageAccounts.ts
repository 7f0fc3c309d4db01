import { makeResourceId, type Conversation } from '../azure';
import { fail, type Context, type Failure } from './command';
import { locate } from './targets';

/** The type of storage accounts. */
export const ACCOUNT = 'Microsoft.Storage/storageAccounts';

/** The id of an account that a line names by name or id; where no group is given it is looked for in the subscription. */
export function* findAccount(
	nameOrId: string,
	group: string | undefined,
	context: Context,
): Conversation<{ ok: true; id: string } | Failure> {
	if (nameOrId.startsWith('/')) return { ok: true, id: nameOrId };
	if (group !== undefined)
		return { ok: true, id: makeResourceId(context.subscriptionId, group, ACCOUNT, nameOrId) };
	const found = yield* locate(ACCOUNT, nameOrId, context);
	if (!found.ok) return found;
	return found.resource
		? { ok: true, id: String(found.resource.id) }
		: fail(`Storage account '${nameOrId}' not found.`, 3);
}
