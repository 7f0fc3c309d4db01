import { isObject, type Json, type JsonObject } from '../azure';

/** How `az` reshapes Azure's answers before it prints them. */

/** The resource group that an id of something inside a group names. */
const groupIn = (id: Json | undefined): string | undefined =>
	typeof id === 'string' ? /\/resourceGroups\/([^/]+)\/providers\//i.exec(id)?.[1] : undefined;

/** Adds `resourceGroup` to every object whose `id` lies in a group. */
export function withGroups(value: Json): Json {
	if (Array.isArray(value)) return value.map(withGroups);
	if (!isObject(value)) return value;
	const entries = Object.entries(value).map(([key, item]): [string, Json | undefined] => [
		key,
		item === undefined ? undefined : withGroups(item),
	]);
	const group = groupIn(value.id);
	const named = Object.keys(value).some((key) => key.toLowerCase() === 'resourcegroup');
	return Object.fromEntries(group && !named ? [...entries, ['resourceGroup', group]] : entries);
}

/** An object with what its `properties` hold beside its own fields, as Azure's SDK models have it. */
export function flatten(resource: JsonObject): JsonObject {
	const { properties, ...rest } = resource;
	return isObject(properties) ? { ...properties, ...rest } : rest;
}

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

/** An object whose `systemData` tells its times as Python prints them. */
export function withTimes(resource: JsonObject): JsonObject {
	const { systemData } = resource;
	if (!isObject(systemData)) return resource;
	const times = Object.fromEntries(
		['createdAt', 'lastModifiedAt'].map((key) => [key, pythonTime(systemData[key])]),
	);
	return { ...resource, systemData: { ...systemData, ...times } };
}

/** A flattened resource with the fields that its model always has. */
export function model(resource: JsonObject, ...always: readonly string[]): JsonObject {
	const flat = withTimes(flatten(resource));
	const nulls = Object.fromEntries(['tags', ...always].map((key) => [key, flat[key] ?? null]));
	return {
		...flat,
		...nulls,
		...('identity' in nulls ? { identity: identityModel(flat.identity) } : {}),
	};
}

/** `2026-01-05T09:00:00Z` as Python prints it: `2026-01-05T09:00:00+00:00`. */
export const pythonTime = (time: Json | undefined): Json =>
	typeof time === 'string'
		? time
				.replace(/\.(\d+)?Z$/, (_, digits: string = '') =>
					/^0*$/.test(digits) ? 'Z' : `.${digits.slice(0, 6).padEnd(6, '0')}Z`,
				)
				.replace(/Z$/, '+00:00')
		: (time ?? null);

/** Seconds since 1970 as Python prints them. */
export const pythonSeconds = (time: Json | undefined): Json =>
	typeof time === 'number' ? pythonTime(new Date(time * 1000).toISOString()) : null;
