import { isObject, makeLiteral, type Json, type JsonObject } from '../../azure';
import { Follows, type Around } from './around';
import { decorated } from './decorated';
import { BicepFault } from './fault';
import type { BicepFile } from './file';
import { emittedName, symbolOf } from './symbols';
import type { Decorator, TypeNode, TypePart } from './tree';

/**
 * Bicep's types as ARM's.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/definitions
 */

const PLAIN = ['string', 'int', 'bool', 'array', 'object'];
/** Kinds that the first version of the template language has no words for. */
const RICH = new Set<TypeNode['kind']>([
	...(['object', 'array', 'tuple', 'union', 'nullable'] as const),
	...(['member', 'items', 'item', 'others'] as const),
]);
/** What the types of these properties of any resource are; of others nothing is known here. */
const DERIVED: Readonly<Record<string, string>> = {
	tags: 'object',
	properties: 'object',
	sku: 'object',
	identity: 'object',
	name: 'string',
	location: 'string',
	kind: 'string',
};

interface Resolved {
	readonly node: TypeNode;
	readonly file: BicepFile;
	/** The name that stood for it, where that was one of the file's own types. */
	readonly name?: Extract<TypeNode, { kind: 'name' }>;
}

/** No type that says something is asked through as many names as this. */
const MOST = 100;

/** What a type's name stands for; a name of the language stands for itself. */
function resolved(node: TypeNode, file: BicepFile, depth = 0): Resolved {
	if (depth > MOST)
		throw new BicepFault(
			node.at,
			'BCP298',
			'This type definition includes itself as required component, which creates a constraint that cannot be fulfilled.',
		);
	const next = (of: TypeNode, its: BicepFile) => resolved(of, its, depth + 1);
	switch (node.kind) {
		case 'name': {
			const found = symbolOf(node.name, file);
			return found?.symbol.kind === 'type' ? next(found.symbol.value, found.file) : { node, file };
		}
		case 'sure': {
			const of = next(node.of, file);
			return of.node.kind === 'nullable' ? next(of.node.of, of.file) : of;
		}
		case 'member':
		case 'items':
		case 'others':
		case 'item': {
			if (node.kind === 'member' && node.of.kind === 'name') {
				const wild = file.imports.get(node.of.name);
				if (wild?.name === '*')
					return next({ kind: 'name', name: node.name, at: node.at }, wild.file);
			}
			const of = next(node.of, file);
			const type = of.node.kind === 'nullable' ? next(of.node.of, of.file) : of;
			const found = partOf(node, type.node);
			if (found) return next(found, type.file);
			if (derivedPath(type.node).length > 0) return { node: { ...node, of: type.node }, file };
			throw unfit(
				[type],
				new BicepFault(
					node.at,
					'BCP053',
					`The type does not contain ${node.kind === 'member' ? `property "${node.name}"` : 'what is asked of it'}.`,
				),
			);
		}
		default:
			return { node, file };
	}
}

/** The type that is asked of another: of a property, of an item, of all items. */
function partOf(node: TypeNode, type: TypeNode): TypeNode | undefined {
	if (node.kind === 'member' && type.kind === 'object')
		return type.properties.find(({ name }) => name === node.name)?.type;
	if (node.kind === 'items' && type.kind === 'array') return type.of;
	if (node.kind === 'others' && type.kind === 'object') return type.rest?.type;
	if (node.kind === 'item' && type.kind === 'tuple') return type.items[node.index]?.type;
	return undefined;
}

/** Everything that may be chosen in a union, with the names in it looked up. */
function choices(node: TypeNode, file: BicepFile, depth = 0): Resolved[] {
	const of = resolved(node, file, depth);
	if (of.node.kind === 'union')
		return of.node.of.flatMap((each) => choices(each, of.file, depth + 1));
	if (of.node.kind === 'nullable')
		return [
			...choices(of.node.of, of.file, depth + 1),
			{ node: { kind: 'literal', value: null, at: node.at }, file },
		];
	return [node.kind === 'name' && of.node !== node ? { ...of, name: node } : of];
}

const typeOfValue = (value: Json): string => {
	if (Array.isArray(value)) return 'array';
	if (isObject(value)) return 'object';
	return typeof value === 'number' ? 'int' : typeof value === 'boolean' ? 'bool' : 'string';
};

/** The one value that a type allows; `undefined` where it allows more. */
function onlyValue(node: TypeNode, file: BicepFile): Json | undefined {
	const found = resolved(node, file);
	const parts =
		found.node.kind === 'object' && !found.node.rest
			? found.node.properties
			: found.node.kind === 'tuple'
				? found.node.items
				: undefined;
	if (!parts) return found.node.kind === 'literal' ? found.node.value : undefined;
	const values = parts.map(({ name, type }) => [name, onlyValue(type, found.file)] as const);
	if (values.some(([, value]) => value === undefined)) return undefined;
	return found.node.kind === 'tuple'
		? values.map(([, value]) => value ?? null)
		: Object.fromEntries(values);
}

/** A fault of a type, unless one of those that it is made of could not be read. */
const unfit = (all: readonly Resolved[], fault: BicepFault): BicepFault =>
	all.some(({ node, file }) => node.kind === 'name' && file.broken.has(node.name))
		? new Follows(fault.at)
		: fault;

function union(node: TypeNode, around: Around): JsonObject {
	const all = choices(node, around.file);
	const values = all.map(({ node: each, file }) => onlyValue(each, file));
	const given = values.filter((value) => value !== null && value !== undefined);
	if (values.includes(undefined))
		throw unfit(
			all,
			new BicepFault(
				node.at,
				'BCP293',
				'All members of a union type declaration must be literal values.',
			),
		);
	const types = new Set(given.map(typeOfValue));
	const isOrdered = given.every((value) => typeof value === 'string' || typeof value === 'number');
	const allowed = given.map((value) => (typeof value === 'string' ? makeLiteral(value) : value));
	return {
		...(types.size === 1 ? { type: [...types][0] ?? 'string' } : {}),
		allowedValues: isOrdered ? allowed.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)) : allowed,
		...(given.length < values.length ? { nullable: true } : {}),
	};
}

/** One of several object types, told by what one property says. */
function tagged(node: TypeNode, tag: string, around: Around): JsonObject {
	const all = choices(node, around.file);
	const mapping = all.map(({ node: each, file, name }): [string, Json] => {
		const property =
			each.kind === 'object' ? each.properties.find((one) => one.name === tag) : undefined;
		const value = property && resolved(property.type, file).node;
		if (value?.kind !== 'literal' || typeof value.value !== 'string')
			throw unfit(
				all,
				new BicepFault(
					node.at,
					'BCP364',
					`The property "${tag}" must be a required string literal on all union member types.`,
				),
			);
		const own = name && symbolOf(name.name, around.file) ? named(name, around) : undefined;
		return [value.value, own ?? schemaOf(each, { ...around, file })];
	});
	return {
		type: 'object',
		discriminator: { propertyName: tag, mapping: Object.fromEntries(mapping) },
	};
}

function named(node: Extract<TypeNode, { kind: 'name' }>, { file }: Around): JsonObject {
	const found = symbolOf(node.name, file);
	if (found?.symbol.kind === 'type')
		return { $ref: `#/definitions/${emittedName(found.file, found.symbol.name)}` };
	if (PLAIN.includes(node.name)) return { type: node.name };
	if (node.name === 'secureString' || node.name === 'secureObject')
		return { type: node.name.toLowerCase() === 'securestring' ? 'securestring' : 'secureObject' };
	if (node.name === 'any' || node.name === 'resourceId') return {};
	throw file.broken.has(node.name)
		? new Follows(node.at)
		: new BicepFault(
				node.at,
				'BCP302',
				`The name "${node.name}" is not a valid type. Please specify one of the following types: ${[
					...PLAIN,
					...file.types.keys(),
				]
					.sort()
					.map((name) => `"${name}"`)
					.join(', ')}.`,
			);
}

/** The path of a type that is taken from a resource's: `Microsoft.Storage/storageAccounts@2023-05-01#properties/tags`. */
function derivedPath(node: TypeNode): readonly string[] {
	if (node.kind === 'derived') return [node.type];
	if (node.kind === 'member') {
		const of = derivedPath(node.of);
		return of.length === 0 ? [] : [...of, 'properties', node.name];
	}
	const before = 'of' in node && !Array.isArray(node.of) ? derivedPath(node.of as TypeNode) : [];
	if (before.length === 0) return [];
	if (node.kind === 'items') return [...before, 'items'];
	if (node.kind === 'others') return [...before, 'additionalProperties'];
	if (node.kind === 'item') return [...before, 'prefixItems', String(node.index)];
	return node.kind === 'array' ? [] : before;
}

function derived(node: TypeNode): JsonObject {
	const [type = '', ...path] = derivedPath(node);
	const last = path.at(-1) ?? '';
	const known = path.length === 0 ? 'object' : path.length === 2 ? DERIVED[last] : undefined;
	const source = path.length === 0 ? type : `${type}#${path.join('/')}`;
	return {
		...(known === undefined ? {} : { type: known }),
		metadata: { '__bicep_resource_derived_type!': { source } },
	};
}

const parts = (items: readonly TypePart[], around: Around): JsonObject =>
	Object.fromEntries(
		items.map(({ name, type, decorators }) => [name, typed(type, decorators, around)]),
	);

function schemaOf(node: TypeNode, around: Around): JsonObject {
	switch (node.kind) {
		case 'name':
			return named(node, around);
		case 'literal':
			return union(node, around);
		case 'union':
			return union(node, around);
		case 'array':
			return { type: 'array', items: schemaOf(node.of, around) };
		case 'tuple':
			return {
				type: 'array',
				prefixItems: node.items.map(({ type, decorators }) => typed(type, decorators, around)),
				items: false,
			};
		case 'object':
			return {
				type: 'object',
				...(node.properties.length > 0 ? { properties: parts(node.properties, around) } : {}),
				...(node.rest
					? { additionalProperties: typed(node.rest.type, node.rest.decorators, around) }
					: {}),
			};
		case 'nullable':
			return { ...schemaOf(node.of, around), nullable: true };
		case 'derived':
			return derived(node);
		default: {
			if (node.kind === 'member' && node.of.kind === 'name') {
				const wild = around.file.imports.get(node.of.name);
				if (wild?.name === '*')
					return named({ ...node, kind: 'name' }, { ...around, file: wild.file });
			}
			const of = resolved(node, around.file);
			if (of.node === node || derivedPath(of.node).length > 0) return derived(of.node);
			return schemaOf(of.node, { ...around, file: of.file });
		}
	}
}

/** A type with what its decorators say, as ARM writes it; throws a `BicepFault`. */
export function typed(
	node: TypeNode,
	decorators: readonly Decorator[],
	around: Around,
): JsonObject {
	const { secure, sealed, tag, json } = decorated(decorators, around, true);
	const inner = node.kind === 'nullable' ? node.of : node;
	const plain =
		tag === undefined
			? schemaOf(node, around)
			: { ...tagged(inner, tag, around), ...(inner === node ? {} : { nullable: true }) };
	const { type, metadata } = plain;
	const about =
		isObject(metadata) && isObject(json.metadata)
			? { metadata: { ...metadata, ...json.metadata } }
			: {};
	return {
		...plain,
		...(secure && type === 'string' ? { type: 'securestring' } : {}),
		...(secure && type === 'object' ? { type: 'secureObject' } : {}),
		...(sealed ? { additionalProperties: false } : {}),
		...json,
		...about,
	};
}

/** Whether a type needs a template of the second version of the language. */
export const isRich = ({ kind }: TypeNode): boolean => RICH.has(kind);
