import { requests, subscriptionScope, type Json, type JsonObject } from '../../azure';
import { has, maybe, type Args } from '../args';
import { askList } from '../ask';
import { done, fail, type CommandGroup, type Context } from '../command';
import { ANY_GROUP } from '../options';
import { pythonTime } from '../shape';
import { at, columns } from '../tables';

const DAY = 24 * 60 * 60 * 1000;

/** `7d`, `6h`, `30m` or `1d12h` in milliseconds. */
function readOffset(text: string): number | undefined {
	if (!/^(?:\d+[dhm])+$/.test(text)) return undefined;
	const unit: Readonly<Record<string, number>> = { d: DAY, h: DAY / 24, m: DAY / 24 / 60 };
	return [...text.matchAll(/(\d+)([dhm])/g)].reduce(
		(sum, [, count, of = '']) => sum + Number(count) * (unit[of] ?? 0),
		0,
	);
}

/** What a line asks the log for, as OData. */
function filterOf(
	args: Args,
	context: Context,
): { ok: true; filter: string } | { ok: false; text: string } {
	const offset = readOffset(maybe(args, 'offset') ?? '6h');
	if (offset === undefined) return { ok: false, text: 'invalid offset: use 7d, 6h or 30m' };
	const asked = maybe(args, 'end-time');
	const end = asked === undefined ? context.look?.().now : Date.parse(asked);
	if (end === undefined || Number.isNaN(end))
		return { ok: false, text: 'Nothing here tells the time: give --start-time and --end-time.' };
	const start = maybe(args, 'start-time');
	const since = start ?? new Date(end - offset).toISOString();
	const on: readonly (readonly [string, string])[] = [
		['correlation-id', 'correlationId'],
		['resource-group', 'resourceGroupName'],
		['resource-id', 'resourceId'],
		['namespace', 'resourceProvider'],
		['caller', 'caller'],
		['status', 'status'],
	];
	return {
		ok: true,
		filter: [
			`eventTimestamp ge ${since} and eventTimestamp le ${new Date(end).toISOString()}`,
			...on.flatMap(([option, field]) =>
				has(args, option) ? [`${field} eq '${maybe(args, option) ?? ''}'`] : [],
			),
		].join(' and '),
	};
}

const shape = (entry: JsonObject): JsonObject => ({
	...entry,
	eventTimestamp: pythonTime(entry.eventTimestamp),
	submissionTimestamp: pythonTime(entry.submissionTimestamp),
});

/**
 * The activity log: what was done through Resource Manager, and by whom.
 * @see https://learn.microsoft.com/cli/azure/monitor/activity-log
 */
export const activityLog: CommandGroup = {
	groups: {
		monitor: 'What happened.',
		'monitor activity-log': 'What was done through Resource Manager, and by whom.',
	},
	commands: [
		{
			name: 'monitor activity-log list',
			summary: 'Lists what was done, the newest first.',
			options: [
				ANY_GROUP,
				{ long: 'resource-id', offers: 'scopes', summary: 'Only of this resource.' },
				{ long: 'namespace', summary: 'Only of this provider.' },
				{ long: 'caller', summary: 'Only by this person or client id.' },
				{ long: 'status', summary: 'Only what ended so: Succeeded, Failed.' },
				{ long: 'correlation-id', summary: 'Only of one request.' },
				{ long: 'offset', summary: 'How far back: 7d, 6h, 30m. Default: 6h.' },
				{ long: 'start-time', summary: 'From when.' },
				{ long: 'end-time', summary: 'Until when. Default: now.' },
				{ long: 'max-events', summary: 'At most so many. Default: 50.' },
			],
			examples: ['az monitor activity-log list -g rg-shop --offset 1d -o table'],
			*run(args, context) {
				const query = filterOf(args, context);
				if (!query.ok) return fail(query.text);
				const request = requests.get(
					`${subscriptionScope(context.subscriptionId)}/providers/Microsoft.Insights/eventtypes/management/values`,
				);
				const most = Number(maybe(args, 'max-events') ?? 50);
				const url = `${request.url.replace(/api-version=[^&]+/, 'api-version=2015-04-01')}&$filter=${encodeURIComponent(query.filter)}`;
				const listed = yield* askList({ ...request, url }, most);
				if (!listed.ok) return listed;
				return done(listed.items.slice(0, most).map(shape));
			},
			table: columns({
				Caller: 'caller',
				EventTimestamp: 'eventTimestamp',
				OperationName: (entry): Json => at(entry, 'operationName.localizedValue'),
				ResourceGroup: 'resourceGroupName',
				Status: 'status.localizedValue',
				Level: 'level',
			}),
		},
	],
};
