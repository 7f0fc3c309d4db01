import {
	groupScope,
	isObject,
	makeResourceId,
	requests,
	subscriptionScope,
	type Json,
	type JsonObject,
} from '../../azure';
import { has, many, maybe, one, type Args } from '../args';
import { ask, askList } from '../ask';
import {
	done,
	fail,
	type Command,
	type CommandGroup,
	type Context,
	type Failure,
	type Option,
} from '../command';
import { ANY_GROUP, name } from '../options';
import { az } from '../quote';
import type { SentRequest } from '../sentRequest';
import { flatten } from '../shape';
import { columns } from '../tables';

const LOCKS = 'providers/Microsoft.Authorization/locks';

const ON: readonly Option[] = [
	ANY_GROUP,
	{ long: 'resource', also: ['resource-name'], summary: 'Name or id of the locked resource.' },
	{ long: 'resource-type', summary: 'Its type: Microsoft.KeyVault/vaults.' },
	{ long: 'namespace', summary: 'Its provider, when the type does not say it.' },
	{ long: 'parent', summary: 'Path of its parent.' },
];
const LEVEL: Option = {
	long: 'lock-type',
	short: 't',
	choices: ['CanNotDelete', 'ReadOnly'],
	summary: 'What it forbids: deletion, or every change.',
};
const NOTES: Option = { long: 'notes', summary: 'Why.' };
const IDS: Option = { long: 'ids', takes: 'some', summary: 'Full ids of locks.' };

/** Where the lock of a line hangs: a resource, a group or the subscription. */
function scopeOf(args: Args, { subscriptionId }: Context): { ok: true; scope: string } | Failure {
	const [group, resource, type] = [
		maybe(args, 'resource-group'),
		maybe(args, 'resource'),
		maybe(args, 'resource-type'),
	];
	if (resource?.startsWith('/')) return { ok: true, scope: resource };
	if (resource === undefined)
		return {
			ok: true,
			scope:
				group === undefined ? subscriptionScope(subscriptionId) : groupScope(subscriptionId, group),
		};
	const full = type?.includes('/') ? type : `${maybe(args, 'namespace') ?? ''}/${type ?? ''}`;
	if (group === undefined || type === undefined || full.startsWith('/'))
		return fail('--resource needs --resource-group and --resource-type with its namespace');
	const parent = maybe(args, 'parent');
	if (parent === undefined)
		return { ok: true, scope: makeResourceId(subscriptionId, group, full, resource) };
	const [namespace = '', ...types] = full.split('/');
	return {
		ok: true,
		scope: `${groupScope(subscriptionId, group)}/providers/${namespace}/${parent}/${types.join('/')}/${resource}`,
	};
}

const shape = (lock: JsonObject): JsonObject => ({ notes: null, owners: null, ...flatten(lock) });

/** The ids of the locks of a line. */
function idsOf(args: Args, context: Context): { ok: true; ids: readonly string[] } | Failure {
	const ids = many(args, 'ids');
	if (ids) return { ok: true, ids };
	const where = scopeOf(args, context);
	if (!where.ok) return where;
	if (!has(args, 'name')) return fail('(--name | --ids) are required');
	return { ok: true, ids: [`${where.scope}/${LOCKS}/${one(args, 'name')}`] };
}

const commandsOf = (word: string): readonly Command[] => [
	{
		name: `${word} create`,
		summary: 'Locks a resource, a group or the subscription. It binds owners too.',
		options: [name('lock'), { ...LEVEL, required: true }, ...ON, NOTES],
		examples: [`az ${word} create -g rg-shop -n keep -t CanNotDelete`],
		*run(args, context) {
			const where = scopeOf(args, context);
			if (!where.ok) return where;
			const notes = maybe(args, 'notes');
			const answer = yield* ask(
				requests.putResource(`${where.scope}/${LOCKS}/${one(args, 'name')}`, {
					properties: {
						level: one(args, 'lock-type'),
						...(notes === undefined ? {} : { notes }),
					},
				}),
			);
			return answer.ok ? done(shape(answer.body)) : answer;
		},
	},
	{
		name: `${word} show`,
		summary: 'Shows a lock.',
		options: [{ ...name('lock'), required: false }, ...ON, IDS],
		*run(args, context) {
			const found = idsOf(args, context);
			if (!found.ok) return found;
			const shown: Json[] = [];
			for (const id of found.ids) {
				const answer = yield* ask(requests.get(id), true);
				if (!answer.ok) return answer;
				shown.push(shape(answer.body));
			}
			return done(shown.length === 1 ? shown[0] : shown);
		},
	},
	{
		name: `${word} list`,
		summary: 'Lists locks.',
		options: [...ON, { long: 'filter-string', summary: 'A filter: atScope().' }],
		*run(args, context) {
			const where = scopeOf(args, context);
			if (!where.ok) return where;
			const request = requests.get(`${where.scope}/${LOCKS}`);
			const filter = maybe(args, 'filter-string');
			const listed = yield* askList(
				filter === undefined
					? request
					: { ...request, url: `${request.url}&$filter=${encodeURIComponent(filter)}` },
			);
			return listed.ok ? done(listed.items.map(shape)) : listed;
		},
		table: columns({
			Name: 'name',
			ResourceGroup: 'resourceGroup',
			Level: 'level',
			Notes: 'notes',
		}),
	},
	{
		name: `${word} update`,
		summary: 'Changes a lock.',
		options: [{ ...name('lock'), required: false }, LEVEL, ...ON, NOTES, IDS],
		*run(args, context) {
			const found = idsOf(args, context);
			if (!found.ok) return found;
			const id = found.ids[0] ?? '';
			const before = yield* ask(requests.get(id), true);
			if (!before.ok) return before;
			const old = isObject(before.body.properties) ? before.body.properties : {};
			const answer = yield* ask(
				requests.putResource(id, {
					properties: {
						...old,
						...(has(args, 'lock-type') ? { level: one(args, 'lock-type') } : {}),
						...(has(args, 'notes') ? { notes: one(args, 'notes') } : {}),
					},
				}),
			);
			return answer.ok ? done(shape(answer.body)) : answer;
		},
	},
	{
		name: `${word} delete`,
		summary: 'Takes locks away.',
		options: [{ ...name('lock'), required: false }, ...ON, IDS],
		*run(args, context) {
			const found = idsOf(args, context);
			if (!found.ok) return found;
			for (const id of found.ids) {
				const answer = yield* ask(requests.del(id));
				if (!answer.ok) return answer;
			}
			return done();
		},
	},
];

/** The line of a lock. */
function spell({ id = '', method, body, type }: SentRequest): string | undefined {
	if (!/^Microsoft\.Authorization\/locks$/i.test(type ?? '')) return undefined;
	const [scope = '', lockName] = id.split(new RegExp(`/${LOCKS}/?`, 'i'));
	if (!lockName) return undefined;
	if (method === 'DELETE') return az('lock delete', '--ids', id);
	if (method === 'GET') return az('lock show', '--ids', id);
	const asked = isObject(body) && isObject(body.properties) ? body.properties : undefined;
	if (method !== 'PUT' || !asked) return undefined;
	const group = /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)$/i.exec(scope)?.[1];
	const on =
		group !== undefined
			? ['-g', group]
			: /^\/subscriptions\/[^/]+$/i.test(scope)
				? []
				: ['--resource', scope];
	const notes = asked.notes === undefined ? [] : ['--notes', String(asked.notes)];
	return az('lock create', ...on, '-n', lockName, '--lock-type', String(asked.level), ...notes);
}

/**
 * Management locks.
 * @see https://learn.microsoft.com/cli/azure/lock
 */
export const lock: CommandGroup = {
	groups: {
		lock: 'Locks, which forbid deletion or every change.',
		'group lock': 'Locks of resource groups.',
		'resource lock': 'Locks of resources.',
	},
	commands: [...commandsOf('lock'), ...commandsOf('group lock'), ...commandsOf('resource lock')],
	spell,
};
