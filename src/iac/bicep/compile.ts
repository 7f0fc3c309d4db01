import { makeLiteral, type Json, type JsonObject } from '../../azure';
import {
	copyOf,
	declared,
	expression,
	idOf,
	insideOf,
	isLate,
	moduleName,
	namesOf,
	parentOf,
	scopeCall,
	valueOf,
	type Around,
} from './expression';
import { BicepFault, unsupported } from './fault';
import { propertyOf, type BicepFile, type Declaration } from './file';
import type { Decorator, Node, ObjectNode, TypeNode } from './tree';

/** A Bicep file as an ARM template. */

const SCHEMAS: Readonly<Record<string, string>> = {
	resourceGroup: '2019-04-01/deploymentTemplate.json#',
	subscription: '2018-05-01/subscriptionDeploymentTemplate.json#',
	managementGroup: '2019-08-01/managementGroupDeploymentTemplate.json#',
	tenant: '2019-08-01/tenantDeploymentTemplate.json#',
};
/** Decorators whose argument the template writes under the same, or another, name. */
const LIMITS: Readonly<Record<string, string>> = {
	allowed: 'allowedValues',
	minLength: 'minLength',
	maxLength: 'maxLength',
	minValue: 'minValue',
	maxValue: 'maxValue',
};

/** Every node in a node, itself included. */
function* nodesIn(node: Node): Generator<Node> {
	yield node;
	switch (node.kind) {
		case 'text':
			for (const hole of node.holes) yield* nodesIn(hole);
			break;
		case 'call':
			if (node.of) yield* nodesIn(node.of);
			for (const arg of node.args) yield* nodesIn(arg);
			break;
		case 'member':
		case 'nested':
		case 'unary':
			yield* nodesIn(node.of);
			break;
		case 'index':
			yield* nodesIn(node.of);
			yield* nodesIn(node.index);
			break;
		case 'binary':
			yield* nodesIn(node.left);
			yield* nodesIn(node.right);
			break;
		case 'choice':
			for (const each of [node.test, node.yes, node.no]) yield* nodesIn(each);
			break;
		case 'lambda':
			yield* nodesIn(node.body);
			break;
		case 'array':
			for (const item of node.items) yield* nodesIn(item);
			break;
		case 'object':
			for (const { key, value } of node.properties) {
				yield* nodesIn(key);
				yield* nodesIn(value);
			}
			break;
		case 'loop':
			yield* nodesIn(node.list);
			yield* nodesIn(node.body);
			break;
		case 'if':
			yield* nodesIn(node.test);
			yield* nodesIn(node.body);
			break;
		case 'literal':
		case 'name':
	}
}

/** The resources and modules that a node speaks of, also by way of variables and of resources that are only looked at. */
function mentioned(node: Node, file: BicepFile, seen: Set<string>, found: Set<Declaration>): void {
	for (const each of nodesIn(node)) {
		const name = each.kind === 'name' || each.kind === 'nested' ? each.name : undefined;
		if (name === undefined || seen.has(name)) continue;
		const declaration = file.declarations.get(name);
		const variable = file.vars.get(name);
		if (declaration && !declaration.node.existing) {
			found.add(declaration);
			continue;
		}
		seen.add(name);
		if (declaration) mentioned(declaration.body, file, seen, found);
		if (declaration?.inside) addSelf(declaration.inside, file, seen, found);
		if (variable) mentioned(variable.value, file, seen, found);
	}
}

function addSelf(
	declaration: Declaration,
	file: BicepFile,
	seen: Set<string>,
	found: Set<Declaration>,
): void {
	if (!declaration.node.existing) found.add(declaration);
	else mentioned(declaration.body, file, seen, found);
}

/** What a resource waits for: everything that it speaks of, what it lies in, and what it says it depends on. */
function dependsOn(declaration: Declaration, around: Around): JsonObject {
	const { file } = around;
	const found = new Set<Declaration>();
	const seen = new Set<string>();
	mentioned({ ...declaration.body, resources: [] }, file, seen, found);
	if (declaration.test) mentioned(declaration.test, file, seen, found);
	if (declaration.inside) addSelf(declaration.inside, file, seen, found);
	found.delete(declaration);
	const list = [...found].map((other) => {
		if (other.loop) {
			const one = indexOf(declaration.body, other, around);
			return one === undefined ? other.symbol : `[${idOf(other, around, one)}]`;
		}
		return `[${idOf(other, around)}]`;
	});
	return list.length > 0 ? { dependsOn: list } : {};
}

/** The one position at which a resource speaks of a loop's resources; `undefined` where there are several. */
function indexOf(body: ObjectNode, other: Declaration, around: Around): string | undefined {
	const all = [...nodesIn(body)];
	const whole = all.filter((node) => node.kind === 'name' && node.name === other.symbol).length;
	const indexed = all.flatMap((node) =>
		node.kind === 'index' && node.of.kind === 'name' && node.of.name === other.symbol
			? [expression(node.index, around)]
			: [],
	);
	return whole === indexed.length && new Set(indexed).size === 1 ? indexed[0] : undefined;
}

function argument({ at, name, args }: Decorator): Node {
	const [first] = args;
	if (!first) throw new BicepFault(at, 'BCP071', `Expected 1 argument, but got 0.`);
	if (name === '')
		throw new BicepFault(at, 'BCP123', 'Expected a namespace or decorator name at this location.');
	return first;
}

/** `metadata`, limits and whether it is a secret, from what stands above a declaration. */
function decorated(
	decorators: readonly Decorator[],
	around: Around,
	isParam: boolean,
): { readonly secure: boolean; readonly json: JsonObject } {
	let secure = false;
	let metadata: JsonObject = {};
	const json: Record<string, Json> = {};
	for (const decorator of decorators) {
		const { name, at } = decorator;
		const limit = Object.hasOwn(LIMITS, name) ? LIMITS[name] : undefined;
		if (name === 'secure') secure = true;
		else if (name === 'description')
			metadata = { ...metadata, description: valueOf(argument(decorator), around) };
		else if (name === 'metadata')
			metadata = { ...metadata, ...(valueOf(argument(decorator), around) as JsonObject) };
		else if (limit !== undefined && isParam) json[limit] = valueOf(argument(decorator), around);
		else if (name === 'export' || name === 'sealed' || name === 'discriminator')
			throw unsupported(at, `The decorator "${name}" is`);
		else if (name !== 'batchSize')
			throw new BicepFault(
				at,
				'BCP057',
				`The name "${name}" does not exist in the current context.`,
			);
	}
	return { secure, json: { ...json, ...(Object.keys(metadata).length > 0 ? { metadata } : {}) } };
}

const armType = ({ name }: TypeNode, secure: boolean): string =>
	secure ? (name === 'object' ? 'secureObject' : 'securestring') : name;

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

function resourceOf(declaration: Declaration, around: Around): JsonObject {
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

function moduleOf(declaration: Declaration, around: Around): JsonObject {
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

/** Compiles a file that was read; throws a {@link BicepFault}. */
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
								input: loopInput(value, around),
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

/** What one turn of an output's loop gives. */
function loopInput(loop: Extract<Node, { kind: 'loop' }>, around: Around): Json {
	const list = expression(loop.list, around);
	const locals = new Map(around.locals).set(loop.item, `${list}[copyIndex()]`);
	if (loop.index !== undefined) locals.set(loop.index, 'copyIndex()');
	return valueOf(loop.body, { ...around, locals });
}
