import {
	isObject,
	makeResourceId,
	requests,
	type Conversation,
	type JsonObject,
} from '../../azure';
import { maybe, one, type Args } from '../args';
import { ask } from '../ask';
import { done, type Command, type CommandValue, type Context, type Option } from '../command';
import { GROUP } from '../options';

/**
 * The administrator of a server who is of Microsoft Entra: a person, a group, or an identity. The service keeps it with the
 * server, and that is where these commands write it, where real `az` writes a child of it.
 * @see https://learn.microsoft.com/cli/azure/sql/server/ad-admin
 */

const SERVER = 'Microsoft.Sql/servers';
const ON_SERVER: readonly Option[] = [
	{
		long: 'server-name',
		also: ['server'],
		short: 's',
		required: true,
		offers: { type: SERVER, as: 'name' },
		summary: 'Name of the server.',
	},
	GROUP,
];
const serverOf = (args: Args, { subscriptionId }: Context): string =>
	makeResourceId(subscriptionId, one(args, 'resource-group'), SERVER, one(args, 'server-name'));

/** An administrator as the child of its server that real Azure shows. */
function shape(server: JsonObject): JsonObject | undefined {
	const properties = isObject(server.properties) ? server.properties : {};
	const admin = properties.administrators;
	if (!isObject(admin)) return undefined;
	return {
		administratorType: 'ActiveDirectory',
		azureAdOnlyAuthentication: admin.azureADOnlyAuthentication ?? false,
		id: `${String(server.id)}/administrators/ActiveDirectory`,
		login: admin.login ?? null,
		name: 'ActiveDirectory',
		sid: admin.sid ?? null,
		tenantId: admin.tenantId ?? null,
		type: `${SERVER}/administrators`,
	};
}

function* write(
	args: Args,
	context: Context,
	change: (old: JsonObject) => JsonObject | null,
): Conversation<CommandValue> {
	const id = serverOf(args, context);
	const before = yield* ask(requests.get(id));
	if (!before.ok) return before;
	const properties = isObject(before.body.properties) ? before.body.properties : {};
	const old = isObject(properties.administrators) ? properties.administrators : {};
	const answer = yield* ask(
		requests.patchResource(id, { properties: { administrators: change(old) } }),
	);
	return answer.ok ? done(shape(answer.body)) : answer;
}

const WHO: readonly Option[] = [
	{ long: 'display-name', short: 'u', summary: 'Name of the administrator.' },
	{ long: 'object-id', short: 'i', summary: 'Object id of the administrator.' },
];

/** `sql server ad-admin create|update|list|delete`. */
export const adAdmin: readonly Command[] = [
	{
		name: 'sql server ad-admin create',
		summary: 'Makes somebody of Microsoft Entra the administrator of a server.',
		options: [...ON_SERVER, ...WHO.map((option) => ({ ...option, required: true }))],
		examples: ['az sql server ad-admin create -g rg-shop -s sql-shop -u Ada -i $ID'],
		run: (args, context) =>
			write(args, context, (old) => ({
				...old,
				administratorType: 'ActiveDirectory',
				principalType: 'User',
				login: one(args, 'display-name'),
				sid: one(args, 'object-id'),
				tenantId: context.session.tenantId,
			})),
	},
	{
		name: 'sql server ad-admin update',
		summary: 'Changes the administrator of Microsoft Entra.',
		options: [...ON_SERVER, ...WHO],
		run: (args, context) =>
			write(args, context, (old) => ({
				...old,
				login: maybe(args, 'display-name') ?? old.login ?? null,
				sid: maybe(args, 'object-id') ?? old.sid ?? null,
			})),
	},
	{
		name: 'sql server ad-admin list',
		summary: 'Lists the administrators of Microsoft Entra: there is at most one.',
		options: ON_SERVER,
		*run(args, context) {
			const answer = yield* ask(requests.get(serverOf(args, context)));
			if (!answer.ok) return answer;
			const admin = shape(answer.body);
			return done(admin ? [admin] : []);
		},
	},
	{
		name: 'sql server ad-admin delete',
		summary: 'Takes the administrator of Microsoft Entra away.',
		options: ON_SERVER,
		*run(args, context) {
			const ended = yield* write(args, context, () => null);
			return ended.ok ? done() : ended;
		},
	},
];
