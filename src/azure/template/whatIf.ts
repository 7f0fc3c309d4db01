import { isObject, parseJson, type Json, type JsonObject } from '../json';
import { idKey, isWithin } from '../resourceId';
import type { Deployment, World } from '../world';
import { fileDeployment } from './begin';
import { same } from './functions/same';
import { progressDeployments } from './progress';
import type { Send } from './send';

/**
 * What a deployment would change. As worlds are values, it is simply tried in one that is thrown away.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/deploy-what-if
 */

type Kind = 'Create' | 'Modify' | 'NoChange' | 'Delete' | 'Ignore';

/** What changes inside an item of an array is told below that item. */
function itemChange(path: string, before: Json | undefined, after: Json | undefined): JsonObject[] {
	if (!isObject(before) || !isObject(after)) return change(path, before, after);
	const children = changes(before, after);
	return children.length === 0
		? []
		: [{ path, propertyChangeType: 'Modify', before: null, after: null, children }];
}

function change(path: string, before: Json | undefined, after: Json | undefined): JsonObject[] {
	if (before === undefined)
		return [{ path, propertyChangeType: 'Create', before: null, after: after ?? null }];
	if (after === undefined) return [{ path, propertyChangeType: 'Delete', before, after: null }];
	if (same(before, after)) return [];
	if (isObject(before) && isObject(after)) return changes(before, after, path);
	if (Array.isArray(before) && Array.isArray(after)) {
		const items = Math.max(before.length, after.length);
		const children = Array.from({ length: items }, (_, index) =>
			itemChange(
				String(index),
				(before as readonly Json[])[index],
				(after as readonly Json[])[index],
			),
		).flat();
		return [{ path, propertyChangeType: 'Array', before: null, after: null, children }];
	}
	return [{ path, propertyChangeType: 'Modify', before, after }];
}

/** The properties in which two answers differ, each by its dotted path. */
function changes(before: JsonObject, after: JsonObject, path = ''): JsonObject[] {
	return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
		change(path === '' ? key : `${path}.${key}`, before[key], after[key]),
	);
}

/** What changes by itself at any write, and so tells nothing. */
const quiet = (answer: JsonObject): JsonObject => {
	const { systemData: _, ...rest } = answer;
	if (!isObject(rest.properties)) return rest;
	const { provisioningState: __, updatedOn: ___, updatedBy: ____, ...properties } = rest.properties;
	return { ...rest, properties };
};

const withoutCollections = (id: string): boolean =>
	!/\/providers\/Microsoft\.Resources\/deployments\//i.test(id);

/** The changes that a deployment would make, in the order of their ids. */
export function whatIf(world: World, deployment: Deployment, send: Send): JsonObject[] {
	const instant: World = { ...world, timing: 'instant' };
	const tried = progressDeployments(fileDeployment(instant, deployment), send);
	const read = (from: World, id: string, apiVersion: string): JsonObject | undefined => {
		const [, response] = send(from, {
			method: 'GET',
			id,
			apiVersion,
			caller: deployment.caller,
			correlationId: deployment.correlationId,
		});
		const answer = response.status < 400 ? parseJson(response.body) : undefined;
		return isObject(answer) ? { apiVersion, ...quiet(answer) } : undefined;
	};
	const asked = stepsOf(tried, deployment.id).filter(({ id }) => withoutCollections(id));
	const touched = new Set(asked.map(({ id }) => idKey(id)));
	const made = asked.map(({ id, apiVersion }): JsonObject => {
		const before = read(world, id, apiVersion);
		const after = read(tried, id, apiVersion);
		const delta = before && after ? changes(before, after) : [];
		const changeType: Kind = !before ? 'Create' : delta.length > 0 ? 'Modify' : 'NoChange';
		return {
			resourceId: id,
			changeType,
			...(before ? { before } : {}),
			after: after ?? { id },
			...(changeType === 'Modify' ? { delta } : {}),
		};
	});
	const others = Object.values(world.resources).flatMap((resource): JsonObject[] => {
		if (touched.has(idKey(resource.id)) || !isWithin(deployment.scope, resource.id)) return [];
		if (resource.type.split('/').length > 2) return [];
		const before = read(world, resource.id, '2022-09-01') ?? { id: resource.id };
		const changeType: Kind = tried.resources[idKey(resource.id)] ? 'Ignore' : 'Delete';
		return [{ resourceId: resource.id, changeType, before }];
	});
	return [...made, ...others].sort((a, b) =>
		idKey(String(a.resourceId)) < idKey(String(b.resourceId)) ? -1 : 1,
	);
}

/** What a deployment and those nested in it make. */
function stepsOf(world: World, id: string): { id: string; apiVersion: string }[] {
	const deployment = world.deployments[idKey(id)];
	return (deployment?.steps ?? []).flatMap((step) =>
		step.state === 'skipped' || step.existing
			? []
			: [{ id: step.id, apiVersion: step.apiVersion }, ...stepsOf(world, step.id)],
	);
}
