import { requests, subscriptionScope, type Conversation, type JsonObject } from '../../azure';
import { maybe, one, type Args } from '../args';
import { ask, askList, askToShow } from '../ask';
import { done, fail, type CommandGroup, type Context, type Failure, type Option } from '../command';
import { ANY_GROUP, LOCATION, NO_WAIT } from '../options';
import { vaultModel } from './keyvault';
import { at } from '../tables';

/** Vaults that were deleted: they can be recovered for a while, and their names stay taken. */

const NAME: Option = {
	long: 'name',
	short: 'n',
	required: true,
	summary: 'Name of the deleted vault.',
};

const listDeleted = (subscriptionId: string) =>
	requests.get(`${subscriptionScope(subscriptionId)}/providers/Microsoft.KeyVault/deletedVaults`);

/** A deleted vault, by its name. */
function* deletedVault(
	args: Args,
	context: Context,
): Conversation<{ ok: true; vault: JsonObject } | Failure> {
	const listed = yield* askList(listDeleted(context.subscriptionId));
	if (!listed.ok) return listed;
	const wanted = one(args, 'name').toLowerCase();
	const vault = listed.items.find(({ name }) => String(name).toLowerCase() === wanted);
	return vault
		? { ok: true, vault }
		: fail(`No deleted Vault or HSM was found with name ${one(args, 'name')}`, 3);
}

/** @see https://learn.microsoft.com/azure/key-vault/general/key-vault-recovery */
export const keyvaultDeleted: CommandGroup = {
	groups: {},
	commands: [
		{
			name: 'keyvault list-deleted',
			summary: 'Lists the deleted vaults of the subscription.',
			options: [{ long: 'resource-type', choices: ['hsm', 'vault'], summary: 'Vaults or HSMs.' }],
			*run(_args, { subscriptionId }) {
				const listed = yield* askList(listDeleted(subscriptionId));
				return listed.ok ? done(listed.items) : listed;
			},
		},
		{
			name: 'keyvault show-deleted',
			summary: 'Shows a deleted vault.',
			options: [NAME, LOCATION],
			*run(args, context) {
				const found = yield* deletedVault(args, context);
				return found.ok ? done(found.vault) : found;
			},
		},
		{
			name: 'keyvault recover',
			summary: 'Brings a deleted vault back with all that is in it.',
			options: [NAME, ANY_GROUP, LOCATION, NO_WAIT],
			*run(args, context) {
				const found = yield* deletedVault(args, context);
				if (!found.ok) return found;
				const id = String(at(found.vault, 'properties.vaultId'));
				const answer = yield* ask(
					requests.putResource(id, {
						location: at(found.vault, 'properties.location'),
						properties: {
							tenantId: context.session.tenantId,
							sku: { family: 'A', name: 'standard' },
							createMode: 'recover',
						},
					}),
				);
				if (!answer.ok) return answer;
				const after = yield* askToShow(id);
				return after.ok ? done(vaultModel(after.body)) : after;
			},
		},
		{
			name: 'keyvault purge',
			summary: 'Deletes a deleted vault for good, with all that was in it.',
			options: [NAME, LOCATION, NO_WAIT],
			*run(args, context) {
				const found = yield* deletedVault(args, context);
				if (!found.ok) return found;
				const location = maybe(args, 'location') ?? String(at(found.vault, 'properties.location'));
				const answer = yield* ask(
					requests.arm(
						'POST',
						`${subscriptionScope(context.subscriptionId)}/providers/Microsoft.KeyVault/locations/${location}/deletedVaults/${one(args, 'name')}/purge`,
					),
				);
				return answer.ok ? done() : answer;
			},
		},
	],
};
