import { groupOf, idKey, nameOf, type Json, type JsonObject, type World } from '../azure';
import { assignmentName, deploymentId, idOf, inner, scopeOf, toJson } from './armExpression';
import type { Block } from './block';
import { blocksIn } from './blockParts';
import { filesOf, type Module, type TemplateFile } from './files';
import { modelOf } from './model';
import { Lines, type Exported, type LineRange } from './print';
import { Reference, type Value } from './value';

const SCHEMA = 'https://schema.management.azure.com/schemas/';

/** Which JSON objects make which resource. */
type Marks = Map<object, string>;

/** The name of a resource with the names of what it lies in: a text, or an expression where one of them is a parameter. */
function nameOfBlock(block: Block, file: TemplateFile): Json {
	if (block.kind === 'roleAssignment') return toJson(assignmentName(block, file), file);
	const parts: Value[] = [...block.parents, block.name];
	if (parts.every((part) => typeof part === 'string')) return toJson(parts.join('/'), file);
	if (parts.length === 1) return toJson(parts[0] ?? '', file);
	const joined = parts.flatMap((part, index): Value[] => (index === 0 ? [part] : ['/', part]));
	return toJson(new Reference({ kind: 'text', of: joined }), file);
}

function identityJson(block: Block, file: TemplateFile): JsonObject {
	const { identity } = block;
	if (!identity) return {};
	const { system, user, both } = identity;
	const type = system && user.length > 0 ? both : system ? 'SystemAssigned' : 'UserAssigned';
	const ids = user.map((id) => [`[${inner(id, file)}]`, {}] as const);
	return {
		identity: {
			type,
			...(ids.length > 0 ? { userAssignedIdentities: Object.fromEntries(ids) } : {}),
		},
	};
}

/** What a block waits for, as expressions. */
function dependsOn(block: Block, file: TemplateFile): JsonObject {
	const found = new Set<string>();
	for (const key of blocksIn(block)) {
		const other = file.byKey.get(key);
		if (other && !other.existing && other.key !== block.key) found.add(`[${idOf(other, file)}]`);
		const module = file.modules.find(({ symbol }) => symbol === key);
		if (module) found.add(`[${deploymentId(module.file, file)}]`);
	}
	return found.size > 0 ? { dependsOn: [...found] } : {};
}

function blockJson(block: Block, file: TemplateFile): JsonObject {
	const hangs = block.on !== undefined || block.kind === 'roleAssignment' || block.kind === 'lock';
	return {
		type: block.type,
		apiVersion: block.apiVersion,
		...(block.on !== undefined && hangs ? { scope: `[${scopeOf(block, file)}]` } : {}),
		name: nameOfBlock(block, file),
		...(block.location === undefined ? {} : { location: toJson(block.location, file) }),
		...(block.tags === undefined ? {} : { tags: toJson(block.tags, file) }),
		...(block.flavour === undefined ? {} : { kind: block.flavour }),
		...(block.sku === undefined ? {} : { sku: toJson(block.sku, file) }),
		...identityJson(block, file),
		...dependsOn(block, file),
		...(block.kind === 'group' ? {} : { properties: toJson(block.properties, file) }),
	};
}

function moduleJson(module: Module, file: TemplateFile, marks: Marks): JsonObject {
	const nested = module.file;
	const group = groupOf(nested.home);
	const key = group === undefined ? undefined : idKey(group);
	const own = key === undefined ? undefined : file.byKey.get(key);
	const others = module.dependsOn.flatMap((each) => {
		const other = file.byKey.get(each);
		const another = file.modules.find(({ symbol }) => symbol === each);
		return other && !other.existing
			? [`[${idOf(other, file)}]`]
			: another
				? [`[${deploymentId(another.file, file)}]`]
				: [];
	});
	const waits = [...new Set([...(own ? [`[${idOf(own, file)}]`] : []), ...others])];
	const isAway = idKey(nested.home) !== idKey(file.home);
	return {
		type: 'Microsoft.Resources/deployments',
		apiVersion: '2022-09-01',
		name: nested.name,
		...(group !== undefined && isAway ? { resourceGroup: nameOf(group) } : {}),
		...(group === undefined
			? {
					subscriptionId: '[subscription().subscriptionId]',
					location: '[resourceGroup().location]',
				}
			: {}),
		...(waits.length > 0 ? { dependsOn: waits } : {}),
		properties: {
			mode: 'Incremental',
			expressionEvaluationOptions: { scope: 'inner' },
			...(module.arguments.length > 0
				? {
						parameters: Object.fromEntries(
							module.arguments.map(([name, value]) => [name, { value: toJson(value, file) }]),
						),
					}
				: {}),
			template: fileJson(nested, [], marks),
		},
	};
}

function fileJson(file: TemplateFile, leftOut: readonly string[], marks: Marks): JsonObject {
	const schema =
		groupOf(file.home) === undefined
			? `${SCHEMA}2018-05-01/subscriptionDeploymentTemplate.json#`
			: `${SCHEMA}2019-04-01/deploymentTemplate.json#`;
	const resources: JsonObject[] = [];
	const add = (json: JsonObject, key?: string) => {
		if (key !== undefined) marks.set(json, key);
		resources.push(json);
	};
	for (const block of file.blocks) if (!block.existing) add(blockJson(block, file), block.key);
	for (const module of file.modules) add(moduleJson(module, file, marks));
	const parameters = file.parameters.map(
		({ name, description, secure, usual }) =>
			[
				name,
				{
					type: secure ? 'secureString' : 'string',
					...(usual === undefined ? {} : { defaultValue: usual }),
					...(description === undefined ? {} : { metadata: { description } }),
				},
			] as const,
	);
	return {
		$schema: schema,
		contentVersion: '1.0.0.0',
		...(leftOut.length > 0 ? { metadata: { leftOut } } : {}),
		...(parameters.length > 0 ? { parameters: Object.fromEntries(parameters) } : {}),
		resources,
		...(file.outputs.length > 0
			? {
					outputs: Object.fromEntries(
						file.outputs.map(({ name, value }) => [
							name,
							{ type: 'string', value: toJson(value, file) },
						]),
					),
				}
			: {}),
	};
}

/** Writes JSON as `JSON.stringify(value, null, 2)` does, and marks the lines of the objects that are asked about. */
function write(
	value: Json,
	indent: string,
	before: string,
	lines: Lines,
	marks: Marks,
	after = '',
): void {
	const isList = Array.isArray(value);
	if (typeof value !== 'object' || value === null) {
		lines.add(`${indent}${before}${JSON.stringify(value)}${after}`);
		return;
	}
	const entries: [string, Json][] = isList
		? (value as readonly Json[]).map((item) => ['', item])
		: Object.entries(value as JsonObject).flatMap(([key, item]): [string, Json][] =>
				item === undefined ? [] : [[`${JSON.stringify(key)}: `, item]],
			);
	const [open, close] = isList ? '[]' : '{}';
	if (entries.length === 0) {
		lines.add(`${indent}${before}${open}${close}${after}`);
		return;
	}
	const from = lines.written.length;
	lines.add(`${indent}${before}${open}`);
	for (const [index, [key, item]] of entries.entries())
		write(item, `${indent}  `, key, lines, marks, index < entries.length - 1 ? ',' : '');
	lines.add(`${indent}${close}${after}`);
	const marked = marks.get(value);
	if (marked !== undefined) lines.mark(marked, from);
}

/**
 * A world, or the group or resource `scope` of it, as an ARM template. Deploy it at the subscription, or at the group when
 * only a group or resource was asked for. Secrets are secure parameters without a default.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax
 */
export function exportArm(world: World, scope?: string): Exported {
	const model = modelOf(world, scope);
	const { main, leftOut } = filesOf(model);
	const notes = [...model.leftOut, ...leftOut];
	const marks: Marks = new Map();
	const ranges = new Map<string, LineRange[]>();
	const lines = new Lines('main.json', ranges);
	write(fileJson(main, notes, marks), '', '', lines, marks);
	return {
		files: { 'main.json': lines.text() },
		lines: Object.fromEntries(ranges),
		secrets: Object.fromEntries(
			model.parameters.filter(({ secure }) => secure).map(({ name, value }) => [name, value]),
		),
		leftOut: notes,
	};
}
