import type { Resource, World } from '../world';
import type { ArmCall, Reply } from './call';

/** What Resource Manager offers beside plain reading and writing: actions, and children that are no resources of their own. */
export interface ArmAction {
	readonly method: string;
	/** The RBAC action that it needs on the resource. */
	readonly action: string;
	/** Whether it leaves a line in the activity log. Reads do not. */
	readonly logs: boolean;
	readonly run: (
		world: World,
		call: ArmCall,
		resource: Resource,
		names: readonly string[],
	) => Reply;
}
