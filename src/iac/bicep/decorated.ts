import type { Json, JsonObject } from '../../azure';
import type { Around } from './expression';
import { BicepFault, unsupported } from './fault';
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

/** The argument of a decorator that needs one. */
export function argument({ at, name, args }: Decorator): Node {
	const [first] = args;
	if (!first) throw new BicepFault(at, 'BCP071', `Expected 1 argument, but got 0.`);
	if (name === '')
		throw new BicepFault(at, 'BCP123', 'Expected a namespace or decorator name at this location.');
	return first;
}

/** `metadata`, limits and whether it is a secret, from what stands above a declaration. */
export function decorated(
	decorators: readonly Decorator[],
	around: Around,
	isParam: boolean,
): { readonly secure: boolean; readonly json: JsonObject } {
	let secure = false;
	let metadata: JsonObject = {};
	const json: Record<string, Json> = {};
	for (const decorator of decorators) {
		const { name, at } = decorator;
		const limit = Object.hasOwn(LIMITS, name) ? LIMITS[name] : undefined;
		if (name === 'secure') secure = true;
		else if (name === 'description')
			metadata = { ...metadata, description: valueOf(argument(decorator), around) };
		else if (name === 'metadata')
			metadata = { ...metadata, ...(valueOf(argument(decorator), around) as JsonObject) };
		else if (limit !== undefined && isParam) json[limit] = valueOf(argument(decorator), around);
		else if (name === 'export' || name === 'sealed' || name === 'discriminator')
			throw unsupported(at, `The decorator "${name}" is`);
		else if (name !== 'batchSize')
			throw new BicepFault(
				at,
				'BCP057',
				`The name "${name}" does not exist in the current context.`,
			);
	}
	return { secure, json: { ...json, ...(Object.keys(metadata).length > 0 ? { metadata } : {}) } };
}
