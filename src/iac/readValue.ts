import {
	groupOf,
	idKey,
	isObject,
	type Json,
	type JsonObject,
	type Resource,
	type World,
} from '../azure';
import { parameter, type Drafting } from './drafting';
import { camelCase } from './names';
import { splitNames } from './uniqueNames';
import { refer, toldAt, type Value } from './value';

/** What the values of resources mean: ids, identities, secrets and names of others. */

/** Texts that hold a key or a password. */
const isSecret = (key: string, text: string): boolean =>
	/(?:AccountKey|SharedAccessKey)=[^;&]+/i.test(text) || (/password$/i.test(key) && text !== '');

/** What a text of a resource means: something else's id or identity, the tenant, or itself. */
export function readText(context: Drafting, text: string, of: string, key = ''): Value {
	const { world, subscriptionId } = context;
	if (text.startsWith('/')) {
		const found = idKey(text);
		if (context.isThere(found)) return refer({ kind: 'id', of: found });
	}
	if (text.length === 36) {
		if (text === world.tenant.tenantId) return refer({ kind: 'tenantId' });
		const holder = holderOf(context, text);
		if (holder !== undefined) return holder;
	}
	if (isSecret(key, text))
		return parameter(
			context,
			camelCase(of, key === '' || key === 'value' ? 'Connection' : key),
			text,
			`A secret of ${of}.`,
			true,
		);
	const parts = splitNames(context, text, key).flatMap((part): Value[] =>
		typeof part !== 'string' || !part.includes(subscriptionId)
			? [part]
			: part
					.split(subscriptionId)
					.flatMap((each, index): Value[] =>
						index === 0 ? [each] : [refer({ kind: 'subscriptionId' }), each],
					),
	);
	const [only = text] = parts;
	return parts.length <= 1 ? only : refer({ kind: 'text', of: parts });
}

/** The paths of a cluster's properties at which it tells of identities that it made. */
const pathsOfMade = ({ properties }: Resource): readonly (readonly string[])[] => [
	...Object.keys(isObject(properties.identityProfile) ? properties.identityProfile : {}).map(
		(name) => ['identityProfile', name],
	),
	...Object.keys(isObject(properties.addonProfiles) ? properties.addonProfiles : {}).map((name) => [
		'addonProfiles',
		name,
		'identity',
	]),
];

/**
 * Where an identity that another resource made for itself is told: it cannot be named before its maker is there, so a program asks
 * that one. `undefined` for any other identity.
 * @see https://learn.microsoft.com/azure/aks/use-managed-identity
 */
function toldByMaker(
	world: World,
	key: string,
): { readonly of: string; readonly made: readonly string[] } | undefined {
	const { managedBy = '' } = world.resourceGroups[idKey(groupOf(key) ?? '')] ?? {};
	const maker = world.resources[idKey(managedBy)];
	const made =
		maker &&
		pathsOfMade(maker).find(
			(path) => idKey(toldAt(maker.properties, [...path, 'resourceId'].join('.'))) === key,
		);
	return made && { of: idKey(managedBy), made };
}

const holders = new WeakMap<object, ReadonlyMap<string, Value>>();

/** The identity whose object id or client id this is, as a reference to its resource. */
export function holderOf({ world }: Drafting, id: string): Value | undefined {
	let known = holders.get(world.servicePrincipals);
	if (!known) {
		const entries = new Map<string, Value>();
		for (const principal of Object.values(world.servicePrincipals)) {
			const key = idKey(principal.resourceId);
			if (principal.deletedAt !== undefined || !world.resources[key]) continue;
			const told = toldByMaker(world, key);
			if (told) {
				entries.set(principal.id, refer({ kind: 'principalId', ...told }));
				entries.set(principal.appId, refer({ kind: 'clientId', ...told }));
				continue;
			}
			entries.set(principal.id, refer({ kind: 'principalId', of: key }));
			if (principal.kind === 'user')
				entries.set(principal.appId, refer({ kind: 'clientId', of: key }));
		}
		holders.set(world.servicePrincipals, (known = entries));
	}
	return known.get(id);
}

/** A JSON value of a resource with its references found. */
export function readValue(context: Drafting, value: Json, of: string, key = ''): Value {
	if (typeof value === 'string') return readText(context, value, of, key);
	if (Array.isArray(value))
		return (value as readonly Json[]).map((item) => readValue(context, item, of, key));
	if (typeof value !== 'object' || value === null) return value as Value;
	const record = value as JsonObject;
	const entries: [string, Value][] = [];
	for (const [name, item] of Object.entries(record))
		if (item !== undefined) {
			// In lists of settings the name says what the value is.
			const label = name === 'value' && typeof record.name === 'string' ? record.name : name;
			entries.push([name, readValue(context, item, of, label)]);
		}
	return Object.fromEntries(entries);
}
