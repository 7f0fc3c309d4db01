import {
	idKey,
	isObject,
	requests,
	type Conversation,
	type Json,
	type JsonObject,
} from '../../azure';
import { has, many, maybe, type Args } from '../args';
import { ask, askList } from '../ask';
import {
	done,
	fail,
	type CommandGroup,
	type CommandValue,
	type Context,
	type Failure,
	type Option,
} from '../command';
import { graph, odata } from '../graph';
import { findVault, VAULT, vaultModel, vaultTarget } from './keyvault';

/** Access policies: the older way to open a vault's data. Under Azure RBAC they open nothing. */

const SETS = ['secret', 'key', 'certificate', 'storage'] as const;

const WHO: readonly Option[] = [
	{ long: 'object-id', offers: 'principals', summary: 'Object id of whoever it is for.' },
	{ long: 'spn', summary: 'A client id, in place of the object id.' },
	{ long: 'upn', summary: 'A user principal name, in place of the object id.' },
];

/** The object id of whom a line means. */
function* objectIdOf(args: Args): Conversation<{ ok: true; objectId: string } | Failure> {
	const given = ['object-id', 'spn', 'upn'].filter((each) => has(args, each));
	if (given.length !== 1) return fail('specify exactly one: --object-id, --spn, --upn');
	const objectId = maybe(args, 'object-id');
	if (objectId !== undefined) return { ok: true, objectId };
	const [spn, upn] = [maybe(args, 'spn'), maybe(args, 'upn') ?? ''];
	const listed = yield* askList(
		spn === undefined
			? graph(`/users?$filter=userPrincipalName%20eq%20'${odata(upn)}'`)
			: graph(`/servicePrincipals?$filter=servicePrincipalNames/any(c:c%20eq%20'${odata(spn)}')`),
	);
	if (!listed.ok) return listed;
	const [found] = listed.items;
	return found
		? { ok: true, objectId: String(found.id) }
		: fail(`Unable to get object id from principal name '${spn ?? upn}'`);
}

const policiesOf = (vault: JsonObject): readonly JsonObject[] => {
	const list = isObject(vault.properties) ? vault.properties.accessPolicies : undefined;
	return Array.isArray(list) ? (list as readonly Json[]).filter(isObject) : [];
};

/** Reads a vault, changes one principal's policy and writes the vault back. */
function* change(
	args: Args,
	context: Context,
	edit: (before: JsonObject | undefined) => JsonObject | undefined,
): Conversation<CommandValue> {
	const who = yield* objectIdOf(args);
	if (!who.ok) return who;
	const vault = yield* findVault(args, context);
	if (!vault.ok) return vault;
	const before = yield* ask(requests.get(vault.id), true);
	if (!before.ok) return before;
	const properties = isObject(before.body.properties) ? before.body.properties : {};
	if (properties.enableRbacAuthorization === true)
		return fail("Cannot set policies to a vault with '--enable-rbac-authorization' specified");
	const same = (policy: JsonObject) => idKey(String(policy.objectId)) === idKey(who.objectId);
	const policies = policiesOf(before.body);
	const old = policies.find(same);
	const next = edit(old);
	const kept = policies.filter((policy) => !same(policy));
	const { location = null, tags } = before.body;
	const answer = yield* ask(
		requests.putResource(vault.id, {
			location,
			...(tags === undefined ? {} : { tags }),
			properties: {
				...properties,
				accessPolicies: next
					? [
							...kept,
							{ tenantId: context.session.tenantId, objectId: who.objectId, permissions: next },
						]
					: kept,
			},
		}),
	);
	return answer.ok ? done(vaultModel(answer.body)) : answer;
}

/** @see https://learn.microsoft.com/azure/key-vault/general/assign-access-policy */
export const keyvaultPolicy: CommandGroup = {
	groups: {},
	commands: [
		{
			name: 'keyvault set-policy',
			summary: 'Says what somebody may do in a vault that keeps access policies.',
			options: [
				...vaultTarget,
				...WHO,
				...SETS.map((set) => ({
					long: `${set}-permissions`,
					takes: 'any' as const,
					summary: `What may be done with ${set === 'storage' ? 'managed storage accounts' : `${set}s`}: get list set.`,
				})),
			],
			examples: ['az keyvault set-policy -n kv-shop --object-id $ID --secret-permissions get list'],
			of: VAULT,
			run: (args, context) =>
				change(args, context, (before) => {
					const old = isObject(before?.permissions) ? before.permissions : {};
					const asked = SETS.flatMap((set) => {
						const words = many(args, `${set}-permissions`);
						const key = set === 'storage' ? set : `${set}s`;
						return words ? [[key, words.map((word) => word.toLowerCase())] as const] : [];
					});
					return { ...old, ...Object.fromEntries(asked) };
				}),
		},
		{
			name: 'keyvault delete-policy',
			summary: "Takes away somebody's policy in a vault.",
			options: [...vaultTarget, ...WHO],
			of: VAULT,
			run: (args, context) => change(args, context, () => undefined),
		},
	],
};
