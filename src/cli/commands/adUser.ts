import { maybe, one } from '../args';
import { askList } from '../ask';
import { done, fail, type CommandGroup } from '../command';
import { askGraph, graph, odata } from '../graph';
import { columns } from '../tables';

const table = columns({
	DisplayName: 'displayName',
	UserPrincipalName: 'userPrincipalName',
	Id: 'id',
});

/**
 * People of the directory. They cannot be made or deleted here.
 * @see https://learn.microsoft.com/cli/azure/ad/user
 */
export const adUser: CommandGroup = {
	groups: { 'ad user': 'People.', 'ad signed-in-user': 'Whoever is signed in.' },
	commands: [
		{
			name: 'ad user show',
			summary: 'Shows a person.',
			options: [
				{
					long: 'id',
					required: true,
					offers: 'principals',
					summary: 'Object id or user principal name.',
				},
			],
			*run(args) {
				const answer = yield* askGraph(
					graph(`/users/${encodeURIComponent(one(args, 'id'))}`),
					true,
				);
				return answer.ok ? done(answer.body) : answer;
			},
			table,
		},
		{
			name: 'ad user list',
			summary: 'Lists people.',
			options: [
				{ long: 'display-name', summary: 'Names that begin with this.' },
				{ long: 'upn', summary: 'A user principal name.' },
				{ long: 'filter', summary: 'An OData filter.' },
			],
			*run(args) {
				const [begins, upn, filter] = [
					maybe(args, 'display-name'),
					maybe(args, 'upn'),
					maybe(args, 'filter'),
				];
				const filters = [
					...(begins === undefined ? [] : [`startswith(displayName,'${odata(begins)}')`]),
					...(upn === undefined ? [] : [`userPrincipalName%20eq%20'${odata(upn)}'`]),
					...(filter === undefined ? [] : [encodeURIComponent(filter)]),
				];
				const listed = yield* askList(
					graph(`/users${filters.length > 0 ? `?$filter=${filters.join('%20and%20')}` : ''}`),
				);
				return listed.ok ? done(listed.items) : listed;
			},
			table,
		},
		{
			name: 'ad user get-member-groups',
			summary: 'Lists the groups that a person is in.',
			options: [{ long: 'id', required: true, summary: 'Object id or user principal name.' }],
			*run(args) {
				const person = yield* askGraph(
					graph(`/users/${encodeURIComponent(one(args, 'id'))}`),
					true,
				);
				if (!person.ok) return person;
				const listed = yield* askList(graph(`/users/${String(person.body.id)}/transitiveMemberOf`));
				return listed.ok
					? done(
							listed.items.map(({ id, displayName }) => ({
								displayName: displayName ?? null,
								id: id ?? null,
							})),
						)
					: listed;
			},
		},
		...(['create', 'delete'] as const).map((verb) => ({
			name: `ad user ${verb}`,
			summary: 'Not here: the people of this directory are given.',
			options: ['display-name', 'password', 'user-principal-name', 'id'].map((long) => ({
				long,
				summary: 'Not used.',
			})),
			*run() {
				return fail(
					`People cannot be made or deleted here. Use those of 'az ad user list', or make a group with 'az ad group create'.`,
					2,
				);
			},
		})),
		{
			name: 'ad signed-in-user show',
			summary: 'Shows whoever is signed in.',
			options: [],
			*run() {
				const answer = yield* askGraph(graph('/me'));
				return answer.ok ? done(answer.body) : answer;
			},
			table,
		},
	],
};
