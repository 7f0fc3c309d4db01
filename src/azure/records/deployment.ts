import type { Caller } from '../entra/caller';
import type { Json, JsonObject } from '../json';
import type { Milliseconds } from '../time';
import type { Lifecycle } from './lifecycle';

/** Templates on their way, and those that were deployed. */

/**
 * A template being deployed, or deployed once: it stays as history. Filed under `idKey` of its id.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/deployment-history
 */
export interface Deployment {
	/** `{scope}/providers/Microsoft.Resources/deployments/{name}`. */
	readonly id: string;
	readonly name: string;
	/** `/` for the tenant. */
	readonly scope: string;
	readonly location?: string;
	readonly tags?: Readonly<Record<string, string>>;
	readonly mode: 'Incremental' | 'Complete';
	readonly template: JsonObject;
	/** Every parameter with its value, defaults included. */
	readonly parameters: Readonly<Record<string, { readonly type: string; readonly value: Json }>>;
	/** Whoever deploys: everything is made on their behalf. */
	readonly caller: Caller;
	readonly correlationId: string;
	readonly startedAt: Milliseconds;
	readonly finishedAt?: Milliseconds;
	readonly steps: readonly DeploymentStep[];
	readonly outputs?: JsonObject;
	readonly error?: JsonObject;
	/** Of a nested template whose expressions belong to the outer one: that one, and the loops around it. */
	readonly outer?: {
		readonly deployment: string;
		readonly loops: Readonly<Record<string, number>>;
		readonly loop?: string;
	};
	/** Machine `deployment`. */
	readonly lifecycle: Lifecycle;
}

/**
 * One resource that a template asks for.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-declaration
 */
export interface TemplateResource {
	/** The id that the resource has or will have. */
	readonly id: string;
	/** `Microsoft.Authorization/roleAssignments`, also where the template writes a longer one. */
	readonly type: string;
	/** Type and name as the template writes them, worked out. */
	readonly written: { readonly type: string; readonly name: string };
	/** Its name in a template with symbolic names. */
	readonly symbol?: string;
	/** Where in the template it stands: `['resources', 0]`. */
	readonly path: readonly (string | number)[];
	/** Its own loop's name, and the positions in that and all loops around it. */
	readonly loop?: string;
	readonly loops: Readonly<Record<string, number>>;
	/** Already there: it is looked at and never made. */
	readonly existing: boolean;
	readonly apiVersion: string;
	/** Ids of the resources of the template that it waits for. */
	readonly dependsOn: readonly string[];
}

/** One resource of a deployment on its way. */
export interface DeploymentStep extends TemplateResource {
	/** `skipped`: its condition does not hold. */
	readonly state: 'waiting' | 'running' | 'succeeded' | 'failed' | 'skipped';
	readonly operationId: string;
	readonly startedAt?: Milliseconds;
	readonly finishedAt?: Milliseconds;
	/** Status of the answer that its request got. */
	readonly httpStatus?: number;
	readonly error?: JsonObject;
}
