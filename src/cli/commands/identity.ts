import { isObject, requests, type Json } from '../../azure';
import { maybe, one, tagsOf } from '../args';
import { ask, askList } from '../ask';
import { done, type CommandGroup } from '../command';
import { deleteCommand, listCommand, placeTable, showCommand, type Kind } from '../crud';
import { GROUP, LOCATION, name, TAGS } from '../options';
import { placeOf, placeOptions } from '../places';
import { az } from '../quote';
import { isTo } from '../sentRequest';
import { flatten } from '../shape';
import { idOf, locationOf } from '../targets';

const TYPE = 'Microsoft.ManagedIdentity/userAssignedIdentities';

const kind: Kind = {
	word: 'identity',
	type: TYPE,
	noun: 'user-assigned identity',
	shape: flatten,
	table: placeTable,
};

/**
 * User-assigned identities.
 * @see https://learn.microsoft.com/cli/azure/identity
 */
export const identity: CommandGroup = {
	groups: { identity: 'User-assigned managed identities.' },
	commands: [
		{
			name: 'identity create',
			summary: 'Creates a user-assigned identity.',
			options: [GROUP, name('identity'), LOCATION, TAGS],
			examples: ['az identity create -g rg-shop -n id-shop'],
			*run(args, context) {
				const group = one(args, 'resource-group');
				const where = yield* locationOf(args, context, group);
				if (!where.ok) return where;
				const { location } = where;
				const tags = tagsOf(args);
				const answer = yield* ask(
					tags
						? requests.putResource(idOf(args, context, TYPE, group), { location, tags })
						: requests.putUserAssignedIdentity(
								context.subscriptionId,
								group,
								one(args, 'name'),
								location,
							),
				);
				return answer.ok ? done(flatten(answer.body)) : answer;
			},
			table: placeTable,
		},
		showCommand(kind),
		listCommand(kind),
		deleteCommand(kind),
		{
			name: 'identity list-resources',
			summary: 'Lists the resources that hold an identity.',
			options: [
				...placeOptions(kind),
				{ long: 'filter', summary: 'An OData filter.' },
				{ long: 'orderby', summary: 'An OData order.' },
				{ long: 'top', summary: 'At most so many.' },
				{ long: 'skip', summary: 'Leaves out so many.' },
				{ long: 'skiptoken', summary: 'Where an earlier list went on.' },
			],
			of: TYPE,
			*run(args, context) {
				const place = yield* placeOf(kind, args, context);
				if (!place.ok) return place;
				const answer = yield* ask(requests.arm('POST', `${place.id}/listAssociatedResources`));
				if (!answer.ok) return answer;
				const { value } = answer.body;
				const items = Array.isArray(value) ? (value as readonly Json[]) : [];
				const from = Number(maybe(args, 'skip') ?? 0);
				return done(items.slice(from, from + Number(maybe(args, 'top') ?? items.length)));
			},
		},
		{
			name: 'identity list-operations',
			summary: 'Lists what can be done with identities: the operations that roles name.',
			options: [],
			*run() {
				const listed = yield* askList(
					requests.get('/providers/Microsoft.ManagedIdentity/operations'),
				);
				return listed.ok ? done(listed.items) : listed;
			},
		},
	],
	spell(sent) {
		const { group, name: of, body } = sent;
		if (isTo(sent, 'DELETE', TYPE)) return az('identity delete', '-g', group, '-n', of);
		if (isTo(sent, 'GET', TYPE)) return az('identity show', '-g', group, '-n', of);
		if (!isTo(sent, 'PUT', TYPE) || !isObject(body) || Object.keys(body).join() !== 'location')
			return undefined;
		return az('identity create', '-g', group, '-n', of, '-l', String(body.location));
	},
};
