import { isObject, type JsonObject } from '../../azure';
import { has, isOn, maybe } from '../args';
import type { CommandGroup, Context, Option } from '../command';
import { createCommand, plainCommands, updateCommand, type Kind } from '../crud';
import { identityCommands } from '../identityCommands';
import { oneIdentity } from '../newIdentity';
import { az } from '../quote';
import { isTo } from '../sentRequest';
import { model } from '../shape';
import { columns } from '../tables';

/** The type of container registries. */
export const REGISTRY = 'Microsoft.ContainerRegistry/registries';

const shape = (registry: JsonObject): JsonObject =>
	model(registry, 'identity', 'sku', 'encryption', 'policies');

/** What is said when no registry of a name is in the subscription. */
const missing = (name: string, { session, subscriptionId }: Context): string =>
	`The resource with name '${name}' and type '${REGISTRY}' could not be found in subscription '${session.subscriptionName} (${subscriptionId})'.`;

/** Registries, which are found by name alone. */
export const registryKind: Kind = {
	word: 'acr',
	type: REGISTRY,
	noun: 'container registry',
	named: {
		long: 'name',
		also: ['registry'],
		short: 'nr',
		required: true,
		summary: 'Name of the container registry.',
	},
	anywhere: missing,
	shape,
	table: columns({
		NAME: 'name',
		'RESOURCE GROUP': 'resourceGroup',
		LOCATION: 'location',
		SKU: 'sku.name',
		'LOGIN SERVER': 'loginServer',
		'CREATION DATE': 'creationDate',
		'ADMIN ENABLED': 'adminUserEnabled',
	}),
};

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
			options: [{ ...SKU, required: true }, ADMIN],
			identity: oneIdentity('identity', 'Id of a user-assigned identity.'),
			body: (args) => ({
				sku: skuOf(maybe(args, 'sku') ?? 'Standard'),
				properties: { adminUserEnabled: isOn(args, 'admin-enabled', false) },
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
		...identityCommands({ ...registryKind, prints: shape }),
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
