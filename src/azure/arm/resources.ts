import { deliver, settle } from '../clock';
import { quotaRefusal } from '../entra/directoryQuota';
import { errors } from '../errors';
import { empty, json, type HttpResponse } from '../http';
import { isObject, type JsonObject } from '../json';
import { file, UNBORN } from '../lifecycles/run';
import { idKey, isWithin, keysWithin, sameId, sameType } from '../resourceId';
import type { Resource, World } from '../world';
import { logged } from './activityLog';
import { authorize, readingBelow } from './authorize';
import type { ArmCall, Reply } from './call';
import { merge, readTags } from './envelope';
import { applyIdentity, planIdentity, readIdentity } from './identity';
import { startOperation } from './operations';
import { isTracked, providerOf, type ProviderRow } from './providers';
import { listFilter } from './listFilter';
import { CLUSTER, nodeGroupRefusal, withNodeGroup } from './nodeGroup';
import { pageOf } from './paging';
import { withInstanceView } from './power';
import { isOpenRegion, normalLocation, OPEN_REGION_LIST } from './regions';
import { registrationState } from './registration';
import { expandedText, fullText, listingOf, type Listing } from './listing';
import { renderResource } from './render';
import { deletedAs, purge, recordOf, takeBack } from './softDelete';
import type { Target } from './target';
import { USER_ASSIGNED, withPrincipal } from './userAssigned';

/**
 * Any resource of the provider table: PUT, PATCH, GET, HEAD, DELETE, and lists.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/overview
 */

const NO_IDENTITY = { user: [] } as const;

/** Whether a request asks for what was deleted under its name. */
const recovers = ({ properties }: JsonObject): boolean =>
	isObject(properties) && /^recover$/i.test(String(properties.createMode));

/** Why a new resource may not have this name here, or `undefined`. */
function nameRefusal(
	world: World,
	{ row, id, name }: Target,
	body: JsonObject,
): HttpResponse | undefined {
	const { pattern, rule, refusal } = row.name;
	if (!pattern.test(name))
		return refusal ? errors.NameRefused(...refusal(name)) : errors.InvalidResourceName(name, rule);
	if (!row.taken) return undefined;
	const [code, message] = row.taken;
	const other = Object.values(world.resources).find(
		(resource) =>
			sameType(resource.type, row.type) &&
			resource.name.toLowerCase() === name.toLowerCase() &&
			!sameId(resource.id, id),
	);
	if (other) return errors.NameTaken(code, message(name));
	if (!deletedAs(world, row.dataPlane, name) || recovers(body)) return undefined;
	return row.dataPlane === 'keyVault'
		? errors.DeletedVaultExists()
		: errors.NameTaken(code, message(name));
}

/** Services whose resources can stand nowhere in particular: which of those without a full row do, is not looked at. */
const mayBeGlobal = ({ generic }: ProviderRow): boolean => generic === true;

/** Why a new resource cannot stand where the request says, or `undefined`: Resource Manager looks at that before its provider sees the request. */
function placeRefusal(
	row: ProviderRow,
	{ location: sent }: JsonObject,
	location: string | undefined,
): HttpResponse | undefined {
	if (!row.located) return undefined;
	if (location === undefined || location === '') return errors.LocationRequired();
	if (isOpenRegion(location) || (location === 'global' && mayBeGlobal(row))) return undefined;
	const regions = mayBeGlobal(row) ? `global,${OPEN_REGION_LIST}` : OPEN_REGION_LIST;
	return errors.LocationNotAvailableForResourceType(String(sent), row.type, regions);
}

/** What the request says the resource is, apart from its identities. */
function content(world: World, target: Target, call: ArmCall, body: JsonObject, before?: Resource) {
	const { row, id, name } = target;
	const asked = isObject(body.properties) ? body.properties : {};
	const location = locationOf(row, body, before);
	const recovered = before ? undefined : deletedAs(world, row.dataPlane, name);
	const write = {
		apiVersion: call.query['api-version'] ?? '',
		...(before ? { before } : {}),
	};
	const defaults =
		before && call.method === 'PATCH'
			? before.properties
			: (recovered?.resource.properties ??
				row.defaults?.(world, id, name, asked, location, write) ??
				{});
	const kept = before ? stableProperties(before, asked) : {};
	const tags = isTracked(row) ? (readTags(body.tags) ?? before?.tags) : undefined;
	const kind = typeof body.kind === 'string' ? body.kind : before?.kind;
	const sku = isObject(body.sku) ? body.sku : before?.sku;
	const {
		createMode: _,
		provisioningState: __,
		...properties
	} = { ...merge(defaults, asked), ...kept };
	return {
		properties,
		...(tags ? { tags } : {}),
		...(kind === undefined ? {} : { kind }),
		...(sku ? { sku } : {}),
	};
}

/**
 * Properties that a PUT does not take away: those that Azure made once, which no request changes, and the configuration of a
 * site, which no answer about the site shows and a PUT that does not name it leaves as it was.
 */
function stableProperties({ properties }: Resource, asked: JsonObject): JsonObject {
	const made = ['vmId', 'principalId', 'clientId', 'tenantId'];
	const stable = asked.siteConfig === undefined ? [...made, 'siteConfig'] : made;
	return Object.fromEntries(
		stable.flatMap((name) => (properties[name] === undefined ? [] : [[name, properties[name]]])),
	);
}

function locationOf(row: ProviderRow, body: JsonObject, before?: Resource): string | undefined {
	if (!row.located) return undefined;
	return typeof body.location === 'string' ? normalLocation(body.location) : before?.location;
}

/** A child resource stands where its parent stands. */
function parentLocation(world: World, id: string): string | undefined {
	const parent = /^(.*\/providers\/[^/]+\/[^/]+\/[^/]+)\//i.exec(id)?.[1];
	return parent === undefined ? undefined : world.resources[idKey(parent)]?.location;
}

/** The world in which a name is asked for: after its retention what was deleted under it has been purged. */
function afterRetention(world: World, { row, name }: Target): World {
	const purgeAt = recordOf(world, row.dataPlane, name)?.purgeAt ?? Infinity;
	return purgeAt <= world.now ? purge(world, row.dataPlane, name) : world;
}

function write(worldBefore: World, call: ArmCall, target: Target): Reply {
	const { row, id, key, name, before, group } = target;
	const world = afterRetention(worldBefore, target);
	const [namespace = ''] = row.type.split('/');
	const subscriptionId = call.parts.subscriptionId ?? '';
	if (!before && registrationState(world, subscriptionId, namespace) === 'NotRegistered')
		return [world, errors.MissingSubscriptionRegistration(namespace)];
	const body = isObject(call.body) ? call.body : undefined;
	if (!body)
		return [world, errors.InvalidRequestContent('The request body must be a JSON object.')];
	const location = locationOf(row, body, before);
	const astray = before ? undefined : placeRefusal(row, body, location);
	if (astray) return [world, astray];
	const refusal = before ? undefined : nameRefusal(world, target, body);
	if (refusal) return [world, refusal];
	const asked = isObject(body.properties) ? body.properties : {};
	const unfit = row.check?.(world, target, asked);
	if (unfit) return [world, unfit];
	if (before?.location !== undefined && location !== before.location)
		return [
			world,
			errors.InvalidResourceLocation(name, group.name, before.location, location ?? ''),
		];
	const current = before?.identity ?? NO_IDENTITY;
	let identity = before?.identity;
	let next = world;
	// `null` asks for nothing, as if the block were not there.
	if (body.identity !== undefined && (body.identity !== null || call.method === 'PATCH')) {
		const wish = readIdentity(body.identity, row);
		if ('status' in wish) return [world, wish];
		const plan = planIdentity(
			world,
			call,
			{ id, type: row.type, location: location ?? parentLocation(world, id), current },
			wish,
		);
		if ('status' in plan) return [world, plan];
		[next, identity] = applyIdentity(world, { id }, current, plan);
	}
	const makesPrincipal = !before && row.type === USER_ASSIGNED;
	const full = makesPrincipal ? quotaRefusal(world) : undefined;
	if (full) return [world, full];
	let resource: Resource = {
		id: before?.id ?? id,
		name: before?.name ?? name,
		type: row.type,
		...(location === undefined ? {} : { location }),
		...content(world, target, call, body, before),
		...(identity ? { identity } : {}),
		...(before?.power ? { power: before.power } : {}),
		createdAt: before?.createdAt ?? world.now,
		createdBy: before?.createdBy ?? call.caller.objectId,
		changedAt: world.now,
		changedBy: call.caller.objectId,
		lifecycle: before?.lifecycle ?? UNBORN,
	};
	if (makesPrincipal) [next, resource] = withPrincipal(next, resource);
	if (row.type === CLUSTER) {
		const taken = nodeGroupRefusal(next, resource);
		if (taken) return [world, taken];
		[next, resource] = withNodeGroup(next, resource);
	}
	if (!before) next = takeBack(next, row.dataPlane, name);
	const ref = { kind: 'resource', key } as const;
	next = settle(file(next, ref, resource, 'update'));
	const status = before ? 200 : row.createdStatus;
	if (status === 202) {
		const [started, headers] = startCreation(next, call, target, resource);
		return [started, empty(202, headers)];
	}
	const answer = renderResource(next, next.resources[key] ?? resource);
	if (!row.longRunning)
		return [next, json(status, answer, status === 201 ? createdAt(row, id) : {})];
	const [started, headers] = longRunning(next, call, target);
	return [started, json(status, answer, headers)];
}

/** Where the answer to a creation says that the new thing is. Of the providers in the table only that of identities was seen to say it. */
const createdAt = ({ type }: ProviderRow, id: string): Readonly<Record<string, string>> =>
	type.startsWith('Microsoft.ManagedIdentity/') ? { location: id } : {};

function longRunning(world: World, call: ArmCall, { row, key, group, before }: Target) {
	const namespace = row.type.split('/')[0] ?? '';
	const location = before?.location ?? group.location;
	const version = call.query['api-version'] ?? '';
	return startOperation(
		world,
		{ kind: 'resource', key },
		(operation) =>
			`/subscriptions/${call.parts.subscriptionId}/providers/${namespace}/locations/${location}/operations/${operation}?api-version=${version}`,
		'azure-asyncoperation',
	);
}

/** The operation of a creation that is answered with 202: its address answers with the resource in the end. */
function startCreation(world: World, call: ArmCall, { row, key }: Target, { location }: Resource) {
	const namespace = row.type.split('/')[0] ?? '';
	const version = call.query['api-version'] ?? '';
	return startOperation(
		world,
		{ kind: 'resource', key },
		(operation) =>
			`/subscriptions/${call.parts.subscriptionId}/providers/${namespace}/locations/${location}/asyncoperations/${operation}?monitor=true&api-version=${version}`,
		'location',
	);
}

function remove(world: World, call: ArmCall, target: Target): Reply {
	const { row, key, before } = target;
	if (!before) return [world, empty(204)];
	// What is in it goes with it: at once, or in its own time.
	let next = deliver(world, { kind: 'resource', key }, 'delete');
	if (next.resources[key])
		for (const child of keysWithin(next.resources, key))
			next = deliver(next, { kind: 'resource', key: child }, 'delete');
	if (!row.longRunning) return [next, empty(200)];
	const [started, headers] = longRunning(next, call, target);
	return [started, empty(202, headers)];
}

/** A request for one resource whose type is in the table. */
export function handleResource(world: World, call: ArmCall, target: Target): Reply {
	const { row, id, before } = target;
	const type = row.type;
	switch (call.method) {
		case 'PUT':
		case 'PATCH': {
			const denied = authorize(world, call.caller, `${type}/write`, id);
			if (denied) return logged(call, `${type}/write`, id, [world, denied]);
			if (call.method === 'PATCH' && !before) return [world, target.notFound];
			return logged(call, `${type}/write`, id, write(world, call, target));
		}
		case 'DELETE': {
			const denied = authorize(world, call.caller, `${type}/delete`, id);
			return logged(
				call,
				`${type}/delete`,
				before?.id ?? id,
				denied ? [world, denied] : remove(world, call, target),
			);
		}
		case 'GET':
		case 'HEAD': {
			const denied = authorize(world, call.caller, `${type}/read`, id);
			if (denied) return [world, denied];
			if (!before) return [world, call.method === 'HEAD' ? empty(404) : target.notFound];
			return [
				world,
				call.method === 'HEAD'
					? empty(204)
					: json(200, withInstanceView(call, before, renderResource(world, before))),
			];
		}
		default:
			return [world, errors.MethodNotAllowed(call.method)];
	}
}

/**
 * All resources below a scope that the caller may read: of one type when `type` is given, else of all types in short.
 * @see https://learn.microsoft.com/rest/api/resources/resources/list
 */
export function listResources(world: World, call: ArmCall, scope: string, type?: string): Reply {
	const filter = listFilter(type === undefined ? call.query.$filter : undefined);
	if ('status' in filter) return [world, filter];
	const wanted = type === undefined ? undefined : providerOf(type)?.type;
	const mayRead = readingBelow(world, call.caller, scope);
	const listed: Listing[] = [];
	for (const key of keysWithin(world.resources, idKey(scope))) {
		const resource = world.resources[key];
		if (!resource || (wanted !== undefined && resource.type !== wanted)) continue;
		const listing = listingOf(world, resource);
		if (wanted === undefined && !listing.isTracked) continue;
		if (filter(resource) && mayRead(resource)) listed.push(listing);
	}
	const write =
		type === undefined
			? (listing: Listing) => expandedText(world, listing, call.query.$expand)
			: (listing: Listing) => fullText(world, listing);
	return [world, pageOf(call, listed, write)];
}
