import { isObject, requests, type HttpRequest, type Json, type JsonObject } from '../../azure';
import { maybe, one, tagsOf } from '../args';
import { ask, askList } from '../ask';
import { done, type CommandGroup } from '../command';
import { deleteCommand, listCommand, showCommand, type Kind } from '../crud';
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
};

/** The first version of the API that knows `isolationScope` is newer than the usual one. */
function putIdentity(id: string, body: JsonObject): HttpRequest {
	const request = requests.putResource(id, body);
	return body.properties === undefined
		? request
		: { ...request, url: request.url.replace(/(?<=api-version=)[\d-]+/, '2024-11-30') };
}

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
			options: [
				GROUP,
				name('identity'),
				LOCATION,
				TAGS,
				{
					long: 'isolation-scope',
					choices: ['None', 'Regional'],
					summary: 'Regional: only resources of the same region may have it.',
				},
			],
			examples: ['az identity create -g rg-shop -n id-shop'],
			*run(args, context) {
				const group = one(args, 'resource-group');
				const where = yield* locationOf(args, context, group);
				if (!where.ok) return where;
				const { location } = where;
				const tags = tagsOf(args);
				const isolationScope = maybe(args, 'isolation-scope');
				const answer = yield* ask(
					tags || isolationScope !== undefined
						? putIdentity(idOf(args, context, TYPE, group), {
								location,
								...(tags ? { tags } : {}),
								...(isolationScope === undefined ? {} : { properties: { isolationScope } }),
							})
						: requests.putUserAssignedIdentity(
								context.subscriptionId,
								group,
								one(args, 'name'),
								location,
							),
				);
				return answer.ok ? done(flatten(answer.body)) : answer;
			},
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
		if (!isTo(sent, 'PUT', TYPE) || !isObject(body)) return undefined;
		const { location, properties, ...other } = body;
		const { isolationScope, ...more } = isObject(properties) ? properties : {};
		if (location === undefined || Object.keys({ ...other, ...more }).length > 0) return undefined;
		return az(
			'identity create',
			...['-g', group, '-n', of, '-l', String(location)],
			...(isolationScope === undefined ? [] : ['--isolation-scope', String(isolationScope)]),
		);
	},
};
