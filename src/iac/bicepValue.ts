import { groupOf, idKey, parseResourceId } from '../azure';
import type { Block } from './block';
import type { TemplateFile } from './files';
import { isRecord, pathOf, Reference, type Meaning, type Value } from './value';

/** Values as Bicep writes them. */

const IDENTITY = 'microsoft.managedidentity/userassignedidentities';
const ESCAPES: Readonly<Record<string, string>> = {
	'\\': '\\\\',
	"'": "\\'",
	'\n': '\\n',
	'\r': '\\r',
	'\t': '\\t',
};

/** What stands between the quotes of a string. */
const inside = (text: string): string =>
	text
		.replace(/[\\'\n\r\t]/g, (character) => ESCAPES[character] ?? character)
		.replaceAll('${', '\\${');

/** A string. */
export const bicepText = (text: string): string => `'${inside(text)}'`;

const isName = (key: string): boolean => /^[A-Za-z_]\w*$/.test(key);

/** The key of an object's property. */
export const bicepKey = (key: string): string => (isName(key) ? key : bicepText(key));

/** Strings with what stands between them, as one string. */
export const bicepJoin = (parts: readonly Value[], file: TemplateFile): string =>
	parts.length === 1 && parts[0] !== undefined && typeof parts[0] !== 'string'
		? bicepInline(parts[0], file)
		: `'${parts
				.map((part) => (typeof part === 'string' ? inside(part) : `\${${bicepInline(part, file)}}`))
				.join('')}'`;

/** A value that fits on one line. */
export function bicepInline(value: Value, file: TemplateFile): string {
	return bicepLines(value, file, '').join(' ');
}

/** The lines of a value; all but the first are indented. */
export function bicepLines(value: Value, file: TemplateFile, indent: string): string[] {
	if (typeof value === 'string') return [bicepText(value)];
	if (value instanceof Reference) return [meaning(value.to, file)];
	if (typeof value === 'number')
		return [Number.isInteger(value) ? String(value) : `json('${value}')`];
	if (typeof value !== 'object' || value === null) return [String(value)];
	const deeper = `${indent}  `;
	if (!isRecord(value)) {
		if (value.length === 0) return ['[]'];
		const items = value.flatMap((item) => {
			const [first = '', ...rest] = bicepLines(item, file, deeper);
			return [deeper + first, ...rest];
		});
		return ['[', ...items, `${indent}]`];
	}
	const entries = Object.entries(value);
	if (entries.length === 0) return ['{}'];
	const lines = entries.flatMap(([key, item]) => {
		const [first = '', ...rest] = bicepLines(item, file, deeper);
		return [`${deeper}${bicepKey(key)}: ${first}`, ...rest];
	});
	return ['{', ...lines, `${indent}}`];
}

/** What a block hangs on, as something that has an `.id`. */
function scopeOf(block: Block, file: TemplateFile): string {
	const on = block.on === undefined ? undefined : file.byKey.get(block.on);
	if (on) return on.symbol;
	return groupOf(file.home) === undefined ? 'subscription()' : 'resourceGroup()';
}

/** The id of something that another file makes. */
function address(block: Block, file: TemplateFile): string {
	const group = parseResourceId(block.home)?.resourceGroup ?? '';
	const names = [...block.parents, block.name].map((name) => bicepInline(name, file));
	const where =
		idKey(block.home) === idKey(file.home)
			? []
			: ['subscription().subscriptionId', bicepText(group)];
	return `resourceId(${[...where, bicepText(block.type), ...names].join(', ')})`;
}

function meaning(to: Meaning, file: TemplateFile): string {
	const block = 'of' in to && typeof to.of === 'string' ? file.everywhere.get(to.of) : undefined;
	const symbol = block?.symbol ?? '';
	switch (to.kind) {
		case 'id':
			return `${symbol}.id`;
		case 'principalId':
			if (to.made) return `${symbol}.properties.${pathOf(to, to.made)}`;
			return `${symbol}.${block?.type.toLowerCase() === IDENTITY ? 'properties' : 'identity'}.principalId`;
		case 'clientId':
			return `${symbol}.properties.${to.made ? pathOf(to, to.made) : 'clientId'}`;
		case 'parameter':
			return to.of;
		case 'output':
			return `${to.of}.outputs.${to.name}`;
		case 'tenantId':
			return 'subscription().tenantId';
		case 'subscriptionId':
			return 'subscription().subscriptionId';
		case 'role':
			return `subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${to.of}')`;
		case 'address':
			return block ? address(block, file) : bicepText(to.of);
		case 'scope':
			return block ? `${scopeOf(block, file)}.id` : '';
		case 'guid':
			return `guid(${to.of.map((part) => bicepInline(part, file)).join(', ')})`;
		case 'text':
			return bicepJoin(to.of, file);
	}
}
