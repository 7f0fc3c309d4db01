import type { World } from '../../azure';
import { deploymentRequest, type Deploying } from './deploymentRequest';
import type { ReadyTemplate } from './template';
import { ask, changesIn, tryOut } from './whatIf';

/**
 * Names of the resources that a deployment would delete, as a complete one does with what its template does not name; none where
 * Azure would refuse it.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/deployment-modes
 */
export function lossesOf(world: World, deploying: Deploying, read: ReadyTemplate): string[] {
	const { status, body } = ask(world, deploymentRequest(deploying, read, 'whatIf'));
	if (status >= 400) return [];
	const tried = tryOut(world, deploymentRequest(deploying, read));
	return changesIn(body, [world, tried]).flatMap(({ change, name }) =>
		change === 'Delete' ? [name] : [],
	);
}
