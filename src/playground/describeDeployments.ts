import type { Deployment } from '../azure';
import type { Sides } from './names';
import type { Named, StepEvent } from './stepEvents';

const namedDeployment = ({ id, name }: Deployment): Named => ({
	id,
	name,
	type: 'Microsoft.Resources/deployments',
});

/** The innermost code of an error, which says more than `DeploymentFailed`. */
function codeOf(error: unknown): string {
	if (typeof error !== 'object' || error === null) return '';
	const { code, details } = error as { readonly code?: unknown; readonly details?: unknown };
	const inner = Array.isArray(details) ? codeOf(details[0]) : '';
	return inner === '' ? String(code ?? '') : inner;
}

/** Deployments that began and that ended. One that did both within a step is told as ended. */
export function describeDeployments({ before, after }: Sides): StepEvent[] {
	if (before.deployments === after.deployments) return [];
	return Object.entries(after.deployments).flatMap(([key, deployment]): StepEvent[] => {
		const was = before.deployments[key];
		const { state, since } = deployment.lifecycle;
		if (was?.lifecycle.state === state && was.lifecycle.since === since) return [];
		const resource = namedDeployment(deployment);
		if (state === 'running') return [{ kind: 'deploying', deployment: resource }];
		const made = deployment.steps.filter(
			({ existing, state }) => !existing && state === 'succeeded',
		).length;
		return [
			{ kind: 'deployed', deployment: resource, state, made, code: codeOf(deployment.error) },
		];
	});
}
