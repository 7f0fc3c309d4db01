import { idKey, typeOf, type DeploymentStep, type JsonObject, type World } from '../../azure';
import { nameIn } from './nameIn';
import type { TemplatePath } from './problem';

/** One resource of a deployment, and how far it is. */
export interface ProgressRow {
	readonly key: string;
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly state: DeploymentStep['state'];
	readonly error: JsonObject | undefined;
	/** Where in the template it stands. */
	readonly path: TemplatePath;
	/** How deep it lies in nested deployments. */
	readonly depth: number;
}

const DEPLOYMENTS = 'microsoft.resources/deployments';

/** The resources of a deployment in the order of the template, those of nested deployments below theirs. */
export function progressOf(
	world: World,
	deploymentId: string,
	around: TemplatePath = [],
	depth = 0,
): ProgressRow[] {
	const deployment = world.deployments[idKey(deploymentId)];
	return (deployment?.steps ?? [])
		.filter(({ existing, state }) => !existing && state !== 'skipped')
		.flatMap((step): ProgressRow[] => {
			const path = [...around, ...step.path];
			const row: ProgressRow = {
				key: `${step.operationId} ${step.id}`,
				id: step.id,
				name: nameIn([world], step.id),
				type: typeOf(step.id) ?? step.type,
				state: step.state,
				error: step.error,
				path,
				depth,
			};
			if (step.type.toLowerCase() !== DEPLOYMENTS) return [row];
			return [row, ...progressOf(world, step.id, [...path, 'properties', 'template'], depth + 1)];
		});
}
