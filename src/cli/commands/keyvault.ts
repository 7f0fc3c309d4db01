import { isObject, requests, type Conversation, type JsonObject } from '../../azure';
import { isOn, maybe, one, tagsOf, type Args } from '../args';
import { ask, askToShow } from '../ask';
import { done, fail, type CommandGroup, type Context, type Failure } from '../command';
import { listCommand, placeTable, type Kind } from '../crud';
import { ANY_GROUP, GROUP, LOCATION, name, NO_WAIT, TAGS } from '../options';
import { az } from '../quote';
import { isTo, type SentRequest } from '../sentRequest';
import { withTimes } from '../shape';
import { idOf, locate, locationOf } from '../targets';

const TYPE = 'Microsoft.KeyVault/vaults';

/** Vaults are printed with their `properties`, unlike most resources. */
const model = (vault: JsonObject): JsonObject =>
	withTimes({ systemData: null, tags: {}, ...vault });
const kind: Kind = {
	word: 'keyvault',
	type: TYPE,
	noun: 'key vault',
	shape: model,
	table: placeTable,
};

/** The id of the vault of a line; where no group is given it is looked for in the subscription. */
function* vaultOf(args: Args, context: Context): Conversation<{ ok: true; id: string } | Failure> {
	const group = maybe(args, 'resource-group');
	if (group !== undefined) return { ok: true, id: idOf(args, context, TYPE, group) };
	const found = yield* locate(TYPE, one(args, 'name'), context);
	if (!found.ok) return found;
	return found.resource
		? { ok: true, id: String(found.resource.id) }
		: fail(`The Vault '${one(args, 'name')}' not found within subscription.`, 3);
}

/** The lines of requests to vaults. */
function spell(sent: SentRequest): string | undefined {
	const { group, name: of, body } = sent;
	if (isTo(sent, 'DELETE', TYPE)) return az('keyvault delete', '-g', group, '-n', of);
	if (isTo(sent, 'GET', TYPE)) return az('keyvault show', '-g', group, '-n', of);
	if (isTo(sent, 'PUT', TYPE) && isObject(body)) {
		const { location, properties, ...other } = body;
		const {
			tenantId: _,
			sku,
			enableRbacAuthorization = true,
			...more
		} = isObject(properties) ? properties : {};
		const usual = sku === undefined || (isObject(sku) && sku.name === 'standard');
		if (!usual || Object.keys({ ...other, ...more }).length > 0) return undefined;
		const rbac = enableRbacAuthorization === true ? [] : ['--enable-rbac-authorization', 'false'];
		return az('keyvault create', '-g', group, '-n', of, '-l', String(location), ...rbac);
	}
	return undefined;
}

/**
 * Key vaults.
 * @see https://learn.microsoft.com/cli/azure/keyvault
 */
export const keyvault: CommandGroup = {
	groups: { keyvault: 'Key vaults.' },
	commands: [
		{
			name: 'keyvault create',
			summary: 'Creates a key vault, whose data Azure RBAC guards.',
			options: [
				GROUP,
				name('vault'),
				LOCATION,
				{
					long: 'enable-rbac-authorization',
					takes: 'maybe',
					choices: ['true', 'false'],
					summary: 'Azure RBAC guards the data, not access policies. Default: true.',
				},
				{ long: 'sku', choices: ['standard', 'premium'], summary: 'Default: standard.' },
				TAGS,
				NO_WAIT,
			],
			examples: ['az keyvault create -g rg-shop -n kv-shop'],
			*run(args, context) {
				const group = one(args, 'resource-group');
				const id = idOf(args, context, TYPE, group);
				const there = yield requests.get(id);
				if (there.status === 200)
					return fail(`The specified vault: ${one(args, 'name')} already exists`);
				const where = yield* locationOf(args, context, group);
				if (!where.ok) return where;
				const tags = tagsOf(args);
				const answer = yield* ask(
					requests.putResource(id, {
						location: where.location,
						...(tags ? { tags } : {}),
						properties: {
							tenantId: context.session.tenantId,
							sku: { family: 'A', name: maybe(args, 'sku') ?? 'standard' },
							enableRbacAuthorization: isOn(args, 'enable-rbac-authorization', true),
						},
					}),
				);
				return answer.ok ? done(model(answer.body)) : answer;
			},
			table: placeTable,
		},
		{
			name: 'keyvault show',
			summary: 'Shows a key vault.',
			options: [name('vault'), ANY_GROUP],
			*run(args, context) {
				const vault = yield* vaultOf(args, context);
				if (!vault.ok) return vault;
				const answer = yield* askToShow(vault.id);
				return answer.ok ? done(model(answer.body)) : answer;
			},
			table: placeTable,
		},
		listCommand(kind),
		{
			name: 'keyvault delete',
			summary: 'Deletes a key vault. It can be recovered for a while, and its name stays taken.',
			options: [name('vault'), ANY_GROUP, NO_WAIT],
			*run(args, context) {
				const vault = yield* vaultOf(args, context);
				if (!vault.ok) return vault;
				const answer = yield* ask(requests.del(vault.id));
				return answer.ok ? done() : answer;
			},
		},
	],
	spell,
};
