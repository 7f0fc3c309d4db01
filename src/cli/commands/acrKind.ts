import type { JsonObject } from '../../azure';
import type { Context } from '../command';
import type { Kind } from '../crud';
import { model } from '../shape';
import { columns } from '../tables';

/** The type of container registries. */
export const REGISTRY = 'Microsoft.ContainerRegistry/registries';

/** A registry as `az` prints it. */
export const registryShape = (registry: JsonObject): JsonObject =>
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
		short: 'n',
		required: true,
		summary: 'Name of the container registry.',
	},
	anywhere: missing,
	byName: true,
	nameFirst: true,
	shape: registryShape,
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
