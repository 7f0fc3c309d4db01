import type { JsonObject } from '../../azure';
import { literal } from './armText';
import { declared, write, type Around } from './around';
import type { BicepFault } from './fault';
import type { Declaration } from './file';
import { nodesIn } from './nodesIn';
import { idOf } from './resourceIds';
import type { Node, ObjectNode } from './tree';

/** Finds the resources and modules that a node speaks of, also by way of variables and of what is only looked at. */
class Finder {
	readonly found = new Set<Declaration>();
	readonly #seen = new Set<string>();
	readonly #around: Around;
	constructor(around: Around) {
		this.#around = around;
	}

	search(node: Node, scope: Declaration | undefined): void {
		const { scope: _, ...outer } = this.#around;
		const around: Around = scope ? { ...outer, scope } : outer;
		for (const each of nodesIn(node)) {
			if (each.kind !== 'name' && each.kind !== 'nested') continue;
			const declaration = declared(each, { ...around, locals: new Map() })?.declaration;
			if (declaration) {
				this.#declaration(declaration);
				continue;
			}
			const variable = each.kind === 'name' ? around.file.vars.get(each.name) : undefined;
			if (!variable || this.#seen.has(variable.name)) continue;
			this.#seen.add(variable.name);
			this.search(variable.value, undefined);
		}
	}

	/** What is only looked at is waited for where the template knows it, and else what it speaks of is. */
	#declaration(declaration: Declaration): void {
		if (!declaration.node.existing || this.#around.symbolic) {
			this.found.add(declaration);
			return;
		}
		if (this.#seen.has(declaration.symbol)) return;
		this.#seen.add(declaration.symbol);
		this.search(declaration.body, declaration);
		if (declaration.inside) this.#declaration(declaration.inside);
	}

	around(declaration: Declaration): void {
		this.search({ ...declaration.body, resources: [] }, declaration);
		if (declaration.test) this.search(declaration.test, declaration.inside);
		if (declaration.loop) this.search(declaration.loop.list, declaration.inside);
		if (declaration.inside) this.#declaration(declaration.inside);
		this.found.delete(declaration);
	}
}

/** What a resource waits for: everything that it speaks of, what it lies in, and what it says it depends on. */
export function dependsOn(declaration: Declaration, around: Around): JsonObject {
	const finder = new Finder(around);
	finder.around(declaration);
	const list = [...finder.found].map((other) => {
		const one = other.loop && indexOf(declaration.body, other, around);
		if (around.symbolic)
			return one === undefined
				? other.symbol
				: `[format(${literal(`${other.symbol}[{0}]`)}, ${one})]`;
		return other.loop && one === undefined ? other.symbol : `[${idOf(other, around, one)}]`;
	});
	return list.length > 0 ? { dependsOn: list.sort() } : {};
}

/** The one position at which a resource speaks of a loop's resources; `undefined` where there are several. */
function indexOf(body: ObjectNode, other: Declaration, around: Around): string | undefined {
	const all = [...nodesIn(body)];
	// A position may count in a loop inside of the resource: then it is none that can be waited for.
	const faults: BicepFault[] = [];
	const quiet = { ...around, file: { ...around.file, faults } };
	const whole = all.filter((node) => node.kind === 'name' && node.name === other.symbol).length;
	const indexed = all.flatMap((node) =>
		node.kind === 'index' && node.of.kind === 'name' && node.of.name === other.symbol
			? [write(node.index, quiet)]
			: [],
	);
	return whole === indexed.length && new Set(indexed).size === 1 && faults.length === 0
		? indexed[0]
		: undefined;
}
