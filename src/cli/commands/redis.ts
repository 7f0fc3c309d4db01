import { maybe, one } from '../args';
import type { CommandGroup, Option } from '../command';
import { createCommand, plainCommands, updateCommand, type Kind } from '../crud';
import { identityCommands } from '../identityCommands';
import { MI } from '../newIdentity';
import { model } from '../shape';

const kind: Kind = {
	word: 'redis',
	type: 'Microsoft.Cache/Redis',
	noun: 'cache',
	shape: (cache) => model(cache, 'identity'),
	confirm: true,
	untagged: ['update'],
};
const SKU: Option = {
	long: 'sku',
	choices: ['Basic', 'Premium', 'Standard'],
	summary: 'Basic, Standard or Premium.',
};
const SIZE: Option = { long: 'vm-size', summary: 'Size: c0 to c6, p1 to p5.' };

/** The size as the service writes it: a family and a number. */
const sizeOf = (size: string): { family: string; capacity: number } => ({
	family: size.slice(0, 1).toUpperCase(),
	capacity: Number(size.slice(1)) || 0,
});

/**
 * Azure Cache for Redis: only its name, its place and its identities are simulated.
 * @see https://learn.microsoft.com/cli/azure/redis
 */
export const redis: CommandGroup = {
	groups: { redis: 'Azure Cache for Redis.', 'redis identity': 'The identities of a cache.' },
	commands: [
		createCommand(kind, {
			options: [
				{ ...SKU, required: true },
				{ ...SIZE, required: true },
				{ long: 'minimum-tls-version', summary: 'The oldest TLS that it takes.' },
			],
			identity: MI,
			body: (args) => ({
				properties: {
					sku: { name: one(args, 'sku'), ...sizeOf(one(args, 'vm-size')) },
					...(maybe(args, 'minimum-tls-version') === undefined
						? {}
						: { minimumTlsVersion: one(args, 'minimum-tls-version') }),
				},
			}),
			examples: [
				'az redis create -g rg-shop -n shop-cache -l westeurope --sku Standard --vm-size c1 --mi-system-assigned',
			],
		}),
		...plainCommands(kind),
		updateCommand(kind),
		...identityCommands({ ...kind, by: MI }),
	],
};
