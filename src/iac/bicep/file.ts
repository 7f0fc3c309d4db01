import type { JsonObject } from '../../azure';
import { attempt, BicepFault } from './fault';
import type {
	FuncNode,
	ImportNode,
	LoopNode,
	Node,
	ObjectNode,
	ResourceNode,
	Statement,
} from './tree';

/** A resource or module of a file, with what its declaration says about where and how often it is made. */
export interface Declaration {
	readonly node: ResourceNode;
	/** `account`, or `account::blobs` for one that is written in another. */
	readonly symbol: string;
	readonly body: ObjectNode;
	readonly loop?: LoopNode;
	readonly test?: Node;
	/** Full type, without the version; empty for a module. */
	readonly type: string;
	readonly version: string;
	/** The resource around it, by `parent` or by being written in it. */
	readonly parent?: Node;
	readonly inside?: Declaration;
}

type Of<Kind extends Statement['kind']> = Extract<Statement, { kind: Kind }>;

/** A name that another file exports. */
export interface Imported {
	readonly file: BicepFile;
	/** `*` for all of them. */
	readonly name: string;
}

/** What a file asks of those around it. */
export interface Outside {
	/** Gives the text of a file beside this one; `undefined` when there is none. */
	readonly load: (path: string) => string | undefined;
	/** Gives the template of a module beside this one; `undefined` when it could not be read, which is told already. */
	readonly module: (path: string, at: number) => JsonObject | undefined;
	/** Gives a file from which names are imported, likewise. */
	readonly imported: (path: string, at: number) => BicepFile | undefined;
}

/** A file that was read, with its names looked up. */
export interface BicepFile extends Outside {
	readonly path: string;
	readonly targetScope: string;
	readonly params: ReadonlyMap<string, Of<'param'>>;
	readonly vars: ReadonlyMap<string, Of<'var'>>;
	readonly types: ReadonlyMap<string, Of<'type'>>;
	readonly funcs: ReadonlyMap<string, FuncNode>;
	readonly imports: ReadonlyMap<string, Imported>;
	readonly declarations: ReadonlyMap<string, Declaration>;
	readonly outputs: readonly Of<'output'>[];
	readonly metadata: readonly Of<'metadata'>[];
	readonly using: Of<'using'> | undefined;
	/** Names of what could not be read: whoever uses them is not to blame. */
	readonly broken: ReadonlySet<string>;
	/** Everything that is wrong in it, in the order of its being found. */
	readonly faults: BicepFault[];
	/** Of an imported file: what its names are called in the template, and which of them are used. */
	readonly called: Map<string, string>;
	readonly prefix: string;
}

/** The value of an object's property, or `undefined`. */
export const propertyOf = (body: ObjectNode, name: string): Node | undefined =>
	body.properties.find(
		({ key }) => key?.kind === 'text' && key.holes.length === 0 && key.texts[0] === name,
	)?.value;

const TYPE = /^([\w.]+\/[\w./-]+)@(\d{4}-\d{2}-\d{2}(?:-[\w.]+)?)$/;
const SCOPES = ['managementGroup', 'resourceGroup', 'subscription', 'tenant'];

/** The type and version that a resource's text says; inside another resource it may be short. */
function typed(node: ResourceNode, inside?: Declaration): readonly [type: string, version: string] {
	const short =
		inside && !node.type.includes('.') ? /^([\w/-]+)(?:@(.+))?$/.exec(node.type) : undefined;
	const full =
		short && inside ? `${inside.type}/${short[1]}@${short[2] ?? inside.version}` : node.type;
	const found = TYPE.exec(full);
	if (!found)
		throw new BicepFault(
			node.typeAt,
			'BCP029',
			'The resource type is not valid. Specify a valid resource type of format "<types>@<apiVersion>".',
		);
	return [found[1] ?? '', found[2] ?? ''];
}

function declare(node: ResourceNode, inside?: Declaration): Declaration[] {
	const loop = node.body.kind === 'loop' ? node.body : undefined;
	const inner = loop ? loop.body : node.body;
	const test = inner.kind === 'if' ? inner.test : undefined;
	const body = inner.kind === 'if' ? inner.body : inner;
	if (body.kind !== 'object')
		throw new BicepFault(body.at, 'BCP018', 'Expected the "{" character at this location.');
	const [type, version] = node.kind === 'resource' ? typed(node, inside) : ['', ''];
	if (node.kind === 'resource' && !propertyOf(body, 'name'))
		throw new BicepFault(
			node.at,
			'BCP035',
			'The specified "resource" declaration is missing the following required properties: "name".',
		);
	const parent = propertyOf(body, 'parent');
	const own: Declaration = {
		node,
		symbol: inside ? `${inside.symbol}::${node.name}` : node.name,
		body,
		...(loop ? { loop } : {}),
		...(test ? { test } : {}),
		type,
		version,
		...(parent ? { parent } : {}),
		...(inside ? { inside } : {}),
	};
	return [own, ...body.resources.flatMap((child) => declare(child, own))];
}

/** Whether other files may import it. */
const isExported = ({ decorators }: Of<'type' | 'var' | 'func'>): boolean =>
	decorators.some(({ name }) => name === 'export');

/** What the names of an `import` mean; a fault for those that are not exported. */
function importsOf(
	node: ImportNode,
	file: BicepFile | undefined,
	faults: BicepFault[],
): [string, Imported | undefined][] {
	return node.names.map(({ name, as, at }) => {
		if (!file) return [as, undefined];
		const found = file.types.get(name) ?? file.vars.get(name) ?? file.funcs.get(name);
		if (name === '*' || (found && isExported(found))) return [as, { file, name }];
		if (!file.broken.has(name))
			faults.push(
				new BicepFault(
					at,
					'BCP360',
					`The "${name}" symbol was not found in (or was not exported by) the imported template.`,
				),
			);
		return [as, undefined];
	});
}

/** Looks the names of a file up. A name that is used twice is among the faults. `prefix` is what an imported file's names get. */
export function fileOf(
	path: string,
	statements: readonly Statement[],
	faults: BicepFault[],
	outside: Outside,
	prefix = '',
): BicepFile {
	const names = new Set<string>();
	const broken = new Set<string>();
	const params = new Map<string, Of<'param'>>();
	const vars = new Map<string, Of<'var'>>();
	const types = new Map<string, Of<'type'>>();
	const funcs = new Map<string, FuncNode>();
	const imports = new Map<string, Imported>();
	const declarations = new Map<string, Declaration>();
	const outputs: Of<'output'>[] = [];
	const metadata: Of<'metadata'>[] = [];
	let using: Of<'using'> | undefined;
	let targetScope = 'resourceGroup';
	const note = (at: number, code: string, message: string) =>
		faults.push(new BicepFault(at, code, message));
	/** Whether a name is free. */
	const take = (at: number, name: string): boolean => {
		const isFree = !names.has(name);
		if (!isFree)
			note(
				at,
				'BCP028',
				`Identifier "${name}" is declared multiple times. Remove or rename the duplicates.`,
			);
		names.add(name);
		return isFree;
	};
	const keep = <T extends { at: number; name: string }>(kept: Map<string, T>, one: T) => {
		if (take(one.at, one.name)) kept.set(one.name, one);
	};
	for (const one of statements) {
		switch (one.kind) {
			case 'targetScope':
				if (SCOPES.includes(one.value)) targetScope = one.value;
				else
					note(
						one.at,
						'BCP033',
						`Expected a value of type "'managementGroup' | 'resourceGroup' | 'subscription' | 'tenant'" but the provided value is of type "'${one.value}'".`,
					);
				break;
			case 'metadata':
				metadata.push(one);
				break;
			case 'using':
				using = one;
				break;
			case 'output':
				if (outputs.some(({ name }) => name === one.name))
					note(
						one.at,
						'BCP145',
						`Output "${one.name}" is declared multiple times. Remove or rename the duplicates.`,
					);
				else outputs.push(one);
				break;
			case 'param':
				keep(params, one);
				break;
			case 'var':
				keep(vars, one);
				break;
			case 'type':
				keep(types, one);
				break;
			case 'func':
				keep(funcs, one);
				break;
			case 'import': {
				const file = attempt(faults, undefined, () => outside.imported(one.path, one.pathAt));
				for (const [name, found] of importsOf(one, file, faults))
					if (!found) broken.add(name);
					else if (take(one.at, name)) imports.set(name, found);
				break;
			}
			case 'resource':
			case 'module': {
				const found = attempt(faults, undefined, () => declare(one));
				if (!found) broken.add(one.name);
				else if (take(one.at, one.name))
					for (const each of found) declarations.set(each.symbol, each);
				break;
			}
			case 'broken':
				for (const name of one.names) broken.add(name);
		}
	}
	const kept = { params, vars, types, funcs, imports, declarations, outputs, metadata, using };
	return { path, targetScope, ...kept, broken, faults, called: new Map(), prefix, ...outside };
}
