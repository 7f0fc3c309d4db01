import { isObject, type Json, type JsonObject } from '../azure';

/** How `az` reshapes Azure's answers before it prints them. */

/** The resource group that an id of something inside a group names. */
const groupIn = (id: Json | undefined): string | undefined =>
	typeof id === 'string' ? /\/resourceGroups\/([^/]+)\/providers\//i.exec(id)?.[1] : undefined;

/** What `az` adds to an object whose `id` lies in a group, unless it says so itself. */
function addedGroup(value: JsonObject, keys: readonly string[]): string | undefined {
	const group = groupIn(value.id);
	return group && !keys.some((key) => key.toLowerCase() === 'resourcegroup') ? group : undefined;
}

/** Adds `resourceGroup` to every object whose `id` lies in a group. */
export function withGroups(value: Json): Json {
	if (Array.isArray(value)) return value.map(withGroups);
	if (!isObject(value)) return value;
	const copy: Record<string, Json | undefined> = { ...value };
	const keys = Object.keys(value);
	for (const key of keys) {
		const item = value[key];
		if (typeof item === 'object') copy[key] = withGroups(item);
	}
	const group = addedGroup(value, keys);
	if (group !== undefined) copy.resourceGroup = group;
	return copy;
}

/** Sets a field. A tag may be called `__proto__`, and must not become the object's prototype. */
export function putOwn<T>(object: Record<string, T>, key: string, value: T): void {
	if (key !== '__proto__') object[key] = value;
	else
		Object.defineProperty(object, key, {
			value,
			enumerable: true,
			configurable: true,
			writable: true,
		});
}

/** A value as `az` shows it: every object with its keys in order and, as {@link withGroups} has it, with its group. */
export function arranged(value: Json): Json {
	if (typeof value !== 'object' || value === null) return value;
	if (!isObject(value)) return (value as readonly Json[]).map(arranged);
	const keys = Object.keys(value);
	const group = addedGroup(value, keys);
	if (group !== undefined) keys.push('resourceGroup');
	const inOrder: Record<string, Json> = {};
	for (const key of keys.sort()) {
		const item = group !== undefined && key === 'resourceGroup' ? group : value[key];
		if (item !== undefined) putOwn(inOrder, key, arranged(item));
	}
	return inOrder;
}

/** {@link flatten} into an object of its own. Filled field by field, which is ten times as quick as spreading into a literal. */
function flattened(resource: JsonObject): Record<string, Json | undefined> {
	const { properties } = resource;
	const flat: Record<string, Json | undefined> = {};
	if (isObject(properties))
		for (const key of Object.keys(properties)) putOwn(flat, key, properties[key]);
	for (const key of Object.keys(resource))
		if (key !== 'properties') putOwn(flat, key, resource[key]);
	return flat;
}

/** An object with what its `properties` hold beside its own fields, as Azure's SDK models have it. */
export const flatten = (resource: JsonObject): JsonObject => flattened(resource);

/** The identity block as SDK models print it: the field that was not answered is null. */
export const identityModel = (identity: Json | undefined): Json =>
	isObject(identity)
		? {
				principalId: identity.principalId ?? null,
				tenantId: identity.tenantId ?? null,
				type: identity.type ?? null,
				userAssignedIdentities: identity.userAssignedIdentities ?? null,
			}
		: null;

const pythonTimes = (systemData: JsonObject): JsonObject => ({
	...systemData,
	createdAt: pythonTime(systemData.createdAt),
	lastModifiedAt: pythonTime(systemData.lastModifiedAt),
});

/** An object whose `systemData` tells its times as Python prints them. */
export const withTimes = (resource: JsonObject): JsonObject =>
	isObject(resource.systemData)
		? { ...resource, systemData: pythonTimes(resource.systemData) }
		: resource;

/** A flattened resource with the fields that its model always has. */
export function model(resource: JsonObject, ...always: readonly string[]): JsonObject {
	const whole = flattened(resource);
	if (isObject(whole.systemData)) whole.systemData = pythonTimes(whole.systemData);
	for (const key of ['tags', ...always])
		whole[key] = key === 'identity' ? identityModel(whole.identity) : (whole[key] ?? null);
	return whole;
}

/** `2026-01-05T09:00:00Z` as Python prints it: `2026-01-05T09:00:00+00:00`. */
export const pythonTime = (time: Json | undefined): Json =>
	typeof time === 'string'
		? time.replace(/(?:\.(\d*))?Z$/, (_, digits: string = '') =>
				/^0*$/.test(digits) ? '+00:00' : `.${digits.slice(0, 6).padEnd(6, '0')}+00:00`,
			)
		: (time ?? null);

/** Seconds since 1970 as Python prints them. */
export const pythonSeconds = (time: Json | undefined): Json =>
	typeof time === 'number' ? pythonTime(new Date(time * 1000).toISOString()) : null;
