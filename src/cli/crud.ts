import {
	groupScope,
	requests,
	subscriptionScope,
	type Conversation,
	type Json,
	type JsonObject,
} from '../azure';
import { maybe, type Args } from './args';
import { ask, askList, askToShow } from './ask';
import { done, type Command, type CommandValue, type Context } from './command';
import { ANY_GROUP, NO_WAIT, targetOptions, YES } from './options';
import { targets } from './targets';

/** A type of resource with the plain commands `show`, `list` and `delete`. */
export interface Kind {
	/** `identity`. */
	readonly word: string;
	readonly type: string;
	/** `user-assigned identity`. */
	readonly noun: string;
	/** How an answer is printed. */
	readonly shape: (resource: JsonObject) => JsonObject;
	/** Which of the type are of this kind: web apps and function apps are both sites. */
	readonly only?: (resource: JsonObject) => boolean;
	/** Rows of `--output table`. */
	readonly table?: (value: Json) => Json;
	/** Whether `delete` asks first. There is no terminal to ask here, so it wants `--yes`. */
	readonly confirm?: boolean;
}

/** Said by commands that ask first, when they were not told `--yes`. */
export const CANCELLED = {
	ok: false,
	message: 'Operation cancelled.',
	exitCode: 1,
	warnings: ['Unable to prompt for confirmation as no tty available. Use --yes.'],
} as const satisfies CommandValue;

function* show(kind: Kind, args: Args, context: Context): Conversation<CommandValue> {
	const ids = targets(args, context, kind.type);
	if ('ok' in ids) return ids;
	const shown: JsonObject[] = [];
	for (const id of ids) {
		const answer = yield* askToShow(id);
		if (!answer.ok) return answer;
		shown.push(kind.shape(answer.body));
	}
	return done(shown.length === 1 && shown[0] ? shown[0] : shown);
}

function* list(kind: Kind, args: Args, context: Context): Conversation<CommandValue> {
	const group = maybe(args, 'resource-group');
	const scope =
		group === undefined
			? subscriptionScope(context.subscriptionId)
			: groupScope(context.subscriptionId, group);
	const listed = yield* askList(requests.get(`${scope}/providers/${kind.type}`));
	if (!listed.ok) return listed;
	return done(listed.items.filter(kind.only ?? (() => true)).map(kind.shape));
}

function* remove(kind: Kind, args: Args, context: Context): Conversation<CommandValue> {
	const ids = targets(args, context, kind.type);
	if ('ok' in ids) return ids;
	if (kind.confirm && !args.given.yes) return CANCELLED;
	for (const id of ids) {
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
	options: targetOptions(kind.noun),
	run: (args, context) => show(kind, args, context),
	...table(kind),
});

/** `<word> list`. */
export const listCommand = (kind: Kind): Command => ({
	name: `${kind.word} list`,
	summary: `Lists each ${kind.noun} of a resource group or of the subscription.`,
	options: [ANY_GROUP],
	run: (args, context) => list(kind, args, context),
	...table(kind),
});

/** `<word> delete`. */
export const deleteCommand = (kind: Kind): Command => ({
	name: `${kind.word} delete`,
	summary: `Deletes a ${kind.noun}.`,
	options: [...targetOptions(kind.noun), NO_WAIT, ...(kind.confirm ? [YES] : [])],
	run: (args, context) => remove(kind, args, context),
});

/** Rows of the usual table: name, resource group, location. */
export const placeTable = (value: Json): Json =>
	(Array.isArray(value) ? value : [value]).map((item: JsonObject) => ({
		Name: item.name ?? '',
		ResourceGroup: item.resourceGroup ?? '',
		Location: item.location ?? '',
	}));
