import { FUNCTION_NAMES } from '../../azure';
import { access, combined, formatted, isLate, literal } from './armText';
import { BicepFault, unsupported } from './fault';
import { propertyOf, type BicepFile, type Declaration } from './file';
import { loaded } from './loaded';
import { scopeCall } from './scopeCall';
import type { LoopNode, Node } from './tree';

/**
 * Bicep's expressions as the expressions of ARM's template language. One recursion: an expression may name a resource, whose id is
 * made of expressions.
 */

/** What a name means inside a loop or a lambda: the text of an expression. */
export interface Around {
	readonly file: BicepFile;
	readonly locals: ReadonlyMap<string, string>;
	/** Variables that are being worked out, against circles. */
	readonly within: readonly string[];
}

const FUNCTIONS = new Set(FUNCTION_NAMES);
const unknown = (at: number, name: string): BicepFault =>
	new BicepFault(at, 'BCP057', `The name "${name}" does not exist in the current context.`);

/** The declaration that a node names, and the position in its loop; `undefined` when it names none. */
export function declared(
	node: Node,
	around: Around,
): { readonly declaration: Declaration; readonly index?: string } | undefined {
	if (node.kind === 'name') {
		if (around.locals.has(node.name)) return undefined;
		const declaration = around.file.declarations.get(node.name);
		return declaration && { declaration };
	}
	if (node.kind === 'nested') {
		const declaration = around.file.declarations.get(node.name);
		return declaration && { declaration };
	}
	if (node.kind === 'index') {
		const found = declared(node.of, around);
		return found && found.declaration.loop && found.index === undefined
			? { declaration: found.declaration, index: expression(node.index, around) }
			: undefined;
	}
	return undefined;
}

/** What a loop's variables mean where the loop stands at `position`. */
export function inLoop(loop: LoopNode, position: string, around: Around): Around {
	const list = expression(loop.list, around);
	const locals = new Map(around.locals).set(loop.item, `${list}[${position}]`);
	if (loop.index !== undefined) locals.set(loop.index, position);
	return { ...around, locals };
}

/** The surroundings of what stands in a declaration. */
export function insideOf(declaration: Declaration, around: Around, index?: string): Around {
	const fresh: Around = { ...around, locals: index === undefined ? around.locals : new Map() };
	const outer = declaration.inside ? insideOf(declaration.inside, fresh, index) : fresh;
	return declaration.loop
		? inLoop(declaration.loop, index ?? `copyIndex(${literal(declaration.symbol)})`, outer)
		: outer;
}

/** The names of a resource and of what it lies in, outermost first, as expressions. */
export function namesOf(declaration: Declaration, around: Around, index?: string): string[] {
	const here = insideOf(declaration, around, index);
	const name = propertyOf(declaration.body, 'name') as Node;
	const segments = declaration.type.split('/').length - 1;
	const parent = parentOf(declaration, here);
	const before = parent ? namesOf(parent.declaration, here, parent.index) : [];
	const wanted = segments - before.length;
	if (wanted === 1) return [...before, expression(name, here)];
	if (name.kind === 'text' && name.holes.length === 0)
		return (name.texts[0] ?? '').split('/').map(literal);
	const whole = expression(name, here);
	return Array.from({ length: segments }, (_, at) => `split(${whole}, '/')[${at}]`);
}

/** The resource that another one lies in. */
export function parentOf(declaration: Declaration, around: Around) {
	if (declaration.inside) return { declaration: declaration.inside };
	const { parent } = declaration;
	if (!parent) return undefined;
	const found = declared(parent, around);
	if (!found)
		throw new BicepFault(
			parent.at,
			'BCP036',
			'The property "parent" expected a value of type resource.',
		);
	return found;
}

/** The id of a resource as an expression. */
export function idOf(declaration: Declaration, around: Around, index?: string): string {
	const { type, node } = declaration;
	const here = insideOf(declaration, around, index);
	if (node.kind === 'module') return moduleId(declaration, around, index);
	const scope = scopeOf(declaration, here);
	const args = [literal(type), ...namesOf(declaration, around, index)].join(', ');
	if (scope === undefined) {
		switch (around.file.targetScope) {
			case 'resourceGroup':
				return `resourceId(${args})`;
			case 'subscription':
				return `subscriptionResourceId(${args})`;
			default:
				return type.toLowerCase() === 'microsoft.management/managementgroups' ||
					around.file.targetScope === 'tenant'
					? `tenantResourceId(${args})`
					: `extensionResourceId(managementGroup().id, ${args})`;
		}
	}
	const resource = declared(scope, here);
	if (resource)
		return `extensionResourceId(${idOf(resource.declaration, here, resource.index)}, ${args})`;
	const call = scopeCall(scope);
	if (!call) throw unsupported(scope.at, 'This scope is');
	const given = call.args.map((arg) => expression(arg, here));
	if (call.name === 'tenant') return `tenantResourceId(${args})`;
	if (call.name === 'managementGroup')
		return `extensionResourceId(tenantResourceId('Microsoft.Management/managementGroups', ${given.join(', ')}), ${args})`;
	if (call.name === 'subscription') return `subscriptionResourceId(${[...given, args].join(', ')})`;
	if (given.length === 0) return `resourceId(${args})`;
	const where = given.length === 1 ? ['subscription().subscriptionId', ...given] : given;
	return `resourceId(${[...where, args].join(', ')})`;
}

/** The `scope` of a declaration or of what it lies in. */
export function scopeOf(declaration: Declaration, around: Around): Node | undefined {
	const own = propertyOf(declaration.body, 'scope');
	if (own) return own;
	const parent = declaration.node.kind === 'resource' ? parentOf(declaration, around) : undefined;
	return parent && scopeOf(parent.declaration, around);
}

/** The name of a module's deployment. */
export function moduleName(declaration: Declaration, around: Around, index?: string): string {
	const name = propertyOf(declaration.body, 'name');
	const here = insideOf(declaration, around, index);
	if (name) return expression(name, here);
	const text = literal(declaration.symbol);
	return declaration.loop
		? `format('{0}-{1}-{2}', ${text}, ${index ?? `copyIndex(${text})`}, uniqueString(${text}, deployment().name))`
		: `format('{0}-{1}', ${text}, uniqueString(${text}, deployment().name))`;
}

function moduleId(declaration: Declaration, around: Around, index?: string): string {
	const here = insideOf(declaration, around, index);
	const name = moduleName(declaration, around, index);
	const type = "'Microsoft.Resources/deployments'";
	const scope = propertyOf(declaration.body, 'scope');
	const target = around.file.targetScope;
	const group = scope && declared(scope, here);
	if (group) {
		const [groupName = ''] = namesOf(group.declaration, here, group.index).slice(-1);
		return `resourceId(subscription().subscriptionId, ${groupName}, ${type}, ${name})`;
	}
	const call = scopeCall(scope);
	const given = call?.args.map((arg) => expression(arg, here)) ?? [];
	if (call?.name === 'resourceGroup' && given.length > 0)
		return `resourceId(${[...(given.length === 1 ? ['subscription().subscriptionId'] : []), ...given].join(', ')}, ${type}, ${name})`;
	if (call?.name === 'subscription')
		return `subscriptionResourceId(${[...given, type, name].join(', ')})`;
	if (call?.name === 'tenant') return `tenantResourceId(${type}, ${name})`;
	if (call?.name === 'managementGroup')
		return `extensionResourceId(tenantResourceId('Microsoft.Management/managementGroups', ${given.join(', ')}), ${type}, ${name})`;
	if (target === 'resourceGroup') return `resourceId(${type}, ${name})`;
	if (target === 'subscription') return `subscriptionResourceId(${type}, ${name})`;
	return target === 'tenant'
		? `tenantResourceId(${type}, ${name})`
		: `extensionResourceId(managementGroup().id, ${type}, ${name})`;
}

/** A property of a resource or module. */
function memberOf(
	node: Node,
	name: string,
	found: { declaration: Declaration; index?: string },
	around: Around,
): string {
	const { declaration, index } = found;
	if (declaration.loop && index === undefined)
		throw new BicepFault(
			node.at,
			'BCP144',
			'Directly referencing a resource or module collection is not currently supported here. Apply an array indexer to the expression.',
		);
	const id = idOf(declaration, around, index);
	if (declaration.node.kind === 'module') {
		if (name === 'name') return moduleName(declaration, around, index);
		if (name === 'outputs') return `reference(${id}, '2022-09-01').outputs`;
		throw new BicepFault(
			node.at,
			'BCP053',
			`The type "module" does not contain property "${name}". Available properties include "name", "outputs".`,
		);
	}
	const version = literal(declaration.version);
	switch (name) {
		case 'id':
			return id;
		case 'name':
			return expression(
				propertyOf(declaration.body, 'name') as Node,
				insideOf(declaration, around, index),
			);
		case 'type':
			return literal(declaration.type);
		case 'apiVersion':
			return version;
		case 'properties':
			return `reference(${id}, ${version})`;
		default:
			return `reference(${id}, ${version}, 'full').${name}`;
	}
}

/** A node as the text of an expression. */
export function expression(node: Node, around: Around): string {
	switch (node.kind) {
		case 'literal':
			return node.value === null
				? 'null()'
				: typeof node.value === 'boolean'
					? `${node.value}()`
					: String(node.value);
		case 'text':
			return node.holes.length === 0
				? literal(node.texts[0] ?? '')
				: formatted(
						node.texts,
						node.holes.map((hole) => expression(hole, around)),
					);
		case 'name':
			return nameValue(node, around);
		case 'member': {
			const found = declared(node.of, around);
			if (found) return memberOf(node, node.name, found, around);
			if (node.of.kind === 'member' && node.of.name === 'outputs') {
				const module = declared(node.of.of, around);
				if (module?.declaration.node.kind === 'module')
					return `${memberOf(node.of, 'outputs', module, around)}.${node.name}.value`;
			}
			return access(expression(node.of, around), node.name, node.safe);
		}
		case 'index': {
			const of = expression(node.of, around);
			const index = expression(node.index, around);
			return node.safe ? `tryGet(${of}, ${index})` : `${of}[${index}]`;
		}
		case 'unary':
			if (node.sign === '!') return `not(${expression(node.of, around)})`;
			return node.of.kind === 'literal'
				? `-${String(node.of.value)}`
				: `sub(0, ${expression(node.of, around)})`;
		case 'binary':
			return combined(node.sign, expression(node.left, around), expression(node.right, around));
		case 'choice':
			return `if(${[node.test, node.yes, node.no].map((each) => expression(each, around)).join(', ')})`;
		case 'array':
			return `createArray(${node.items.map((item) => expression(item, around)).join(', ')})`;
		case 'object':
			return `createObject(${node.properties
				.flatMap(({ key, value }) => [expression(key, around), expression(value, around)])
				.join(', ')})`;
		case 'lambda': {
			const locals = new Map(around.locals);
			for (const name of node.names) locals.set(name, `lambdaVariables(${literal(name)})`);
			return `lambda(${[...node.names.map(literal), expression(node.body, { ...around, locals })].join(', ')})`;
		}
		case 'call':
			return callValue(node, around);
		case 'nested':
			throw new BicepFault(
				node.at,
				'BCP062',
				`The referenced declaration with name "${node.name}" is not valid.`,
			);
		case 'loop':
			throw new BicepFault(
				node.at,
				'BCP138',
				'For-expressions are not supported in this context. For-expressions may be used as values of resource, module, variable, and output declarations, or values of resource and module properties.',
			);
		case 'if':
			throw new BicepFault(
				node.at,
				'BCP009',
				'Expected a literal value, an array, an object, a parenthesized expression, or a function call at this location.',
			);
	}
}

function nameValue(node: Extract<Node, { kind: 'name' }>, around: Around): string {
	const { file, locals, within } = around;
	const local = locals.get(node.name);
	if (local !== undefined) return local;
	if (file.params.has(node.name)) return `parameters(${literal(node.name)})`;
	const variable = file.vars.get(node.name);
	if (variable) {
		if (within.includes(node.name))
			throw new BicepFault(
				node.at,
				'BCP080',
				`The expression is involved in a cycle ("${[...within, node.name].join('" -> "')}").`,
			);
		if (variable.value.kind === 'loop') return `variables(${literal(node.name)})`;
		const inner = expression(variable.value, {
			file,
			locals: new Map(),
			within: [...within, node.name],
		});
		return isLate(inner) ? inner : `variables(${literal(node.name)})`;
	}
	if (file.declarations.has(node.name))
		throw unsupported(node.at, `A whole resource as a value ("${node.name}") is`);
	throw unknown(node.at, node.name);
}

function callValue(node: Extract<Node, { kind: 'call' }>, around: Around): string {
	const { of, name, args } = node;
	const found = of && declared(of, around);
	if (found) {
		if (!/^list/.test(name)) throw unsupported(node.at, `The function "${name}" of a resource is`);
		const id = idOf(found.declaration, around, found.index);
		const given = args.map((arg) => expression(arg, around));
		return `${name}(${[id, ...(given.length > 0 ? given : [literal(found.declaration.version)])].join(', ')})`;
	}
	if (of && !(of.kind === 'name' && (of.name === 'az' || of.name === 'sys')))
		throw new BicepFault(
			node.at,
			'BCP055',
			`Cannot access properties of this type. An "object" type is required.`,
		);
	if (name === 'any' && args[0]) return expression(args[0], around);
	if (name === 'nameof' && args[0]) {
		const [arg] = args;
		return literal('name' in arg ? arg.name : '');
	}
	if (name === 'loadTextContent' || name === 'loadJsonContent') return loaded(node, around.file);
	if (!FUNCTIONS.has(name.toLowerCase()) && !/^list\w+$/.test(name)) throw unknown(node.at, name);
	return `${name}(${args.map((arg) => expression(arg, around)).join(', ')})`;
}
