import { requests, subscriptionScope, type Conversation, type JsonObject } from '../../azure';
import { has, maybe, one, type Args } from '../args';
import { ask, askList, askToShow } from '../ask';
import {
	done,
	fail,
	type CommandGroup,
	type CommandValue,
	type Context,
	type Failure,
	type Option,
} from '../command';
import { CANCELLED } from '../crud';
import { ANY_GROUP, LOCATION, YES } from '../options';
import { flatten } from '../shape';
import { at } from '../tables';
import { storeKind } from './appconfig';

/** App Configuration stores that were deleted: they can be recovered for a while, and their names stay taken. */

const PROVIDER = 'providers/Microsoft.AppConfiguration';
const NAME: Option = {
	long: 'name',
	short: 'n',
	required: true,
	summary: 'Name of the deleted App Configuration store.',
};

const listDeleted = ({ subscriptionId }: Context) =>
	askList(
		requests.get(`${subscriptionScope(subscriptionId)}/${PROVIDER}/deletedConfigurationStores`),
	);

/** A deleted store, by its name and, if the line says one, its region. */
function* deletedStore(
	args: Args,
	context: Context,
): Conversation<{ readonly ok: true; readonly store: JsonObject } | Failure> {
	const listed = yield* listDeleted(context);
	if (!listed.ok) return listed;
	const [name, location] = [one(args, 'name').toLowerCase(), maybe(args, 'location')];
	const store = listed.items
		.map(flatten)
		.find(
			(each) =>
				String(each.name).toLowerCase() === name &&
				(location === undefined || String(each.location).toLowerCase() === location.toLowerCase()),
		);
	return store
		? { ok: true, store }
		: fail(`Failed to find the deleted App Configuration store '${one(args, 'name')}'.`, 3);
}

function* recover(args: Args, context: Context): Conversation<CommandValue> {
	const found = yield* deletedStore(args, context);
	if (!found.ok) return found;
	if (!has(args, 'yes')) return CANCELLED;
	const { configurationStoreId, location = null } = found.store;
	const id = String(configurationStoreId);
	const made = yield* ask(
		requests.putResource(id, {
			location,
			sku: { name: 'Standard' },
			properties: { createMode: 'Recover' },
		}),
	);
	if (!made.ok) return made;
	const after = yield* askToShow(id);
	return after.ok ? done(storeKind.shape(after.body)) : after;
}

function* purge(args: Args, context: Context): Conversation<CommandValue> {
	const found = yield* deletedStore(args, context);
	if (!found.ok) return found;
	if (!has(args, 'yes')) return CANCELLED;
	const location = String(at(found.store, 'location'));
	const answer = yield* ask(
		requests.arm(
			'POST',
			`${subscriptionScope(context.subscriptionId)}/${PROVIDER}/locations/${location}/deletedConfigurationStores/${one(args, 'name')}/purge`,
		),
	);
	return answer.ok ? done() : answer;
}

/** @see https://learn.microsoft.com/azure/azure-app-configuration/concept-soft-delete */
export const appconfigDeleted: CommandGroup = {
	groups: {},
	commands: [
		{
			name: 'appconfig list-deleted',
			summary: 'Lists the deleted App Configuration stores of the subscription.',
			options: [],
			*run(_args, context) {
				const listed = yield* listDeleted(context);
				return listed.ok ? done(listed.items.map(flatten)) : listed;
			},
		},
		{
			name: 'appconfig show-deleted',
			summary: 'Shows a deleted App Configuration store.',
			options: [NAME, LOCATION],
			*run(args, context) {
				const found = yield* deletedStore(args, context);
				return found.ok ? done(found.store) : found;
			},
		},
		{
			name: 'appconfig recover',
			summary: 'Brings a deleted App Configuration store back, without its identities and roles.',
			options: [NAME, ANY_GROUP, LOCATION, YES],
			run: recover,
		},
		{
			name: 'appconfig purge',
			summary: 'Deletes a deleted App Configuration store for good.',
			options: [NAME, LOCATION, YES],
			run: purge,
		},
	],
};
