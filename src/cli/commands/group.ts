import { groupScope, isObject, requests, subscriptionScope, type Json } from '../../azure';
import { maybe, one, tagsOf } from '../args';
import { ask, askList, askToShow, refusal } from '../ask';
import { done, type CommandGroup, type Option } from '../command';
import { CANCELLED, waitFor, WAIT_OPTIONS } from '../crud';
import { UPDATE_OPTIONS, withChanges } from '../genericUpdate';
import { LOCATION, NO_WAIT, TAGS, YES } from '../options';
import { az } from '../quote';

const NAME: Option = {
	long: 'name',
	also: ['resource-group'],
	short: 'ng',
	required: true,
	called: '--name/-n/--resource-group/-g',
	summary: 'Name of the resource group.',
};
const model = (group: Json) =>
	isObject(group)
		? { ...group, managedBy: group.managedBy ?? null, tags: group.tags ?? null }
		: null;

const table = (value: Json): Json =>
	(Array.isArray(value) ? value : [value]).filter(isObject).map((group) => ({
		Name: group.name ?? '',
		Location: group.location ?? '',
		Status: isObject(group.properties) ? (group.properties.provisioningState ?? '') : '',
	}));

/**
 * Resource groups.
 * @see https://learn.microsoft.com/cli/azure/group
 */
export const group: CommandGroup = {
	groups: { group: 'Resource groups, in which everything else lies.' },
	commands: [
		{
			name: 'group create',
			summary: 'Creates a resource group.',
			options: [
				{ ...NAME, called: '--name/--resource-group/-n/-g' },
				{ ...LOCATION, required: true, summary: 'The region.' },
				TAGS,
			],
			examples: ['az group create -n rg-shop -l westeurope'],
			*run(args, { subscriptionId }) {
				const tags = tagsOf(args);
				const location = one(args, 'location').toLowerCase().replaceAll(' ', '');
				const id = groupScope(subscriptionId, one(args, 'name'));
				const answer = yield* ask(
					tags
						? requests.putResource(id, { location, tags })
						: requests.putResourceGroup(subscriptionId, one(args, 'name'), location),
				);
				return answer.ok ? done(model(answer.body)) : answer;
			},
			table,
		},
		{
			name: 'group show',
			summary: 'Shows a resource group.',
			options: [NAME],
			*run(args, { subscriptionId }) {
				const answer = yield* askToShow(groupScope(subscriptionId, one(args, 'name')));
				return answer.ok ? done(model(answer.body)) : answer;
			},
			table,
		},
		{
			name: 'group list',
			summary: 'Lists the resource groups of the subscription.',
			options: [{ long: 'tag', summary: 'Only groups with this tag: key[=value].' }],
			*run(args, { subscriptionId }) {
				const listed = yield* askList(
					requests.get(`${subscriptionScope(subscriptionId)}/resourceGroups`),
				);
				if (!listed.ok) return listed;
				const [key, value] = (maybe(args, 'tag') ?? '').split('=');
				const tagged = listed.items.filter(({ tags }) => {
					if (!key) return true;
					const found = isObject(tags) ? tags[key] : undefined;
					return found !== undefined && (value === undefined || found === value);
				});
				return done(tagged.map(model));
			},
			table,
		},
		{
			name: 'group exists',
			summary: 'Says whether a resource group is there.',
			options: [NAME],
			*run(args, { subscriptionId }) {
				const response = yield requests.get(groupScope(subscriptionId, one(args, 'name')));
				if (response.status === 404) return done(false);
				return response.status === 200 ? done(true) : refusal(response);
			},
		},
		{
			name: 'group delete',
			summary: 'Deletes a resource group and everything in it.',
			options: [NAME, YES, NO_WAIT],
			*run(args, { subscriptionId }) {
				if (!args.given.yes) return CANCELLED;
				const answer = yield* ask(requests.del(groupScope(subscriptionId, one(args, 'name'))));
				return answer.ok ? done() : answer;
			},
		},
		{
			name: 'group update',
			summary: 'Changes the tags of a resource group.',
			options: [NAME, TAGS, ...UPDATE_OPTIONS],
			*run(args, { subscriptionId }) {
				const id = groupScope(subscriptionId, one(args, 'name'));
				const before = yield* ask(requests.get(id), true);
				if (!before.ok) return before;
				const tags = tagsOf(args);
				const whole = withChanges({ ...before.body, ...(tags ? { tags } : {}) }, args);
				if ('ok' in whole) return whole;
				const { location = null, tags: kept = null } = whole.value;
				const answer = yield* ask(
					requests.putResource(id, { location, ...(kept === null ? {} : { tags: kept }) }),
				);
				return answer.ok ? done(model(answer.body)) : answer;
			},
		},
		{
			name: 'group wait',
			summary: 'Waits until something is true of a resource group.',
			options: [NAME, ...WAIT_OPTIONS],
			run: (args, { subscriptionId }) =>
				waitFor(groupScope(subscriptionId, one(args, 'name')), args),
		},
	],
	spell({ id, group: name, type, method, body }) {
		if (id === undefined || type !== undefined || name === '' || id.split('/').length !== 5)
			return undefined;
		if (method === 'DELETE') return az('group delete', '-n', name, '--yes');
		if (method === 'GET') return az('group show', '-n', name);
		if (method !== 'PUT' || !isObject(body) || typeof body.location !== 'string') return undefined;
		const tags = isObject(body.tags)
			? Object.entries(body.tags).map(([key, value]) => `${key}=${value}`)
			: [];
		return az(
			'group create',
			'-n',
			name,
			'-l',
			body.location,
			...(tags.length > 0 ? ['--tags', ...tags] : []),
		);
	},
};
