import { isObject, type Json, type JsonObject } from '../../src/azure';
import { Azure } from '../azure/support';

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** A template with the head that every template has. */
export const template = (parts: JsonObject): JsonObject => ({
	$schema: SCHEMA,
	contentVersion: '1.0.0.0',
	resources: [],
	...parts,
});

/** An Azure with a resource group `rg`, to which templates are deployed. */
export class Deployer extends Azure {
	constructor(options?: ConstructorParameters<typeof Azure>[0]) {
		super(options);
		this.group();
	}
	get scope() {
		return `/subscriptions/${this.subscription}/resourceGroups/rg`;
	}
	path(name: string, scope = this.scope) {
		return `${scope}/providers/Microsoft.Resources/deployments/${name}`;
	}
	request(method: string, path: string, body?: JsonObject, from?: string) {
		return this.send({
			method,
			url: `https://management.azure.com${path}?api-version=2022-09-01`,
			headers: {},
			...(from === undefined ? {} : { from }),
			...(body ? { body: JSON.stringify(body) } : {}),
		});
	}
	json(method: string, path: string, body?: JsonObject): JsonObject {
		const response = this.request(method, path, body);
		const parsed: unknown = response.body === '' ? {} : JSON.parse(response.body);
		return parsed as JsonObject;
	}
	/** Deploys and answers the deployment as it is afterwards, or the refusal. */
	deploy(parts: JsonObject, properties: JsonObject = {}, name = 'main', scope = this.scope) {
		const location = /\/resourceGroups\//.test(scope) ? {} : { location: 'westeurope' };
		const response = this.request('PUT', this.path(name, scope), {
			...location,
			properties: { mode: 'Incremental', template: template(parts), ...properties },
		});
		if (response.status >= 400) return JSON.parse(response.body) as JsonObject;
		return this.json('GET', this.path(name, scope));
	}
	/** Deploys a template whose only output is an expression. */
	output(expression: Json, parts: JsonObject = {}, scope?: string): Json {
		const type = typeof expression === 'string' ? 'object' : 'object';
		const answer = this.deploy(
			{ ...parts, outputs: { it: { type, value: expression } } },
			{},
			'main',
			scope,
		);
		const outputs = at(answer, 'properties', 'outputs', 'it', 'value');
		return outputs === undefined ? (errorText(answer) ?? null) : outputs;
	}
}

/** What is found along a path of property names. */
export function at(
	value: Json | undefined,
	...path: readonly (string | number)[]
): Json | undefined {
	let found = value;
	for (const part of path)
		found = Array.isArray(found)
			? (found as readonly Json[])[Number(part)]
			: isObject(found)
				? found[String(part)]
				: undefined;
	return found;
}

/** The error of an answer or of a deployment: `code: message` of the innermost. */
export function errorText(answer: JsonObject): string | undefined {
	const error = at(answer, 'error') ?? at(answer, 'properties', 'error');
	if (!isObject(error)) return undefined;
	const inner = at(error, 'details', 0);
	const found = isObject(inner) ? inner : error;
	return `${String(found.code)}: ${String(found.message)}`;
}

/** A resource of no interest: an account that holds nothing. */
export const storage = (name: Json, more: JsonObject = {}): JsonObject => ({
	type: 'Microsoft.Storage/storageAccounts',
	apiVersion: '2023-01-01',
	name,
	location: '[resourceGroup().location]',
	sku: { name: 'Standard_LRS' },
	kind: 'StorageV2',
	properties: {},
	...more,
});

/** A user-assigned identity. */
export const identity = (name: Json, more: JsonObject = {}): JsonObject => ({
	type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
	apiVersion: '2023-01-31',
	name,
	location: '[resourceGroup().location]',
	...more,
});

/** An identity, and an account that waits for it and tells its address. */
export const grouped = (account: string): JsonObject => ({
	resources: [identity('id-shop'), storage(account, { dependsOn: ['id-shop'] })],
	outputs: {
		blob: { type: 'string', value: `[reference('${account}').primaryEndpoints.blob]` },
	},
});
