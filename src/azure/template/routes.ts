import { logged } from '../arm/activityLog';
import { authorize } from '../arm/authorize';
import type { ArmCall, Reply } from '../arm/call';
import { readTags } from '../arm/envelope';
import { isOpenRegion, normalLocation, OPEN_REGION_LIST } from '../arm/regions';
import { page } from '../arm/paging';
import { errors } from '../errors';
import { empty, json } from '../http';
import { isObject, keep, type Json, type JsonObject } from '../json';
import { send as sendEvent } from '../lifecycles/run';
import { groupScope, idKey } from '../resourceId';
import type { Deployment, World } from '../world';
import { fileDeployment, isRefused, readDeployment, type Refused } from './begin';
import { LINKS } from './linked';
import { progressDeployments } from './progress';
import { deploymentState, renderDeployment, renderOperations } from './render';
import type { Send } from './send';
import { whatIf } from './whatIf';

/**
 * `Microsoft.Resources/deployments` at every scope.
 * @see https://learn.microsoft.com/rest/api/resources/deployments
 */

const TYPE = 'Microsoft.Resources/deployments';
const NAME = /^[-\w.()]{1,64}$/;
const PATH =
	/^(.*)\/providers\/Microsoft\.Resources\/deployments(?:\/([^/]+)(?:\/([^/]+)(?:\/([^/]+))?)?)?$/i;

/** What a path below `deployments` says. */
interface Asked {
	readonly scope: string;
	readonly name: string | undefined;
	readonly action: string | undefined;
	readonly detail: string | undefined;
	readonly id: string;
	readonly key: string;
	readonly before: Deployment | undefined;
}

function readPath(world: World, call: ArmCall): Asked | undefined {
	const match = PATH.exec(call.id);
	if (!match) return undefined;
	const [, prefix = '', name, action, detail] = match;
	const { subscriptionId, resourceGroup } = call.parts;
	const group =
		subscriptionId !== undefined && resourceGroup !== undefined
			? world.resourceGroups[idKey(groupScope(subscriptionId, resourceGroup))]
			: undefined;
	const scope = group?.id ?? (prefix === '' ? '/' : prefix);
	const id = `${scope === '/' ? '' : scope}/providers/${TYPE}/${name ?? ''}`;
	const key = idKey(id);
	return { scope, name, action, detail, id, key, before: world.deployments[key] };
}

const notFound = (name: string) =>
	json(404, {
		error: { code: 'DeploymentNotFound', message: `Deployment '${name}' could not be found.` },
	});

/** The request as a deployment, checked; nothing of it is made. */
function readBody(world: World, call: ArmCall, asked: Asked): Deployment | Refused {
	const body = isObject(call.body) ? call.body : {};
	const properties = isObject(body.properties) ? body.properties : {};
	const { template, templateLink, parameters, mode } = properties;
	const refuse = (code: string, message: string): Refused => ({ refused: { code, message } });
	if (!isObject(template))
		return isObject(templateLink)
			? refuse(
					'InvalidContentLink',
					`Unable to download deployment content from '${String(templateLink.uri ?? templateLink.id ?? '')}'. The tracking Id is '${call.correlationId}'. Please see https://aka.ms/arm-deploy for usage details. ${LINKS}`,
				)
			: refuse(
					'InvalidRequestContent',
					`The request content was invalid and could not be deserialized: 'Required property 'template' not found in JSON. Path 'properties', line 1, position 15.'.`,
				);
	const wished = String(mode ?? 'Incremental').toLowerCase();
	if (wished !== 'incremental' && wished !== 'complete')
		return refuse(
			'InvalidRequestContent',
			`The request content was invalid and could not be deserialized: 'Error converting value "${String(mode)}" to type 'DeploymentMode'. Path 'properties.mode'.'.`,
		);
	const needsLocation = !/\/resourceGroups\//i.test(asked.scope);
	if (needsLocation && typeof body.location !== 'string')
		return refuse('LocationRequired', `The location property is required for this definition.`);
	if (needsLocation && !isOpenRegion(normalLocation(String(body.location))))
		return refuse(
			'LocationNotAvailableForDeployment',
			`The provided location '${String(body.location)}' is not available for deployment. List of available regions is '${OPEN_REGION_LIST}'.`,
		);
	if (needsLocation && wished === 'complete')
		return refuse(
			'InvalidDeployment',
			`The deployment mode 'Complete' is not supported for deployments at this scope.`,
		);
	const tags = readTags(body.tags);
	const read = readDeployment(world, {
		id: asked.before?.id ?? asked.id,
		scope: asked.scope,
		...(typeof body.location === 'string' ? { location: normalLocation(body.location) } : {}),
		mode: wished === 'complete' ? 'Complete' : 'Incremental',
		template,
		parameters: isObject(parameters) ? parameters : {},
		caller: call.caller,
		correlationId: call.correlationId,
		source: { text: call.request.body ?? '', path: ['properties', 'template'] },
	});
	return isRefused(read) || !tags ? read : { ...read, tags };
}

const refused = (world: World, { refused: error }: Refused): Reply => [world, json(400, { error })];

function put(world: World, call: ArmCall, asked: Asked, send: Send): Reply {
	const { name = '', before } = asked;
	if (!NAME.test(name))
		return [
			world,
			errors.InvalidResourceName(
				name,
				'1 to 64 letters, digits, periods, underscores, hyphens or parentheses',
			),
		];
	if (before?.lifecycle.state === 'running')
		return [
			world,
			json(409, {
				error: {
					code: 'DeploymentActive',
					message: `The deployment with resource id '${before.id}' cannot be saved, because this would overwrite an existing deployment which is still active. Please see https://aka.ms/arm-deploy for usage details.`,
				},
			}),
		];
	const deployment = readBody(world, call, asked);
	if (isRefused(deployment)) return refused(world, deployment);
	const filed = fileDeployment(world, deployment);
	const operation = `${deployment.id}/operationStatuses/${statusId(deployment)}`;
	const answer = json(before ? 200 : 201, renderDeployment(filed, deployment, 'Accepted'), {
		'azure-asyncoperation': `https://management.azure.com${operation}?api-version=${call.query['api-version'] ?? ''}`,
	});
	return [progressDeployments(filed, send), answer];
}

/** The number in the address that is polled; any number that was handed out is answered. */
const statusId = ({ correlationId }: Deployment): string =>
	BigInt(`0x${correlationId.replaceAll('-', '').slice(0, 15)}`)
		.toString()
		.padStart(20, '0');

function post(world: World, call: ArmCall, asked: Asked, send: Send): Reply {
	const { before, key, name = '' } = asked;
	switch (asked.action?.toLowerCase()) {
		case 'validate': {
			const deployment = readBody(world, call, asked);
			if (isRefused(deployment)) return refused(world, deployment);
			const answer = renderDeployment(world, deployment, 'Succeeded');
			const properties = isObject(answer.properties) ? answer.properties : {};
			const validatedResources = deployment.steps
				.filter(({ state, existing }) => state !== 'skipped' && !existing)
				.map(({ id }) => ({ id }));
			return [world, json(200, { ...answer, properties: { ...properties, validatedResources } })];
		}
		case 'whatif': {
			const deployment = readBody(world, call, asked);
			if (isRefused(deployment)) return refused(world, deployment);
			const correlationId = call.correlationId;
			return [
				world,
				json(200, {
					status: 'Succeeded',
					properties: { correlationId, changes: whatIf(world, deployment, send) },
				}),
			];
		}
		case 'cancel': {
			if (!before) return [world, notFound(name)];
			if (before.lifecycle.state !== 'running')
				return [
					world,
					json(409, {
						error: {
							code: 'DeploymentCannotBeCancelled',
							message: `The deployment '${name}' cannot be cancelled because it is in state '${deploymentState(before)}'.`,
						},
					}),
				];
			const canceled = sendEvent(world, { kind: 'deployment', key }, 'cancel');
			return [canceled, empty(204)];
		}
		case 'exporttemplate':
			return before ? [world, json(200, { template: before.template })] : [world, notFound(name)];
		default:
			return [world, errors.MethodNotAllowed(call.method)];
	}
}

function get(world: World, call: ArmCall, asked: Asked): Reply {
	const { before, name = '', action, detail } = asked;
	if (!before) return [world, call.method === 'HEAD' ? empty(404) : notFound(name)];
	if (call.method === 'HEAD') return [world, empty(204)];
	switch (action?.toLowerCase()) {
		case undefined:
			return [world, json(200, renderDeployment(world, before))];
		case 'operationstatuses': {
			const status = deploymentState(before);
			return [
				world,
				json(200, {
					status,
					...(before.error ? { error: before.error } : {}),
				} satisfies JsonObject),
			];
		}
		case 'operations': {
			const operations = renderOperations(world, before);
			if (detail === undefined) return [world, page(call, operations)];
			const found = operations.find(({ operationId }) => operationId === detail);
			return [
				world,
				found
					? json(200, found)
					: json(404, {
							error: {
								code: 'DeploymentOperationNotFound',
								message: `Deployment operation '${detail}' could not be found.`,
							},
						}),
			];
		}
		default:
			return [world, errors.NotFound()];
	}
}

function list(world: World, call: ArmCall, scope: string): Reply {
	const found: Json[] = Object.values(world.deployments)
		.filter((deployment) => deployment.scope.toLowerCase() === scope.toLowerCase())
		.map((deployment) => renderDeployment(world, deployment));
	return [world, page(call, found)];
}

const ACTIONS: Readonly<Record<string, string>> = {
	validate: 'validate/action',
	whatif: 'whatIf/action',
	cancel: 'cancel/action',
	exporttemplate: 'exportTemplate/action',
	operations: 'operations/read',
	operationstatuses: 'operationstatuses/read',
};

function actionOf({ method }: ArmCall, { action }: Asked): string {
	const named = action === undefined ? undefined : ACTIONS[action.toLowerCase()];
	if (named !== undefined) return `${TYPE}/${named}`;
	return `${TYPE}/${method === 'PUT' ? 'write' : method === 'DELETE' ? 'delete' : 'read'}`;
}

/** Answers a request about deployments; `undefined` when the request is about something else. */
export function handleDeployments(world: World, call: ArmCall, send: Send): Reply | undefined {
	const asked = readPath(world, call);
	if (!asked) return undefined;
	const { resourceGroup } = call.parts;
	const action = actionOf(call, asked);
	const denied = authorize(
		world,
		call.caller,
		action,
		asked.name === undefined ? asked.scope : asked.id,
	);
	const isWrite = call.method === 'PUT' || call.method === 'DELETE' || call.method === 'POST';
	const log = (reply: Reply): Reply =>
		isWrite ? logged(call, action, asked.before?.id ?? asked.id, reply) : reply;
	if (denied) return log([world, denied]);
	if (resourceGroup !== undefined && !world.resourceGroups[idKey(asked.scope)])
		return [world, errors.ResourceGroupNotFound(resourceGroup)];
	if (asked.name === undefined)
		return call.method === 'GET'
			? list(world, call, asked.scope)
			: [world, errors.MethodNotAllowed(call.method)];
	switch (call.method) {
		case 'PUT': {
			// One that begins writes its own lines.
			const reply = put(world, call, asked, send);
			return reply[1].status < 400 ? reply : log(reply);
		}
		case 'POST':
			return log(post(world, call, asked, send));
		case 'DELETE':
			return log([
				{ ...world, deployments: keep(world.deployments, (_, key) => key !== asked.key) },
				empty(204),
			]);
		case 'GET':
		case 'HEAD':
			return get(world, call, asked);
		default:
			return [world, errors.MethodNotAllowed(call.method)];
	}
}
