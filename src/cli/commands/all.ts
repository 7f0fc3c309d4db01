import type { CommandGroup } from '../command';
import { accountGroup } from './account';
import { ad } from './ad';
import { group } from './group';
import { identity } from './identity';
import { keyless } from './keyless';
import { keyvault } from './keyvault';
import { resource } from './resource';
import { rest } from './rest';
import { role } from './role';
import { sites } from './sites';
import { storage } from './storage';
import { vm } from './vm';

/** Every file of commands. A new one is one line here. */
export const GROUPS: readonly CommandGroup[] = [
	accountGroup,
	ad,
	group,
	identity,
	keyless,
	keyvault,
	resource,
	rest,
	role,
	sites,
	storage,
	vm,
];
