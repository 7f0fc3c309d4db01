import { makeResourceId, type Conversation } from '../azure';
import { has, many, maybe, one, type Args } from './args';
import { fail, type Context, type Failure, type Option } from './command';
import { ANY_GROUP, GROUP, name } from './options';
import { groupName, idsOf, locate } from './targets';

/** Where resources of a type lie and how a line names one: by group, by the names of what it lies in, and by its own. */
export interface Place {
	readonly type: string;
	/** `key vault`. */
	readonly noun: string;
	/** The options that name what it lies in, outermost first. */
	readonly parents?: readonly Option[];
	/** Path segments between the parents and itself that have only one name: `blobServices/default`. */
	readonly fixed?: readonly string[];
	/** The option of its own name. Default: `--name/-n`. */
	readonly named?: Option;
	/** Its name is unique in Azure, so that a line may leave its group out: what is said when nothing is called so. */
	readonly anywhere?: (name: string, context: Context) => string;
	/** Its commands take no `--ids`: they are named by name and group alone. */
	readonly byName?: true;
	/** What parents are called, when those are found by name alone. */
	readonly parentType?: string;
	/** Messages name it before its group, as those of real `az` do for a few types. */
	readonly nameFirst?: true;
}

const ownName = (place: Place): Option => place.named ?? name(place.noun);
const optional = (option: Option): Option => ({ ...option, required: false });

/** Options that name one of a kind to make: all of them are needed. */
export function newPlaceOptions(place: Place): readonly Option[] {
	const group = place.anywhere && place.parents ? ANY_GROUP : GROUP;
	return place.nameFirst
		? [ownName(place), ...(place.parents ?? []), group]
		: [group, ...(place.parents ?? []), ownName(place)];
}

/** Options that name one of a kind, or several by their ids. */
export const placeOptions = (place: Place): readonly Option[] =>
	place.byName
		? [place.anywhere ? ANY_GROUP : GROUP, ...(place.parents ?? []), ownName(place)]
		: [
				ANY_GROUP,
				...(place.parents ?? []).map(optional),
				optional(ownName(place)),
				{
					long: 'ids',
					takes: 'some',
					summary: 'Full resource ids, in place of name and group.',
				},
			];

/** Options of a list: what the listed lie in. */
export const listOptions = (place: Place): readonly Option[] => [
	place.parents && !place.anywhere ? GROUP : ANY_GROUP,
	...(place.parents ?? []),
];

/** The id of a resource of a kind in a group. */
export function placeId(place: Place, args: Args, context: Context, group: string): string {
	const parents = (place.parents ?? []).map(({ long }) => one(args, long));
	return makeResourceId(
		context.subscriptionId,
		group,
		place.type,
		...parents,
		...(place.fixed ?? []),
		one(args, ownName(place).long),
	);
}

/** The group in which something with a name of its own in all of Azure lies. */
export function* groupOfName(
	place: Place,
	args: Args,
	context: Context,
): Conversation<{ ok: true; group: string } | Failure> {
	const given = groupName(args, context);
	if (given !== undefined) return { ok: true, group: given };
	const [outermost = ownName(place)] = place.parents ?? [];
	const wanted = one(args, outermost.long);
	const found = yield* locate(place.parentType ?? place.type, wanted, context);
	if (!found.ok) return found;
	const group = /\/resourceGroups\/([^/]+)/i.exec(String(found.resource?.id))?.[1];
	return group === undefined
		? fail(place.anywhere?.(wanted, context) ?? `'${wanted}' not found.`, 3)
		: { ok: true, group };
}

/** The ids that a line names: `--ids`, or names and group. */
export function* placesOf(
	place: Place,
	args: Args,
	context: Context,
): Conversation<{ ok: true; ids: readonly string[] } | Failure> {
	const ids = many(args, 'ids');
	if (ids) return { ok: true, ids: ids.flatMap(idsOf) };
	const full = maybe(args, ownName(place).long);
	if (full?.startsWith('/subscriptions/')) return { ok: true, ids: [full] };
	const missing = [...(place.parents ?? []), ownName(place)]
		.filter(({ long }) => !has(args, long))
		.map(({ long }) => `--${long}`);
	const group = groupName(args, context);
	if (group === undefined && !place.anywhere) missing.unshift('--resource-group');
	if (missing.length > 0) return fail(`(${missing.join(' ')} | --ids) are required`);
	const found = yield* groupOfName(place, args, context);
	return found.ok ? { ok: true, ids: [placeId(place, args, context, found.group)] } : found;
}

/** The one id that a line names. */
export function* placeOf(
	place: Place,
	args: Args,
	context: Context,
): Conversation<{ ok: true; id: string } | Failure> {
	const found = yield* placesOf(place, args, context);
	return found.ok ? { ok: true, id: found.ids[0] ?? '' } : found;
}
