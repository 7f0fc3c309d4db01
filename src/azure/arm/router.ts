import { utf8ToBytes } from '@noble/hashes/utils.js';
import { ARM_AUDIENCES, callerOf } from '../entra/authenticate';
import { errors } from '../errors';
import type { HttpRequest, HttpResponse } from '../http';
import { guidOf, isGuid } from '../ids';
import { own, parseJson } from '../json';
import { handleDenyAssignments } from '../rbac/denyAssignmentRoutes';
import { listPermissions } from '../rbac/permissionRoutes';
import { handleRoleAssignments } from '../rbac/roleAssignments';
import { handleRoleDefinitions } from '../rbac/roleDefinitions';
import {
	groupScope,
	idKey,
	makeResourceId,
	parseResourceId,
	subscriptionScope,
} from '../resourceId';
import type { ParsedUrl } from '../url';
import type { World } from '../world';
import { actionsFor, getSystemIdentity, runAction } from './actions';
import { logged } from './activityLog';
import { listActivityLog } from './activityLogQuery';
import { versionRefusal } from './apiVersion';
import { handleAgentPools } from './agentPools';
import { authorize } from './authorize';
import { VERBS, type ArmCall, type Reply } from './call';
import { handleDeletedStore, listDeletedStores } from './deletedStores';
import { getDeletedVault, listDeletedVaults, purgeVault } from './deletedVaults';
import { elevateAccess } from './elevateAccess';
import { handleImageVersions } from './imageCatalogue';
import { handleLocations } from './locations';
import { handleLocks, underLocks } from './locks';
import { listMadeUpKeys } from './madeUpKeys';
import { handleMove } from './moves';
import { handleManagementGroups, managementGroupOperation } from './managementGroups';
import { listIdentityOperations } from './identityOperations';
import { checkNameAvailability } from './nameAvailability';
import { handleOperation } from './operations';
import { handleResourceGroups } from './resourceGroups';
import { handleResourceProviders } from './resourceProviders';
import { providerOf } from './providers';
import { handleResource, listResources } from './resources';
import { handleSubscriptions } from './subscriptions';
import { handleTags } from './tags';
import { throttle } from './throttling';
import { findTarget, unknownType } from './target';

/**
 * Resource Manager: reads the request once, then gives it to whoever answers for that path.
 * @see https://learn.microsoft.com/rest/api/resources
 */

type Handler = (world: World, call: ArmCall, match: RegExpExecArray) => Reply;

/** Changes are logged under the type in the path. */
const logWrites =
	(handler: (world: World, call: ArmCall) => Reply): Handler =>
	(world, call) => {
		const reply = handler(world, call);
		if (call.method !== 'PUT' && call.method !== 'DELETE') return reply;
		const operation = call.method === 'PUT' ? 'write' : 'delete';
		return logged(call, `${call.type}/${operation}`, call.id, reply);
	};

/** Path patterns in order; the first that matches answers. */
const ROUTES: readonly (readonly [RegExp, Handler])[] = [
	[/^\/(?:subscriptions|tenants)(?:\/[^/]+)?$/i, handleSubscriptions],
	[
		/\/(?:operations|operationresults|asyncoperations)\/([^/]+)$/i,
		(world, call, [, id = '']) => handleOperation(world, call, id),
	],
	[
		/\/providers\/Microsoft\.KeyVault\/locations\/([^/]+)\/deletedVaults\/([^/]+)\/purge$/i,
		purgeVault,
	],
	[
		/\/providers\/Microsoft\.KeyVault\/locations\/([^/]+)\/deletedVaults\/([^/]+)$/i,
		getDeletedVault,
	],
	[/^\/subscriptions\/[^/]+\/providers\/Microsoft\.KeyVault\/deletedVaults$/i, listDeletedVaults],
	[
		/\/providers\/Microsoft\.AppConfiguration\/locations\/([^/]+)\/deletedConfigurationStores\/([^/]+)(\/purge)?$/i,
		handleDeletedStore,
	],
	[
		/^\/subscriptions\/[^/]+\/providers\/Microsoft\.AppConfiguration\/deletedConfigurationStores$/i,
		listDeletedStores,
	],
	[/^\/subscriptions\/[^/]+\/providers\/[^/]+\/checkNameAvailability$/i, checkNameAvailability],
	[
		/\/providers\/Microsoft\.Authorization\/roleAssignments(?:\/[^/]+)?$/i,
		logWrites(handleRoleAssignments),
	],
	[
		/\/providers\/Microsoft\.Authorization\/roleDefinitions(?:\/[^/]+)?$/i,
		logWrites(handleRoleDefinitions),
	],
	[/^\/providers\/Microsoft\.Authorization\/elevateAccess$/i, elevateAccess],
	[
		/^\/subscriptions\/([^/]+)\/locations$/i,
		(world, call, [, subscription = '']) => handleLocations(world, call, subscription),
	],
	[
		/^\/providers\/Microsoft\.Management\/operationResults\/(create|delete)\/managementGroups\/([^/]+)$/i,
		(world, call, [, verb = '', name = '']) => managementGroupOperation(world, call, verb, name),
	],
	[/\/providers\/Microsoft\.Authorization\/locks(?:\/[^/]+)?$/i, handleLocks],
	[/\/providers\/Microsoft\.Authorization\/permissions$/i, listPermissions],
	[/\/providers\/Microsoft\.Resources\/tags\/default$/i, handleTags],
	[
		/^\/subscriptions\/([^/]+)\/providers\/Microsoft\.Insights\/eventtypes\/management\/values$/i,
		(world, call, [, subscription = '']) => listActivityLog(world, call, subscription),
	],
	[
		/^(?:\/subscriptions\/([^/]+))?\/providers(?:\/([^/]+)(?:\/((?:un)?register))?)?$/i,
		handleResourceProviders,
	],
	[
		/^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/((?:validateM|m)oveResources)$/i,
		handleMove,
	],
	[/\/providers\/Microsoft\.Authorization\/denyAssignments(?:\/[^/]+)?$/i, handleDenyAssignments],
	[
		/^\/providers\/Microsoft\.Management\/managementGroups(?:\/[^/]+(?:\/subscriptions\/[^/]+)?)?$/i,
		logWrites(handleManagementGroups),
	],
	[/\/providers\/Microsoft\.ManagedIdentity\/identities\/default$/i, getSystemIdentity],
	[/^\/providers\/Microsoft\.ManagedIdentity\/operations$/i, listIdentityOperations],
	[
		/^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?\/resources$/i,
		(world, call, [, subscriptionId = '', group]) =>
			listEverything(world, call, subscriptionId, group),
	],
	[/^\/subscriptions\/[^/]+\/resourceGroups(?:\/[^/]+)?$/i, handleResourceGroups],
	[
		/^\/subscriptions\/[^/]+\/providers\/Microsoft\.Compute\/locations\/([^/]+)\/publishers\/([^/]+)\/artifacttypes\/vmimage\/offers\/([^/]+)\/skus\/([^/]+)\/versions(?:\/([^/]+))?$/i,
		handleImageVersions,
	],
	[
		/\/providers\/Microsoft\.ContainerService\/managedClusters\/([^/]+)\/agentPools(?:\/([^/]+))?$/i,
		handleAgentPools,
	],
	[/\/providers\//i, handleProviderPath],
];

/** Everything below `/providers/{namespace}/…`: a resource, a list of one type, or an action on a resource. */
function handleProviderPath(world: World, call: ArmCall): Reply {
	const { subscriptionId = '', resourceGroup, namespace = '', typePath = '', names } = call.parts;
	const types = typePath.split('/');
	const actions = actionsFor(call.type ?? '');
	if (actions && resourceGroup !== undefined) {
		const owner = ownerType(namespace, types);
		return runAction(
			world,
			call,
			actions,
			makeResourceId(subscriptionId, resourceGroup, owner, ...names),
			owner,
		);
	}
	if (types.length === names.length) {
		const target = findTarget(world, call);
		if (!('status' in target)) return handleResource(world, call, target);
		return [world, refusedFirst(world, call) ?? target];
	}
	return call.method === 'GET'
		? listType(world, call)
		: (listMadeUpKeys(world, call) ?? [world, errors.MethodNotAllowed(call.method)]);
}

/** Whoever may not do a thing is told that, and not whether the thing, its parent or its group is there. */
function refusedFirst(world: World, call: ArmCall): HttpResponse | undefined {
	const row = providerOf(call.type ?? '');
	const verb = VERBS[call.method];
	return row && verb ? authorize(world, call.caller, `${row.type}/${verb}`, call.id) : undefined;
}

/** The type of the resource that an action's path begins with: `Microsoft.Web/sites/slots` for `sites/slots/config/list`. */
function ownerType(namespace: string, types: readonly string[]): string {
	for (let length = types.length - 1; length > 1; length--) {
		const type = `${namespace}/${types.slice(0, length).join('/')}`;
		if (providerOf(type)) return type;
	}
	return `${namespace}/${types[0] ?? ''}`;
}

/** `GET …/resources`: what is in a subscription, or in one of its groups. */
function listEverything(
	world: World,
	call: ArmCall,
	subscriptionId: string,
	group: string | undefined,
): Reply {
	if (call.method !== 'GET') return [world, errors.MethodNotAllowed(call.method)];
	if (group === undefined) return listResources(world, call, subscriptionScope(subscriptionId));
	const scope = groupScope(subscriptionId, group);
	return world.resourceGroups[idKey(scope)]
		? listResources(world, call, scope)
		: [world, errors.ResourceGroupNotFound(group)];
}

/** `GET …/providers/{namespace}/{type}`: all resources of one type below the subscription, the group or the parent. */
function listType(world: World, call: ArmCall): Reply {
	const { subscriptionId = '', resourceGroup, names, parentScope } = call.parts;
	const refusal = unknownType(call);
	if (refusal) return [world, refusal];
	if (resourceGroup && !world.resourceGroups[idKey(groupScope(subscriptionId, resourceGroup))])
		return [world, errors.ResourceGroupNotFound(resourceGroup)];
	const parent = call.id.replace(/\/[^/]+$/, '');
	return listResources(world, call, names.length === 0 ? parentScope : parent, call.type);
}

/** What Resource Manager takes of a body, in bytes. @see https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits */
const LARGEST_BODY = 4 * 1024 * 1024;

/** A character is at most three bytes, so most bodies need no counting. */
const isTooLarge = (body = ''): boolean =>
	body.length * 3 > LARGEST_BODY && utf8ToBytes(body).length > LARGEST_BODY;

/** Reads a request to `management.azure.com` once, for whoever answers it; or the refusal of one that nobody would. */
export function readCall(
	world: World,
	request: HttpRequest,
	url: ParsedUrl,
): ArmCall | HttpResponse {
	const unfit = versionRefusal(world, url.query['api-version'], url.path, request.body);
	if (unfit) return unfit;
	const caller = callerOf(world, request, ARM_AUDIENCES);
	if ('status' in caller) return caller;
	const subscriptionId = /^\/subscriptions\/([^/]+)/i.exec(url.path)?.[1];
	if (subscriptionId !== undefined && !own(world.subscriptions, subscriptionId.toLowerCase()))
		return isGuid(subscriptionId)
			? errors.SubscriptionNotFound(subscriptionId)
			: errors.InvalidSubscriptionId(subscriptionId);
	if (isTooLarge(request.body)) return errors.RequestContentTooLarge();
	const body = parseJson(request.body);
	if (body === undefined && (request.body ?? '').trim() !== '')
		return errors.InvalidRequestContent(
			"Unexpected character encountered while parsing value. Path '', line 1, position 1.",
		);
	const correlationId = guidOf(world.seed, 'correlation', world.sequence, world.activityLog.length);
	return makeCall({ request, id: url.path, query: url.query, body, caller, correlationId });
}

/** A call from what is known of it; the rest is read from its path. */
export function makeCall(
	known: Pick<ArmCall, 'request' | 'id' | 'query' | 'body' | 'caller' | 'correlationId'>,
): ArmCall {
	const parts = parseResourceId(known.id) ?? { names: [], parentScope: '/' };
	const type =
		parts.namespace && parts.typePath ? `${parts.namespace}/${parts.typePath}` : undefined;
	return { method: known.request.method.toUpperCase(), parts, type, ...known };
}

function route(world: World, call: ArmCall): Reply {
	for (const [pattern, handler] of ROUTES) {
		const match = pattern.exec(call.id);
		if (match) return handler(world, call, match);
	}
	return [world, errors.NotFound()];
}

/** Answers a call, unless a lock forbids it. `special` answers for the paths that it knows before anybody else. */
export function answerCall(
	world: World,
	call: ArmCall,
	special: (world: World, call: ArmCall) => Reply | undefined,
): Reply {
	const counted = throttle(world, call);
	const [next, response] =
		'status' in counted
			? [world, counted]
			: underLocks(counted, call, special(counted, call) ?? route(counted, call));
	const headers = {
		...response.headers,
		'x-ms-request-id': guidOf(call.correlationId, 'request'),
		'x-ms-correlation-request-id': call.correlationId,
	};
	return [next, { ...response, headers }];
}
