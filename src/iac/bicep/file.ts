import type { JsonObject } from '../../azure';
import { BicepFault } from './fault';
import type { LoopNode, Node, ObjectNode, ResourceNode, Statement } from './tree';

/** A resource or module of a file, with what its declaration says about where and how often it is made. */
export interface Declaration {
	readonly node: ResourceNode;
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

/** A file that was read, with its names looked up. */
export interface BicepFile {
	readonly path: string;
	readonly targetScope: string;
	readonly params: ReadonlyMap<string, Extract<Statement, { kind: 'param' }>>;
	readonly vars: ReadonlyMap<string, Extract<Statement, { kind: 'var' }>>;
	readonly declarations: ReadonlyMap<string, Declaration>;
	readonly outputs: readonly Extract<Statement, { kind: 'output' }>[];
	readonly metadata: readonly Extract<Statement, { kind: 'metadata' }>[];
	/** Gives the text of a file beside this one; `undefined` when there is none. */
	readonly load: (path: string) => string | undefined;
	/** Gives the template of a module beside this one. */
	readonly module: (path: string, at: number) => JsonObject;
}

/** The value of an object's property, or `undefined`. */
export const propertyOf = (body: ObjectNode, name: string): Node | undefined =>
	body.properties.find(
		({ key }) => key.kind === 'text' && key.holes.length === 0 && key.texts[0] === name,
	)?.value;

const TYPE = /^([\w.]+\/[\w./-]+)@(\d{4}-\d{2}-\d{2}(?:-[\w.]+)?)$/;

function declare(node: ResourceNode, inside?: Declaration): Declaration[] {
	let { body } = node;
	let loop: LoopNode | undefined;
	let test: Node | undefined;
	if (body.kind === 'loop') {
		loop = body;
		body = body.body;
	}
	if (body.kind === 'if') {
		test = body.test;
		body = body.body;
	}
	if (body.kind !== 'object')
		throw new BicepFault(body.at, 'BCP018', 'Expected the "{" character at this location.');
	let type = '';
	let version = '';
	if (node.kind === 'resource') {
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
		[, type = '', version = ''] = found;
		if (!propertyOf(body, 'name'))
			throw new BicepFault(
				node.at,
				'BCP035',
				'The specified "resource" declaration is missing the following required properties: "name".',
			);
	}
	const parent = propertyOf(body, 'parent');
	const own: Declaration = {
		node,
		symbol: node.name,
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

/** Looks the names of a file up; throws a {@link BicepFault} where one is used twice. */
export function fileOf(
	path: string,
	statements: readonly Statement[],
	load: BicepFile['load'],
	module: BicepFile['module'],
): BicepFile {
	const names = new Set<string>();
	const name = (at: number, wanted: string) => {
		if (names.has(wanted))
			throw new BicepFault(
				at,
				'BCP028',
				`Identifier "${wanted}" is declared multiple times. Remove or rename the duplicates.`,
			);
		names.add(wanted);
	};
	const params = new Map<string, Extract<Statement, { kind: 'param' }>>();
	const vars = new Map<string, Extract<Statement, { kind: 'var' }>>();
	const declarations = new Map<string, Declaration>();
	const outputs: Extract<Statement, { kind: 'output' }>[] = [];
	const metadata: Extract<Statement, { kind: 'metadata' }>[] = [];
	let targetScope = 'resourceGroup';
	for (const statement of statements) {
		switch (statement.kind) {
			case 'targetScope':
				if (
					!['resourceGroup', 'subscription', 'managementGroup', 'tenant'].includes(statement.value)
				)
					throw new BicepFault(
						statement.at,
						'BCP033',
						`Expected a value of type "'managementGroup' | 'resourceGroup' | 'subscription' | 'tenant'" but the provided value is of type "'${statement.value}'".`,
					);
				targetScope = statement.value;
				break;
			case 'metadata':
				metadata.push(statement);
				break;
			case 'param':
				name(statement.at, statement.name);
				params.set(statement.name, statement);
				break;
			case 'var':
				name(statement.at, statement.name);
				vars.set(statement.name, statement);
				break;
			case 'output':
				outputs.push(statement);
				break;
			case 'resource':
			case 'module':
				for (const declaration of declare(statement)) {
					name(declaration.node.at, declaration.symbol);
					declarations.set(declaration.symbol, declaration);
				}
		}
	}
	return { path, targetScope, params, vars, declarations, outputs, metadata, load, module };
}
