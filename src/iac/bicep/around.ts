import { literal } from './armText';
import { BicepFault } from './fault';
import type { BicepFile, Declaration } from './file';
import type { LoopNode, Node } from './tree';

/** What a node stands in, when it is written as an expression of the template language. */
export interface Around {
	readonly file: BicepFile;
	/** Whether the template calls its resources by symbolic names. */
	readonly symbolic: boolean;
	/** What a name means inside a loop, a lambda or a function: the text of an expression. */
	readonly locals: ReadonlyMap<string, string>;
	/** Variables that are being worked out, against circles. */
	readonly within: readonly string[];
	/** The resource around, whose own children are known by their short names. */
	readonly scope?: Declaration;
	/** Writes a node: the whole grammar, handed along so that its parts can stand in files of their own. */
	readonly write: (node: Node, around: Around) => string;
}

/** A node as the text of an expression. */
export const write = (node: Node, around: Around): string => around.write(node, around);

/** The declaration that a name means where it stands: that of a child of a resource around it, or one of the file. */
export function lookUp(name: string, around: Around): Declaration | undefined {
	const { declarations } = around.file;
	for (let scope = around.scope; scope; scope = scope.inside) {
		const found = declarations.get(`${scope.symbol}::${name}`);
		if (found) return found;
	}
	return declarations.get(name);
}

/** A declaration that a node names, and the position in its loop. */
export interface Named {
	readonly declaration: Declaration;
	readonly index?: string;
}

/** The declaration that a node names, and the position in its loop; `undefined` when it names none. */
export function declared(node: Node, around: Around): Named | undefined {
	if (node.kind === 'name') {
		const declaration = around.locals.has(node.name) ? undefined : lookUp(node.name, around);
		return declaration && { declaration };
	}
	if (node.kind === 'closed') return declared(node.of, around);
	if (node.kind === 'nested') {
		const of = declared(node.of, around);
		const child = of && around.file.declarations.get(`${of.declaration.symbol}::${node.name}`);
		return child && { ...of, declaration: child };
	}
	if (node.kind === 'index') {
		const found = declared(node.of, around);
		return found?.declaration.loop && found.index === undefined
			? { ...found, index: write(node.index, around) }
			: undefined;
	}
	return undefined;
}

/** What a loop's variables mean where the loop stands at `position`. */
export function inLoop(loop: LoopNode, position: string, around: Around): Around {
	const list = write(loop.list, around);
	const locals = new Map(around.locals).set(loop.item, `${list}[${position}]`);
	if (loop.index !== undefined) locals.set(loop.index, position);
	return { ...around, locals };
}

/** The surroundings of what stands in a declaration. */
export function insideOf(declaration: Declaration, around: Around, index?: string): Around {
	const fresh: Around = { ...around, locals: index === undefined ? around.locals : new Map() };
	const outer = declaration.inside ? insideOf(declaration.inside, fresh, index) : fresh;
	const here = { ...outer, scope: declaration };
	return declaration.loop
		? inLoop(declaration.loop, index ?? `copyIndex(${literal(declaration.symbol)})`, here)
		: here;
}

/** Whether something is made, as an expression; `undefined` where it always is. A resource in another one is made only when that one is. */
export function testOf(declaration: Declaration, here: Around): string | undefined {
	const tests: string[] = [];
	for (let one: Declaration | undefined = declaration; one; one = one.inside)
		if (one.test) tests.unshift(write(one.test, here));
	return tests.length > 1 ? `and(${tests.join(', ')})` : tests[0];
}

/** The surroundings inside of what is being worked out; a fault where it needs itself for that. */
export function entering(declaration: Declaration, around: Around): Around {
	const { symbol, node } = declaration;
	if (around.within.includes(symbol))
		throw new BicepFault(
			node.at,
			'BCP080',
			`The expression is involved in a cycle ("${[...around.within, symbol].join('" -> "')}").`,
		);
	return { ...around, within: [...around.within, symbol] };
}

/** Ends the writing of what uses something that could not be read: that is told already, and this is not told as well. */
export class Follows extends BicepFault {
	constructor(at: number) {
		super(at, '', '');
	}
}

/** A fault of a node, unless it only follows from another one. */
export function refused(node: Node, around: Around, fault: BicepFault): BicepFault {
	let root = node;
	while ('of' in root && root.of) root = root.of;
	const { faults } = around.file;
	const before = faults.length;
	around.write(node, around);
	const isBroken = root.kind === 'name' && around.file.broken.has(root.name);
	return isBroken || faults.length > before ? new Follows(node.at) : fault;
}
