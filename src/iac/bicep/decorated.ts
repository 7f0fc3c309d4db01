import type { Json, JsonObject } from '../../azure';
import type { Around } from './around';
import { BicepFault } from './fault';
import type { Decorator, Node } from './tree';
import { valueOf } from './valueOf';

/** Decorators whose argument the template writes under the same, or another, name. */
const LIMITS: Readonly<Record<string, string>> = {
	allowed: 'allowedValues',
	minLength: 'minLength',
	maxLength: 'maxLength',
	minValue: 'minValue',
	maxValue: 'maxValue',
};

/** Decorators that are read where what they stand above is written. */
const ELSEWHERE = ['batchSize', 'onlyIfNotExists', 'waitUntil', 'retryOn', 'nullIfNotFound'];

/** The argument of a decorator that needs one. */
export function argument({ at, args }: Decorator): Node {
	const [first] = args;
	if (!first) throw new BicepFault(at, 'BCP071', `Expected 1 argument, but got 0.`);
	return first;
}

/** What stands above a declaration. */
export interface Decorated {
	readonly secure: boolean;
	/** Nothing but what is named may stand in it. */
	readonly sealed: boolean;
	/** The property that says which of several types it is. */
	readonly tag?: string;
	/** Limits and metadata. */
	readonly json: JsonObject;
}

/** `metadata`, limits and whether it is a secret, from what stands above a declaration. */
export function decorated(
	decorators: readonly Decorator[],
	around: Around,
	isType: boolean,
): Decorated {
	let secure = false;
	let sealed = false;
	let tag: string | undefined;
	let metadata: JsonObject = {};
	const json: Record<string, Json> = {};
	for (const decorator of decorators) {
		const { name, at } = decorator;
		const limit = Object.hasOwn(LIMITS, name) ? LIMITS[name] : undefined;
		if (name === 'secure') secure = true;
		else if (name === 'sealed') sealed = true;
		else if (name === 'discriminator') tag = String(valueOf(argument(decorator), around));
		else if (name === 'export') metadata = { '__bicep_export!': true, ...metadata };
		else if (name === 'description')
			metadata = { ...metadata, description: valueOf(argument(decorator), around) };
		else if (name === 'metadata')
			metadata = { ...metadata, ...(valueOf(argument(decorator), around) as JsonObject) };
		else if (limit !== undefined && isType) json[limit] = valueOf(argument(decorator), around);
		else if (!ELSEWHERE.includes(name))
			throw new BicepFault(
				at,
				'BCP057',
				`The name "${name}" does not exist in the current context.`,
			);
	}
	const about = Object.keys(metadata).length > 0 ? { metadata } : {};
	return { secure, sealed, ...(tag === undefined ? {} : { tag }), json: { ...json, ...about } };
}
