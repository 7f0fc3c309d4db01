import { isObject, requests, type Conversation, type Json, type JsonObject } from '../azure';
import { has, maybe, tagsOf, type Args } from './args';
import { ask, askList, askToShow } from './ask';
import {
	done,
	fail,
	type Command,
	type CommandValue,
	type Context,
	type Failure,
	type Option,
} from './command';
import { changesByPath, UPDATE_OPTIONS, withChanges } from './genericUpdate';
import { grantFresh, grantMistake } from './grant';
import { identitiesOf } from './identityBlock';
import { newIdentity, type IdentityOptions } from './newIdentity';
import { GRANT, LOCATION, NO_WAIT, TAGS, YES } from './options';
import {
	groupOfName,
	listOptions,
	newPlaceOptions,
	placeId,
	placeOptions,
	placesOf,
	type Place,
} from './places';
import { locationOf, scopeOf } from './targets';

/** A type of resource with the plain commands `create`, `show`, `list`, `update` and `delete`. */
export interface Kind extends Place {
	/** `identity`. */
	readonly word: string;
	/** How an answer is printed. */
	readonly shape: (resource: JsonObject) => JsonObject;
	/** Which of the type are of this kind: web apps and function apps are both sites. */
	readonly only?: (resource: JsonObject) => boolean;
	/** Rows of `--output table`. */
	readonly table?: (value: Json) => Json;
	/** Whether `delete` asks first. There is no terminal to ask here, so it wants `--yes`. */
	readonly confirm?: boolean;
	/** Which of its commands take `--no-wait`. */
	readonly waits?: readonly ('create' | 'update' | 'delete')[];
	/** Which of its commands take no `--tags`. */
	readonly untagged?: readonly ('create' | 'update')[];
	/** `update` takes no properties by path. */
	readonly fixedUpdate?: true;
}

const noWait = (kind: Kind, verb: 'create' | 'update' | 'delete'): readonly Option[] =>
	kind.waits?.includes(verb) ? [NO_WAIT] : [];
const tagsFor = (kind: Kind, verb: 'create' | 'update'): readonly Option[] =>
	kind.untagged?.includes(verb) ? [] : [TAGS];

/** Said by commands that ask first, when they were not told `--yes`. */
export const CANCELLED = {
	ok: false,
	message: 'Operation cancelled.',
	exitCode: 1,
	warnings: ['Unable to prompt for confirmation as no tty available. Use --yes.'],
} as const satisfies CommandValue;

function* show(kind: Kind, args: Args, context: Context): Conversation<CommandValue> {
	const places = yield* placesOf(kind, args, context);
	if (!places.ok) return places;
	const shown: JsonObject[] = [];
	for (const id of places.ids) {
		const answer = yield* askToShow(id);
		if (!answer.ok) return answer;
		shown.push(kind.shape(answer.body));
	}
	return done(shown.length === 1 && shown[0] ? shown[0] : shown);
}

function* list(kind: Kind, args: Args, context: Context): Conversation<CommandValue> {
	let path = `${scopeOf(args, context)}/providers/${kind.type}`;
	if (kind.parents) {
		const found = yield* groupOfName(kind, args, context);
		if (!found.ok) return found;
		path = placeId(kind, args, context, found.group).replace(/\/$/, '');
	}
	const listed = yield* askList(requests.get(path));
	if (!listed.ok) return listed;
	return done(listed.items.filter(kind.only ?? (() => true)).map(kind.shape));
}

function* remove(kind: Kind, args: Args, context: Context): Conversation<CommandValue> {
	const places = yield* placesOf(kind, args, context);
	if (!places.ok) return places;
	if (kind.confirm && !has(args, 'yes')) return CANCELLED;
	for (const id of places.ids) {
		const answer = yield* ask(requests.del(id));
		if (!answer.ok) return answer;
	}
	return done();
}

const table = (kind: Kind) => (kind.table ? { table: kind.table } : {});

/** `<word> show`. */
export const showCommand = (kind: Kind): Command => ({
	name: `${kind.word} show`,
	summary: `Shows one ${kind.noun}.`,
	options: placeOptions(kind),
	of: kind.type,
	run: (args, context) => show(kind, args, context),
	...table(kind),
});

/** `<word> list`. */
export const listCommand = (kind: Kind): Command => ({
	name: `${kind.word} list`,
	summary: kind.parents
		? `Lists each ${kind.noun} of what is named.`
		: `Lists each ${kind.noun} of a resource group or of the subscription.`,
	options: listOptions(kind),
	run: (args, context) => list(kind, args, context),
	...table(kind),
});

/** `<word> delete`. */
export const deleteCommand = (kind: Kind): Command => ({
	name: `${kind.word} delete`,
	summary: `Deletes a ${kind.noun}.`,
	options: [...placeOptions(kind), ...noWait(kind, 'delete'), ...(kind.confirm ? [YES] : [])],
	of: kind.type,
	run: (args, context) => remove(kind, args, context),
});

/** What a new resource is made of, beside its name, place, tags and identities. */
export interface Creation {
	readonly summary?: string;
	readonly options?: readonly Option[];
	/** The body: properties, sku, kind. */
	readonly body?: (args: Args, context: Context, group: string) => JsonObject | Failure;
	readonly identity?: IdentityOptions;
	/** Whether it takes `--role` and `--scope` for its own identity. */
	readonly grants?: true;
	/** A child stands where its parent stands and takes neither a location nor tags. */
	readonly child?: true;
	/** Where it stands is said by options of its own. */
	readonly placed?: (args: Args) => string | undefined;
	readonly examples?: Command['examples'];
	/** What is asked before, told in options that `body` reads. */
	readonly before?: (
		args: Args,
		context: Context,
		group: string,
	) => Conversation<{ readonly ok: true; readonly args: Args } | Failure>;
	/** What is said beside the result. */
	readonly warnings?: (made: JsonObject, args: Args) => readonly string[];
	/** What else is done once it is there. */
	readonly after?: (
		made: JsonObject,
		args: Args,
		context: Context,
	) => Conversation<Failure | undefined>;
}

/** What a body says when it is none. */
export const isFailure = (body: JsonObject | Failure): body is Failure =>
	'exitCode' in body && body.ok === false;

function* create(
	kind: Kind,
	how: Creation,
	args: Args,
	context: Context,
): Conversation<CommandValue> {
	const role = maybe(args, 'role');
	const scope = maybe(args, 'scope');
	const mistake = how.grants && grantMistake(role, scope);
	if (mistake) return mistake;
	const place = yield* groupOfName(kind, args, context);
	if (!place.ok) return place;
	const { group } = place;
	const asked = how.before ? yield* how.before(args, context, group) : { ok: true as const, args };
	if (!asked.ok) return asked;
	const body = how.body?.(asked.args, context, group) ?? {};
	if (isFailure(body)) return body;
	const placed = how.placed?.(args);
	const where = how.child
		? undefined
		: yield* locationOf(
				placed ? { given: { ...args.given, location: [placed] } } : args,
				context,
				group,
			);
	if (where && !where.ok) return where;
	const tags = how.child ? undefined : tagsOf(args);
	const id = placeId(kind, args, context, group);
	const made = yield* ask(
		requests.putResource(id, {
			...(where ? { location: where.location } : {}),
			...(tags ? { tags } : {}),
			...newIdentity(how.identity, args, context, group, kind.type),
			...body,
		}),
	);
	if (!made.ok) return made;
	const { system, principalId } = identitiesOf(made.body.identity);
	if (how.grants && role !== undefined && scope !== undefined && system) {
		const granted = yield* grantFresh(principalId, role, scope, context);
		if (!granted.ok) return granted;
	}
	const failed = how.after && (yield* how.after(made.body, args, context));
	if (failed) return failed;
	if (has(args, 'no-wait')) return done();
	return done(kind.shape(made.body), how.warnings?.(made.body, args));
}

/** `<word> create`. */
export const createCommand = (kind: Kind, how: Creation = {}): Command => ({
	name: `${kind.word} create`,
	summary: how.summary ?? `Creates a ${kind.noun}.`,
	options: [
		...newPlaceOptions(kind),
		...(how.child || how.placed ? [] : [LOCATION]),
		...(how.options ?? []),
		...(how.identity?.options ?? []),
		...(how.grants ? GRANT : []),
		...(how.child ? [] : [...tagsFor(kind, 'create'), ...noWait(kind, 'create')]),
	],
	...(how.examples ? { examples: how.examples } : {}),
	run: (args, context) => create(kind, how, args, context),
	...table(kind),
});

/** What an update may change, beside what its path names. */
export interface Change {
	readonly options?: readonly Option[];
	/** What a line changes of the resource that is there, as a PATCH has it. */
	readonly change?: (args: Args, context: Context, resource: JsonObject) => JsonObject | Failure;
	/** A child takes no tags. */
	readonly child?: true;
}

/** What an answer has that no request says. */
const READ_ONLY = ['id', 'name', 'type', 'systemData', 'etag'];

/** The fields that stand beside `properties` in every resource. */
const BESIDE =
	/^(extendedLocation|identity|kind|location|managedBy|plan|properties|sku|tags|zones)$/;

/** A resource whose properties a path may have named without saying `properties`, as the models of SDKs have them. */
function unflattened(resource: JsonObject): JsonObject {
	const entries = Object.entries(resource);
	const isOwn = ([key]: readonly [string, unknown]) => BESIDE.test(key) || READ_ONLY.includes(key);
	const meant = entries.filter((entry) => !isOwn(entry));
	if (meant.length === 0) return resource;
	const old = isObject(resource.properties) ? resource.properties : {};
	return {
		...Object.fromEntries(entries.filter(isOwn)),
		properties: { ...old, ...Object.fromEntries(meant) },
	};
}

function* update(
	kind: Kind,
	how: Change,
	args: Args,
	context: Context,
): Conversation<CommandValue> {
	const places = yield* placesOf(kind, args, context);
	if (!places.ok) return places;
	const [id = ''] = places.ids;
	const before = yield* ask(requests.get(id), true);
	if (!before.ok) return before;
	const changes = how.change?.(args, context, before.body) ?? {};
	if (isFailure(changes)) return changes;
	const tags = tagsOf(args);
	const asked = { ...(tags ? { tags } : {}), ...changes };
	const changed = changesByPath(args) ? withChanges({ ...before.body, ...asked }, args) : undefined;
	if (changed && 'ok' in changed) return changed;
	const whole = changed && { value: unflattened(changed.value) };
	const answer = yield* ask(
		whole
			? requests.putResource(
					id,
					Object.fromEntries(
						Object.entries(whole.value).filter(([key]) => !READ_ONLY.includes(key)),
					),
				)
			: requests.patchResource(id, asked),
	);
	if (!answer.ok) return answer;
	return has(args, 'no-wait') ? done() : done(kind.shape(answer.body));
}

/** `<word> update`: what its own options say, and any property by its path. */
export const updateCommand = (kind: Kind, how: Change = {}): Command => ({
	name: `${kind.word} update`,
	summary: `Changes a ${kind.noun}.`,
	options: [
		...placeOptions(kind),
		...(how.options ?? []),
		...(how.child ? [] : [...tagsFor(kind, 'update'), ...noWait(kind, 'update')]),
		...(kind.fixedUpdate ? [] : UPDATE_OPTIONS),
	],
	of: kind.type,
	run: (args, context) => update(kind, how, args, context),
	...table(kind),
});

const WAITS: readonly Option[] = [
	{ long: 'created', takes: 'none', summary: 'Until it is made.' },
	{ long: 'updated', takes: 'none', summary: 'Until a change is done.' },
	{ long: 'deleted', takes: 'none', summary: 'Until it is gone.' },
	{ long: 'exists', takes: 'none', summary: 'Until it is there.' },
	{ long: 'interval', summary: 'Seconds between two looks.' },
	{ long: 'timeout', summary: 'Seconds after which it gives up.' },
];

/** Whether what was waited for is so. */
export function isWaitOver(args: Args, resource: JsonObject | undefined): boolean {
	if (has(args, 'deleted')) return resource === undefined;
	if (resource === undefined) return false;
	const properties = resource.properties as JsonObject | undefined;
	const state = properties?.provisioningState ?? 'Succeeded';
	return has(args, 'exists') || state === 'Succeeded';
}

/** Looks once whether what is waited for is so: time passes here only when the learner lets it. */
export function* waitFor(id: string, args: Args): Conversation<CommandValue> {
	if (!WAITS.slice(0, 4).some(({ long }) => has(args, long)))
		return fail(
			"incorrect usage: specify one of '--created', '--updated', '--deleted', '--exists'",
		);
	const answer = yield* ask(requests.get(id), true);
	if (!answer.ok && answer.exitCode !== 3) return answer;
	return isWaitOver(args, answer.ok ? answer.body : undefined)
		? done()
		: {
				...fail(`Wait operation timed-out after ${maybe(args, 'timeout') ?? '3600'} seconds`),
				warnings: ['Time passes here only when you let it pass.'],
			};
}

/** `<word> wait`. */
export const waitCommand = (kind: Kind): Command => ({
	name: `${kind.word} wait`,
	summary: `Waits until something is true of a ${kind.noun}.`,
	options: [...placeOptions(kind), ...WAITS],
	of: kind.type,
	*run(args, context) {
		const places = yield* placesOf(kind, args, context);
		return places.ok ? yield* waitFor(places.ids[0] ?? '', args) : places;
	},
});

/** Options of every `wait` command. */
export const WAIT_OPTIONS = WAITS;

/** `show`, `list` and `delete`. */
export const plainCommands = (kind: Kind): readonly Command[] => [
	showCommand(kind),
	listCommand(kind),
	deleteCommand(kind),
];

/** Rows of the usual table: name, resource group, location. */
export const placeTable = (value: Json): Json =>
	(Array.isArray(value) ? value : [value]).map((item: JsonObject) => ({
		Name: item.name ?? '',
		ResourceGroup: item.resourceGroup ?? '',
		Location: item.location ?? '',
	}));
