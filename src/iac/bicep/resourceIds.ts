import { literal } from './armText';
import { declared, entering, insideOf, refused, write, type Around, type Named } from './around';
import { BicepFault, unsupported } from './fault';
import { propertyOf, type Declaration } from './file';
import { scopeCall } from './scopeCall';
import type { Node } from './tree';

/** Names and ids of resources and modules, as expressions. */

const tenantGroup = (given: string): string =>
	`tenantResourceId('Microsoft.Management/managementGroups', ${given})`;

/** The names of a resource and of what it lies in, outermost first, as expressions. */
export function namesOf(declaration: Declaration, around: Around, index?: string): string[] {
	const here = entering(declaration, insideOf(declaration, around, index));
	const name = propertyOf(declaration.body, 'name') as Node;
	const segments = declaration.type.split('/').length - 1;
	const parent = parentOf(declaration, here);
	const before = parent ? namesOf(parent.declaration, here, parent.index) : [];
	const wanted = segments - before.length;
	if (wanted === 1) return [...before, write(name, here)];
	if (name.kind === 'text' && name.holes.length === 0)
		return (name.texts[0] ?? '').split('/').map(literal);
	const whole = write(name, here);
	return Array.from({ length: segments }, (_, at) => `split(${whole}, '/')[${at}]`);
}

/** The resource that another one lies in. */
export function parentOf(declaration: Declaration, around: Around): Named | undefined {
	if (declaration.inside) return { declaration: declaration.inside };
	const { parent } = declaration;
	if (!parent) return undefined;
	const found = declared(parent, around);
	if (!found)
		throw refused(
			parent,
			around,
			new BicepFault(
				parent.at,
				'BCP036',
				'The property "parent" expected a value of type "resource".',
			),
		);
	return found;
}

/** The `scope` of a declaration or of what it lies in. */
export function scopeOf(declaration: Declaration, around: Around): Node | undefined {
	const own = propertyOf(declaration.body, 'scope');
	if (own) return own;
	const parent = declaration.node.kind === 'resource' ? parentOf(declaration, around) : undefined;
	return parent && scopeOf(parent.declaration, entering(declaration, around));
}

/** The id of what has this type and these names directly in the scope of the file. */
function idInFile(type: string, args: string, target: string): string {
	if (target === 'resourceGroup') return `resourceId(${args})`;
	if (target === 'subscription') return `subscriptionResourceId(${args})`;
	return type.toLowerCase() === 'microsoft.management/managementgroups' || target === 'tenant'
		? `tenantResourceId(${args})`
		: `extensionResourceId(managementGroup().id, ${args})`;
}

/** The id of a resource or of a module's deployment as an expression. */
export function idOf(declaration: Declaration, around: Around, index?: string): string {
	const here = insideOf(declaration, around, index);
	const isModule = declaration.node.kind === 'module';
	const type = isModule ? 'Microsoft.Resources/deployments' : declaration.type;
	const names = isModule
		? [moduleName(declaration, around, index)]
		: namesOf(declaration, around, index);
	const args = [literal(type), ...names].join(', ');
	const scope = scopeOf(declaration, here);
	if (scope === undefined) return idInFile(type, args, around.file.targetScope);
	const resource = declared(scope, here);
	if (resource && isModule) {
		const [group = ''] = namesOf(resource.declaration, here, resource.index).slice(-1);
		return `resourceId(subscription().subscriptionId, ${group}, ${args})`;
	}
	if (resource)
		return `extensionResourceId(${idOf(resource.declaration, entering(declaration, here), resource.index)}, ${args})`;
	const call = scopeCall(scope, here.file);
	if (!call) throw refused(scope, here, unsupported(scope.at, 'This scope is'));
	const given = call.args.map((arg) => write(arg, here));
	if (call.name === 'tenant') return `tenantResourceId(${args})`;
	if (call.name === 'managementGroup')
		return given.length === 0
			? `extensionResourceId(managementGroup().id, ${args})`
			: `extensionResourceId(${tenantGroup(given.join(', '))}, ${args})`;
	if (call.name === 'subscription') return `subscriptionResourceId(${[...given, args].join(', ')})`;
	if (given.length === 0) return `resourceId(${args})`;
	const where = given.length === 1 ? ['subscription().subscriptionId', ...given] : given;
	return `resourceId(${[...where, args].join(', ')})`;
}

/** The name of a module's deployment. */
export function moduleName(declaration: Declaration, around: Around, index?: string): string {
	const name = propertyOf(declaration.body, 'name');
	const here = insideOf(declaration, around, index);
	if (name) return write(name, here);
	const text = literal(declaration.symbol);
	return declaration.loop
		? `format('{0}-{1}-{2}', ${text}, ${index ?? `copyIndex(${text})`}, uniqueString(${text}, deployment().name))`
		: `format('{0}-{1}', ${text}, uniqueString(${text}, deployment().name))`;
}

/** How `reference()` and its like are told which resource is meant. */
export function handleOf({ declaration, index }: Named, around: Around): string {
	if (!around.symbolic) return idOf(declaration, around, index);
	return index === undefined
		? literal(declaration.symbol)
		: `format(${literal(`${declaration.symbol}[{0}]`)}, ${index})`;
}
