import {
	idKey,
	isObject,
	nameOf,
	parseResourceId,
	requests,
	type Conversation,
	type HttpRequest,
	type Json,
	type JsonObject,
} from '../azure';
import { has, many, maybe, type Args } from './args';
import { ask, askToShow } from './ask';
import {
	done,
	fail,
	type Command,
	type CommandValue,
	type Context,
	type Failure,
	type Option,
} from './command';
import { grantFresh, grantMistake } from './grant';
import { adding, bothTogether, identitiesOf, removing, SYSTEM } from './identityBlock';
import type { IdentityOptions } from './newIdentity';
import { GRANT, IDENTITIES, IDENTITY_IDS, YES } from './options';
import { placeOf, placeOptions, type Place } from './places';
import { identityModel } from './shape';
import { identityId } from './targets';

/** What differs between resource types that have `identity assign`, `remove` and `show`. */
export interface IdentityHolder extends Place {
	/** `vm`. */
	readonly word: string;
	/** The options that name the identities. Default: `--identities`. */
	readonly by?: IdentityOptions;
	/** What `assign` and `remove` print of the resource. Default: its identity block. */
	readonly prints?: (resource: JsonObject) => Json;
	/** What `assign` prints, where that is something else again. */
	readonly assigned?: (
		identity: Json | undefined,
		role: string | undefined,
		scope: string | undefined,
	) => Json;
	/** Whether it takes `--role` and `--scope`. */
	readonly grants?: true;
	/** `--identities` takes ids alone: a bare name goes into the request, and Azure refuses it. */
	readonly byId?: true;
	/** A change sends the whole resource again, as real `az` does for this type; else only the identities. */
	readonly whole?: true;
	/** Nothing is meant without `--identities`. */
	readonly mustName?: true;
	/** `remove` takes `--yes`. */
	readonly confirms?: true;
	/** Something below the resource that may be meant in its place, as a deployment slot is. */
	readonly below?: {
		readonly option: Option;
		readonly id: (resourceId: string, args: Args) => string;
	};
}

/** The one resource that a line means. */
function* holderOf(
	holder: IdentityHolder,
	args: Args,
	context: Context,
): Conversation<{ ok: true; id: string } | Failure> {
	const found = yield* placeOf(holder, args, context);
	if (!found.ok || !holder.below || !has(args, holder.below.option.long)) return found;
	return { ok: true, id: holder.below.id(found.id, args) };
}

const optionsOf = (holder: IdentityHolder): readonly Option[] => [
	...placeOptions(holder),
	...(holder.below ? [holder.below.option] : []),
];

interface Asked {
	readonly ok: true;
	readonly id: string;
	readonly system: boolean;
	readonly ids: readonly string[];
}

/** `--identities`, of which nothing means the resource's own. */
const BY_LIST: IdentityOptions = {
	options: [IDENTITIES],
	read: (args) => {
		const given = many(args, 'identities') ?? [];
		const words = given.length === 0 ? [SYSTEM] : given;
		return {
			system: words.some((word) => word.toLowerCase() === SYSTEM),
			words: words.filter((word) => word.toLowerCase() !== SYSTEM),
		};
	},
};

/** Which identities of which resource a line means. Bare names lie in the resource's group. */
function* asked(
	holder: IdentityHolder,
	args: Args,
	context: Context,
): Conversation<Asked | Failure> {
	const found = yield* holderOf(holder, args, context);
	if (!found.ok) return found;
	const { id } = found;
	const wanted = (holder.by ?? BY_LIST).read(args) ?? { system: false, words: [] };
	const group = parseResourceId(id)?.resourceGroup ?? '';
	const ids = wanted.words.map((word) => (holder.byId ? word : identityId(word, context, group)));
	return { ok: true, id, system: wanted.system, ids };
}

/** What `az vm` prints of identities, which is not the block that Azure answers. */
export const vmIdentityInfo = (
	identity: Json | undefined,
	role?: string,
	scope?: string,
): JsonObject => {
	const { principalId, user } = identitiesOf(identity);
	return {
		...(scope === undefined ? {} : { role: role ?? '', scope }),
		systemAssignedIdentity: principalId,
		userAssignedIdentities: user,
	};
};

/** What is printed of a changed resource. */
const printed = (holder: IdentityHolder, resource: JsonObject): Json =>
	holder.prints ? holder.prints(resource) : identityModel(resource.identity);

/** What an answer tells of a resource that no request says. */
const ANSWERED = /^(id|name|type|systemData|etag)$/;
const WORKED_OUT =
	/^(provisioningState|state|usageState|availabilityState|hostNames|defaultHostName)$/;

const without = (object: JsonObject, names: RegExp): JsonObject =>
	Object.fromEntries(Object.entries(object).filter(([name]) => !names.test(name)));

/** The request that changes a resource's identities. A replaced resource names all that it keeps; a changed one, what changes. */
function changeOf(
	holder: IdentityHolder,
	id: string,
	before: JsonObject,
	block: requests.IdentityRequest,
): HttpRequest {
	if (!holder.whole) return requests.patchIdentity(id, block);
	const kept = new Map(
		Object.keys(identitiesOf(before.identity).user).map((each) => [idKey(each), each]),
	);
	for (const [each, value] of Object.entries(block.userAssignedIdentities ?? {})) {
		if (value === null) kept.delete(idKey(each));
		else if (!kept.has(idKey(each))) kept.set(idKey(each), each);
	}
	const named = /UserAssigned/.test(block.type) ? [...kept.values()].map((each) => [each, {}]) : [];
	const { properties, tags, ...rest } = without(before, ANSWERED);
	const tagged = isObject(tags) && Object.keys(tags).length > 0;
	return requests.putResource(id, {
		...rest,
		...(tagged ? { tags } : {}),
		identity: {
			type: block.type,
			...(named.length > 0
				? { userAssignedIdentities: Object.fromEntries(named) as JsonObject }
				: {}),
		},
		properties: isObject(properties) ? without(properties, WORKED_OUT) : {},
	});
}

const userOption = ({ by }: IdentityHolder): string => by?.options[1]?.long ?? 'identities';

function* assign(holder: IdentityHolder, args: Args, context: Context): Conversation<CommandValue> {
	const wanted = yield* asked(holder, args, context);
	if (!wanted.ok) return wanted;
	const role = maybe(args, 'role');
	const scope = maybe(args, 'scope');
	const mistake = grantMistake(role, scope);
	if (mistake) return mistake;
	const before = yield* ask(requests.get(wanted.id));
	if (!before.ok) return before;
	const block = adding(
		identitiesOf(before.body.identity),
		wanted.system,
		wanted.ids,
		bothTogether(holder.type),
	);
	const changed = yield* ask(changeOf(holder, wanted.id, before.body, block));
	if (!changed.ok) return changed;
	const after = yield* ask(requests.get(wanted.id));
	if (!after.ok) return after;
	const { identity } = after.body;
	if (role !== undefined && scope !== undefined) {
		const granted = yield* grantFresh(identitiesOf(identity).principalId, role, scope, context);
		if (!granted.ok) return granted;
	}
	return done(
		holder.assigned ? holder.assigned(identity, role, scope) : printed(holder, after.body),
	);
}

function* remove(holder: IdentityHolder, args: Args, context: Context): Conversation<CommandValue> {
	const wanted = yield* asked(holder, args, context);
	if (!wanted.ok) return wanted;
	const before = yield* ask(requests.get(wanted.id));
	if (!before.ok) return before;
	if (!isObject(before.body.identity))
		return done(holder.prints ? holder.prints(before.body) : null);
	const user = identitiesOf(before.body.identity).user;
	// An option for user-assigned identities without any value means all of them.
	const all = holder.by && has(args, userOption(holder)) && wanted.ids.length === 0;
	const block = removing(
		identitiesOf(before.body.identity),
		wanted.system,
		all ? Object.keys(user) : wanted.ids,
		bothTogether(holder.type),
	);
	if ('unknown' in block)
		return fail(
			`'${block.unknown.map((id) => id.toLowerCase()).join(',')}' are not associated with '${nameOf(wanted.id)}'`,
		);
	const changed = yield* ask(changeOf(holder, wanted.id, before.body, block));
	if (!changed.ok) return changed;
	const after = yield* ask(requests.get(wanted.id));
	return after.ok ? done(printed(holder, after.body)) : after;
}

function* show(holder: IdentityHolder, args: Args, context: Context): Conversation<CommandValue> {
	const found = yield* holderOf(holder, args, context);
	if (!found.ok) return found;
	const answer = yield* askToShow(found.id);
	return answer.ok ? done(identityModel(answer.body.identity)) : answer;
}

/** The commands `<word> identity assign|remove|show`. */
export function identityCommands(holder: IdentityHolder): readonly Command[] {
	const { word, noun, type } = holder;
	const listed = holder.byId ? [IDENTITY_IDS] : (holder.by ?? BY_LIST).options;
	const by = holder.mustName ? [{ ...IDENTITIES, required: true }] : listed;
	return [
		{
			name: `${word} identity assign`,
			summary: `Gives a ${noun} its own identity, user-assigned ones, or both.`,
			options: [...optionsOf(holder), ...by, ...(holder.grants ? GRANT : [])],
			examples:
				holder.by || holder.mustName
					? []
					: [
							`az ${word} identity assign -g rg-shop -n my-${word}`,
							`az ${word} identity assign -g rg-shop -n my-${word} --identities ${holder.byId ? '$(az identity show -g rg-shop -n id-shop --query id -o tsv)' : 'id-shop'}`,
						],
			of: type,
			run: (args, context) => assign(holder, args, context),
		},
		{
			name: `${word} identity remove`,
			summary: `Takes identities away from a ${noun}.`,
			options: [...optionsOf(holder), ...by, ...(holder.confirms ? [YES] : [])],
			of: type,
			run: (args, context) => remove(holder, args, context),
		},
		{
			name: `${word} identity show`,
			summary: `Shows which identities a ${noun} has.`,
			options: optionsOf(holder),
			of: type,
			run: (args, context) => show(holder, args, context),
		},
	];
}
