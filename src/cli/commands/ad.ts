import { parseJson, type HttpRequest } from '../../azure';
import { maybe, one } from '../args';
import { askList, errorOf } from '../ask';
import { done, fail, type CommandGroup } from '../command';

const graph = (path: string): HttpRequest => ({
	method: 'GET',
	url: `https://graph.microsoft.com/v1.0/servicePrincipals${path}`,
	headers: {},
});
const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
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
				const found = named.items[0]?.id;
				if (found === undefined && !GUID.test(id))
					return fail(`Service principal '${id}' doesn't exist`, 3);
				// Neither a client id nor another name: it may be an object id.
				const response = yield graph(`/${encodeURIComponent(String(found ?? id))}`);
				if (response.status === 200) return done(parseJson(response.body) ?? null);
				return fail(errorOf(response).message, response.status === 404 ? 3 : 1);
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
