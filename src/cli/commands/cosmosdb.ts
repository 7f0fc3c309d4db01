import type { JsonObject } from '../../azure';
import { has, isOn, many, maybe, type Args } from '../args';
import type { CommandGroup } from '../command';
import { createCommand, plainCommands, updateCommand, type Kind } from '../crud';
import { identityCommands } from '../identityCommands';
import { ASSIGN_IDENTITY_BY_ID } from '../newIdentity';
import { model } from '../shape';

const kind: Kind = {
	word: 'cosmosdb',
	type: 'Microsoft.DocumentDB/databaseAccounts',
	noun: 'Cosmos DB account',
	fixedUpdate: true,
	shape: (account) => model(account, 'identity', 'kind'),
	confirm: true,
};

/** The region that a line names first. Without one it is the resource group's. */
const regionOf = (args: Args): string | undefined =>
	many(args, 'locations')
		?.find((word) => word.startsWith('regionName='))
		?.slice('regionName='.length)
		.toLowerCase()
		.replaceAll(' ', '');

/**
 * Azure Cosmos DB.
 * @see https://learn.microsoft.com/cli/azure/cosmosdb
 */
export const cosmosdb: CommandGroup = {
	groups: {
		cosmosdb: 'Azure Cosmos DB.',
		'cosmosdb identity': 'The identities of a Cosmos DB account.',
	},
	commands: [
		createCommand(kind, {
			options: [
				{
					long: 'locations',
					takes: 'some',
					summary: 'Where it stands: regionName=westeurope failoverPriority=0.',
				},
				{
					long: 'kind',
					choices: ['GlobalDocumentDB', 'MongoDB', 'Parse'],
					summary: 'Default: GlobalDocumentDB.',
				},
				{ long: 'default-consistency-level', summary: 'Default: Session.' },
				{ long: 'default-identity', summary: 'The identity that reads its encryption key.' },
			],
			identity: ASSIGN_IDENTITY_BY_ID,
			placed: (args) => regionOf(args) ?? '',
			body: (args) => ({
				kind: maybe(args, 'kind') ?? 'GlobalDocumentDB',
				properties: {
					databaseAccountOfferType: 'Standard',
					consistencyPolicy: {
						defaultConsistencyLevel: maybe(args, 'default-consistency-level') ?? 'Session',
					},
					...(has(args, 'default-identity')
						? { defaultIdentity: maybe(args, 'default-identity') ?? '' }
						: {}),
				},
			}),
			examples: ['az cosmosdb create -g rg-shop -n shop-orders --assign-identity'],
		}),
		...plainCommands(kind),
		updateCommand(kind, {
			options: [
				{ long: 'default-identity', summary: 'The identity that reads its encryption key.' },
				{
					long: 'disable-key-based-metadata-write-access',
					takes: 'maybe',
					summary: 'Whether keys may not change what it is made of.',
				},
			],
			change: (args): JsonObject => ({
				properties: {
					...(has(args, 'default-identity')
						? { defaultIdentity: maybe(args, 'default-identity') ?? '' }
						: {}),
					...(has(args, 'disable-key-based-metadata-write-access')
						? {
								disableKeyBasedMetadataWriteAccess: isOn(
									args,
									'disable-key-based-metadata-write-access',
									true,
								),
							}
						: {}),
				},
			}),
		}),
		...identityCommands(kind),
	],
};
