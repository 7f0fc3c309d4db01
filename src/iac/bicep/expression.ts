import { access, combined, formatted, isLate, literal } from './armText';
import { declared, Follows, lookUp, write, type Around } from './around';
import { callValue, calledFunction } from './calls';
import { attempt, BicepFault } from './fault';
import { checkOutput, listedBy, memberOf, moduleOfOutputs, wholeOf } from './member';
import { emittedName, symbolOf, unknownName } from './symbols';
import type { Node, PropertyNode } from './tree';

/** Bicep's expressions as the expressions of ARM's template language. */

type Access = Extract<Node, { kind: 'member' | 'index' }>;

/** Whether a part of a chain may be missing, so that the rest of the chain is skipped with it. */
const isSafe = (node: Node, around: Around): boolean =>
	(node.kind === 'member' || node.kind === 'index') &&
	(node.safe || (!declared(node.of, around) && isSafe(node.of, around)));

/** `a.b`, `a[b]` and, of what may be missing, `a.?b.c` and `a[?b]`. */
function accessed(node: Access, around: Around): string {
	const module = node.kind === 'member' ? moduleOfOutputs(node.of, around) : undefined;
	if (node.kind === 'member' && module) checkOutput(module, node.name, node.at, around);
	const of = write(node.of, around);
	const key = node.kind === 'member' ? literal(node.name) : write(node.index, around);
	if (node.kind === 'index' && node.fromEnd)
		return `${node.safe ? 'tryIndexFromEnd' : 'indexFromEnd'}(${of}, ${key})`;
	// What follows without a question mark is skipped too where something before it is missing, and must be there otherwise.
	if (node.safe) return module ? `tryGet(tryGet(${of}, ${key}), 'value')` : `tryGet(${of}, ${key})`;
	if (isSafe(node.of, around) && of.startsWith('tryGet('))
		return `${of.slice(0, -1)}, ${module ? `${key}, 'value'` : key})`;
	const found = node.kind === 'member' ? access(of, node.name) : `${of}[${key}]`;
	return module ? `${found}.value` : found;
}

/** Properties as the arguments of `createObject`. */
const pairs = (properties: readonly PropertyNode[], around: Around): string =>
	`createObject(${properties
		.flatMap(({ key, value }) => [key ? write(key, around) : '', write(value, around)])
		.join(', ')})`;

/** Runs of parts between what is spread among them, each as `plain` writes it. */
function runs<Part>(
	parts: readonly Part[],
	spread: (part: Part) => Node | undefined,
	plain: (run: readonly Part[]) => string,
	around: Around,
): string[] {
	const found: string[] = [];
	let run: Part[] = [];
	const close = () => {
		if (run.length > 0) found.push(plain(run));
		run = [];
	};
	for (const part of parts) {
		const of = spread(part);
		if (of) {
			close();
			found.push(write(of, around));
		} else run.push(part);
	}
	close();
	return found;
}

function object(properties: readonly PropertyNode[], around: Around): string {
	if (properties.every(({ key }) => key)) return pairs(properties, around);
	const parts = runs(
		properties,
		({ key, value }) => (key ? undefined : value),
		(run) => pairs(run, around),
		around,
	);
	return `shallowMerge(createArray(${parts.join(', ')}))`;
}

function array(items: readonly Node[], around: Around): string {
	const plain = (run: readonly Node[]) =>
		`createArray(${run.map((item) => write(item, around)).join(', ')})`;
	if (items.every(({ kind }) => kind !== 'spread')) return plain(items);
	const parts = runs(
		items,
		(item) => (item.kind === 'spread' ? item.of : undefined),
		plain,
		around,
	);
	return `flatten(createArray(${parts.join(', ')}))`;
}

function nameValue(node: Extract<Node, { kind: 'name' }>, around: Around): string {
	const { locals, within } = around;
	const local = locals.get(node.name);
	if (local !== undefined) return local;
	const declaration = lookUp(node.name, around);
	if (declaration) return wholeOf({ declaration }, around);
	const { file, symbol } = symbolOf(node.name, around.file) ?? {};
	if (!file || !symbol) throw unknownName(node, around.file);
	if (symbol.kind === 'param') return `parameters(${literal(symbol.name)})`;
	if (symbol.kind !== 'var')
		throw new BicepFault(
			node.at,
			'BCP063',
			`The name "${node.name}" is not a parameter, variable, resource or module.`,
		);
	if (within.includes(node.name))
		throw new BicepFault(
			node.at,
			'BCP080',
			`The expression is involved in a cycle ("${[...within, node.name].join('" -> "')}").`,
		);
	const name = `variables(${literal(emittedName(file, symbol.name))})`;
	if (symbol.value.kind === 'loop') return name;
	const { scope: _, ...outer } = around;
	const inner = write(symbol.value, {
		...outer,
		file,
		locals: new Map(),
		within: file === around.file ? [...within, node.name] : [],
	});
	return isLate(inner) ? inner : name;
}

function written(node: Node, around: Around): string {
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
						node.holes.map((hole) => write(hole, around)),
					);
		case 'name':
			return nameValue(node, around);
		case 'closed':
			return write(node.of, around);
		case 'member': {
			const found = declared(node.of, around);
			if (found) return memberOf(node, found, around);
			const wild = node.of.kind === 'name' && around.file.imports.get(node.of.name);
			if (!wild || wild.name !== '*') return accessed(node, around);
			const { scope: _, ...outer } = around;
			const name: Node = { kind: 'name', name: node.name, at: node.at };
			return nameValue(name as Extract<Node, { kind: 'name' }>, {
				...outer,
				file: wild.file,
				locals: new Map(),
				within: [],
			});
		}
		case 'index': {
			const found = declared(node, around);
			return found ? wholeOf(found, around) : accessed(node, around);
		}
		case 'unary':
			if (node.sign === '!') return `not(${write(node.of, around)})`;
			return node.of.kind === 'literal'
				? `-${String(node.of.value)}`
				: `sub(0, ${write(node.of, around)})`;
		case 'binary':
			return combined(node.sign, write(node.left, around), write(node.right, around));
		case 'choice':
			return `if(${[node.test, node.yes, node.no].map((each) => write(each, around)).join(', ')})`;
		case 'array':
			return array(node.items, around);
		case 'object':
			return object(node.properties, around);
		case 'lambda': {
			const locals = new Map(around.locals);
			for (const name of node.names) locals.set(name, `lambdaVariables(${literal(name)})`);
			return `lambda(${[...node.names.map(literal), write(node.body, { ...around, locals })].join(', ')})`;
		}
		case 'call': {
			const found = node.of && declared(node.of, around);
			return found
				? listedBy(node, found, around)
				: (calledFunction(node, around) ?? callValue(node, around));
		}
		case 'nested': {
			const found = declared(node, around);
			if (found) return wholeOf(found, around);
			if (!declared(node.of, around)) throw new Follows(write(node.of, around) ? node.at : 0);
			throw new BicepFault(
				node.at,
				'BCP159',
				`The resource does not contain a nested resource named "${node.name}".`,
			);
		}
		case 'loop':
			throw new BicepFault(
				node.at,
				'BCP138',
				'For-expressions are not supported in this context. For-expressions may be used as values of resource, module, variable, and output declarations, or values of resource and module properties.',
			);
		case 'spread':
		case 'if':
			throw new BicepFault(
				node.at,
				'BCP009',
				'Expected a literal value, an array, an object, a parenthesized expression, or a function call at this location.',
			);
	}
}

/** A node as the text of an expression. What is wrong with it is noted, and `null()` stands in for it. */
export const expression = (node: Node, around: Around): string =>
	attempt(around.file.faults, 'null()', () => written(node, around));
