import { ARRAYS } from './functions/arrays';
import { CIDR } from './functions/cidr';
import { DATES } from './functions/dates';
import { DEPLOYMENT } from './functions/deployment';
import { LAMBDAS } from './functions/lambdas';
import { LOGIC } from './functions/logic';
import { NEWER } from './functions/newer';
import { NUMBERS } from './functions/numbers';
import { OBJECTS } from './functions/objects';
import { listFunction, RESOURCES } from './functions/resources';
import { STRINGS } from './functions/strings';
import type { FunctionTable, PlainFunction, SpecialFunction } from './scope';

/**
 * Every function of the template language. A new one is a row in the file of its family.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions
 */
const TABLE: FunctionTable = {
	...ARRAYS,
	...CIDR,
	...DATES,
	...DEPLOYMENT,
	...LAMBDAS,
	...LOGIC,
	...NEWER,
	...NUMBERS,
	...OBJECTS,
	...RESOURCES,
	...STRINGS,
};

/** The names of all functions, in lower case, without those that begin with `list`. */
export const FUNCTION_NAMES: readonly string[] = Object.keys(TABLE);

/** A function by its name in lower case; any name that begins with `list` asks a resource for something. */
export const FUNCTIONS = (name: string): PlainFunction | SpecialFunction | undefined =>
	Object.hasOwn(TABLE, name) ? TABLE[name] : listFunction(name);
