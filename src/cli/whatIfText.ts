import { isObject, type Json, type JsonObject } from '../azure';

/**
 * The text in which `az deployment … what-if` tells what would change, without its colours.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/deploy-what-if
 */

const SYMBOLS: Readonly<Record<string, string>> = {
	Delete: '-',
	Create: '+',
	Deploy: '!',
	Modify: '~',
	Array: '~',
	NoChange: '=',
	Unsupported: 'x',
	Ignore: '*',
	NoEffect: 'x',
};
const ORDER = ['Delete', 'Create', 'Deploy', 'Modify', 'NoChange', 'Unsupported', 'Ignore'];
const COUNTS: Readonly<Record<string, string>> = {
	Create: 'to create',
	Delete: 'to delete',
	Deploy: 'to deploy',
	Modify: 'to modify',
	Ignore: 'to ignore',
	NoChange: 'no change',
	Unsupported: 'unsupported',
};
/** Of the properties of one resource, arrays stand with what is modified. */
const PROPERTY_ORDER = ['Delete', 'Create', 'Modify', 'NoEffect'];

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const listOf = (value: Json | undefined): readonly JsonObject[] =>
	Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];
const typeOf = (change: JsonObject): string =>
	textOf(change.changeType) || textOf(change.propertyChangeType);
const rank = (order: readonly string[], type: string): number =>
	order.indexOf(type === 'Array' ? 'Modify' : type);
const indent = (level: number): string => '  '.repeat(level);
const isFull = (value: Json | undefined): boolean =>
	Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0;
const isFullObject = (value: Json | undefined): value is JsonObject =>
	isObject(value) && isFull(value);
const isFullArray = (value: Json | undefined): value is readonly Json[] =>
	Array.isArray(value) && isFull(value);

function leaf(value: Json): string {
	if (typeof value === 'string') return `"${value}"`;
	return Array.isArray(value) ? '[]' : isObject(value) ? '{}' : String(value);
}

/** How far the colons of an object's simple values are moved to the right; arrays do not count. */
function width(value: Json): number {
	if (!isObject(value)) return 0;
	return Math.max(
		0,
		...Object.entries(value).map(([key, child]) => {
			if (child === undefined || isFullArray(child)) return 0;
			return isFullObject(child) ? key.length + 1 + width(child) : key.length;
		}),
	);
}

function array(items: readonly Json[], level: number): string {
	const last = items.findLastIndex((item) => !isFull(item));
	const most = String(Math.max(0, last)).length;
	const lines = items.map((item, index) =>
		isFullObject(item)
			? `${indent(level + 1)}${index}:${object(item, level + 1)}`
			: value(item, String(index), most, level + 1),
	);
	return `[\n${lines.map((line) => `${line}\n`).join('')}${indent(level)}]`;
}

/** A value under a dotted path. */
function value(held: Json, path: string, most: number, level: number): string {
	const head = path === '' ? '' : `${indent(level)}${path}:`;
	if (isFullArray(held)) return `${head}${path === '' ? '' : ' '}${array(held, level)}`;
	if (isFullObject(held))
		return path === '' ? object(held, level) : members(held, path, most, level);
	return `${head}${path === '' ? '' : ' '.repeat(Math.max(1, most - path.length + 1))}${leaf(held)}`;
}

const members = (held: JsonObject, path: string, most: number, level: number): string =>
	Object.entries(held)
		.map(([key, child]) => {
			const name = path === '' ? key : `${path}.${key}`;
			const text = value(child ?? null, name, most, level);
			return isFullObject(child) ? text : `${text}\n`;
		})
		.join('');

/** An object below its own line. */
const object = (held: JsonObject, level: number): string =>
	`\n\n${members(held, '', width(held), level + 1)}`;

const byPosition = (a: JsonObject, b: JsonObject): number =>
	Number(a.path) - Number(b.path) || byProperty(a, b);

const byProperty = (a: JsonObject, b: JsonObject): number =>
	rank(PROPERTY_ORDER, typeOf(a)) - rank(PROPERTY_ORDER, typeOf(b)) ||
	(textOf(a.path) < textOf(b.path) ? -1 : 1);

function property(change: JsonObject, most: number, level: number): string {
	const type = typeOf(change);
	const path = textOf(change.path);
	const { before = null, after = null } = change;
	const children = listOf(change.children);
	const shown = type === 'Create' || type === 'NoEffect' ? after : before;
	const isNested = type === 'Modify' && children.length > 0;
	const gap =
		isNested || isFullObject(shown)
			? ''
			: ' '.repeat(
					type === 'Array' || isFullArray(shown) ? 1 : Math.max(1, most - path.length + 1),
				);
	const head = `${indent(level)}${SYMBOLS[type] ?? '~'} ${path}:${gap}`;
	if (type === 'Array')
		return children.length === 0
			? `${head}[]\n`
			: `${head}[\n${properties(children, level + 1, byPosition)}${indent(level + 1)}]`;
	if (type !== 'Modify') return `${head}${value(shown, '', 0, level + 1)}`;
	if (isNested) return `${head}\n\n${properties(children, level + 1)}`;
	const arrow = isFullObject(before) ? `\n${indent(level + 1)}=>` : ' =>';
	const end = isFull(before) && !isFull(after) ? '\n' : '';
	return `${head}${value(before, '', 0, level + 1)}${arrow}${isFullObject(after) ? '' : ' '}${value(after, '', 0, level + 1)}${end}`;
}

function properties(changes: readonly JsonObject[], level: number, order = byProperty): string {
	const most = Math.max(
		0,
		...changes.map((change) => {
			const shown = typeOf(change) === 'Create' ? change.after : change.before;
			const counts = typeOf(change) === 'Array' ? false : !isFull(shown ?? null);
			return counts ? textOf(change.path).length : 0;
		}),
	);
	return [...changes]
		.sort(order)
		.map((change) => `${property(change, most, level)}\n`)
		.join('');
}

/** The scope of an id, and the rest of it. */
function split(id: string): readonly [scope: string, rest: string] {
	const match =
		/^(\/subscriptions\/[^/]+\/resourceGroups\/[^/]+)\/providers\/(.*)$/i.exec(id) ??
		/^(\/subscriptions\/[^/]+)\/(resourceGroups\/[^/]+)$/i.exec(id) ??
		/^(\/subscriptions\/[^/]+)\/providers\/(.*)$/i.exec(id) ??
		/^(\/providers\/Microsoft\.Management\/managementGroups\/[^/]+)\/providers\/(.*)$/i.exec(id);
	return match
		? [(match[1] ?? '/').replace(/\/resourceGroups\//i, '/resourceGroups/'), match[2] ?? '']
		: ['/', id.replace(/^\/providers\//i, '')];
}

function resource(change: JsonObject, isLast: boolean): string {
	const type = typeOf(change);
	const { before = null, after = null } = change;
	const known = isFullObject(before) ? before : isFullObject(after) ? after : {};
	const version = textOf(known.apiVersion);
	const [, rest] = split(textOf(change.resourceId));
	const head = `\n  ${SYMBOLS[type] ?? '*'} ${rest}${version === '' ? '' : ` [${version}]`}`;
	if (type === 'Create' && isFullObject(after)) return `${head}${object(after, 2)}`;
	if (type === 'Delete' && isFullObject(before)) return `${head}${object(before, 2)}`;
	const delta = listOf(change.delta);
	if (delta.length > 0) return `${head}\n${properties(delta, 2)}`;
	return isLast ? `${head}\n` : head;
}

/** What would change, as a person reads it. */
export function whatIfText(changes: readonly JsonObject[]): string {
	const note =
		'Note: The result may contain false positive predictions (noise).\nYou can help us improve the accuracy of the result by opening an issue here: https://aka.ms/WhatIfIssues\n';
	if (changes.length === 0) return `${note}\n\nResource changes: no change.`;
	const all = changes.flatMap((change) => [change, ...listOf(change.delta)]).map(typeOf);
	const types = ORDER.filter((type) =>
		all.some((each) => (each === 'Array' ? 'Modify' : each) === type),
	);
	const legend = types.map(
		(type) => `  ${SYMBOLS[type] ?? ''} ${type === 'NoChange' ? 'Nochange' : type}\n`,
	);
	const scopeOf = ({ resourceId }: JsonObject): string => split(textOf(resourceId))[0];
	const byScope = new Map<string, JsonObject[]>();
	for (const change of changes) {
		const key = scopeOf(change).toUpperCase();
		byScope.set(key, [...(byScope.get(key) ?? []), change]);
	}
	const scopes = [...byScope].sort(([a], [b]) => (a < b ? -1 : 1));
	const parts = scopes.map(([, together]) => {
		const inside = [...together].sort(
			(a, b) =>
				rank(ORDER, typeOf(a)) - rank(ORDER, typeOf(b)) ||
				(split(textOf(a.resourceId))[1] < split(textOf(b.resourceId))[1] ? -1 : 1),
		);
		const scope = together[0] ? scopeOf(together[0]) : '';
		return `\nScope: ${scope}\n${inside.map((change, index) => resource(change, index === inside.length - 1)).join('')}`;
	});
	const counts = ORDER.flatMap((type) => {
		const count = changes.filter((change) => typeOf(change) === type).length;
		return count > 0 ? [`${count} ${COUNTS[type] ?? type}`] : [];
	});
	return `${note}\nResource and property changes are indicated with ${types.length === 1 ? 'this symbol' : 'these symbols'}:\n${legend.join('')}\nThe deployment will update the following ${scopes.length === 1 ? 'scope:' : 'scopes'}\n${parts.join('')}\nResource changes: ${counts.join(', ')}.`;
}
