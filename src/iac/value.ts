import { isObject, type Json, type JsonObject } from '../azure';

/**
 * What an exported resource says, before it is written in any language: JSON in which some places refer to something else
 * instead of saying it.
 */
export type Value =
	| string
	| number
	| boolean
	| null
	| readonly Value[]
	| { readonly [key: string]: Value }
	| Reference;

/** What a {@link Reference} means. `of` is the id of a {@link Block} or the name of a parameter. */
export type Meaning =
	/** The id of a resource. */
	| { readonly kind: 'id'; readonly of: string }
	/** The object id or client id of its identity, or of the identity that it made for itself and tells about at `made`. */
	| {
			readonly kind: 'principalId' | 'clientId';
			readonly of: string;
			readonly made?: readonly string[];
	  }
	| { readonly kind: 'parameter'; readonly of: string }
	/** What a module gives back. */
	| { readonly kind: 'output'; readonly of: string; readonly name: string }
	| { readonly kind: 'tenantId' | 'subscriptionId' }
	/** The id of a role definition. */
	| { readonly kind: 'role'; readonly of: string }
	/** The id of a block that another file makes, put together so that nothing waits for it. */
	| { readonly kind: 'address'; readonly of: string }
	/** The id of what this block hangs on. */
	| { readonly kind: 'scope'; readonly of: string }
	/** The GUID that is made of these, the same each time. */
	| { readonly kind: 'guid'; readonly of: readonly Value[] }
	/** A text with something in it. */
	| { readonly kind: 'text'; readonly of: readonly Value[] };

/** Where a resource tells an id of the identity that it made for itself, within its properties. */
export const pathOf = (
	{ kind }: { readonly kind: 'principalId' | 'clientId' },
	made: readonly string[],
): string => [...made, kind === 'clientId' ? 'clientId' : 'objectId'].join('.');

/** What a resource tells at a path of its properties. */
export function toldAt(properties: JsonObject | undefined, path: string): string {
	let found: Json | undefined = properties;
	for (const name of path.split('.')) found = isObject(found) ? found[name] : undefined;
	return typeof found === 'string' ? found : '';
}

/** A place that refers to something. A class, so that no JSON of a resource can be taken for one. */
export class Reference {
	readonly to: Meaning;
	constructor(to: Meaning) {
		this.to = to;
	}
}

/** A {@link Reference}. */
export const refer = (to: Meaning): Reference => new Reference(to);

/** Whether a value is an object with properties of its own. */
export const isRecord = (value: Value): value is { readonly [key: string]: Value } =>
	typeof value === 'object' &&
	value !== null &&
	!Array.isArray(value) &&
	!(value instanceof Reference);

/** All references in a value, those inside references included. */
export function* referencesIn(value: Value | undefined): Generator<Meaning> {
	if (value instanceof Reference) {
		yield value.to;
		if (value.to.kind === 'guid' || value.to.kind === 'text')
			for (const part of value.to.of) yield* referencesIn(part);
	} else if (Array.isArray(value))
		for (const item of value as readonly Value[]) yield* referencesIn(item);
	else if (typeof value === 'object' && value !== null)
		for (const item of Object.values(value)) yield* referencesIn(item);
}

/** A value with some of its references replaced; `undefined` leaves one as it is. */
export function replaceReferences(
	value: Value,
	by: (reference: Reference) => Value | undefined,
): Value {
	if (value instanceof Reference) {
		const instead = by(value);
		if (instead !== undefined) return instead;
		const { to } = value;
		if (to.kind !== 'guid' && to.kind !== 'text') return value;
		return refer({ kind: to.kind, of: to.of.map((part) => replaceReferences(part, by)) });
	}
	if (Array.isArray(value))
		return (value as readonly Value[]).map((item) => replaceReferences(item, by));
	if (!isRecord(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, item]) => [key, replaceReferences(item, by)]),
	);
}
