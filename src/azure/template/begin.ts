import { authorize } from '../arm/authorize';
import type { Caller } from '../entra/caller';
import { guidOf } from '../ids';
import { isObject, type JsonObject } from '../json';
import { file, UNBORN } from '../lifecycles/run';
import { idKey, nameOf } from '../resourceId';
import type { Milliseconds } from '../time';
import type { ActivityLogEntry, Deployment, DeploymentStep, World } from '../world';
import { placeFor, scopeFor } from './deploymentScope';
import { resolve } from './evaluate';
import { Fault } from './fault';
import { bindParameters } from './parameters';
import { planResources } from './plan';
import { placeOf } from './place';
import { invalidTemplate, type Source } from './problem';
import { templateHash } from './templateHash';
import { userFunctions } from './templateScope';

/** What somebody asks to be deployed. */
export interface DeploymentRequest {
	readonly id: string;
	readonly scope: string;
	readonly location?: string;
	readonly mode: 'Incremental' | 'Complete';
	readonly template: JsonObject;
	readonly parameters: JsonObject;
	readonly caller: Caller;
	readonly correlationId: string;
	/** The text in which the template's lines and columns count. */
	readonly source: Source;
	readonly outer?: Deployment['outer'];
}

/** Why a deployment is refused before it begins: the error's body. */
export interface Refused {
	readonly refused: JsonObject;
}

/** What Resource Manager checks of the text before it reads it as a template. */
function missingProperty({ template, source }: DeploymentRequest): Refused | undefined {
	const missing = ['$schema', 'contentVersion', 'resources'].find(
		(each) => template[each] === undefined,
	);
	return missing === undefined
		? undefined
		: {
				refused: {
					code: 'InvalidRequestContent',
					message: `The request content was invalid and could not be deserialized: 'Required property '${missing}' not found in JSON. Path '${source.path.join('.')}'.'.`,
				},
			};
}

/** The RBAC action that making a resource of a template needs. */
const writeAction = (type: string): string =>
	/^Microsoft\.Resources\/resourceGroups$/i.test(type)
		? 'Microsoft.Resources/subscriptions/resourceGroups/write'
		: `${type}/write`;

/**
 * Whoever deploys must be allowed to make everything that the template makes: that is looked at before anything is made.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/deployment-tutorial-pipeline
 */
function unauthorized(
	world: World,
	{ caller }: DeploymentRequest,
	steps: readonly DeploymentStep[],
): Refused | undefined {
	const faults = steps.flatMap(({ id, type, written, state, existing }) => {
		if (state === 'skipped' || existing) return [];
		const action = writeAction(type);
		return authorize(world, caller, action, id)
			? [
					`Authorization failed for template resource '${written.name}' of type '${written.type}'. The client '${caller.name}' with object id '${caller.objectId}' does not have permission to perform action '${action}' at scope '${id}'.`,
				]
			: [];
	});
	if (faults.length === 0) return undefined;
	const [only] = faults;
	return {
		refused: {
			code: 'InvalidTemplateDeployment',
			message:
				faults.length === 1
					? `The template deployment failed with error: '${only}'.`
					: `Deployment failed with multiple errors: '${faults.join(':')}'`,
		},
	};
}

/** Whether a deployment's outputs can be read at all; what they say is known when it is done. */
function outputsFault(template: JsonObject): Fault | undefined {
	const outputs = isObject(template.outputs) ? template.outputs : {};
	for (const [name, output] of Object.entries(outputs))
		if (!isObject(output) || (output.value === undefined && output.copy === undefined))
			return new Fault(`The template output '${name}' {position} is not valid: it has no value.`, [
				'outputs',
				name,
			]);
	return undefined;
}

/** Variables are worked out early, so that a mistake in one is told before anything is made. */
function variablesFault(deployment: Deployment, world: World): Fault | undefined {
	const { variables } = deployment.template;
	if (deployment.outer || !isObject(variables)) return undefined;
	const checked = resolve(
		variables,
		scopeFor(() => world, deployment),
		['variables'],
	);
	return checked instanceof Fault ? checked : undefined;
}

/**
 * Reads and checks a deployment; nothing of it is made yet.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/overview
 */
export function readDeployment(world: World, request: DeploymentRequest): Deployment | Refused {
	const { id, scope, location, mode, template, parameters, caller, correlationId, source, outer } =
		request;
	const refusal = missingProperty(request);
	if (refusal) return refusal;
	const refuse = (fault: Fault): Refused => ({ refused: invalidTemplate(fault, source) });
	const name = nameOf(id);
	let minted = 0;
	const bound = bindParameters(template, parameters, {
		place: placeOf(world, scope, caller, {
			name,
			...(location === undefined ? {} : { location }),
			properties: {
				template,
				templateHash: templateHash(template),
				parameters,
				mode,
				provisioningState: 'Accepted',
			},
		}),
		functions: userFunctions(template),
		loops: {},
		lambdas: {},
		now: world.now,
		newGuid: () => guidOf(world.seed, 'newGuid', world.sequence, minted++),
	});
	if (bound instanceof Fault) return refuse(bound);
	const draft: Deployment = {
		id,
		name,
		scope,
		...(location === undefined ? {} : { location }),
		mode,
		template,
		parameters: bound,
		caller,
		correlationId,
		startedAt: world.now,
		steps: [],
		...(outer ? { outer } : {}),
		lifecycle: UNBORN,
	};
	const fault = variablesFault(draft, world) ?? outputsFault(template);
	if (fault) return refuse(fault);
	const planned = planResources(
		template,
		scopeFor(() => world, draft),
		placeFor(world, draft),
	);
	if (planned instanceof Fault) return refuse(planned);
	const steps = planned.map((one, index): DeploymentStep => {
		const { wanted, ...rest } = one;
		return {
			...rest,
			state: !wanted ? 'skipped' : one.existing ? 'succeeded' : 'waiting',
			operationId: guidOf(correlationId, id, 'operation', index)
				.replaceAll('-', '')
				.slice(0, 16)
				.toUpperCase(),
		};
	});
	return unauthorized(world, request, steps) ?? { ...draft, steps };
}

/** Whether {@link readDeployment} refused. */
export const isRefused = (result: Deployment | Refused): result is Refused => 'refused' in result;

/** A line of the activity log about a deployment as a whole. */
export function deploymentEntry(
	{ id, correlationId, caller, error }: Deployment,
	time: Milliseconds,
	status: ActivityLogEntry['status'],
): ActivityLogEntry {
	const code = typeof error?.code === 'string' ? error.code : undefined;
	return {
		time,
		correlationId,
		operationName: 'Microsoft.Resources/deployments/write',
		resourceId: id,
		caller: caller.name,
		callerObjectId: caller.objectId,
		status,
		httpStatus: status === 'Started' ? 201 : status === 'Failed' ? 409 : 200,
		...(code === undefined ? {} : { errorCode: code }),
	};
}

/** Files a deployment and starts its machine. Its first line in the activity log comes before those of its resources. */
export function fileDeployment(world: World, deployment: Deployment): World {
	const key = idKey(deployment.id);
	const before = world.deployments[key];
	const activityLog = world.activityLog.concat(deploymentEntry(deployment, world.now, 'Started'));
	const next = { ...world, sequence: world.sequence + 1, activityLog };
	const ref = { kind: 'deployment', key } as const;
	return before
		? file(next, ref, { ...deployment, lifecycle: before.lifecycle }, 'begin')
		: file(next, ref, deployment);
}
