import type { Reply } from '../arm/call';
import { empty, header, json, type HttpRequest, type HttpResponse } from '../http';
import { hashHex } from '../ids';
import { isObject, parseJson, type JsonObject } from '../json';
import { graphTime } from '../time';
import type { ParsedUrl } from '../url';
import type { Resource, World } from '../world';
import { httpDate } from './blobXml';
import { findItem, itemsOf, withItem, withoutItem } from './items';
import type { KeyValue } from '../records/data';

/** Settings of an App Configuration store, for callers that may. @see https://learn.microsoft.com/azure/azure-app-configuration/rest-api-key-value */

/** A request to a store, taken apart. */
export interface ConfigurationCall {
	readonly store: Resource;
	readonly request: HttpRequest;
	readonly query: ParsedUrl['query'];
	/** Empty for lists. */
	readonly key: string;
}

const KV = 'application/vnd.microsoft.appconfig.kv+json; charset=utf-8';
const KV_SET = 'application/vnd.microsoft.appconfig.kvset+json; charset=utf-8';
/** No label, as a query writes it. */
const NO_LABEL = '\u0000';

const nameOf = (key: string, label: string): string =>
	`${encodeURIComponent(key)}|${encodeURIComponent(label)}`;
const labelOf = ({ label = '' }: ParsedUrl['query']): string => (label === NO_LABEL ? '' : label);

const render = (setting: KeyValue): JsonObject => ({
	etag: setting.etag,
	key: setting.key,
	label: setting.label === '' ? null : setting.label,
	content_type: setting.contentType,
	value: setting.value,
	tags: setting.tags,
	locked: setting.locked,
	last_modified: graphTime(setting.changedAt).replace('Z', '+00:00'),
});

const withVersion = ({ etag, changedAt }: KeyValue) => ({
	etag: `"${etag}"`,
	'last-modified': httpDate(changedAt),
});

const one = (setting: KeyValue): HttpResponse =>
	json(200, render(setting), { 'content-type': KV, ...withVersion(setting) });

const found = (world: World, { store, key, query }: ConfigurationCall): KeyValue | undefined =>
	findItem(world, store.id, 'keyValues', nameOf(key, labelOf(query)));

/** Whether `If-Match` and `If-None-Match` let a request pass; the status of the answer otherwise. */
function stopped({ request }: ConfigurationCall, setting?: KeyValue): number | undefined {
	const bare = (name: string) => header(request, name)?.replace(/^"(.*)"$/, '$1');
	const [match, noneMatch] = [bare('if-match'), bare('if-none-match')];
	const is = (wanted: string) =>
		setting !== undefined && (wanted === '*' || wanted === setting.etag);
	if (match !== undefined && !is(match)) return 412;
	if (noneMatch !== undefined && is(noneMatch)) return request.method === 'GET' ? 304 : 412;
	return undefined;
}

/** One setting. */
export function getKeyValue(world: World, call: ConfigurationCall): Reply {
	const setting = found(world, call);
	if (!setting) return [world, empty(404)];
	const status = stopped(call, setting);
	return [world, status ? empty(status, withVersion(setting)) : one(setting)];
}

const isLocked = ({ key }: KeyValue): HttpResponse =>
	json(
		409,
		{
			type: 'https://azconfig.io/errors/key-locked',
			title: `Modifing key '${key}' is not allowed`,
			name: key,
			detail: 'The key is read-only. To allow modification unlock it first.',
			status: 409,
		},
		{ 'content-type': 'application/problem+json; charset=utf-8' },
	);

const etagOf = (world: World, { store, key, query }: ConfigurationCall): string =>
	hashHex(world.seed, 'keyValue', store.id, key, labelOf(query), world.sequence).slice(0, 43);

/** Writes a setting. */
export function putKeyValue(world: World, call: ConfigurationCall): Reply {
	const before = found(world, call);
	const status = stopped(call, before);
	if (status) return [world, empty(status)];
	if (before?.locked) return [world, isLocked(before)];
	const body = parseJson(call.request.body);
	if (!isObject(body))
		return [
			world,
			json(
				400,
				{
					type: 'https://azconfig.io/errors/invalid-argument',
					title: 'Invalid request body',
					status: 400,
				},
				{ 'content-type': 'application/problem+json; charset=utf-8' },
			),
		];
	const text = (value: unknown): string => (typeof value === 'string' ? value : '');
	const label = labelOf(call.query);
	const setting: KeyValue = {
		kind: 'keyValues',
		ownerId: call.store.id,
		name: nameOf(call.key, label),
		key: call.key,
		label,
		value: text(body.value),
		contentType: text(body.content_type),
		tags: isObject(body.tags)
			? Object.fromEntries(Object.entries(body.tags).map(([name, tag]) => [name, String(tag)]))
			: {},
		locked: false,
		etag: etagOf(world, call),
		changedAt: world.now,
	};
	return [withItem(world, setting), one(setting)];
}

/** Deletes a setting and answers what it was; one that is not there needs no deleting. */
export function deleteKeyValue(world: World, call: ConfigurationCall): Reply {
	const setting = found(world, call);
	const status = stopped(call, setting);
	if (status) return [world, empty(status)];
	if (!setting) return [world, empty(204)];
	return setting.locked ? [world, isLocked(setting)] : [withoutItem(world, setting), one(setting)];
}

const relock =
	(locked: boolean) =>
	(world: World, call: ConfigurationCall): Reply => {
		const setting = found(world, call);
		if (!setting) return [world, empty(404)];
		const status = stopped(call, setting);
		if (status) return [world, empty(status)];
		const changed = { ...setting, locked, etag: etagOf(world, call), changedAt: world.now };
		return [withItem(world, changed), one(changed)];
	};
/** Makes a setting read-only. */
export const lock = relock(true);
/** Lets a setting be changed again. */
export const unlock = relock(false);

/** The test that `key=` or `label=` stand for: names separated by commas, `*` at the end for any ending. */
function filterOf(asked: string | undefined): (value: string) => boolean {
	if (asked === undefined || asked === '*') return () => true;
	const wanted = asked.split(/(?<!\\),/).map((each) => each.replace(/\\(.)/g, '$1'));
	return (value) =>
		wanted.some((each) => {
			if (each === NO_LABEL) return value === '';
			return each.endsWith('*') ? value.startsWith(each.slice(0, -1)) : value === each;
		});
}

function matching(world: World, { store, query }: ConfigurationCall): readonly KeyValue[] {
	const [key, label] = [filterOf(query.key), filterOf(query.label)];
	return itemsOf(world, store.id, 'keyValues')
		.filter((setting) => key(setting.key) && label(setting.label))
		.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The settings of a store. */
export const listKeyValues = (world: World, call: ConfigurationCall): Reply => [
	world,
	json(200, { items: matching(world, call).map(render) }, { 'content-type': KV_SET }),
];

const names = (values: readonly (string | null)[], type: string): HttpResponse =>
	json(
		200,
		{ items: [...new Set(values)].map((name) => ({ name })) },
		{ 'content-type': `application/vnd.microsoft.appconfig.${type}+json; charset=utf-8` },
	);

const filteredByName = (values: readonly string[], { query }: ConfigurationCall) =>
	values.filter(filterOf(query.name));

/** The keys of a store. */
export const listKeys = (world: World, call: ConfigurationCall): Reply => {
	const all = itemsOf(world, call.store.id, 'keyValues').map(({ key }) => key);
	return [world, names(filteredByName(all, call), 'keyset')];
};

/** The labels of a store. */
export const listLabels = (world: World, call: ConfigurationCall): Reply => {
	const all = itemsOf(world, call.store.id, 'keyValues').map(({ label }) => label);
	const found = filteredByName(all, call).map((label) => (label === '' ? null : label));
	return [world, names(found, 'labelset')];
};
