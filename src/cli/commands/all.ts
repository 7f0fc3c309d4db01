import type { CommandGroup } from '../command';
import { accountGroup } from './account';
import { ad } from './ad';
import { group } from './group';
import { identity } from './identity';
import { keyless } from './keyless';
import { keyvault } from './keyvault';
import { keyvaultSecret } from './keyvaultSecret';
import { resource } from './resource';
import { rest } from './rest';
import { roleAssignment } from './roleAssignment';
import { roleDefinition } from './roleDefinition';
import { sites } from './sites';
import { storageAccount } from './storageAccount';
import { storageBlob } from './storageBlob';
import { storageContainer } from './storageContainer';
import { storageContainerRm } from './storageContainerRm';
import { vm } from './vm';

/** Every file of commands. A new one is one line here. */
export const GROUPS: readonly CommandGroup[] = [
	accountGroup,
	ad,
	group,
	identity,
	keyless,
	keyvault,
	keyvaultSecret,
	resource,
	rest,
	roleAssignment,
	roleDefinition,
	sites,
	storageAccount,
	storageBlob,
	storageContainer,
	storageContainerRm,
	vm,
];
