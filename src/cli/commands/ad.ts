import type { HttpRequest } from '../../azure';
import { maybe, one } from '../args';
import { ask, askList } from '../ask';
import { done, fail, type CommandGroup } from '../command';

const graph = (path: string): HttpRequest => ({
	method: 'GET',
	url: `https://graph.microsoft.com/v1.0/servicePrincipals${path}`,
	headers: {},
});
const odata = (text: string): string => encodeURIComponent(text.replaceAll("'", "''"));

/**
 * Service principals, which is what managed identities are to Microsoft Entra.
 * @see https://learn.microsoft.com/cli/azure/ad/sp
 */
export const ad: CommandGroup = {
	groups: { ad: 'Microsoft Entra.', 'ad sp': 'Service principals.' },
	commands: [
		{
			name: 'ad sp show',
			summary: 'Shows a service principal.',
			options: [{ long: 'id', required: true, summary: 'Client id or object id.' }],
			*run(args) {
				const id = one(args, 'id');
				const named = yield* askList(
					graph(`?$filter=servicePrincipalNames/any(c:c%20eq%20'${odata(id)}')`),
				);
				if (!named.ok) return named;
				if (named.items[0]) return done(named.items[0]);
				const answer = yield* ask(graph(`/${encodeURIComponent(id)}`), true);
				return answer.ok
					? done(answer.body)
					: answer.exitCode === 3
						? fail(`Service principal '${id}' doesn't exist`, 3)
						: answer;
			},
		},
		{
			name: 'ad sp list',
			summary: 'Lists service principals.',
			options: [
				{ long: 'all', takes: 'none', summary: 'All of them.' },
				{ long: 'display-name', summary: 'Names that begin with this.' },
				{ long: 'spn', summary: 'A client id or another of its names.' },
				{ long: 'filter', summary: 'An OData filter.' },
			],
			*run(args) {
				const begins = maybe(args, 'display-name');
				const spn = maybe(args, 'spn');
				const filters = [
					...(begins === undefined ? [] : [`startswith(displayName,'${odata(begins)}')`]),
					...(spn === undefined ? [] : [`servicePrincipalNames/any(c:c%20eq%20'${odata(spn)}')`]),
					...(maybe(args, 'filter') === undefined ? [] : [encodeURIComponent(one(args, 'filter'))]),
				];
				const listed = yield* askList(
					graph(filters.length > 0 ? `?$filter=${filters.join('%20and%20')}` : ''),
				);
				return listed.ok ? done(listed.items) : listed;
			},
		},
	],
};
