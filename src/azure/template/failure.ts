import type { JsonObject } from '../json';
import type { Deployment } from '../world';

/**
 * The error of a deployment of which something failed.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-deployment-failed
 */
export const failureOf = ({ id }: Deployment, details: readonly JsonObject[]): JsonObject => ({
	code: 'DeploymentFailed',
	target: id,
	message:
		'At least one resource deployment operation failed. Please list deployment operations for details. Please see https://aka.ms/arm-deployment-operations for usage details.',
	details,
});
