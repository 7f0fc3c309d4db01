import {
	idKey,
	isObject,
	nameOf,
	sameId,
	type Deployment,
	type JsonObject,
	type World,
} from '../../azure';

/** The deployments made at a scope, the latest first. */
export const deploymentsAt = (world: World, scope: string): Deployment[] =>
	Object.values(world.deployments)
		.filter((deployment) => sameId(deployment.scope, scope))
		.sort((a, b) => b.startedAt - a.startedAt);

/** What an error of a deployment says: its innermost details, where the reason stands. */
export function errorText(error: JsonObject | undefined): string {
	if (!error) return '';
	const [detail] = Array.isArray(error.details) ? (error.details as readonly unknown[]) : [];
	if (isObject(detail as JsonObject)) return errorText(detail as JsonObject);
	return [error.code, error.message].filter((text) => typeof text === 'string').join(': ');
}

/** What a deployment made or wanted to make, one row each. Nothing is said of what it only looks at. */
export const rowsOf = (world: World, { steps }: Deployment) =>
	steps
		.filter(({ existing }) => !existing)
		.map(({ id, operationId, state, error }) => ({
			key: operationId,
			id,
			name: nameOf(id),
			state,
			there:
				world.resources[idKey(id)] !== undefined || world.roleAssignments[idKey(id)] !== undefined,
			error: errorText(error),
		}));
