import type { Json, JsonObject } from '../json';
import type { Expression } from './expression';
import { Fault, type Outcome } from './fault';

/** A function of the template's own: `contoso.uniqueName(prefix)`. It sees its parameters and nothing else. */
export interface UserFunction {
	readonly parameters: readonly string[];
	readonly output: Json;
}

/** Where a deployment takes place: what `subscription()`, `resourceGroup()` and their like answer. */
export interface Place {
	readonly kind: 'resourceGroup' | 'subscription' | 'managementGroup' | 'tenant';
	/** The scope's id: `/subscriptions/…/resourceGroups/…`; `/` for a tenant. */
	readonly scope: string;
	readonly subscriptionId?: string;
	readonly resourceGroup?: string;
	readonly managementGroup?: string;
	/** What the functions of the same names answer; absent where they cannot be used. */
	readonly answers: Readonly<
		Partial<
			Record<
				| 'resourceGroup'
				| 'subscription'
				| 'tenant'
				| 'managementGroup'
				| 'deployment'
				| 'deployer'
				| 'environment',
				JsonObject
			>
		>
	>;
}

/** What can only be asked while resources are being made. */
export interface Lookup {
	/** `reference()`: by symbolic name, by name or by id. `whole` is the full answer instead of `properties`. */
	readonly reference: (named: string, version: string | undefined, whole: boolean) => Outcome;
	/** `references()`: all of a loop, by its symbolic name, in order. */
	readonly references: (named: string, whole: boolean) => Outcome;
	/** `listKeys()` and every other `list…()`. */
	readonly list: (
		action: string,
		named: string,
		version: string,
		body: Json | undefined,
	) => Outcome;
}

/** All that an expression can see. */
export interface Scope {
	readonly parameter: (name: string) => Outcome;
	readonly variable: (name: string) => Outcome;
	readonly functions: Readonly<Record<string, UserFunction>>;
	readonly place: Place;
	/** Absent before anything is deployed. */
	readonly lookup?: Lookup;
	/** Positions in the copy loops around the expression, by the loops' names in lower case. */
	readonly loops: Readonly<Record<string, number>>;
	/** The innermost loop: what `copyIndex()` without a name counts. */
	readonly loop?: string;
	/** Variables of the lambdas around the expression. */
	readonly lambdas: Readonly<Record<string, Json>>;
	/** Milliseconds: what `utcNow()` says; absent where it may not be used. */
	readonly now?: number;
	/** What `newGuid()` says next; absent where it may not be used. */
	readonly newGuid?: () => string;
}

/** How arguments are worked out: some functions look at them before that, or not at all. */
export type Evaluate = (expression: Expression, scope: Scope) => Outcome;

/** A function of the language whose arguments are worked out first. */
export interface PlainFunction {
	readonly min: number;
	/** Absent: any number. */
	readonly max?: number;
	readonly run: (args: readonly Json[], scope: Scope, name: string) => Outcome;
}

/** A function that sees its arguments as they are written: `if`, `lambda` and those that take one. */
export interface SpecialFunction {
	readonly special: (
		args: readonly Expression[],
		scope: Scope,
		evaluate: Evaluate,
		name: string,
	) => Outcome;
}

/** Functions by name in lower case: the language does not care. */
export type FunctionTable = Readonly<Record<string, PlainFunction | SpecialFunction>>;

/** The name of a value's type as the engine's messages write it. */
export function typeName(value: Json): string {
	if (value === null) return 'Null';
	if (Array.isArray(value)) return 'Array';
	if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Float';
	return { string: 'String', boolean: 'Boolean', object: 'Object' }[typeof value as 'string'];
}

/** What the engine says when a function gets what it cannot use. */
export const unfit = (name: string, wanted: string, value: Json): Fault =>
	new Fault(
		`The template language function '${name}' expects its parameter to be ${wanted}. The provided value is of type '${typeName(value)}'. Please see https://aka.ms/arm-functions#${name.toLowerCase()} for usage details.`,
	);

/** A function of texts. */
export const ofTexts = (
	min: number,
	max: number | undefined,
	run: (texts: readonly string[], name: string) => Outcome,
): PlainFunction => ({
	min,
	...(max === undefined ? {} : { max }),
	run: (args, _, name) => {
		const wrong = args.find((arg) => typeof arg !== 'string');
		return wrong === undefined
			? run(args as readonly string[], name)
			: unfit(name, 'a string', wrong);
	},
});

/** A function of whole numbers. */
export const ofNumbers = (
	count: number,
	run: (numbers: readonly number[], name: string) => Outcome,
): PlainFunction => ({
	min: count,
	max: count,
	run: (args, _, name) => {
		const wrong = args.find((arg) => typeof arg !== 'number');
		return wrong === undefined
			? run(args as readonly number[], name)
			: unfit(name, 'an integer', wrong);
	},
});
