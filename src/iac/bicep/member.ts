import { isObject } from '../../azure';
import { access, literal } from './armText';
import {
	declared,
	entering,
	insideOf,
	refused,
	testOf,
	write,
	type Around,
	type Named,
} from './around';
import { BicepFault } from './fault';
import { propertyOf } from './file';
import { handleOf, idOf, moduleName } from './resourceIds';
import type { Node } from './tree';

/** What resources and modules say of themselves, as expressions. */

const collection = (at: number): BicepFault =>
	new BicepFault(
		at,
		'BCP144',
		'Directly referencing a resource or module collection is not currently supported here. Apply an array indexer to the expression.',
	);

/** What is read of something that may not have been made: with `?.` it is `null` then, instead of a fault of the deployment. */
function guarded(text: string, safe: boolean, { declaration, index }: Named, around: Around) {
	const test = safe ? testOf(declaration, insideOf(declaration, around, index)) : undefined;
	return test === undefined ? text : `if(${test}, ${text}, null())`;
}

/** A property of a resource or module. */
export function memberOf(
	node: Extract<Node, { kind: 'member' }>,
	found: Named,
	around: Around,
): string {
	const { declaration, index } = found;
	const { name, safe } = node;
	const guard = (text: string): string => guarded(text, safe, found, around);
	const tried = (text: string): string => `tryGet(${guard(text)}, ${literal(name)})`;
	if (declaration.loop && index === undefined && !declaration.inside) throw collection(node.at);
	if (declaration.node.kind === 'module') {
		if (name === 'name') return guard(moduleName(declaration, around, index));
		const reference = name === 'outputs' ? referenceTo(found, around) : undefined;
		if (reference !== undefined) return safe ? tried(reference) : `${reference}.outputs`;
		throw new BicepFault(
			node.at,
			'BCP053',
			`The type "module" does not contain property "${name}". Available properties include "name", "outputs".`,
		);
	}
	const own = propertyOf(declaration.body, 'name') as Node;
	switch (name) {
		case 'id':
			return guard(idOf(declaration, around, index));
		case 'name':
			return guard(write(own, entering(declaration, insideOf(declaration, around, index))));
		case 'type':
			return literal(declaration.type);
		case 'apiVersion':
			return literal(declaration.version);
		case 'properties':
			return safe ? tried(wholeOf(found, around)) : referenceTo(found, around);
		default:
			return safe ? tried(wholeOf(found, around)) : access(wholeOf(found, around), name);
	}
}

const versionOf = ({ declaration: { node, version } }: Named): string =>
	literal(node.kind === 'module' ? '2022-09-01' : version);

/** `reference()` of a resource or module. */
const referenceTo = (found: Named, around: Around): string =>
	around.symbolic
		? `reference(${handleOf(found, around)})`
		: `reference(${handleOf(found, around)}, ${versionOf(found)})`;

/** A whole resource: not only its properties. All of a loop where no position is said. */
export const wholeOf = (found: Named, around: Around): string =>
	found.declaration.loop && found.index === undefined
		? `references(${literal(found.declaration.symbol)}, 'full')`
		: `reference(${handleOf(found, around)}, ${versionOf(found)}, 'full')`;

/** The module whose `outputs` a node is, or `undefined`. */
export function moduleOfOutputs(node: Node, around: Around): Named | undefined {
	const found = node.kind === 'member' && node.name === 'outputs' && declared(node.of, around);
	return found && found.declaration.node.kind === 'module' ? found : undefined;
}

/** A fault when a module that could be read has no such output. */
export function checkOutput(module: Named, name: string, at: number, { file }: Around): void {
	const { type, typeAt } = module.declaration.node;
	const outputs = file.module(type, typeAt)?.outputs ?? (file.module(type, typeAt) && {});
	if (!isObject(outputs) || Object.hasOwn(outputs, name)) return;
	const others = Object.keys(outputs).sort();
	const which = others.map((each) => `"${each}"`).join(', ');
	throw new BicepFault(
		at,
		'BCP053',
		`The type "outputs" does not contain property "${name}".${others.length > 0 ? ` Available properties include ${which}.` : ''}`,
	);
}

/** `account.listKeys()`. */
export function listedBy(
	node: Extract<Node, { kind: 'call' }>,
	found: Named,
	around: Around,
): string {
	const { name, args, at } = node;
	if (name === 'getSecret')
		throw new BicepFault(
			at,
			'BCP180',
			'Function "getSecret" is not valid at this location. It can only be used when directly assigning to a module parameter with a secure decorator.',
		);
	if (!/^list/.test(name))
		throw refused(
			node.of ?? node,
			around,
			new BicepFault(at, 'BCP057', `The name "${name}" does not exist in the current context.`),
		);
	const given = args.map((arg) => write(arg, around));
	const rest = given.length > 0 ? given : [literal(found.declaration.version)];
	return `${name}(${[handleOf(found, around), ...rest].join(', ')})`;
}
