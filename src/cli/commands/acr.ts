import { isObject, parseJson, type JsonObject } from '../../azure';
import { has, isOn, maybe } from '../args';
import type { CommandGroup, Option } from '../command';
import { createCommand, plainCommands, updateCommand } from '../crud';
import { identityCommands } from '../identityCommands';
import { oneIdentity } from '../newIdentity';
import { az } from '../quote';
import { isTo } from '../sentRequest';
import { registryEncryption } from './acrEncryption';
import { registryKind, registryShape, REGISTRY } from './acrKind';

const SKU: Option = {
	long: 'sku',
	choices: ['Basic', 'Premium', 'Standard', 'basic', 'premium', 'standard'],
	summary: 'Basic, Standard or Premium.',
};
const ADMIN: Option = {
	long: 'admin-enabled',
	takes: 'maybe',
	choices: ['true', 'false'],
	summary: 'Whether a user with a password can come in. Default: false.',
};
const skuOf = (name: string): JsonObject => ({
	name: `${name.slice(0, 1).toUpperCase()}${name.slice(1).toLowerCase()}`,
});

/**
 * Container registries.
 * @see https://learn.microsoft.com/cli/azure/acr
 */
export const acr: CommandGroup = {
	groups: {
		acr: 'Container registries.',
		'acr identity': 'The identities of a container registry.',
	},
	commands: [
		createCommand(registryKind, {
			options: [
				{ ...SKU, required: true },
				ADMIN,
				{
					long: 'key-encryption-key',
					summary: 'Address of a key in a vault that encrypts it; needs --identity.',
				},
			],
			identity: oneIdentity('identity', 'Id of a user-assigned identity.'),
			*before(args, context, group) {
				const found = yield* registryEncryption(
					maybe(args, 'identity'),
					maybe(args, 'key-encryption-key'),
					context,
					group,
				);
				if (!found.ok || !found.encryption) return found.ok ? { ok: true, args } : found;
				const given = { ...args.given, encryption: [JSON.stringify(found.encryption)] };
				return { ok: true, args: { given } };
			},
			body: (args) => ({
				sku: skuOf(maybe(args, 'sku') ?? 'Standard'),
				properties: {
					adminUserEnabled: isOn(args, 'admin-enabled', false),
					...(has(args, 'encryption')
						? { encryption: parseJson(maybe(args, 'encryption')) ?? null }
						: {}),
				},
			}),
			examples: ['az acr create -g rg-shop -n shopimages --sku Standard'],
		}),
		...plainCommands({ ...registryKind, confirm: true }),
		updateCommand(registryKind, {
			options: [SKU, ADMIN],
			change: (args): JsonObject => ({
				...(has(args, 'sku') ? { sku: skuOf(maybe(args, 'sku') ?? '') } : {}),
				...(has(args, 'admin-enabled')
					? { properties: { adminUserEnabled: isOn(args, 'admin-enabled', false) } }
					: {}),
			}),
		}),
		...identityCommands({ ...registryKind, prints: registryShape, mustName: true }),
	],
	spell(sent) {
		const { group, name, body } = sent;
		const of = ['-g', group, '-n', name];
		if (isTo(sent, 'DELETE', REGISTRY)) return az('acr delete', ...of, '--yes');
		if (isTo(sent, 'GET', REGISTRY)) return az('acr show', ...of);
		if (!isTo(sent, 'PUT', REGISTRY) || !isObject(body)) return undefined;
		const { location, sku, properties, ...other } = body;
		const { adminUserEnabled, ...more } = isObject(properties) ? properties : {};
		if (!isObject(sku) || Object.keys({ ...other, ...more }).length > 0) return undefined;
		return az(
			'acr create',
			...[...of, '-l', String(location), '--sku', String(sku.name)],
			...(adminUserEnabled === true ? ['--admin-enabled', 'true'] : []),
		);
	},
};
