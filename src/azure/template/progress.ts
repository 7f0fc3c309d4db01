import type { HttpResponse } from '../http';
import { isObject, derived, parseJson, withEntry, type Json, type JsonObject } from '../json';
import { lifecycleOf, send as sendEvent } from '../lifecycles/run';
import { idKey, keysWithin, parseResourceId } from '../resourceId';
import type { Deployment, DeploymentStep, World } from '../world';
import { deploymentEntry, fileDeployment, isRefused, readDeployment } from './begin';
import { scopeFor } from './deploymentScope';
import { resolve } from './evaluate';
import { Fault, type Outcome } from './fault';
import { LINKS } from './linked';
import { deploymentOutputs } from './outputs';
import { unprocessable } from './problem';
import { scopeOfNested } from './resourceIds';
import type { Scope } from './scope';
import type { Send } from './send';
import { evaluatesInside } from './nested';
import { failureOf } from './failure';

/**
 * Deployments go on by themselves: whatever has all that it waits for is made, on behalf of whoever deploys, until all is there or
 * what is left waits for something that failed.
 */

/** Keys that only the template engine reads. */
const ENGINE_KEYS = new Set([
	'name',
	'type',
	'apiVersion',
	'dependsOn',
	'copy',
	'condition',
	'scope',
	'resources',
	'comments',
	'existing',
	'subscriptionId',
	'resourceGroup',
	'metadata',
	'@options',
]);

/** The part of the template that a step is made from. */
function templateAt(template: JsonObject, path: DeploymentStep['path']): JsonObject {
	let found: Json = template;
	for (const part of path)
		found =
			(Array.isArray(found)
				? (found as readonly Json[])[Number(part)]
				: isObject(found)
					? found[String(part)]
					: null) ?? null;
	return isObject(found) ? found : {};
}

const scopeOfStep = (scope: Scope, { loops, loop }: DeploymentStep): Scope => ({
	...scope,
	loops: { ...scope.loops, ...loops },
	...(loop === undefined ? {} : { loop: loop.toLowerCase() }),
});

const sourceOf = ({ template }: Deployment) => ({ text: JSON.stringify(template), path: [] });

type Change = Partial<DeploymentStep>;

const failed = (error: JsonObject, httpStatus = 400): Change => ({
	state: 'failed',
	error,
	httpStatus,
});

/** A deployment inside a deployment. Its template's expressions belong to it (`inner`) or to the one around it (`outer`). */
function beginNested(
	world: World,
	deployment: Deployment,
	step: DeploymentStep,
	written: JsonObject,
	scope: Scope,
): [World, Change] {
	const properties = isObject(written.properties) ? written.properties : {};
	const { template, templateLink, parameters, mode } = properties;
	const isInner = evaluatesInside(deployment.template, properties);
	const link = resolve(templateLink ?? null, scope, [...step.path, 'properties', 'templateLink']);
	if (link instanceof Fault)
		return [world, failed(unprocessable(link, step.id, sourceOf(deployment)))];
	if (!isObject(template))
		return [
			world,
			failed({
				code: 'InvalidContentLink',
				message: `Unable to download deployment content from '${isObject(link) ? String(link.uri ?? link.relativePath ?? link.id ?? '') : ''}'. The tracking Id is '${deployment.correlationId}'. Please see https://aka.ms/arm-deploy for usage details. ${LINKS}`,
			}),
		];
	const values = resolve(parameters ?? {}, scope, [...step.path, 'properties', 'parameters']);
	if (values instanceof Fault)
		return [world, failed(unprocessable(values, step.id, sourceOf(deployment)))];
	const where = resolve(
		{
			scope: written.scope ?? null,
			subscriptionId: written.subscriptionId ?? null,
			resourceGroup: written.resourceGroup ?? null,
			location: written.location ?? null,
		},
		scope,
		step.path,
	);
	if (!isObject(where)) return [world, failed({ code: 'InvalidTemplate', message: '' })];
	const text = (key: string) => (typeof where[key] === 'string' ? where[key] : undefined);
	const location = text('location');
	const child = readDeployment(world, {
		id: step.id,
		scope: scopeOfNested(scope.place, {
			scope: text('scope'),
			subscriptionId: text('subscriptionId'),
			resourceGroup: text('resourceGroup'),
		}),
		...(location === undefined ? {} : { location }),
		mode: /^complete$/i.test(String(mode)) ? 'Complete' : 'Incremental',
		template,
		parameters: isInner && isObject(values) ? values : {},
		caller: deployment.caller,
		correlationId: deployment.correlationId,
		source: { text: JSON.stringify(template), path: [] },
		...(isInner
			? {}
			: {
					outer: {
						deployment: deployment.id,
						loops: scope.loops,
						...(scope.loop === undefined ? {} : { loop: scope.loop }),
					},
				}),
	});
	if (isRefused(child)) return [world, failed({ ...child.refused, target: step.id })];
	return [fileDeployment(world, child), { state: 'running', httpStatus: 201 }];
}

/** Makes one resource: its expressions are worked out now, and Resource Manager is asked as any client would. */
function make(
	world: World,
	deployment: Deployment,
	step: DeploymentStep,
	around: Scope,
	send: Send,
): [World, Change] {
	const scope = scopeOfStep(around, step);
	const written = templateAt(deployment.template, step.path);
	if (/^Microsoft\.Resources\/deployments$/i.test(step.type))
		return beginNested(world, deployment, step, written, scope);
	const body: Record<string, Json> = {};
	for (const [key, value] of Object.entries(written)) {
		if (ENGINE_KEYS.has(key) || value === undefined) continue;
		const resolved = resolve(value, scope, [...step.path, key]);
		if (resolved instanceof Fault)
			return [world, failed(unprocessable(resolved, step.id, sourceOf(deployment)))];
		body[key] = resolved;
	}
	const { caller, correlationId } = deployment;
	const { id, apiVersion } = step;
	const ask = (now: World) =>
		send(now, { method: 'PUT', id, apiVersion, body, caller, correlationId });
	let [next, response] = ask(world);
	if (errorOf(response)?.code === 'MissingSubscriptionRegistration')
		[next, response] = ask(registered(world, deployment, step, send));
	const { status: httpStatus } = response;
	return [
		next,
		httpStatus < 400
			? { state: 'running', httpStatus }
			: failed({ code: 'BadRequest', message: '', ...errorOf(response) }, httpStatus),
	];
}

function errorOf({ body }: HttpResponse): JsonObject | undefined {
	const answer = parseJson(body);
	return isObject(answer) && isObject(answer.error) ? answer.error : undefined;
}

/**
 * A deployment registers the providers that it needs.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-providers-and-types#register-resource-provider
 */
function registered(
	world: World,
	{ caller, correlationId }: Deployment,
	{ id, type }: DeploymentStep,
	send: Send,
): World {
	const subscription = parseResourceId(id)?.subscriptionId ?? '';
	const [next] = send(world, {
		method: 'POST',
		id: `/subscriptions/${subscription}/providers/${type.split('/')[0] ?? ''}/register`,
		apiVersion: '2021-04-01',
		caller,
		correlationId,
	});
	return next;
}

/** Where a step that was begun stands by now. */
function watch(world: World, step: DeploymentStep): Change {
	const key = idKey(step.id);
	const child = world.deployments[key];
	if (child && /^Microsoft\.Resources\/deployments$/i.test(step.type)) {
		if (child.lifecycle.state === 'running') return {};
		return child.lifecycle.state === 'succeeded'
			? { state: 'succeeded' }
			: failed(child.error ?? { code: 'DeploymentCanceled', message: '' }, 409);
	}
	const kind = world.resourceGroups[key] ? 'resourceGroup' : 'resource';
	const state = lifecycleOf(world, { kind, key })?.state;
	if (state === 'creating' || state === 'updating') return {};
	return state === 'failed'
		? failed({
				code: 'ResourceDeploymentFailure',
				message: `The resource write operation failed to complete successfully, because it reached terminal provisioning state 'Failed'.`,
			})
		: // What was taken with 202 was answered with 200 in the end.
			{ state: 'succeeded', ...(step.httpStatus === 202 ? { httpStatus: 200 } : {}) };
}

const isOver = ({ state }: DeploymentStep): boolean =>
	state === 'succeeded' || state === 'skipped' || state === 'failed';

function withStep(world: World, key: string, at: number, change: Change): World {
	const deployment = world.deployments[key];
	const step = deployment?.steps[at];
	if (!deployment || !step || Object.keys(change).length === 0) return world;
	const begun = step.startedAt === undefined ? { startedAt: world.now } : {};
	const changed: DeploymentStep = { ...step, ...begun, ...change };
	const ended = isOver(changed) ? { finishedAt: world.now } : {};
	const steps = deployment.steps.with(at, { ...changed, ...ended });
	return { ...world, deployments: withEntry(world.deployments, key, { ...deployment, steps }) };
}

/** Complete mode takes away what is in the group and not in the template. */
function removeOthers(world: World, deployment: Deployment, send: Send): [World, JsonObject[]] {
	const kept = new Set(
		deployment.steps.filter(({ state }) => state !== 'skipped').map(({ id }) => idKey(id)),
	);
	let next = world;
	const errors: JsonObject[] = [];
	for (const key of keysWithin(world.resources, idKey(deployment.scope))) {
		const resource = next.resources[key];
		const isRoot = (parseResourceId(key)?.names.length ?? 0) === 1;
		if (!resource || kept.has(key) || !isRoot || resource.lifecycle.state === 'deleting') continue;
		const [after, response] = send(next, {
			method: 'DELETE',
			id: resource.id,
			apiVersion: '2022-09-01',
			caller: deployment.caller,
			correlationId: deployment.correlationId,
		});
		next = after;
		const answer = response.status >= 400 ? parseJson(response.body) : undefined;
		if (isObject(answer) && isObject(answer.error)) errors.push(answer.error);
	}
	return [next, errors];
}

function finish(world: World, key: string, deployment: Deployment, send: Send): World {
	const errors = deployment.steps.flatMap(({ error }) => (error ? [error] : []));
	let next = world;
	let outputs: Outcome<JsonObject> = {};
	if (errors.length === 0 && deployment.mode === 'Complete') {
		const [after, refused] = removeOthers(world, deployment, send);
		next = after;
		errors.push(...refused);
	}
	if (errors.length === 0)
		outputs = deploymentOutputs(
			deployment.template,
			scopeFor(() => next, deployment, send),
		);
	const error =
		errors.length > 0
			? failureOf(deployment, errors)
			: outputs instanceof Fault
				? failureOf(deployment, [
						{ code: outputs.code ?? 'DeploymentOutputEvaluationFailed', message: outputs.message },
					])
				: undefined;
	const done: Deployment = {
		...deployment,
		finishedAt: next.now,
		...(error ? { error } : { outputs: outputs instanceof Fault ? {} : outputs }),
	};
	const entry = deploymentEntry(done, next.now, error ? 'Failed' : 'Succeeded');
	return sendEvent(
		{
			...next,
			deployments: withEntry(next.deployments, key, done),
			activityLog: next.activityLog.concat(entry),
		},
		{ kind: 'deployment', key },
		error ? 'fail' : 'succeed',
	);
}

/** One deployment as far as it can go at this moment. */
function progressOne(world: World, key: string, send: Send): World {
	let current = world;
	const first = world.deployments[key];
	if (!first) return world;
	const scope = scopeFor(() => current, first, send);
	for (let moved = true; moved;) {
		moved = false;
		const at = (index: number) => current.deployments[key]?.steps[index];
		const over = new Set(
			first.steps.flatMap(({ id }, index) => {
				const step = at(index);
				return step && (step.state === 'succeeded' || step.state === 'skipped') ? [id] : [];
			}),
		);
		for (const index of first.steps.keys()) {
			const deployment = current.deployments[key];
			const step = at(index);
			if (!deployment || !step) continue;
			const before = current;
			if (step.state === 'running') current = withStep(current, key, index, watch(current, step));
			else if (step.state === 'waiting' && step.dependsOn.every((id) => over.has(id))) {
				const [after, change] = make(current, deployment, step, scope, send);
				current = withStep(after, key, index, change);
				const begun = at(index);
				if (begun?.state === 'running')
					current = withStep(current, key, index, watch(current, begun));
			}
			if (current !== before) moved = true;
			if (at(index)?.state === 'succeeded') over.add(step.id);
		}
	}
	const deployment = current.deployments[key];
	if (!deployment || deployment.steps.some(({ state }) => state === 'running')) return current;
	const isStuck = deployment.steps.some(({ state }) => state === 'failed');
	return isStuck || deployment.steps.every(isOver)
		? finish(current, key, deployment, send)
		: current;
}

const runningKeys = derived((deployments: World['deployments']): readonly string[] =>
	Object.keys(deployments).filter((key) => deployments[key]?.lifecycle.state === 'running'),
);

/** Every deployment that is under way, as far as it can go at this moment. */
export function progressDeployments(world: World, send: Send): World {
	let current = world;
	for (;;) {
		const before = current;
		for (const key of runningKeys(current.deployments)) current = progressOne(current, key, send);
		if (current === before) return current;
	}
}
