import { isObject, type Json, type JsonObject } from '../json';
import type { TemplateResource } from '../world';
import { evaluate, readExpression, repeat, resolve } from './evaluate';
import { isExpression, partsOf } from './expression';
import { each, Fault, type Outcome } from './fault';
import { evaluatesInside } from './nested';
import { idOfTemplateResource, typeOfTemplateResource } from './resourceIds';
import type { Place, Scope } from './scope';

/** What a template asks for, before any of it is done. */
export interface PlannedResource extends TemplateResource {
	/** Whether its condition holds. */
	readonly wanted: boolean;
}

/** The names under which others may depend on a resource. */
interface Draft extends Omit<PlannedResource, 'dependsOn'> {
	readonly resource: JsonObject;
	readonly scope: Scope;
	/** Position in its own loop, for loops that go one batch after another. */
	readonly index?: number;
	readonly batch?: number;
}

type Path = readonly (string | number)[];
interface Parent {
	readonly type: string;
	readonly name: string;
}

const textAt = (resource: JsonObject, key: string): string | undefined => {
	const value = resource[key];
	return typeof value === 'string' ? value : undefined;
};

/** A value that must be there before anything is deployed. */
function early(
	resource: JsonObject,
	key: string,
	scope: Scope,
	path: Path,
): Outcome<string | undefined> {
	const text = textAt(resource, key);
	if (text === undefined) return undefined;
	const value = resolve(text, scope, [...path, key]);
	if (value instanceof Fault) return value;
	return typeof value === 'string'
		? value
		: new Fault(`The template resource property '${key}' must be a string.`, [...path, key]);
}

const incorrectSegments = (name: string, type: string, path: Path): Fault =>
	new Fault(
		`The template resource '${name}' for type '${type}' {position} has incorrect segment lengths. A nested resource type must have identical number of segments as its resource name. A root resource type must have segment length one greater than its resource name. Please see https://aka.ms/arm-syntax-resources for usage details.`,
		[...path, 'type'],
	);

/** One resource, or one turn of its loop, with the resources inside it. */
function draft(
	resource: JsonObject,
	scope: Scope,
	path: Path,
	parent: Parent | undefined,
	place: Place,
	extra: Pick<Draft, 'symbol' | 'loop' | 'index' | 'batch'>,
): Outcome<Draft[]> {
	const ownType = textAt(resource, 'type') ?? '';
	const condition =
		resource.condition === undefined
			? true
			: resolve(resource.condition, scope, [...path, 'condition']);
	if (condition instanceof Fault) return condition;
	const wanted = condition !== false && String(condition).toLowerCase() !== 'false';
	const ownName = early(resource, 'name', scope, path);
	// What is not wanted need not even have a name that can be worked out.
	if (ownName instanceof Fault) return wanted ? ownName : [];
	if (ownName === undefined || ownName === '')
		return new Fault(
			`The template resource '' {position} is not valid. The name property cannot be null or empty. Please see https://aka.ms/arm-syntax-resources for usage details.`,
			path,
		);
	const type = parent && !ownType.includes('.') ? `${parent.type}/${ownType}` : ownType;
	const name = parent && !ownType.includes('.') ? `${parent.name}/${ownName}` : ownName;
	if (type.split('/').length !== name.split('/').length + 1)
		return incorrectSegments(ownName, ownType, path);
	const where = each(['scope', 'subscriptionId', 'resourceGroup'] as const, (key) =>
		early(resource, key, scope, path),
	);
	if (where instanceof Fault) return wanted ? where : [];
	const id = idOfTemplateResource(type, name, place, {
		scope: where[0],
		subscriptionId: where[1],
		resourceGroup: where[2],
	});
	const mine: Draft = {
		id,
		type: typeOfTemplateResource(type),
		written: { type, name },
		...extra,
		path,
		loops: scope.loops,
		existing: resource.existing === true,
		wanted,
		apiVersion: textAt(resource, 'apiVersion') ?? '2022-09-01',
		resource,
		scope,
	};
	const inside = Array.isArray(resource.resources) ? (resource.resources as readonly Json[]) : [];
	const children = each(inside, (child, index) =>
		drafts(child, scope, [...path, 'resources', index], place, { type, name }),
	);
	return children instanceof Fault ? children : [mine, ...children.flat()];
}

/** A resource of the template as often as its loop says. */
function drafts(
	resource: Json,
	scope: Scope,
	path: Path,
	place: Place,
	parent?: Parent,
	symbol?: string,
): Outcome<Draft[]> {
	if (!isObject(resource)) return new Fault('The template resource {position} is not valid.', path);
	const named = symbol === undefined ? {} : { symbol };
	const copy = resource.copy;
	if (!isObject(copy)) return draft(resource, scope, path, parent, place, named);
	const count = resolve(copy.count ?? null, scope, [...path, 'copy', 'count']);
	const name = copy.name === undefined ? (symbol ?? '') : resolve(copy.name, scope, path);
	if (count instanceof Fault) return count;
	if (name instanceof Fault) return name;
	if (typeof count !== 'number' || count < 0 || count > 800)
		return new Fault(
			`The number of iterations of the copy loop '${String(name)}' {position} must be between '0' and '800'. Please see https://aka.ms/arm-resource-loops for usage details.`,
			[...path, 'copy', 'count'],
		);
	const serial = typeof copy.mode === 'string' && copy.mode.toLowerCase() === 'serial';
	const batch = serial ? Number(copy.batchSize ?? 1) : undefined;
	const turns = repeat(count, String(name), scope, (inner, index) =>
		draft(resource, inner, path, parent, place, {
			...named,
			loop: String(name),
			index,
			...(batch === undefined ? {} : { batch }),
		}),
	);
	return turns instanceof Fault ? turns : turns.flat();
}

/** Everything in a value that is written as an expression. */
function* expressionsIn(value: Json | undefined): Generator<string> {
	if (typeof value === 'string') {
		if (isExpression(value)) yield value;
	} else if (Array.isArray(value))
		for (const item of value as readonly Json[]) yield* expressionsIn(item);
	else if (isObject(value)) for (const item of Object.values(value)) yield* expressionsIn(item);
}

/** What of a resource is worked out when its turn comes, and may therefore refer to others. */
function lateParts({ resource, type }: Draft, template: JsonObject): JsonObject {
	const { resources: _, dependsOn: __, copy: ___, ...rest } = resource;
	if (type !== 'Microsoft.Resources/deployments' || !isObject(rest.properties)) return rest;
	const { template: inner, ...properties } = rest.properties;
	const isInner = evaluatesInside(template, properties);
	return {
		...rest,
		properties: isInner || inner === undefined ? properties : { ...properties, inner },
	};
}

/** What `reference()` and `list…()` in a resource ask for, as far as it can be known beforehand. */
function* referencesOf(planned: Draft, template: JsonObject): Generator<string> {
	for (const text of expressionsIn(lateParts(planned, template))) {
		const tree = readExpression(text);
		if (tree instanceof Fault) continue;
		for (const part of partsOf(tree)) {
			if (part.kind !== 'call' || !/^(?:references?|list\w*)$/i.test(part.name)) continue;
			const [first] = part.args;
			const named = first ? evaluate(first, planned.scope) : undefined;
			if (typeof named === 'string') yield named;
		}
	}
}

/** The planned resources that a text can mean: by symbol, by loop, by id, by type and name, or by name. */
export function finder<
	T extends Pick<PlannedResource, 'id' | 'written' | 'symbol' | 'loop' | 'loops'>,
>(planned: readonly T[]): (text: string) => readonly T[] {
	const index = new Map<string, T[]>();
	const file = (key: string | undefined, one: T) => {
		if (key === undefined) return;
		const known = index.get(key.toLowerCase());
		if (!known) index.set(key.toLowerCase(), [one]);
		else if (!known.includes(one)) known.push(one);
	};
	for (const one of planned) {
		const { type, name } = one.written;
		const [namespace, ...types] = type.split('/');
		const names = name.split('/');
		file(one.symbol, one);
		file(one.loop, one);
		// Of a loop, one by its position: `machines[0]`.
		const position = one.loop === undefined ? undefined : one.loops[one.loop.toLowerCase()];
		if (one.symbol !== undefined && position !== undefined) file(`${one.symbol}[${position}]`, one);
		file(one.id, one);
		file(`${type}/${name}`, one);
		file(`${namespace}/${types.map((each, at) => `${each}/${names[at] ?? ''}`).join('/')}`, one);
		file(name, one);
		file(names.at(-1), one);
	}
	return (text) => {
		const key = text.replace(/\/$/, '').toLowerCase();
		// An id that was worked out for another scope still means the resource of that type and name.
		return index.get(key) ?? index.get(key.replace(/^\/.*?\/providers\//, '')) ?? [];
	};
}

/** The names of what a template declares and of which there may be none: symbols and loops, in lower case. */
function declaredNames(resources: Json | undefined): Set<string> {
	const names = new Set<string>();
	const list = isObject(resources)
		? Object.entries(resources)
		: Array.isArray(resources)
			? (resources as readonly Json[]).map((one): [undefined, Json] => [undefined, one])
			: [];
	for (const [symbol, one] of list) {
		if (symbol !== undefined) names.add(symbol.toLowerCase());
		if (isObject(one) && isObject(one.copy) && typeof one.copy.name === 'string')
			names.add(one.copy.name.toLowerCase());
	}
	return names;
}

function dependencies(
	planned: Draft,
	find: (text: string) => readonly Draft[],
	all: readonly Draft[],
	declared: ReadonlySet<string>,
	template: JsonObject,
): Outcome<string[]> {
	const found = new Set<string>();
	const written = Array.isArray(planned.resource.dependsOn)
		? (planned.resource.dependsOn as readonly Json[])
		: [];
	const named = each(written, (text, index) =>
		resolve(text, planned.scope, [...planned.path, 'dependsOn', index]),
	);
	if (named instanceof Fault) return named;
	for (const [index, name] of named.entries()) {
		const others = find(String(name));
		if (
			others.length === 0 &&
			!declared.has(
				String(name)
					.toLowerCase()
					.replace(/\[\d+\]$/, ''),
			)
		)
			return new Fault(
				`The resource '${String(name)}' is not defined in the template. Please see https://aka.ms/arm-syntax for usage details.`,
				[...planned.path, 'dependsOn', index],
			);
		for (const other of others) found.add(other.id);
	}
	for (const name of referencesOf(planned, template))
		for (const other of find(name)) found.add(other.id);
	const { index, batch, loop } = planned;
	if (batch !== undefined && index !== undefined)
		for (const other of all)
			if (
				other.loop === loop &&
				other.index !== undefined &&
				Math.floor(other.index / batch) === Math.floor(index / batch) - 1
			)
				found.add(other.id);
	found.delete(planned.id);
	return [...found];
}

/** The first circle of resources that wait for one another, or `undefined`. */
function circle(planned: readonly PlannedResource[]): PlannedResource[] | undefined {
	const byId = new Map(planned.map((one) => [one.id, one]));
	const done = new Set<string>();
	function walk(one: PlannedResource, path: PlannedResource[]): PlannedResource[] | undefined {
		if (done.has(one.id)) return undefined;
		const at = path.indexOf(one);
		if (at >= 0) return path.slice(at);
		for (const id of one.dependsOn) {
			const next = byId.get(id);
			const found = next && walk(next, [...path, one]);
			if (found) return found;
		}
		done.add(one.id);
		return undefined;
	}
	for (const one of planned) {
		const found = walk(one, []);
		if (found) return found;
	}
	return undefined;
}

/**
 * The resources of a template in its own order, or what is wrong with it. `place` is where they will be, which is not where
 * the expressions' surroundings are when a nested template is worked out in the scope of the outer one.
 */
export function planResources(
	template: JsonObject,
	scope: Scope,
	place: Place = scope.place,
): Outcome<PlannedResource[]> {
	const { resources } = template;
	const lists = isObject(resources)
		? each(Object.entries(resources), ([symbol, one]) =>
				drafts(one ?? null, scope, ['resources', symbol], place, undefined, symbol),
			)
		: each(Array.isArray(resources) ? (resources as readonly Json[]) : [], (one, index) =>
				drafts(one, scope, ['resources', index], place),
			);
	if (lists instanceof Fault) return lists;
	const all = lists.flat();
	const seen = new Set<string>();
	for (const one of all) {
		const key = one.id.toLowerCase();
		if (seen.has(key) && !one.existing && one.wanted)
			return new Fault(
				`The resource '${one.id.slice(1)}' {position} is defined multiple times in a template. Please see https://aka.ms/arm-syntax-resources for usage details.`,
				one.path,
			);
		if (one.wanted && !one.existing) seen.add(key);
	}
	const find = finder(all);
	const declared = declaredNames(resources);
	const planned = each(all, (one): Outcome<PlannedResource> => {
		const dependsOn = one.wanted ? dependencies(one, find, all, declared, template) : [];
		if (dependsOn instanceof Fault) return dependsOn;
		const { resource: _, scope: __, index: ___, batch: ____, ...rest } = one;
		return { ...rest, dependsOn };
	});
	if (planned instanceof Fault) return planned;
	const round = circle(planned);
	return round
		? new Fault(
				`Circular dependency detected on resource: '${round[0]?.id}'. Dependency cycle: '${[...round, round[0]].map((one) => one?.id).join("' -> '")}'. Please see https://aka.ms/arm-syntax-resources for usage details.`,
				round[0]?.path ?? [],
			)
		: planned;
}
