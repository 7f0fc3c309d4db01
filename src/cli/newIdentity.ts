import { type JsonObject } from '../azure';
import { has, isOn, many, maybe, type Args } from './args';
import type { Context, Option } from './command';
import { adding, bothTogether, identitiesOf, SYSTEM } from './identityBlock';
import { identityId } from './targets';

/** The ways in which `create` commands take the identities of a new resource. */
export interface IdentityOptions {
	readonly options: readonly Option[];
	/** Which ones a line asks for; `undefined` when it asks for none. */
	readonly read: (args: Args) => { system: boolean; words: readonly string[] } | undefined;
	/** Words go into the request as they are, so that Azure refuses a bare name. */
	readonly byId?: true;
}

const of = (words: readonly string[] | undefined) =>
	words && {
		system: words.length === 0 || words.some((word) => word.toLowerCase() === SYSTEM),
		words: words.filter((word) => word.toLowerCase() !== SYSTEM),
	};

/** `--assign-identity`: nothing or `[system]` is the resource's own. */
export const ASSIGN_IDENTITY: IdentityOptions = {
	options: [
		{
			long: 'assign-identity',
			takes: 'any',
			offers: 'identities',
			summary: "Names or ids of identities; '[system]', or nothing, is its own.",
		},
	],
	read: (args) => of(many(args, 'assign-identity')),
};

/** The same where `az` takes no names. @see https://github.com/Azure/azure-cli/issues/25401 */
export const ASSIGN_IDENTITY_BY_ID: IdentityOptions = {
	...ASSIGN_IDENTITY,
	options: [
		{
			long: 'assign-identity',
			takes: 'any',
			offers: 'identityIds',
			summary: "Ids of identities; '[system]', or nothing, is its own.",
		},
	],
	byId: true,
};

/** Two options of any names: a flag for the resource's own, a list for the others. */
export function twoOptions(
	system: string,
	user: string,
	also: readonly string[] = [],
): IdentityOptions {
	return {
		options: [
			{
				long: system,
				...(also[0] === undefined ? {} : { also: [also[0]] }),
				takes: 'maybe',
				summary: 'Turns on its own identity.',
			},
			{
				long: user,
				...(also[1] === undefined ? {} : { also: [also[1]] }),
				takes: 'any',
				offers: 'identities',
				summary: 'Names or ids of user-assigned identities.',
			},
		],
		read: (args) =>
			has(args, system) || has(args, user)
				? {
						system: isOn(args, system, false),
						words: many(args, user) ?? [],
					}
				: undefined,
	};
}

/** `--mi-system-assigned` and `--mi-user-assigned`. */
export const MI = twoOptions('mi-system-assigned', 'mi-user-assigned');
/** `--system-assigned` and `--user-assigned`. */
export const SYSTEM_USER = twoOptions('system-assigned', 'user-assigned');

/** One option that takes the id of one user-assigned identity. */
export const oneIdentity = (long: string, summary: string): IdentityOptions => ({
	options: [{ long, offers: 'identities', summary }],
	read: (args) => {
		const id = maybe(args, long);
		return id === undefined ? undefined : { system: false, words: [id] };
	},
});

/** The `identity` block of a new resource, as an object to spread. */
export function newIdentity(
	how: IdentityOptions | undefined,
	args: Args,
	context: Context,
	group: string,
	type: string,
): JsonObject {
	const asked = how?.read(args);
	if (!asked) return {};
	const ids = asked.words.map((word) => (how?.byId ? word : identityId(word, context, group)));
	return {
		identity: { ...adding(identitiesOf(undefined), asked.system, ids, bothTogether(type)) },
	};
}
