import { isObject, type Json, type JsonObject } from '../../azure';
import { isLate } from './armText';
import { inLoop, write, type Around } from './around';
import { functionName } from './calls';
import { expression } from './expression';
import { attempt } from './fault';
import type { BicepFile, Declaration } from './file';
import { moduleOf } from './moduleOf';
import { nodesIn } from './nodesIn';
import { resourceOf } from './resourceOf';
import { emittedName } from './symbols';
import type { FuncNode, Statement, TypeNode } from './tree';
import { isRich, typed } from './types';
import { copyOf, valueOf } from './valueOf';

/** A Bicep file as an ARM template. */

const SCHEMAS: Readonly<Record<string, string>> = {
	resourceGroup: '2019-04-01/deploymentTemplate.json#',
	subscription: '2018-05-01/subscriptionDeploymentTemplate.json#',
	managementGroup: '2019-08-01/managementGroupDeploymentTemplate.json#',
	tenant: '2019-08-01/tenantDeploymentTemplate.json#',
};

type Of<Kind extends Statement['kind']> = Extract<Statement, { kind: Kind }>;
type Entry = readonly [name: string, value: Json];

const isLooped = (file: BicepFile, { node, body }: Declaration): boolean =>
	[...nodesIn({ ...body, resources: [] })].some(
		(each) =>
			each.kind === 'call' &&
			each.args.some(
				(arg) => arg.kind === 'name' && file.declarations.get(arg.name)?.loop !== undefined,
			),
	) && !node.existing;

/**
 * Whether the template must be of the second version of the language, with symbolic names: whatever has types or functions of its
 * own, among others, is.
 */
function needsSymbols(file: BicepFile): boolean {
	const declarations = [...file.declarations.values()];
	const given = [...file.params.values(), ...file.outputs].flatMap(({ type }) => type ?? []);
	const isSecret = ({ decorators }: Of<'output'>) =>
		decorators.some(({ name }) => name === 'secure');
	return (
		[file.types, file.funcs, file.imports].some(({ size }) => size > 0) ||
		given.some(isRich) ||
		[...file.vars.values()].some(({ type }) => type) ||
		file.outputs.some(isSecret) ||
		declarations.some(
			(one) =>
				(one.node.kind === 'module' &&
					!one.body.properties.some(
						({ key }) => key?.kind === 'text' && key.texts[0] === 'name',
					)) ||
				one.node.decorators.some(({ name }) => name === 'onlyIfNotExists') ||
				isLooped(file, one),
		)
	);
}

/** Each declaration as what `work` makes of it; of faulty ones nothing, and the fault is noted. */
function entries<T>(
	file: BicepFile,
	all: Iterable<T>,
	work: (one: T) => readonly Entry[],
): Entry[] {
	return [...all].flatMap((one) => attempt(file.faults, [], () => work(one)));
}

function parameter({ name, type, value, decorators }: Of<'param'>, around: Around): Entry[] {
	const inner: TypeNode = type ?? { kind: 'name', name: 'object', at: 0 };
	const schema = attempt(around.file.faults, {}, () => typed(inner, decorators, around));
	const { metadata, ...rest } = schema;
	return [
		[
			name,
			{
				...rest,
				...(value ? { defaultValue: valueOf(value, around) } : {}),
				...(metadata === undefined ? {} : { metadata }),
			},
		],
	];
}

function output({ name, type, value, decorators }: Of<'output'>, around: Around): Entry[] {
	const schema = attempt(around.file.faults, {}, () => typed(type, decorators, around));
	const said: JsonObject =
		value.kind === 'loop'
			? {
					copy: {
						count: `[length(${write(value.list, around)})]`,
						input: valueOf(value.body, inLoop(value, 'copyIndex()', around)),
					},
				}
			: { value: valueOf(value, around) };
	return [[name, { ...schema, ...said }]];
}

/** A function of the file's own, as a member of a namespace. */
function member(node: FuncNode, around: Around): JsonObject {
	const locals = new Map(node.params.map(({ name }) => [name, `parameters('${name}')`]));
	const parameters = node.params.map(({ name, type, decorators }) => ({
		...typed(type, decorators, around),
		name,
	}));
	const inside: Around = { ...around, locals };
	return {
		parameters,
		output: { ...typed(node.type, node.decorators, around), value: valueOf(node.value, inside) },
	};
}

/** Functions in their namespaces. */
function namespaces(members: readonly Entry[]): Json[] {
	const found = new Map<string, Record<string, Json>>();
	for (const [name, value] of members) {
		const [namespace = '', own = ''] = name.split('.');
		found.set(namespace, { ...found.get(namespace), [own]: value });
	}
	return [...found].map(([namespace, inside]) => ({ namespace, members: inside }));
}

/** What a file, or one that it imports from, brings into the template. */
interface Brought {
	readonly definitions: Entry[];
	readonly functions: Entry[];
	readonly variables: Entry[];
	readonly loops: Json[];
}

function bring(file: BicepFile, names: Iterable<string>, around: Around, into: Brought): void {
	for (const name of names)
		attempt(file.faults, undefined, () => {
			const type = file.types.get(name);
			const func = file.funcs.get(name);
			const variable = file.vars.get(name);
			const emitted = emittedName(file, name);
			if (type) into.definitions.push([emitted, typed(type.value, type.decorators, around)]);
			else if (func) into.functions.push([functionName(file, name), member(func, around)]);
			else if (variable?.value.kind === 'loop')
				into.loops.push(copyOf(emitted, variable.value, around));
			else if (variable) {
				const within: Around = { ...around, within: [name] };
				if (!isLate(write(variable.value, within)))
					into.variables.push([emitted, valueOf(variable.value, within)]);
			}
		});
}

/** Brings what is used of other files, and what that uses, until nothing new is. */
function bringImported(root: BicepFile, around: Around, into: Brought): void {
	const done = new Set<string>();
	const files = new Set<BicepFile>();
	const collect = (file: BicepFile) => {
		for (const { file: other } of file.imports.values())
			if (!files.has(other)) {
				files.add(other);
				collect(other);
			}
	};
	collect(root);
	for (let before = -1; before < done.size;) {
		before = done.size;
		for (const file of files) {
			const names = [...file.called.keys()].filter((name) => !done.has(`${file.prefix} ${name}`));
			for (const name of names) done.add(`${file.prefix} ${name}`);
			bring(file, names, { ...around, file }, into);
		}
	}
}

const some = (key: string, list: readonly Entry[]): JsonObject =>
	list.length > 0 ? { [key]: Object.fromEntries(list) } : {};

/** The resources of a file: by their symbols in a template that has these, else in a list without those that are there already. */
function resources(file: BicepFile, around: Around): Entry[] {
	const all = [...file.declarations.values()].filter(
		({ node }) => around.symbolic || !node.existing,
	);
	return entries(file, all, (one) => [
		[one.symbol, one.node.kind === 'module' ? moduleOf(one, around) : resourceOf(one, around)],
	]);
}

/** Compiles a file that was read. What is wrong is among its faults; then the template is of no use. */
export function compile(file: BicepFile): JsonObject {
	const symbolic = needsSymbols(file);
	const around: Around = { file, symbolic, locals: new Map(), within: [], write: expression };
	const parameters = entries(file, file.params.values(), (one) => parameter(one, around));
	const brought: Brought = { definitions: [], functions: [], variables: [], loops: [] };
	const own = [...file.types.keys(), ...file.funcs.keys(), ...file.vars.keys()];
	bring(file, own, around, brought);
	const made = resources(file, around);
	const outputs = entries(file, file.outputs, (one) => output(one, around));
	const metadata = entries(file, file.metadata, ({ name, value }) => [
		[name, valueOf(value, around)],
	]);
	bringImported(file, around, brought);
	const { definitions, functions, variables, loops } = brought;
	const list: readonly Json[] = made.map(([, one]) => one).filter(isObject);
	return {
		$schema: `https://schema.management.azure.com/schemas/${SCHEMAS[file.targetScope] ?? ''}`,
		...(symbolic ? { languageVersion: '2.0' } : {}),
		contentVersion: '1.0.0.0',
		...some('metadata', metadata),
		...some('definitions', definitions),
		...(functions.length > 0 ? { functions: namespaces(functions) } : {}),
		...some('parameters', parameters),
		...(variables.length > 0 || loops.length > 0
			? {
					variables: {
						...(loops.length > 0 ? { copy: loops } : {}),
						...Object.fromEntries(variables),
					},
				}
			: {}),
		resources: symbolic ? Object.fromEntries(made) : list,
		...some('outputs', outputs),
	};
}
