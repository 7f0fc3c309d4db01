import {
	groupScope,
	isObject,
	makeResourceId,
	parseJson,
	requests,
	subscriptionScope,
	type Conversation,
	type Json,
	type JsonObject,
} from '../azure';
import { maybe, type Args } from './args';
import { ask, askList } from './ask';
import { fail, type Context, type Failure } from './command';

/** Which resources a line means. */

/** The group of a line, or the session's default. */
export const groupName = (args: Args, context: Context): string | undefined =>
	maybe(args, 'resource-group') ?? context.session.defaults.group;

/** The id of a resource that a line names with `-g` and `-n`. */
export const idOf = (args: Args, context: Context, type: string, group: string): string =>
	makeResourceId(context.subscriptionId, group, type, maybe(args, 'name') ?? '');

/** Ids as they come out of a pipe: one a line, or JSON of resources or ids. */
export function idsOf(word: string): readonly string[] {
	const whole = /^\s*[[{"]/.test(word) ? parseJson(word) : undefined;
	if (whole === undefined) return word.split(/\s+/).filter((id) => id !== '');
	return (Array.isArray(whole) ? (whole as readonly Json[]) : [whole]).flatMap((each) => {
		const id = isObject(each) ? each.id : each;
		return typeof id === 'string' ? [id] : [];
	});
}

/** A user-assigned identity that a line names: an id, or a bare name in the given group. */
export const identityId = (nameOrId: string, context: Context, group: string): string =>
	nameOrId.startsWith('/')
		? nameOrId
		: makeResourceId(
				context.subscriptionId,
				group,
				'Microsoft.ManagedIdentity/userAssignedIdentities',
				nameOrId,
			);

/** The region of a line: its own, the session's default, or that of the resource group, which is asked. */
export function* locationOf(
	args: Args,
	context: Context,
	group: string,
): Conversation<{ ok: true; location: string } | Failure> {
	const location = maybe(args, 'location') ?? context.session.defaults.location;
	if (location !== undefined)
		return { ok: true, location: location.toLowerCase().replaceAll(' ', '') };
	const answer = yield* ask(requests.get(groupScope(context.subscriptionId, group)));
	// Real az asks while it reads the line: the line is what is wrong.
	if (!answer.ok) return { ...answer, exitCode: 2 };
	return { ok: true, location: String(answer.body.location ?? '') };
}

/** A resource of a type with a name that is unique in Azure, wherever in the subscription it lies. */
export function* locate(
	type: string,
	name: string,
	context: Context,
): Conversation<{ ok: true; resource: JsonObject | undefined } | Failure> {
	const listed = yield* askList(
		requests.get(`${subscriptionScope(context.subscriptionId)}/providers/${type}`),
	);
	if (!listed.ok) return listed;
	const resource = listed.items.find(
		(item) => String(item.name).toLowerCase() === name.toLowerCase(),
	);
	return { ok: true, resource: isObject(resource) ? resource : undefined };
}

/** The scope of a line: its own, that of its group, else the subscription. */
export const scopeOf = (args: Args, { subscriptionId }: Context): string => {
	const group = maybe(args, 'resource-group');
	return (
		maybe(args, 'scope') ??
		(group === undefined ? subscriptionScope(subscriptionId) : groupScope(subscriptionId, group))
	);
};
