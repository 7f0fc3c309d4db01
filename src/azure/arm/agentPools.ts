import { deliver, settle } from '../clock';
import { errors } from '../errors';
import { empty, json } from '../http';
import { isObject, type Json, type JsonObject } from '../json';
import { file } from '../lifecycles/run';
import { idKey, makeResourceId } from '../resourceId';
import type { Resource, World } from '../world';
import { logged } from './activityLog';
import { authorize } from './authorize';
import type { ArmCall, Reply } from './call';
import { CLUSTER, scaleSetKey, withNodeGroup } from './nodeGroup';
import { startOperation } from './operations';
import { page } from './paging';

/**
 * Pools of nodes as resources of their own. They are kept where the cluster tells them, so that both ways to see them agree; each
 * has a scale set in the cluster's second group.
 * @see https://learn.microsoft.com/rest/api/aks/agent-pools
 */

const TYPE = `${CLUSTER}/agentPools`;
const NAME = /^[a-z][a-z0-9]{0,11}$/;

const poolsOf = ({ properties }: Resource): readonly JsonObject[] =>
	Array.isArray(properties.agentPoolProfiles)
		? (properties.agentPoolProfiles as readonly Json[]).filter(isObject)
		: [];

function render({ id }: Resource, { name = '', ...properties }: JsonObject): JsonObject {
	return {
		id: `${id}/agentPools/${String(name)}`,
		name,
		type: TYPE,
		properties: { ...properties, provisioningState: 'Succeeded', powerState: { code: 'Running' } },
	};
}

/** The cluster with other pools, at work on them. */
function withPools(
	world: World,
	call: ArmCall,
	cluster: Resource,
	agentPoolProfiles: readonly JsonObject[],
): World {
	const changed: Resource = {
		...cluster,
		properties: { ...cluster.properties, agentPoolProfiles },
		changedAt: world.now,
		changedBy: call.caller.objectId,
	};
	const [next, told] = withNodeGroup(world, changed);
	return settle(file(next, { kind: 'resource', key: idKey(cluster.id) }, told, 'update'));
}

function started(world: World, call: ArmCall, { id, location = '' }: Resource) {
	const version = call.query['api-version'] ?? '';
	return startOperation(
		world,
		{ kind: 'resource', key: idKey(id) },
		(operation) =>
			`/subscriptions/${call.parts.subscriptionId}/providers/Microsoft.ContainerService/locations/${location}/operations/${operation}?api-version=${version}`,
		'azure-asyncoperation',
	);
}

function putPool(world: World, call: ArmCall, cluster: Resource, name: string): Reply {
	if (!NAME.test(name))
		return [
			world,
			errors.InvalidResourceName(
				name,
				'1 to 12 lower-case letters or digits; it starts with a letter',
			),
		];
	if (!isObject(call.body))
		return [world, errors.InvalidRequestContent('The request body must be a JSON object.')];
	const {
		provisioningState: _,
		powerState: __,
		...asked
	} = isObject(call.body.properties) ? call.body.properties : {};
	const pools = poolsOf(cluster);
	const before = pools.find((pool) => pool.name === name);
	const pool: JsonObject = {
		count: 1,
		osType: 'Linux',
		mode: 'User',
		type: 'VirtualMachineScaleSets',
		...before,
		...asked,
		name,
	};
	const all = before ? pools.map((each) => (each === before ? pool : each)) : [...pools, pool];
	const [next, headers] = started(withPools(world, call, cluster, all), call, cluster);
	return [next, json(before ? 200 : 201, render(cluster, pool), headers)];
}

function deletePool(world: World, call: ArmCall, cluster: Resource, name: string): Reply {
	const pools = poolsOf(cluster);
	const rest = pools.filter((pool) => pool.name !== name);
	if (rest.length === pools.length) return [world, empty(204)];
	// https://github.com/Azure/AKS/issues/2560
	if (rest.length === 0)
		return [world, errors.OperationNotAllowed('There has to be at least one agent pool.')];
	if (!rest.some(({ mode = 'System' }) => mode === 'System'))
		return [world, errors.OperationNotAllowed('There has to be at least one system agent pool.')];
	const without = deliver(
		withPools(world, call, cluster, rest),
		{ kind: 'resource', key: scaleSetKey(world, cluster, name) },
		'delete',
	);
	const [next, headers] = started(without, call, cluster);
	return [next, empty(202, headers)];
}

const VERBS: Readonly<Record<string, string>> = {
	GET: 'read',
	HEAD: 'read',
	PUT: 'write',
	DELETE: 'delete',
};

/** Requests for `…/managedClusters/{cluster}/agentPools[/{name}]`. */
export function handleAgentPools(
	world: World,
	call: ArmCall,
	[, clusterName = '', name]: readonly (string | undefined)[],
): Reply {
	const { subscriptionId = '', resourceGroup = '' } = call.parts;
	const verb = VERBS[call.method];
	if (verb === undefined || (name === undefined && verb !== 'read'))
		return [world, errors.MethodNotAllowed(call.method)];
	const clusterId = makeResourceId(subscriptionId, resourceGroup, CLUSTER, clusterName);
	const id = name === undefined ? clusterId : `${clusterId}/agentPools/${name}`;
	const log = (reply: Reply): Reply =>
		verb === 'read' ? reply : logged(call, `${TYPE}/${verb}`, id, reply);
	const denied = authorize(world, call.caller, `${TYPE}/${verb}`, id);
	if (denied) return log([world, denied]);
	const cluster = world.resources[idKey(clusterId)];
	if (!cluster)
		return [
			world,
			verb === 'write'
				? errors.ParentResourceNotFound(clusterId, TYPE)
				: errors.ResourceNotFound(CLUSTER, clusterName, resourceGroup),
		];
	if (name === undefined)
		return [
			world,
			page(
				call,
				poolsOf(cluster).map((pool) => render(cluster, pool)),
			),
		];
	if (verb === 'write') return log(putPool(world, call, cluster, name));
	if (verb === 'delete') return log(deletePool(world, call, cluster, name));
	const pool = poolsOf(cluster).find((each) => each.name === name);
	if (!pool)
		return [
			world,
			call.method === 'HEAD'
				? empty(404)
				: errors.ResourceNotFound(TYPE, `${clusterName}/${name}`, resourceGroup),
		];
	return [world, call.method === 'HEAD' ? empty(204) : json(200, render(cluster, pool))];
}
