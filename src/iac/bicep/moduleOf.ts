import { isObject, type Json, type JsonObject } from '../../azure';
import { literal } from './armText';
import { declared, insideOf, refused, write, type Around } from './around';
import { dependsOn } from './dependsOn';
import { BicepFault, unsupported } from './fault';
import { propertyOf, type Declaration } from './file';
import { idOf, moduleName, namesOf } from './resourceIds';
import { conditionAndCopy } from './resourceOf';
import { scopeCall } from './scopeCall';
import type { Node, ObjectNode } from './tree';
import { copyOf, valueOf } from './valueOf';

/** Where a module is deployed. */
function whereOf(scope: Node | undefined, here: Around): JsonObject {
	const group = scope && declared(scope, here);
	if (group)
		return { resourceGroup: `[${namesOf(group.declaration, here, group.index).at(-1) ?? ''}]` };
	const call = scopeCall(scope, here.file);
	if (scope && !call) throw refused(scope, here, unsupported(scope.at, 'This scope is'));
	const given = call?.args.map((arg) => valueOf(arg, here)) ?? [];
	switch (call?.name) {
		case 'resourceGroup':
			return {
				...(given.length === 2 ? { subscriptionId: given[0] ?? '' } : {}),
				...(given.length > 0 ? { resourceGroup: given.at(-1) ?? '' } : {}),
			};
		case 'subscription':
			return { subscriptionId: given[0] ?? '[subscription().subscriptionId]' };
		case 'managementGroup':
			return call.args[0]
				? {
						scope: `[format('Microsoft.Management/managementGroups/{0}', ${write(call.args[0], here)})]`,
					}
				: {};
		case 'tenant':
			return { scope: '/' };
		default:
			return {};
	}
}

/** `vault.getSecret('name')`: the deployment reads the secret, and nobody else sees it. */
function secretOf(node: Node, here: Around): Json | undefined {
	const vault = node.kind === 'call' && node.name === 'getSecret' && node.of;
	const found = vault && declared(vault, here);
	if (!found) return undefined;
	const [name, version] = node.args;
	return {
		reference: {
			keyVault: { id: `[${idOf(found.declaration, here, found.index)}]` },
			secretName: name ? valueOf(name, here) : '',
			...(version ? { secretVersion: valueOf(version, here) } : {}),
		},
	};
}

/** The value of one parameter of a module, with its name. */
function givenTo(key: Node, value: Node, here: Around): [string, Json] {
	const name = valueOf(key, here) as string;
	if (value.kind === 'loop') return [name, { copy: [copyOf('value', value, here)] }];
	const secret = secretOf(value, here);
	if (secret !== undefined) return [name, secret];
	if (value.kind === 'choice') {
		const [yes, no] = [secretOf(value.yes, here), secretOf(value.no, here)];
		if (yes !== undefined || no !== undefined) {
			const one = (node: Node, found: Json | undefined) =>
				found === undefined
					? `createObject('value', ${write(node, here)})`
					: `createObject('reference', ${asExpression((found as JsonObject).reference ?? null)})`;
			return [
				name,
				`[if(${write(value.test, here)}, ${one(value.yes, yes)}, ${one(value.no, no)})]`,
			];
		}
	}
	return [name, { value: valueOf(value, here) }];
}

/** A value whose texts are expressions or literals, as one expression. */
function asExpression(value: Json): string {
	if (isObject(value))
		return `createObject(${Object.entries(value)
			.flatMap(([key, each]) => [literal(key), asExpression(each ?? null)])
			.join(', ')})`;
	const text = String(value);
	return text.startsWith('[') && !text.startsWith('[[') ? text.slice(1, -1) : literal(text);
}

/** Holds what a module is given against what it wants. */
function checkParams(
	declaration: Declaration,
	params: ObjectNode | undefined,
	template: JsonObject,
	{ file }: Around,
): void {
	const wanted = isObject(template.parameters) ? template.parameters : {};
	const names = Object.keys(wanted);
	const given = new Set<string>();
	for (const { key } of params?.properties ?? []) {
		if (key?.kind !== 'text' || key.holes.length > 0) return;
		const name = key.texts[0] ?? '';
		given.add(name);
		if (Object.hasOwn(wanted, name)) continue;
		const free = names.filter((each) => !given.has(each)).sort();
		file.faults.push(
			new BicepFault(
				key.at,
				'BCP037',
				`The property "${name}" is not allowed on objects of type "params". ${free.length > 0 ? `Permissible properties include ${free.map((each) => `"${each}"`).join(', ')}.` : 'No other properties are allowed.'}`,
			),
		);
	}
	const missing = names
		.filter((name) => {
			const one = wanted[name];
			return (
				isObject(one) && one.defaultValue === undefined && one.nullable !== true && !given.has(name)
			);
		})
		.sort();
	if (missing.length > 0)
		file.faults.push(
			new BicepFault(
				params?.at ?? declaration.node.at,
				'BCP035',
				`The specified "${params ? 'object' : 'module'}" declaration is missing the following required properties: ${params ? missing.map((each) => `"${each}"`).join(', ') : '"params"'}.`,
			),
		);
}

/** A module as the deployment in a template that it becomes. */
export function moduleOf(declaration: Declaration, around: Around): JsonObject {
	const here = insideOf(declaration, around);
	const { body, node } = declaration;
	const { file } = around;
	const params = propertyOf(body, 'params');
	if (params && params.kind !== 'object')
		throw unsupported(params.at, 'Anything but an object for "params" is');
	const template = file.module(node.type, node.typeAt);
	if (template) checkParams(declaration, params, template, around);
	const scope = propertyOf(body, 'scope');
	const where = whereOf(scope, here);
	const call = scopeCall(scope, here.file);
	const isInGroup =
		where.resourceGroup !== undefined ||
		(file.targetScope === 'resourceGroup' && !call) ||
		(call?.name === 'resourceGroup' && call.args.length === 0);
	const name = propertyOf(body, 'name');
	const group = file.targetScope === 'resourceGroup' ? 'resourceGroup' : 'deployment';
	return {
		...conditionAndCopy(declaration, around),
		type: 'Microsoft.Resources/deployments',
		apiVersion: '2022-09-01',
		name: name ? valueOf(name, here) : `[${moduleName(declaration, around)}]`,
		...where,
		...(isInGroup ? {} : { location: `[${group}().location]` }),
		properties: {
			expressionEvaluationOptions: { scope: 'inner' },
			mode: 'Incremental',
			...(params
				? {
						parameters: Object.fromEntries(
							params.properties.map(({ key, value }) => {
								if (!key) throw unsupported(value.at, 'A spread in "params" is');
								return givenTo(key, value, here);
							}),
						),
					}
				: {}),
			template: template ?? {},
		},
		...dependsOn(declaration, here),
	};
}
