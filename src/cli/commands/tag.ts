import { isObject, requests, subscriptionScope, type JsonObject } from '../../azure';
import { has, maybe, one, tagsOf } from '../args';
import { ask } from '../ask';
import { done, fail, type CommandGroup, type Option } from '../command';
import { CANCELLED } from '../crud';
import { TAGS, YES } from '../options';
import { az } from '../quote';

const RESOURCE: Option = {
	long: 'resource-id',
	offers: 'scopes',
	summary: 'Id of a resource, a group or a subscription.',
};
const TAG_SCOPE = 'providers/Microsoft.Resources/tags/default';
const shape = (answer: JsonObject): JsonObject => answer;

/**
 * Tags as things of their own: to write them needs no right to write what they hang on.
 * @see https://learn.microsoft.com/cli/azure/tag
 */
export const tag: CommandGroup = {
	groups: { tag: 'Tags of resources, groups and subscriptions.' },
	commands: [
		{
			name: 'tag list',
			summary: 'Shows the tags of a resource, a group or the subscription.',
			options: [RESOURCE],
			*run(args, { subscriptionId }) {
				const scope = maybe(args, 'resource-id') ?? subscriptionScope(subscriptionId);
				const answer = yield* ask(requests.get(`${scope}/${TAG_SCOPE}`), true);
				return answer.ok ? done(shape(answer.body)) : answer;
			},
		},
		{
			name: 'tag create',
			summary: 'Writes the tags of something: what it had is replaced.',
			options: [
				RESOURCE,
				{ ...TAGS, takes: 'some' },
				{ long: 'name', short: 'n', summary: 'A tag of the subscription.' },
			],
			*run(args) {
				if (!has(args, 'resource-id') || !has(args, 'tags'))
					return fail('usage error: --resource-id --tags');
				const answer = yield* ask(
					requests.putResource(`${one(args, 'resource-id')}/${TAG_SCOPE}`, {
						properties: { tags: tagsOf(args) ?? {} },
					}),
				);
				return answer.ok ? done(shape(answer.body)) : answer;
			},
		},
		{
			name: 'tag update',
			summary: 'Changes the tags of something.',
			options: [
				{ ...RESOURCE, required: true },
				{ ...TAGS, takes: 'some', required: true },
				{
					long: 'operation',
					required: true,
					choices: ['Delete', 'Merge', 'Replace'],
					summary: 'What becomes of those that it has.',
				},
			],
			*run(args) {
				const answer = yield* ask(
					requests.patchResource(`${one(args, 'resource-id')}/${TAG_SCOPE}`, {
						operation: one(args, 'operation'),
						properties: { tags: tagsOf(args) ?? {} },
					}),
				);
				return answer.ok ? done(shape(answer.body)) : answer;
			},
		},
		{
			name: 'tag delete',
			summary: 'Takes all tags of something away.',
			options: [RESOURCE, { long: 'name', short: 'n', summary: 'A tag of the subscription.' }, YES],
			*run(args) {
				if (!has(args, 'resource-id')) return fail('usage error: --resource-id');
				if (!has(args, 'yes')) return CANCELLED;
				const answer = yield* ask(requests.del(`${one(args, 'resource-id')}/${TAG_SCOPE}`));
				return answer.ok ? done() : answer;
			},
		},
	],
	spell({ id = '', method, body }) {
		const scope = new RegExp(`^(.*)/${TAG_SCOPE}$`, 'i').exec(id)?.[1];
		if (scope === undefined) return undefined;
		if (method === 'GET') return az('tag list', '--resource-id', scope);
		if (method === 'DELETE') return az('tag delete', '--resource-id', scope, '--yes');
		const asked = isObject(body) && isObject(body.properties) ? body.properties.tags : undefined;
		if (!isObject(body) || !isObject(asked) || Object.keys(asked).length === 0) return undefined;
		const words = Object.entries(asked).map(([key, value]) => `${key}=${String(value)}`);
		return method === 'PATCH'
			? az(
					'tag update',
					'--resource-id',
					scope,
					'--operation',
					String(body.operation),
					'--tags',
					...words,
				)
			: az('tag create', '--resource-id', scope, '--tags', ...words);
	},
};
