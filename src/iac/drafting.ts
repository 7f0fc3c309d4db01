import {
	currentSubscription,
	groupOf,
	idKey,
	isObject,
	parseResourceId,
	type Json,
	type JsonObject,
	type Resource,
	type World,
} from '../azure';
import type { Parameter } from './block';
import { camelCase, chooseNames, typeWord, type Wish } from './names';
import type { Selection } from './select';
import { refer, toldAt, type Value } from './value';

/** What is known while blocks are made. Parameters and notes are added as they turn out to be needed. */
export interface Drafting {
	readonly world: World;
	readonly subscriptionId: string;
	readonly location: string;
	/** Symbols by the key of what they stand for. */
	readonly symbols: ReadonlyMap<string, string>;
	/** Keys of resources that have a block or can have one. */
	readonly isThere: (key: string) => boolean;
	readonly parameters: Parameter[];
	readonly leftOut: string[];
	/** Every name that is used. */
	readonly claimed: Set<string>;
}

const GROUP = 'Microsoft.Resources/resourceGroups';

/** The region in which most resources are. */
function mostUsed(selection: Selection): string {
	const counts = new Map<string, number>();
	for (const { location } of [...selection.groups, ...selection.resources])
		if (location !== undefined) counts.set(location, (counts.get(location) ?? 0) + 1);
	return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? 'westeurope';
}

const wish = (id: string, type: string, name: string, around: readonly string[]): Wish => {
	const plain = camelCase(name);
	const own = /^[A-Za-z]/.test(plain) ? plain : camelCase(typeWord(type), name);
	return {
		id: idKey(id),
		names: [
			own,
			camelCase(name, typeWord(type)),
			camelCase(...around, name),
			camelCase(...around, name, typeWord(type)),
		],
	};
};

/** Begins to draft: gives every resource of the selection, and those that it may refer to, its name. */
export function drafting(world: World, selection: Selection, whole: boolean): Drafting {
	const subscriptionId = currentSubscription(world);
	const wishes: Wish[] = [];
	if (whole) for (const { id, name } of selection.groups) wishes.push(wish(id, GROUP, name, []));
	for (const { id, type, name } of selection.resources) {
		const parts = parseResourceId(id);
		const parents = parts?.names.slice(0, -1).filter((each) => each !== 'default') ?? [];
		wishes.push(wish(id, type, name, parents.length > 0 ? parents : [parts?.resourceGroup ?? '']));
	}
	for (const { id, name } of selection.secrets)
		wishes.push(
			wish(
				id,
				'Microsoft.KeyVault/vaults/secrets',
				name,
				parseResourceId(id)?.names.slice(0, 1) ?? [],
			),
		);
	for (const { name, roleName } of selection.roles)
		wishes.push({ id: name, names: [camelCase(roleName), camelCase(roleName, 'Role')] });
	const symbols = chooseNames(wishes);
	return {
		world,
		subscriptionId,
		location: mostUsed(selection),
		symbols,
		isThere: (key) => world.resources[key] !== undefined,
		parameters: [],
		leftOut: [],
		claimed: new Set([...symbols.values(), 'location']),
	};
}

/** A name that nothing else has. */
export function claim(context: Drafting, wanted: string): string {
	let name = /^[A-Za-z]/.test(wanted) ? wanted : `x${wanted}`;
	for (let number = 2; context.claimed.has(name); number++) name = `${wanted}${number}`;
	context.claimed.add(name);
	return name;
}

/** The parameter of that name, made when it is first asked for. */
export function parameter(
	context: Drafting,
	wanted: string,
	value: string,
	description: string,
	secure = false,
): Value {
	const known = context.parameters.find(
		(one) => one.description === description && one.value === value,
	);
	const name = known?.name ?? claim(context, wanted);
	if (!known) context.parameters.push({ name, value, description, secure });
	return refer({ kind: 'parameter', of: name });
}

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
	if (!text.includes(subscriptionId)) return text;
	const parts = text.split(subscriptionId);
	return refer({
		kind: 'text',
		of: parts.flatMap((part, index): Value[] =>
			index === 0 ? [part] : [refer({ kind: 'subscriptionId' }), part],
		),
	});
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
