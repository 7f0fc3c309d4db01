import { groupOf, idKey, makeLiteral, nameOf, parseResourceId, type Json } from '../azure';
import type { Block } from './block';
import type { TemplateFile } from './files';
import { isRecord, pathOf, Reference, type Meaning, type Value } from './value';

/** Values as ARM's template language writes them. */

const IDENTITY = 'microsoft.managedidentity/userassignedidentities';
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** What stands between the brackets of an expression that gives a value. */
export function inner(value: Value, file: TemplateFile): string {
	if (typeof value === 'string') return text(value);
	if (value instanceof Reference) return meaning(value.to, file);
	if (typeof value === 'number') return String(value);
	return `json(${text(JSON.stringify(value))})`;
}

const namesOf = (block: Block, file: TemplateFile): string =>
	[...block.parents, block.name].map((each) => inner(each, file)).join(', ');

/** The expression for the id of something that the file makes or looks at. */
export function idOf(block: Block, file: TemplateFile): string {
	if (block.kind === 'group')
		return `subscriptionResourceId('Microsoft.Resources/resourceGroups', ${inner(block.name, file)})`;
	if (block.kind === 'roleDefinition')
		return `subscriptionResourceId('Microsoft.Authorization/roleDefinitions', ${inner(block.name, file)})`;
	if (block.kind === 'roleAssignment' || block.kind === 'lock') {
		const name =
			block.kind === 'lock' ? inner(block.name, file) : inner(assignmentName(block, file), file);
		return `extensionResourceId(${scopeOf(block, file)}, '${block.type}', ${name})`;
	}
	if (block.on !== undefined)
		return `extensionResourceId(${scopeOf(block, file)}, '${block.type}', ${namesOf(block, file)})`;
	const group = parseResourceId(block.home)?.resourceGroup;
	const isHere = idKey(block.home) === idKey(file.home);
	const where = isHere
		? ''
		: groupOf(file.home) === undefined
			? `subscription().subscriptionId, '${group}', `
			: `'${group}', `;
	return `resourceId(${where}'${block.type}', ${namesOf(block, file)})`;
}

/** The expression for the id of what a block hangs on. */
export function scopeOf(block: Block, file: TemplateFile): string {
	const on = block.on === undefined ? undefined : file.byKey.get(block.on);
	if (on) return idOf(on, file);
	return groupOf(file.home) === undefined ? 'subscription().id' : 'resourceGroup().id';
}

/** The name of a role assignment: made of who, what and where, so that deploying twice makes one. */
export function assignmentName(block: Block, file: TemplateFile): Value {
	const { principal, role } = block.assignment ?? {};
	if (principal === undefined || role === undefined) return block.name;
	const property = block.properties.principalId ?? '';
	const key =
		principal instanceof Reference && principal.to.kind === 'principalId'
			? principal.to.of
			: undefined;
	const isOutput = property instanceof Reference && property.to.kind === 'output';
	const who: Value =
		key !== undefined && file.byKey.has(key)
			? new Reference({ kind: 'id', of: key })
			: key !== undefined && isOutput
				? new Reference({ kind: 'address', of: key })
				: property;
	const made =
		principal instanceof Reference && principal.to.kind === 'principalId'
			? principal.to.made?.slice(-1)
			: undefined;
	return new Reference({
		kind: 'guid',
		of: [new Reference({ kind: 'scope', of: block.key }), who, ...(made ?? []), role],
	});
}

function blockOf(key: string, file: TemplateFile): Block {
	const block = file.byKey.get(key);
	if (!block) throw new Error(`${file.name} refers to ${key}, which it does not know.`);
	return block;
}

function meaning(to: Meaning, file: TemplateFile): string {
	switch (to.kind) {
		case 'id':
			return idOf(blockOf(to.of, file), file);
		case 'principalId': {
			const block = blockOf(to.of, file);
			const id = idOf(block, file);
			if (to.made) return `reference(${id}, '${block.apiVersion}').${pathOf(to, to.made)}`;
			return block.type.toLowerCase() === IDENTITY
				? `reference(${id}, '${block.apiVersion}').principalId`
				: `reference(${id}, '${block.apiVersion}', 'full').identity.principalId`;
		}
		case 'clientId': {
			const block = blockOf(to.of, file);
			const said = to.made ? pathOf(to, to.made) : 'clientId';
			return `reference(${idOf(block, file)}, '${block.apiVersion}').${said}`;
		}
		case 'parameter':
			return `parameters('${to.of}')`;
		case 'output': {
			const module = file.modules.find(({ symbol }) => symbol === to.of);
			if (!module) throw new Error(`${file.name} has no module ${to.of}.`);
			return `reference(${deploymentId(module.file, file)}, '2022-09-01').outputs.${to.name}.value`;
		}
		case 'tenantId':
			return 'subscription().tenantId';
		case 'subscriptionId':
			return 'subscription().subscriptionId';
		case 'role':
			return `subscriptionResourceId('Microsoft.Authorization/roleDefinitions', ${text(to.of)})`;
		case 'address': {
			const block = file.everywhere.get(to.of);
			return block ? idOf(block, file) : text(to.of);
		}
		case 'scope':
			return scopeOf(blockOf(to.of, file), file);
		case 'guid':
			return `guid(${to.of.map((part) => inner(part, file)).join(', ')})`;
		case 'text':
			return format(to.of, file);
	}
}

/** The id of a nested deployment, as seen from the file that deploys it. */
export function deploymentId(nested: TemplateFile, file: TemplateFile): string {
	const type = "'Microsoft.Resources/deployments'";
	if (idKey(nested.home) === idKey(file.home)) return `resourceId(${type}, '${nested.name}')`;
	const group = parseResourceId(nested.home)?.resourceGroup;
	if (group === undefined) return `subscriptionResourceId(${type}, '${nested.name}')`;
	return groupOf(file.home) === undefined
		? `resourceId(subscription().subscriptionId, '${nameOf(nested.home)}', ${type}, '${nested.name}')`
		: `resourceId('${group}', ${type}, '${nested.name}')`;
}

function format(parts: readonly Value[], file: TemplateFile): string {
	const args: string[] = [];
	const template = parts
		.map((part) => {
			if (typeof part === 'string') return part.replaceAll('{', '{{').replaceAll('}', '}}');
			const arg = inner(part, file);
			const known = args.indexOf(arg);
			return `{${known < 0 ? args.push(arg) - 1 : known}}`;
		})
		.join('');
	return `format(${[text(template), ...args].join(', ')})`;
}

/** A value as JSON in which references are expressions. */
export function toJson(value: Value, file: TemplateFile): Json {
	if (typeof value === 'string') return makeLiteral(value);
	if (value instanceof Reference) return `[${meaning(value.to, file)}]`;
	if (Array.isArray(value)) return (value as readonly Value[]).map((item) => toJson(item, file));
	if (!isRecord(value)) return value as Json;
	return Object.fromEntries(
		Object.entries(value).map(([key, item]) => [makeLiteral(key), toJson(item, file)]),
	);
}
