import type { Json, JsonObject } from '../../azure';
import { argument, decorated } from './decorated';
import { dependsOn } from './dependsOn';
import {
	declared,
	expression,
	idOf,
	insideOf,
	moduleName,
	namesOf,
	parentOf,
	type Around,
} from './expression';
import { BicepFault, unsupported } from './fault';
import { propertyOf, type Declaration } from './file';
import { scopeCall } from './scopeCall';
import type { Node, ObjectNode } from './tree';
import { copyOf, valueOf } from './valueOf';

/** Whether it is made at all, and how often. */
function conditionAndCopy(declaration: Declaration, around: Around): JsonObject {
	const { loop, test, symbol, node, inside } = declaration;
	if (inside?.loop) throw unsupported(node.at, 'A resource inside a loop of resources is');
	const here = insideOf(declaration, around);
	const batch = node.decorators.find(({ name }) => name === 'batchSize');
	return {
		...(loop
			? {
					copy: {
						name: symbol,
						count: `[length(${expression(loop.list, around)})]`,
						...(batch ? { mode: 'serial', batchSize: valueOf(argument(batch), around) } : {}),
					},
				}
			: {}),
		...(test
			? { condition: valueOf(test, here) }
			: inside?.test
				? { condition: valueOf(inside.test, here) }
				: {}),
	};
}

/** Properties of a declaration that say where it is or when, and not what. */
const STRUCTURAL = new Set(['name', 'parent', 'scope', 'dependsOn']);

/** A resource of a template. */
export function resourceOf(declaration: Declaration, around: Around): JsonObject {
	const here = insideOf(declaration, around);
	const { body, type, version } = declaration;
	const names = namesOf(declaration, around);
	const own = propertyOf(body, 'name') as Node;
	const name: Json =
		names.length === 1 || !parentOf(declaration, here)
			? valueOf(own, here)
			: `[format('${names.map((_, at) => `{${at}}`).join('/')}', ${names.join(', ')})]`;
	const scope = propertyOf(body, 'scope');
	const target = scope && declared(scope, here);
	const call = scopeCall(scope);
	if (scope && !target && !(call?.name === 'tenant')) {
		const isOwn = call && call.args.length === 0 && call.name === around.file.targetScope;
		if (!isOwn)
			throw new BicepFault(
				scope.at,
				'BCP139',
				"A resource's scope must match the scope of the Bicep file for it to be deployable. You must use modules to deploy resources to a different scope.",
			);
	}
	const rest: ObjectNode = {
		...body,
		resources: [],
		properties: body.properties.filter(
			({ key }) =>
				!(key.kind === 'text' && key.holes.length === 0 && STRUCTURAL.has(key.texts[0] ?? '')),
		),
	};
	const { json } = decorated(declaration.node.decorators, around, false);
	return {
		...conditionAndCopy(declaration, around),
		type,
		apiVersion: version,
		...(target
			? { scope: `[${idOf(target.declaration, here, target.index)}]` }
			: call?.name === 'tenant'
				? { scope: '/' }
				: {}),
		name,
		...(valueOf(rest, here) as JsonObject),
		...json,
		...dependsOn(declaration, here),
	};
}

/** A module as the deployment in a template that it becomes. */
export function moduleOf(declaration: Declaration, around: Around): JsonObject {
	const here = insideOf(declaration, around);
	const { body, node } = declaration;
	const params = propertyOf(body, 'params');
	if (params && params.kind !== 'object')
		throw unsupported(params.at, 'Anything but an object for "params" is');
	const scope = propertyOf(body, 'scope');
	const group = scope && declared(scope, here);
	const call = scopeCall(scope);
	if (scope && !group && !call) throw unsupported(scope.at, 'This scope is');
	const given = call?.args.map((arg) => valueOf(arg, here)) ?? [];
	const target = around.file.targetScope;
	const where: Record<string, Json> = {};
	if (group)
		where.resourceGroup = `[${namesOf(group.declaration, here, group.index).at(-1) ?? ''}]`;
	if (call?.name === 'resourceGroup') {
		if (given.length === 2) where.subscriptionId = given[0] ?? '';
		if (given.length > 0) where.resourceGroup = given.at(-1) ?? '';
	}
	if (call?.name === 'subscription')
		where.subscriptionId = given[0] ?? '[subscription().subscriptionId]';
	if (call?.name === 'managementGroup' && call.args[0])
		where.scope = `[format('Microsoft.Management/managementGroups/{0}', ${expression(call.args[0], here)})]`;
	if (call?.name === 'tenant') where.scope = '/';
	const isInGroup =
		where.resourceGroup !== undefined ||
		(target === 'resourceGroup' && !call) ||
		(call?.name === 'resourceGroup' && given.length === 0);
	const name = propertyOf(body, 'name');
	return {
		...conditionAndCopy(declaration, around),
		type: 'Microsoft.Resources/deployments',
		apiVersion: '2022-09-01',
		name: name ? valueOf(name, here) : `[${moduleName(declaration, around)}]`,
		...where,
		...(isInGroup
			? {}
			: {
					location:
						target === 'resourceGroup' ? '[resourceGroup().location]' : '[deployment().location]',
				}),
		properties: {
			expressionEvaluationOptions: { scope: 'inner' },
			mode: 'Incremental',
			...(params
				? {
						parameters: Object.fromEntries(
							params.properties.map(({ key, value }) => {
								const label = valueOf(key, here) as string;
								return [
									label,
									value.kind === 'loop'
										? { copy: [copyOf('value', value, here)] }
										: { value: valueOf(value, here) },
								];
							}),
						),
					}
				: {}),
			template: around.file.module(node.type, node.typeAt),
		},
		...dependsOn(declaration, here),
	};
}
