import {
	groupScope,
	isObject,
	makeResourceId,
	parseJson,
	requests,
	subscriptionScope,
	type Json,
	type JsonObject,
} from '../../azure';
import { has, isOn, many, maybe, type Args } from '../args';
import { ask, askList, askToMake, askToShow } from '../ask';
import { done, fail, type CommandGroup, type Context, type Failure, type Option } from '../command';
import { ANY_GROUP, LOCATION } from '../options';
import { at, columns } from '../tables';
import { locationOf } from '../targets';

/** Options that name any resource. */
export const RESOURCE_TARGET: readonly Option[] = [
	{
		long: 'ids',
		takes: 'some',
		summary: 'Full ids, in place of everything else.',
	},
	{ long: 'name', short: 'n', summary: 'Name of the resource.' },
	ANY_GROUP,
	{
		long: 'resource-type',
		summary: 'Microsoft.Compute/virtualMachines, or virtualMachines with --namespace.',
	},
	{ long: 'namespace', summary: 'Microsoft.Compute.' },
	{ long: 'parent', summary: 'Path of the parent: storageAccounts/st/blobServices/default.' },
	{ long: 'api-version', summary: 'The API version. Default: one that fits.' },
];

/** The ids that a line means. */
export function resourceIds(args: Args, { subscriptionId }: Context): readonly string[] | Failure {
	const ids = many(args, 'ids');
	if (ids) return ids;
	const [name, group, type] = [
		maybe(args, 'name'),
		maybe(args, 'resource-group'),
		maybe(args, 'resource-type'),
	];
	const full = type?.includes('/') ? type : `${maybe(args, 'namespace') ?? ''}/${type ?? ''}`;
	if (name === undefined || group === undefined || type === undefined || full.startsWith('/'))
		return fail(
			'--ids, or --name, --resource-group and --resource-type with its namespace, are required',
		);
	const parent = maybe(args, 'parent');
	if (parent === undefined) return [makeResourceId(subscriptionId, group, full, name)];
	const [namespace = '', ...types] = full.split('/');
	return [
		`${groupScope(subscriptionId, group)}/providers/${namespace}/${parent}/${types.join('/')}/${name}`,
	];
}

/** A resource as this group prints it: fields that no answer had are null. */
export const resourceModel = (resource: JsonObject): JsonObject => ({
	extendedLocation: null,
	identity: null,
	kind: null,
	managedBy: null,
	plan: null,
	properties: null,
	sku: null,
	tags: null,
	...resource,
});

/** What was given as JSON text, or why it is none. */
function jsonOf(args: Args): { ok: true; value: JsonObject } | Failure {
	const value = parseJson(maybe(args, 'properties') ?? '{}');
	return isObject(value) ? { ok: true, value } : fail("'--properties' is not a JSON object.");
}

/**
 * Any resource, whatever its type.
 * @see https://learn.microsoft.com/cli/azure/resource
 */
export const resource: CommandGroup = {
	groups: { resource: 'Resources of any type.' },
	commands: [
		{
			name: 'resource show',
			summary: 'Shows a resource.',
			options: RESOURCE_TARGET,
			*run(args, context) {
				const ids = resourceIds(args, context);
				if ('ok' in ids) return ids;
				const shown: Json[] = [];
				for (const id of ids) {
					const answer = yield* askToShow(id);
					if (!answer.ok) return answer;
					shown.push(resourceModel(answer.body));
				}
				return done(shown.length === 1 ? shown[0] : shown);
			},
		},
		{
			name: 'resource list',
			summary: 'Lists resources.',
			options: [
				ANY_GROUP,
				{ long: 'resource-type', summary: 'Only this type.' },
				{ long: 'name', short: 'n', summary: 'Only this name.' },
				{ ...LOCATION, summary: 'Only this region.' },
				{ long: 'tag', summary: 'Only with this tag: key[=value].' },
			],
			*run(args, { subscriptionId }) {
				const group = maybe(args, 'resource-group');
				const scope =
					group === undefined
						? subscriptionScope(subscriptionId)
						: groupScope(subscriptionId, group);
				const listed = yield* askList(requests.get(`${scope}/resources`));
				if (!listed.ok) return listed;
				const same = (a: Json | undefined, asked: string | undefined) =>
					asked === undefined || String(a).toLowerCase() === asked.toLowerCase();
				const [key, value] = (maybe(args, 'tag') ?? '').split('=');
				const found = listed.items.filter(
					(item) =>
						same(item.type, maybe(args, 'resource-type')) &&
						same(item.name, maybe(args, 'name')) &&
						same(item.location, maybe(args, 'location')) &&
						(!key ||
							(isObject(item.tags) &&
								(value === undefined ? key in item.tags : item.tags[key] === value))),
				);
				return done(found.map(resourceModel));
			},
			table: columns({
				Name: 'name',
				ResourceGroup: 'resourceGroup',
				Location: 'location',
				Type: 'type',
				Status: (item) => at(item, 'properties.provisioningStatus') ?? ' ',
			}),
		},
		{
			name: 'resource delete',
			summary: 'Deletes resources.',
			options: [...RESOURCE_TARGET, { long: 'no-wait', takes: 'none', summary: 'Does not wait.' }],
			*run(args, context) {
				const ids = resourceIds(args, context);
				if ('ok' in ids) return ids;
				let left = ids;
				// Real az goes over the list until a round deletes nothing: what hangs on another goes in a later round.
				for (let before = Infinity; left.length > 0 && left.length < before;) {
					before = left.length;
					const failed: string[] = [];
					for (const id of left) {
						const answer = yield* ask(requests.del(id));
						if (!answer.ok) failed.push(id);
						if (!answer.ok && ids.length === 1) return answer;
					}
					left = failed;
				}
				return left.length === 0
					? done()
					: fail(
							`Some resources failed to be deleted (run with \`--verbose\` for more information):\n${left.join('\n')}`,
						);
			},
		},
		{
			name: 'resource create',
			summary: 'Creates a resource from JSON.',
			options: [
				...RESOURCE_TARGET.map((option) =>
					option.long === 'ids'
						? { long: 'id', summary: 'Full id, in place of name, group and type.' }
						: option,
				),
				{ long: 'properties', short: 'p', required: true, summary: 'The properties, as JSON.' },
				{
					long: 'is-full-object',
					takes: 'none',
					summary: 'The JSON is the whole resource, not its properties alone.',
				},
				LOCATION,
			],
			*run(args, context) {
				const id = maybe(args, 'id');
				const ids = id === undefined ? resourceIds(args, context) : [id];
				if ('ok' in ids) return ids;
				const given = jsonOf(args);
				if (!given.ok) return given;
				const target = ids[0] ?? '';
				const full = isOn(args, 'is-full-object', false);
				const group = /\/resourceGroups\/([^/]+)/i.exec(target)?.[1] ?? '';
				const where =
					full && !has(args, 'location')
						? { ok: true as const, location: undefined }
						: yield* locationOf(args, context, group);
				if (!where.ok) return where;
				const located = where.location === undefined ? {} : { location: where.location };
				const answer = yield* askToMake(
					requests.putResource(
						target,
						full ? { ...located, ...given.value } : { ...located, properties: given.value },
					),
				);
				return answer.ok ? done(resourceModel(answer.body)) : answer;
			},
		},
	],
};
