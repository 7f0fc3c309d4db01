import { managementGroupScope, requests, type Conversation, type JsonObject } from '../../azure';
import { maybe, one, type Args } from '../args';
import { ask, askList } from '../ask';
import {
	done,
	fail,
	type CommandGroup,
	type CommandValue,
	type Context,
	type Option,
} from '../command';
import { flatten } from '../shape';
import { columns } from '../tables';

const NAME: Option = {
	long: 'name',
	short: 'n',
	required: true,
	summary: 'Name of the management group.',
};
const MORE: readonly Option[] = [
	{ long: 'display-name', short: 'd', summary: 'How it is called on screens.' },
	{ long: 'parent', short: 'p', summary: 'Name or id of the group that it lies in.' },
];

const shape = (group: JsonObject): JsonObject => ({ children: null, ...flatten(group) });

const parentId = (parent: string): string =>
	parent.startsWith('/') ? parent : managementGroupScope(parent);

/** Puts a subscription into a group, or takes it out. */
function* move(method: 'PUT' | 'DELETE', args: Args, context: Context): Conversation<CommandValue> {
	const asked = one(args, 'subscription');
	const { subscriptionId, subscriptionName } = context.session;
	const id = [subscriptionId, subscriptionName].includes(asked) ? subscriptionId : asked;
	const answer = yield* ask(
		requests.arm(method, `${managementGroupScope(one(args, 'name'))}/subscriptions/${id}`),
	);
	return answer.ok ? done() : answer;
}

/**
 * Management groups.
 * @see https://learn.microsoft.com/cli/azure/account/management-group
 */
export const managementGroup: CommandGroup = {
	groups: {
		'account management-group': 'Management groups, in which subscriptions lie.',
		'account management-group subscription': 'The subscriptions of a management group.',
	},
	commands: [
		{
			name: 'account management-group list',
			summary: 'Lists the management groups.',
			options: [],
			*run() {
				const listed = yield* askList(
					requests.get('/providers/Microsoft.Management/managementGroups'),
				);
				return listed.ok ? done(listed.items.map(flatten)) : listed;
			},
			table: columns({ DisplayName: 'displayName', Name: 'name', TenantId: 'tenantId' }),
		},
		{
			name: 'account management-group show',
			summary: 'Shows a management group.',
			options: [NAME],
			*run(args) {
				const answer = yield* ask(requests.get(managementGroupScope(one(args, 'name'))), true);
				return answer.ok ? done(shape(answer.body)) : answer;
			},
		},
		{
			name: 'account management-group create',
			summary: 'Creates a management group. Whoever makes it owns it.',
			options: [NAME, ...MORE],
			*run(args) {
				const name = one(args, 'name');
				const parent = maybe(args, 'parent');
				const displayName = maybe(args, 'display-name');
				const answer = yield* ask(
					requests.arm('PUT', managementGroupScope(name), {
						properties: {
							...(displayName === undefined ? {} : { displayName }),
							...(parent === undefined ? {} : { details: { parent: { id: parentId(parent) } } }),
						},
					}),
				);
				return answer.ok ? done(shape(answer.body)) : answer;
			},
		},
		{
			name: 'account management-group update',
			summary: 'Changes a management group.',
			options: [NAME, ...MORE],
			*run(args) {
				const parent = maybe(args, 'parent');
				const displayName = maybe(args, 'display-name');
				if (parent === undefined && displayName === undefined)
					return fail('usage error: --display-name | --parent');
				const answer = yield* ask(
					requests.arm('PATCH', managementGroupScope(one(args, 'name')), {
						...(displayName === undefined ? {} : { displayName }),
						...(parent === undefined ? {} : { parentId: parentId(parent) }),
					}),
				);
				return answer.ok ? done(shape(answer.body)) : answer;
			},
		},
		{
			name: 'account management-group delete',
			summary: 'Deletes an empty management group.',
			options: [NAME],
			*run(args) {
				const answer = yield* ask(requests.del(managementGroupScope(one(args, 'name'))));
				return answer.ok ? done() : answer;
			},
		},
		...(['add', 'remove'] as const).map((verb) => ({
			name: `account management-group subscription ${verb}`,
			summary:
				verb === 'add'
					? 'Puts a subscription into a management group.'
					: 'Takes a subscription out of a management group.',
			options: [
				NAME,
				{
					long: 'subscription',
					short: 's',
					required: true,
					offers: 'subscriptions',
					summary: 'Id or name of the subscription.',
				} as const,
			],
			run: (args: Args, context: Context) => move(verb === 'add' ? 'PUT' : 'DELETE', args, context),
		})),
	],
};
