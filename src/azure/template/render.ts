import type { JsonObject } from '../json';
import { idKey, parseResourceId } from '../resourceId';
import { armTime, type Milliseconds } from '../time';
import type { Deployment, DeploymentStep, World } from '../world';
import { templateHash } from './templateHash';

/** A span as ISO 8601 writes it: `PT33.6S`. */
export function isoDuration(span: Milliseconds): string {
	const hours = Math.floor(span / 3_600_000);
	const minutes = Math.floor((span % 3_600_000) / 60_000);
	const seconds = (span % 60_000) / 1000;
	return `PT${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${seconds || span < 60_000 ? `${seconds}S` : ''}`;
}

/** `provisioningState` of a deployment. */
export const deploymentState = ({ lifecycle: { state } }: Deployment): string =>
	state === '' ? 'Accepted' : state.charAt(0).toUpperCase() + state.slice(1);

/** Secure parameters are named and not shown. */
const shownParameters = ({ parameters }: Deployment): JsonObject =>
	Object.fromEntries(
		Object.entries(parameters).map(([name, { type, value }]) => [
			name,
			type.startsWith('Secure') ? { type } : { type, value },
		]),
	);

const namesOf = (id: string): string => parseResourceId(id)?.names.join('/') ?? '';

const target = ({ id, type }: DeploymentStep): JsonObject => ({
	id,
	resourceType: type,
	resourceName: namesOf(id),
});

function dependencies({ steps }: Deployment): JsonObject[] {
	const byId = new Map(steps.map((step) => [step.id, step]));
	return steps.flatMap((step) => {
		const dependsOn = step.dependsOn.flatMap((id) => {
			const other = byId.get(id);
			return other ? [target(other)] : [];
		});
		return dependsOn.length === 0 ? [] : [{ dependsOn, ...target(step) }];
	});
}

function providers(world: World, { steps, location }: Deployment): JsonObject[] {
	const types = new Map<string, Map<string, Set<string>>>();
	for (const { id, type } of steps) {
		const [namespace = '', ...rest] = type.split('/');
		const known = types.get(namespace) ?? new Map<string, Set<string>>();
		const places = known.get(rest.join('/')) ?? new Set<string>();
		const place = world.resources[idKey(id)]?.location ?? location;
		if (place !== undefined) places.add(place);
		types.set(namespace, known.set(rest.join('/'), places));
	}
	return [...types].map(([namespace, known]) => ({
		namespace,
		resourceTypes: [...known].map(([resourceType, places]) => ({
			resourceType,
			locations: places.size === 0 ? [null] : [...places],
		})),
	}));
}

/** The resources that there are because of it. */
const outputResources = ({ steps }: Deployment): JsonObject[] =>
	steps
		.filter(({ state, existing }) => state === 'succeeded' && !existing)
		.map(({ id }) => id)
		.sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
		.map((id) => ({ id }));

/**
 * A deployment as Resource Manager answers it.
 * @see https://learn.microsoft.com/rest/api/resources/deployments/get
 */
export function renderDeployment(
	world: World,
	deployment: Deployment,
	state: string = deploymentState(deployment),
): JsonObject {
	const { id, name, location, tags, mode, correlationId, startedAt, finishedAt, template } =
		deployment;
	const isOver = finishedAt !== undefined && state !== 'Accepted';
	return {
		id,
		name,
		type: 'Microsoft.Resources/deployments',
		...(location === undefined ? {} : { location }),
		...(tags ? { tags } : {}),
		properties: {
			templateHash: templateHash(template),
			parameters: shownParameters(deployment),
			mode,
			provisioningState: state,
			timestamp: armTime(finishedAt ?? startedAt),
			duration: isoDuration((isOver ? finishedAt : world.now) - startedAt),
			correlationId,
			providers: providers(world, deployment),
			dependencies: dependencies(deployment),
			...(isOver && deployment.outputs ? { outputs: deployment.outputs } : {}),
			...(isOver && !deployment.error ? { outputResources: outputResources(deployment) } : {}),
			...(isOver && deployment.error ? { error: deployment.error } : {}),
		},
	};
}

const STATUS: Readonly<Record<number, string>> = {
	200: 'OK',
	201: 'Created',
	202: 'Accepted',
	400: 'BadRequest',
	403: 'Forbidden',
	404: 'NotFound',
	409: 'Conflict',
};

/**
 * What became of each resource: the deployment's operations.
 * @see https://learn.microsoft.com/rest/api/resources/deployment-operations/list
 */
export const renderOperations = (world: World, deployment: Deployment): JsonObject[] =>
	deployment.steps
		.filter(({ startedAt, existing }) => startedAt !== undefined && !existing)
		.map((step) => ({
			id: `${deployment.id}/operations/${step.operationId}`,
			operationId: step.operationId,
			properties: {
				provisioningOperation: 'Create',
				provisioningState:
					step.state === 'running' ? 'Running' : step.state === 'failed' ? 'Failed' : 'Succeeded',
				timestamp: armTime(step.finishedAt ?? world.now),
				duration: isoDuration((step.finishedAt ?? world.now) - (step.startedAt ?? world.now)),
				trackingId: deployment.correlationId,
				statusCode: STATUS[step.httpStatus ?? 200] ?? 'OK',
				...(step.error ? { statusMessage: { status: 'Failed', error: step.error } } : {}),
				targetResource: target(step),
			},
		}));
