import { makeLiteral, type Json, type JsonObject } from '../../azure';
import { isLate } from './armText';
import { decorated } from './decorated';
import { expression, inLoop, type Around } from './expression';
import type { BicepFile } from './file';
import { moduleOf, resourceOf } from './resourceOf';
import type { TypeNode } from './tree';
import { copyOf, valueOf } from './valueOf';

/** A Bicep file as an ARM template. */

const SCHEMAS: Readonly<Record<string, string>> = {
	resourceGroup: '2019-04-01/deploymentTemplate.json#',
	subscription: '2018-05-01/subscriptionDeploymentTemplate.json#',
	managementGroup: '2019-08-01/managementGroupDeploymentTemplate.json#',
	tenant: '2019-08-01/tenantDeploymentTemplate.json#',
};

const armType = ({ name }: TypeNode, secure: boolean): string =>
	secure ? (name === 'object' ? 'secureObject' : 'securestring') : name;

/** Compiles a file that was read; throws a `BicepFault`. */
export function compile(file: BicepFile): JsonObject {
	const around: Around = { file, locals: new Map(), within: [] };
	const parameters = [...file.params.values()].map((param) => {
		const { secure, json } = decorated(param.decorators, around, true);
		const { type, value } = param;
		return [
			param.name,
			{
				type: armType(type, secure),
				...(type.allowed ? { allowedValues: type.allowed.map(makeLiteral) } : {}),
				...(type.nullable ? { nullable: true } : {}),
				...(value ? { defaultValue: valueOf(value, around) } : {}),
				...json,
			},
		] as const;
	});
	const variables: [string, Json][] = [];
	const loops: Json[] = [];
	for (const { name, value } of file.vars.values()) {
		if (value.kind === 'loop') loops.push(copyOf(name, value, around));
		else {
			const within: Around = { ...around, within: [name] };
			if (!isLate(expression(value, within))) variables.push([name, valueOf(value, within)]);
		}
	}
	const resources = [...file.declarations.values()].flatMap((declaration) =>
		declaration.node.kind === 'module'
			? [moduleOf(declaration, around)]
			: declaration.node.existing
				? []
				: [resourceOf(declaration, around)],
	);
	const outputs = file.outputs.map(({ name, type, value, decorators }) => {
		const { secure, json } = decorated(decorators, around, false);
		return [
			name,
			{
				type: armType(type, secure),
				...json,
				...(value.kind === 'loop'
					? {
							copy: {
								count: `[length(${expression(value.list, around)})]`,
								input: valueOf(value.body, inLoop(value, 'copyIndex()', around)),
							},
						}
					: { value: valueOf(value, around) }),
			},
		] as const;
	});
	return {
		$schema: `https://schema.management.azure.com/schemas/${SCHEMAS[file.targetScope] ?? ''}`,
		contentVersion: '1.0.0.0',
		...(file.metadata.length > 0
			? {
					metadata: Object.fromEntries(
						file.metadata.map(({ name, value }) => [name, valueOf(value, around)]),
					),
				}
			: {}),
		...(parameters.length > 0 ? { parameters: Object.fromEntries(parameters) } : {}),
		...(variables.length > 0 || loops.length > 0
			? {
					variables: {
						...(loops.length > 0 ? { copy: loops } : {}),
						...Object.fromEntries(variables),
					},
				}
			: {}),
		resources,
		...(outputs.length > 0 ? { outputs: Object.fromEntries(outputs) } : {}),
	};
}
