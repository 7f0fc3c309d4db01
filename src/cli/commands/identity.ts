import { isObject, requests } from '../../azure';
import { one, tagsOf } from '../args';
import { ask } from '../ask';
import { done, type CommandGroup } from '../command';
import { deleteCommand, listCommand, placeTable, showCommand, type Kind } from '../crud';
import { GROUP, LOCATION, name, TAGS } from '../options';
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
