import type { JsonObject } from '../../azure';
import { expression, idOf, type Around } from './expression';
import type { BicepFile, Declaration } from './file';
import { nodesIn } from './nodesIn';
import type { Node, ObjectNode } from './tree';

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
export function dependsOn(declaration: Declaration, around: Around): JsonObject {
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
