import {
	isObject,
	nameOf,
	parseResourceId,
	requests,
	type Conversation,
	type Json,
	type JsonObject,
} from '../azure';
import { many, maybe, type Args } from './args';
import { ask, askToShow } from './ask';
import { done, fail, type Command, type CommandValue, type Context, type Failure } from './command';
import { grantFresh, grantMistake } from './grant';
import { adding, bothTogether, identitiesOf, removing, SYSTEM } from './identityBlock';
import { GRANT, IDENTITIES, targetOptions } from './options';
import { identityModel } from './shape';
import { identityId, targets } from './targets';

/** What differs between resource types that have `identity assign`, `remove` and `show`. */
export interface IdentityHolder {
	/** `vm`. */
	readonly word: string;
	/** `Microsoft.Compute/virtualMachines`. */
	readonly type: string;
	/** `virtual machine`. */
	readonly noun: string;
	/** What `assign` prints. Default: the identity block. */
	readonly assigned?: (
		identity: Json | undefined,
		role: string | undefined,
		scope: string | undefined,
	) => Json;
}

interface Asked {
	readonly id: string;
	readonly system: boolean;
	readonly ids: readonly string[];
}

/** Which identities of which resource a line means. Bare names lie in the resource's group. */
function asked(args: Args, context: Context, type: string): Asked | Failure {
	const found = targets(args, context, type);
	if ('ok' in found) return found;
	const id = found[0] ?? '';
	const given = many(args, 'identities') ?? [];
	const words = given.length === 0 ? [SYSTEM] : given;
	const group = parseResourceId(id)?.resourceGroup ?? '';
	return {
		id,
		system: words.some((word) => word.toLowerCase() === SYSTEM),
		ids: words
			.filter((word) => word.toLowerCase() !== SYSTEM)
			.map((word) => identityId(word, context, group)),
	};
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

function* assign(holder: IdentityHolder, args: Args, context: Context): Conversation<CommandValue> {
	const wanted = asked(args, context, holder.type);
	if ('ok' in wanted) return wanted;
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
	const changed = yield* ask(requests.patchIdentity(wanted.id, block));
	if (!changed.ok) return changed;
	const after = yield* ask(requests.get(wanted.id));
	if (!after.ok) return after;
	const { identity } = after.body;
	if (role !== undefined && scope !== undefined) {
		const granted = yield* grantFresh(identitiesOf(identity).principalId, role, scope, context);
		if (!granted.ok) return granted;
	}
	return done(holder.assigned ? holder.assigned(identity, role, scope) : identityModel(identity));
}

function* remove(holder: IdentityHolder, args: Args, context: Context): Conversation<CommandValue> {
	const wanted = asked(args, context, holder.type);
	if ('ok' in wanted) return wanted;
	const before = yield* ask(requests.get(wanted.id));
	if (!before.ok) return before;
	if (!isObject(before.body.identity)) return done(null);
	const block = removing(
		identitiesOf(before.body.identity),
		wanted.system,
		wanted.ids,
		bothTogether(holder.type),
	);
	if ('unknown' in block)
		return fail(
			`'${block.unknown.map((id) => id.toLowerCase()).join(',')}' are not associated with '${nameOf(wanted.id)}'`,
		);
	const changed = yield* ask(requests.patchIdentity(wanted.id, block));
	if (!changed.ok) return changed;
	const after = yield* ask(requests.get(wanted.id));
	return after.ok ? done(identityModel(after.body.identity)) : after;
}

function* show(holder: IdentityHolder, args: Args, context: Context): Conversation<CommandValue> {
	const found = targets(args, context, holder.type);
	if ('ok' in found) return found;
	const answer = yield* askToShow(found[0] ?? '');
	return answer.ok ? done(identityModel(answer.body.identity)) : answer;
}

/** The commands `<word> identity assign|remove|show`. */
export const identityCommands = (holder: IdentityHolder): readonly Command[] => [
	{
		name: `${holder.word} identity assign`,
		summary: `Gives a ${holder.noun} its own identity, user-assigned ones, or both.`,
		options: [...targetOptions(holder.noun), IDENTITIES, ...GRANT],
		examples: [
			`az ${holder.word} identity assign -g rg-shop -n my-${holder.word}`,
			`az ${holder.word} identity assign -g rg-shop -n my-${holder.word} --identities id-shop`,
		],
		run: (args, context) => assign(holder, args, context),
	},
	{
		name: `${holder.word} identity remove`,
		summary: `Takes identities away from a ${holder.noun}.`,
		options: [...targetOptions(holder.noun), IDENTITIES],
		run: (args, context) => remove(holder, args, context),
	},
	{
		name: `${holder.word} identity show`,
		summary: `Shows which identities a ${holder.noun} has.`,
		options: targetOptions(holder.noun),
		run: (args, context) => show(holder, args, context),
	},
];
