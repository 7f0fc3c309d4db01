import type { Conversation, JsonObject } from '../../azure';
import { has, isOn, maybe, one, type Args } from '../args';
import { askList } from '../ask';
import { done, fail, type Command, type CommandGroup, type Failure, type Option } from '../command';
import { isGuid } from '../grant';
import { askGraph, graph, odata, reference } from '../graph';
import { columns } from '../tables';

const GROUP: Option = {
	long: 'group',
	short: 'g',
	required: true,
	summary: 'Object id or display name of the group.',
};

/** The group of a line, by its object id or its display name. */
function* groupOf(
	args: Args,
): Conversation<{ ok: true; id: string; group?: JsonObject } | Failure> {
	const asked = one(args, 'group');
	if (isGuid(asked)) return { ok: true, id: asked };
	const listed = yield* askList(graph(`/groups?$filter=displayName%20eq%20'${odata(asked)}'`));
	if (!listed.ok) return listed;
	const [found, ...others] = listed.items;
	if (!found) return fail(`No group matches the name of '${asked}'`, 3);
	return others.length === 0
		? { ok: true, id: String(found.id), group: found }
		: fail(`More than one group match the name of '${asked}'`);
}

/** Lists what a group has: its members or its owners. */
const listOf = (part: 'members' | 'owners', word: string): Command => ({
	name: `ad group ${word} list`,
	summary: `Lists the ${part} of a group.`,
	options: [GROUP],
	*run(args) {
		const group = yield* groupOf(args);
		if (!group.ok) return group;
		const listed = yield* askList(graph(`/groups/${group.id}/${part}`));
		return listed.ok ? done(listed.items) : listed;
	},
	table: columns({
		DisplayName: 'displayName',
		Id: 'id',
		Type: (each) =>
			String(each['@odata.type'] ?? '')
				.split('.')
				.at(-1) ?? '',
	}),
});

const MEMBER: Option = { long: 'member-id', required: true, summary: 'Object id.' };

/**
 * Security groups of Microsoft Entra.
 * @see https://learn.microsoft.com/cli/azure/ad/group
 */
export const adGroup: CommandGroup = {
	groups: {
		'ad group': 'Security groups.',
		'ad group member': 'Who is in a group.',
		'ad group owner': 'Who may change a group.',
	},
	commands: [
		{
			name: 'ad group create',
			summary: 'Creates a security group. Whoever makes it owns it.',
			options: [
				{ long: 'display-name', required: true, summary: 'Name of the group.' },
				{ long: 'mail-nickname', required: true, summary: 'Its mail name: letters and digits.' },
				{ long: 'description', summary: 'What it is for.' },
				{
					long: 'force',
					takes: 'maybe',
					summary: 'Makes another one although there is one of that name.',
				},
			],
			examples: ['az ad group create --display-name readers --mail-nickname readers'],
			*run(args) {
				const name = one(args, 'display-name');
				if (!isOn(args, 'force', false)) {
					const listed = yield* askList(
						graph(
							`/groups?$filter=displayName%20eq%20'${odata(name)}'%20and%20mailNickname%20eq%20'${odata(one(args, 'mail-nickname'))}'`,
						),
					);
					if (listed.ok && listed.items[0])
						return done(listed.items[0], [
							'A group with the same display name and mail nickname already exists, returning.',
						]);
				}
				const description = maybe(args, 'description');
				const answer = yield* askGraph(
					graph('/groups', 'POST', {
						displayName: name,
						mailNickname: one(args, 'mail-nickname'),
						mailEnabled: false,
						securityEnabled: true,
						...(description === undefined ? {} : { description }),
					}),
				);
				return answer.ok ? done(answer.body) : answer;
			},
		},
		{
			name: 'ad group show',
			summary: 'Shows a group.',
			options: [GROUP],
			*run(args) {
				const group = yield* groupOf(args);
				if (!group.ok) return group;
				if (group.group) return done(group.group);
				const answer = yield* askGraph(graph(`/groups/${group.id}`), true);
				return answer.ok ? done(answer.body) : answer;
			},
		},
		{
			name: 'ad group list',
			summary: 'Lists groups.',
			options: [
				{ long: 'display-name', summary: 'Names that begin with this.' },
				{ long: 'filter', summary: 'An OData filter.' },
			],
			*run(args) {
				const begins = maybe(args, 'display-name');
				const filters = [
					...(begins === undefined ? [] : [`startswith(displayName,'${odata(begins)}')`]),
					...(has(args, 'filter') ? [encodeURIComponent(one(args, 'filter'))] : []),
				];
				const listed = yield* askList(
					graph(`/groups${filters.length > 0 ? `?$filter=${filters.join('%20and%20')}` : ''}`),
				);
				return listed.ok ? done(listed.items) : listed;
			},
			table: columns({ DisplayName: 'displayName', Id: 'id', Description: 'description' }),
		},
		{
			name: 'ad group delete',
			summary: 'Deletes a group. Its role assignments stay and point at nobody.',
			options: [GROUP],
			*run(args) {
				const group = yield* groupOf(args);
				if (!group.ok) return group;
				const answer = yield* askGraph(graph(`/groups/${group.id}`, 'DELETE'));
				return answer.ok ? done() : answer;
			},
		},
		listOf('members', 'member'),
		listOf('owners', 'owner'),
		{
			name: 'ad group member add',
			summary: 'Puts somebody into a group. A token that exists does not know it.',
			options: [GROUP, MEMBER],
			*run(args) {
				const group = yield* groupOf(args);
				if (!group.ok) return group;
				const answer = yield* askGraph(
					graph(`/groups/${group.id}/members/$ref`, 'POST', reference(one(args, 'member-id'))),
				);
				return answer.ok ? done() : answer;
			},
		},
		{
			name: 'ad group member remove',
			summary: 'Takes somebody out of a group.',
			options: [GROUP, MEMBER],
			*run(args) {
				const group = yield* groupOf(args);
				if (!group.ok) return group;
				const answer = yield* askGraph(
					graph(`/groups/${group.id}/members/${one(args, 'member-id')}/$ref`, 'DELETE'),
				);
				return answer.ok ? done() : answer;
			},
		},
		{
			name: 'ad group member check',
			summary: 'Says whether somebody is in a group.',
			options: [GROUP, MEMBER],
			*run(args) {
				const group = yield* groupOf(args);
				if (!group.ok) return group;
				const listed = yield* askList(graph(`/groups/${group.id}/transitiveMembers`));
				const wanted = one(args, 'member-id').toLowerCase();
				return listed.ok
					? done({ value: listed.items.some(({ id }) => String(id).toLowerCase() === wanted) })
					: listed;
			},
		},
	],
};
