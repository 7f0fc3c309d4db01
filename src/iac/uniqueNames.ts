import { idKey, providerOf, type Resource } from '../azure';
import { parameter, symbolOf, type Drafting } from './drafting';
import type { Value } from './value';

/** Names that no other in all of Azure may have: they are parameters wherever they stand. */

/** The name of a resource: a parameter where it must be unique in all of Azure. */
export function resourceName(context: Drafting, resource: Resource): Value {
	if (providerOf(resource.type)?.taken === undefined) return resource.name;
	const symbol = symbolOf(context, idKey(resource.id));
	const wanted = symbol.endsWith('Name') ? symbol : `${symbol}Name`;
	return parameter(
		context,
		wanted,
		resource.name,
		`Name of ${symbol}: no other in Azure may have it.`,
	);
}

/** Where the name of what kind of thing begins an address. */
const HOSTS: Readonly<Record<string, string>> = {
	'vault.azure.net': 'vaults',
	'blob.core.windows.net': 'storageaccounts',
	'queue.core.windows.net': 'storageaccounts',
	'table.core.windows.net': 'storageaccounts',
	'file.core.windows.net': 'storageaccounts',
	'dfs.core.windows.net': 'storageaccounts',
	'azurewebsites.net': 'sites',
	'azurecr.io': 'registries',
	'azconfig.io': 'configurationstores',
	'servicebus.windows.net': 'namespaces',
	'documents.azure.com': 'databaseaccounts',
	'database.windows.net': 'servers',
};
const HOST = new RegExp(
	`(?<![\\w.-])([a-z0-9][a-z0-9-]*)\\.(${Object.keys(HOSTS).join('|').replaceAll('.', '\\.')})(?![\\w.-])`,
	'gi',
);
/** @see https://learn.microsoft.com/azure/app-service/app-service-key-vault-references */
const VAULT_NAME = /(?<=@Microsoft\.KeyVault\((?:[^)]*;)?VaultName=)([a-z0-9-]+)(?=[;)])/gi;
/** @see https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity */
const ACCOUNT_NAME = /__accountName$/i;

const kindOf = ({ type }: Resource): string => type.split('/').at(-1)?.toLowerCase() ?? '';
const found = new WeakMap<Drafting['symbols'], ReadonlyMap<string, Resource>>();

/** Resources that the program makes under a name that must be unique, by kind and name: `vaults/kv-shop`. */
function takenNames({ world, symbols }: Drafting): ReadonlyMap<string, Resource> {
	const known = found.get(symbols);
	if (known) return known;
	const made = new Map<string, Resource>();
	for (const key of symbols.keys()) {
		const resource = world.resources[key];
		if (resource && providerOf(resource.type)?.taken !== undefined)
			made.set(`${kindOf(resource)}/${resource.name.toLowerCase()}`, resource);
	}
	found.set(symbols, made);
	return made;
}

/** A text cut where names of resources stand in it: `https://`, the name of the vault, `.vault.azure.net`. */
export function splitNames(context: Drafting, text: string, key: string): Value[] {
	const hits: { readonly at: number; readonly name: string; readonly kind: string }[] = [];
	if (ACCOUNT_NAME.test(key)) hits.push({ at: 0, name: text, kind: 'storageaccounts' });
	else if (text.includes('.')) {
		for (const { index, 1: name = '', 2: host = '' } of text.matchAll(HOST))
			hits.push({ at: index, name, kind: HOSTS[host.toLowerCase()] ?? '' });
		for (const { index, 1: name = '' } of text.matchAll(VAULT_NAME))
			hits.push({ at: index, name, kind: 'vaults' });
	}
	const parts: Value[] = [];
	let from = 0;
	for (const { at, name, kind } of hits.sort((a, b) => a.at - b.at)) {
		const resource = takenNames(context).get(`${kind}/${name.toLowerCase()}`);
		if (resource?.name !== name) continue;
		if (at > from) parts.push(text.slice(from, at));
		parts.push(resourceName(context, resource));
		from = at + name.length;
	}
	if (from < text.length || parts.length === 0) parts.push(text.slice(from));
	return parts;
}
