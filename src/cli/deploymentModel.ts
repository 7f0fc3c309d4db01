import { isObject, type Json, type JsonObject } from '../azure';
import { pythonTime, withGroups } from './shape';

/** Fields that the model of a deployment always prints. */
const ALWAYS = {
	debugSetting: null,
	error: null,
	onErrorDeployment: null,
	outputResources: null,
	outputs: null,
	parameters: null,
	parametersLink: null,
	templateLink: null,
	validatedResources: null,
} as const;

const providerModel = (provider: JsonObject): JsonObject => ({
	id: null,
	providerAuthorizationConsentState: null,
	registrationPolicy: null,
	registrationState: null,
	...provider,
	resourceTypes: (Array.isArray(provider.resourceTypes)
		? (provider.resourceTypes as readonly Json[])
		: []
	)
		.filter(isObject)
		.map((type) => ({
			aliases: null,
			apiProfiles: null,
			apiVersions: null,
			capabilities: null,
			defaultApiVersion: null,
			locationMappings: null,
			properties: null,
			zoneMappings: null,
			...type,
		})),
});

/** A deployment, as `az deployment group show` prints it. */
export function deploymentModel(deployment: JsonObject): JsonObject {
	const properties = isObject(deployment.properties) ? deployment.properties : {};
	const providers = Array.isArray(properties.providers)
		? (properties.providers as readonly Json[]).filter(isObject)
		: [];
	return {
		location: null,
		tags: null,
		...deployment,
		properties: {
			...ALWAYS,
			...properties,
			providers: providers.map(providerModel),
			timestamp: pythonTime(properties.timestamp),
		},
	};
}

/** A step of a deployment, as `az deployment operation group list` prints it. */
export const operationModel = (operation: JsonObject): Json => {
	const properties = isObject(operation.properties) ? operation.properties : {};
	return withGroups({
		...operation,
		properties: {
			request: null,
			response: null,
			serviceRequestId: null,
			statusMessage: null,
			targetResource: null,
			...properties,
			timestamp: pythonTime(properties.timestamp),
		},
	});
};
