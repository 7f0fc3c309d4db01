import type { Json, JsonObject } from '../../azure';
import { literal } from './armText';
import { declared, insideOf, refused, write, type Around } from './around';
import { argument, decorated } from './decorated';
import { dependsOn } from './dependsOn';
import { BicepFault } from './fault';
import { propertyOf, type Declaration } from './file';
import { idOf, namesOf, parentOf, scopeOf } from './resourceIds';
import { scopeCall } from './scopeCall';
import type { Node, ObjectNode } from './tree';
import { valueOf } from './valueOf';

/** Whether it is made at all, how often, and with what care. */
export function conditionAndCopy(declaration: Declaration, around: Around): JsonObject {
	const { loop, test, symbol, node, inside } = declaration;
	if (inside?.loop)
		throw new BicepFault(
			node.at,
			'BCP160',
			'A nested resource cannot appear inside of a resource with a for-expression.',
		);
	const here = insideOf(declaration, around);
	const batch = node.decorators.find(({ name }) => name === 'batchSize');
	const isOnce = node.decorators.some(({ name }) => name === 'onlyIfNotExists');
	return {
		...(loop
			? {
					copy: {
						name: symbol,
						count: `[length(${write(loop.list, around)})]`,
						...(batch ? { mode: 'serial', batchSize: valueOf(argument(batch), around) } : {}),
					},
				}
			: {}),
		...(isOnce ? { '@options': { onlyIfNotExists: true } } : {}),
		...conditionOf(declaration, here, test),
	};
}

/** A resource in another one is made only when that one is. */
function conditionOf({ inside }: Declaration, here: Around, test: Node | undefined): JsonObject {
	const tests: Node[] = test ? [test] : [];
	for (let outer = inside; outer; outer = outer.inside) if (outer.test) tests.unshift(outer.test);
	const [first] = tests;
	if (!first) return {};
	if (tests.length === 1) return { condition: valueOf(first, here) };
	return { condition: `[and(${tests.map((each) => write(each, here)).join(', ')})]` };
}

/** Properties of a declaration that say where it is or when, and not what. */
const STRUCTURAL = new Set(['name', 'parent', 'scope', 'dependsOn']);

/** Where a resource is that is only looked at, when it is not where the file is deployed. */
function elsewhere(scope: Node | undefined, here: Around): JsonObject {
	const call = scopeCall(scope, here.file);
	if (!call) return {};
	const given = call.args.map((arg) => valueOf(arg, here));
	switch (call.name) {
		case 'tenant':
			return { scope: '/' };
		case 'managementGroup':
			return call.args[0]
				? {
						scope: `[tenantResourceId('Microsoft.Management/managementGroups', ${write(call.args[0], here)})]`,
					}
				: {};
		case 'subscription':
			return given.length > 0 ? { subscriptionId: given[0] ?? '' } : {};
		default:
			return {
				...(given.length === 2 ? { subscriptionId: given[0] ?? '' } : {}),
				...(given.length > 0 ? { resourceGroup: given.at(-1) ?? '' } : {}),
			};
	}
}

/** What a resource hangs on or where it is, from its `scope` or that of what it lies in. */
function scopeIn(declaration: Declaration, here: Around): JsonObject {
	const { node, inside } = declaration;
	const scope = scopeOf(declaration, here);
	if (!scope) return {};
	const target = declared(scope, here);
	if (target) return { scope: `[${idOf(target.declaration, here, target.index)}]` };
	const call = scopeCall(scope, here.file);
	const isOwn = call?.args.length === 0 && call.name === here.file.targetScope;
	if (node.existing || call?.name === 'tenant') return elsewhere(scope, here);
	if (!isOwn)
		throw refused(
			scope,
			here,
			new BicepFault(
				inside || !propertyOf(declaration.body, 'scope') ? node.at : scope.at,
				'BCP139',
				"A resource's scope must match the scope of the Bicep file for it to be deployable. You must use modules to deploy resources to a different scope.",
			),
		);
	return {};
}

/** A resource of a template. */
export function resourceOf(declaration: Declaration, around: Around): JsonObject {
	const here = insideOf(declaration, around);
	const { body, type, version, node } = declaration;
	const names = namesOf(declaration, around);
	const own = propertyOf(body, 'name') as Node;
	const name: Json =
		names.length === 1 || !parentOf(declaration, here)
			? valueOf(own, here)
			: `[format(${literal(names.map((_, at) => `{${at}}`).join('/'))}, ${names.join(', ')})]`;
	const rest: ObjectNode = {
		...body,
		resources: [],
		properties: body.properties.filter(
			({ key }) =>
				!(key?.kind === 'text' && key.holes.length === 0 && STRUCTURAL.has(key.texts[0] ?? '')),
		),
	};
	const { json } = decorated(node.decorators, around, false);
	return {
		...(node.existing ? { existing: true } : {}),
		...conditionAndCopy(declaration, around),
		type,
		apiVersion: version,
		...scopeIn(declaration, here),
		name,
		...(node.existing ? {} : (valueOf(rest, here) as JsonObject)),
		...json,
		...dependsOn(declaration, here),
	};
}
