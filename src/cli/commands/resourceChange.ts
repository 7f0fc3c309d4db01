import {
	groupScope,
	isObject,
	parseJson,
	parseResourceId,
	requests,
	type Conversation,
	type Json,
} from '../../azure';
import { has, many, maybe, one, tagsOf, type Args } from '../args';
import { ask } from '../ask';
import {
	done,
	fail,
	type CommandGroup,
	type CommandValue,
	type Context,
	type Failure,
} from '../command';
import { waitFor, WAIT_OPTIONS } from '../crud';
import { UPDATE_OPTIONS, withChanges } from '../genericUpdate';
import { TAGS } from '../options';
import { az } from '../quote';
import { resourceIds, resourceModel, RESOURCE_TARGET } from './resource';

/** Does the same to each resource that a line means, and gives what came of it. */
function* forEach(
	args: Args,
	context: Context,
	change: (id: string) => Conversation<{ readonly ok: true; readonly value: Json } | Failure>,
): Conversation<CommandValue> {
	const ids = resourceIds(args, context);
	if ('ok' in ids) return ids;
	const changed: Json[] = [];
	for (const id of ids) {
		const answer = yield* change(id);
		if (!answer.ok) return answer;
		changed.push(answer.value);
	}
	return done(changed.length === 1 ? changed[0] : changed);
}

function* update(
	id: string,
	args: Args,
): Conversation<{ readonly ok: true; readonly value: Json } | Failure> {
	const before = yield* ask(requests.get(id), true);
	if (!before.ok) return before;
	const whole = withChanges(before.body, args);
	if ('ok' in whole) return whole;
	const answer = yield* ask(requests.putResource(id, whole.value));
	return answer.ok ? { ok: true, value: resourceModel(answer.body) } : answer;
}

function* tag(
	id: string,
	args: Args,
): Conversation<{ readonly ok: true; readonly value: Json } | Failure> {
	const before = yield* ask(requests.get(id), true);
	if (!before.ok) return before;
	const asked = tagsOf(args) ?? {};
	const old = isObject(before.body.tags) ? before.body.tags : {};
	const tags = has(args, 'is-incremental') ? { ...old, ...asked } : asked;
	const answer = yield* ask(requests.patchResource(id, { tags }));
	return answer.ok ? { ok: true, value: resourceModel(answer.body) } : answer;
}

function* invoke(
	id: string,
	args: Args,
): Conversation<{ readonly ok: true; readonly value: Json } | Failure> {
	const text = maybe(args, 'request-body');
	const body = text === undefined ? undefined : parseJson(text);
	if (text !== undefined && !isObject(body)) return fail("'--request-body' is not a JSON object.");
	const answer = yield* ask(
		requests.arm('POST', `${id}/${one(args, 'action')}`, isObject(body) ? body : undefined),
	);
	return answer.ok ? { ok: true, value: answer.body } : answer;
}

function* move(args: Args, context: Context): Conversation<CommandValue> {
	const ids = many(args, 'ids') ?? [];
	const groups = new Set(ids.map((id) => parseResourceId(id)?.resourceGroup?.toLowerCase()));
	const source = parseResourceId(ids[0] ?? '')?.resourceGroup;
	if (groups.size > 1 || source === undefined)
		return fail('All resources should be under the same group');
	const { subscriptionId } = context;
	const target = maybe(args, 'destination-subscription-id') ?? subscriptionId;
	const answer = yield* ask(
		requests.arm('POST', `${groupScope(subscriptionId, source)}/moveResources`, {
			resources: ids,
			targetResourceGroup: groupScope(target, one(args, 'destination-group')),
		}),
	);
	return answer.ok ? done() : answer;
}

/**
 * Changes of any resource, whatever its type.
 * @see https://learn.microsoft.com/cli/azure/resource
 */
export const resourceChange: CommandGroup = {
	groups: {},
	commands: [
		{
			name: 'resource update',
			summary: 'Changes a resource by paths of its properties. It is sent as a whole.',
			options: [...RESOURCE_TARGET, ...UPDATE_OPTIONS],
			examples: ['az resource update --ids $VAULT --set properties.enablePurgeProtection=true'],
			run: (args, context) => forEach(args, context, (id) => update(id, args)),
		},
		{
			name: 'resource tag',
			summary: 'Gives a resource tags, in place of those that it has.',
			options: [
				...RESOURCE_TARGET,
				{ ...TAGS, required: true },
				{
					long: 'is-incremental',
					short: 'i',
					takes: 'none',
					summary: 'Keeps the tags that are not named.',
				},
			],
			examples: ['az resource tag --ids $VAULT --tags team=shop'],
			run: (args, context) => forEach(args, context, (id) => tag(id, args)),
		},
		{
			name: 'resource invoke-action',
			summary: 'Runs an action of a resource: listKeys, start.',
			options: [
				...RESOURCE_TARGET,
				{ long: 'action', required: true, summary: 'The action, as the path of the POST has it.' },
				{ long: 'request-body', summary: 'The body, as JSON.' },
				{ long: 'no-wait', takes: 'none', summary: 'Does not wait.' },
			],
			run: (args, context) => forEach(args, context, (id) => invoke(id, args)),
		},
		{
			name: 'resource move',
			summary: 'Moves resources to another resource group. Their ids change.',
			options: [
				{ long: 'ids', takes: 'some', required: true, summary: 'Full ids, all of one group.' },
				{
					long: 'destination-group',
					required: true,
					offers: 'groups',
					summary: 'The resource group that they go to.',
				},
				{
					long: 'destination-subscription-id',
					offers: 'subscriptions',
					summary: 'The subscription of that group. Default: the current one.',
				},
			],
			examples: ['az resource move --destination-group rg-new --ids $VM $VAULT'],
			run: move,
		},
		{
			name: 'resource wait',
			summary: 'Waits until something is true of a resource.',
			options: [...RESOURCE_TARGET, ...WAIT_OPTIONS],
			*run(args, context) {
				const ids = resourceIds(args, context);
				return 'ok' in ids ? ids : yield* waitFor(ids[0] ?? '', args);
			},
		},
	],
	spell({ id = '', method, body, group }) {
		if (method !== 'POST' || !isObject(body) || !/\/moveResources$/i.test(id)) return undefined;
		const { resources, targetResourceGroup } = body;
		const to = parseResourceId(String(targetResourceGroup));
		if (!Array.isArray(resources) || to?.resourceGroup === undefined || group === '')
			return undefined;
		const from = id.split('/')[2];
		return az(
			'resource move',
			...['--destination-group', to.resourceGroup],
			...(to.subscriptionId === from
				? []
				: ['--destination-subscription-id', to.subscriptionId ?? '']),
			...['--ids', ...(resources as readonly Json[]).map(String)],
		);
	},
};
