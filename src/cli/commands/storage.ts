import type { CommandGroup } from '../command';
import { blobCommands, spellBlob } from './storageBlob';
import { accountCommands, spellAccount } from './storageAccount';

/**
 * Storage accounts, their containers and blobs.
 * @see https://learn.microsoft.com/cli/azure/storage
 */
export const storage: CommandGroup = {
	groups: {
		storage: 'Storage accounts and what is in them.',
		'storage account': 'Storage accounts.',
		'storage account keys': 'The keys that open an account.',
		'storage container': 'Containers of blobs.',
		'storage container-rm': 'Containers, managed as resources.',
		'storage blob': 'Blobs.',
	},
	commands: [...accountCommands, ...blobCommands],
	spell: (sent, world) => spellAccount(sent, world) ?? spellBlob(sent),
};
