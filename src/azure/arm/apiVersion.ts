import { errors } from '../errors';
import type { HttpResponse } from '../http';
import { isObject, parseJson } from '../json';
import { apiVersionOf } from '../requests';
import { idKey, parseResourceId } from '../resourceId';
import { armTime } from '../time';
import type { World } from '../world';
import { providerOf } from './providers';
import { OPEN_REGION_LIST } from './regions';

/**
 * Versions of Resource Manager's interface. Any that a client could have been made for is answered, for what is simulated
 * is the same in all of them; those that cannot be are refused.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-register-resource-provider
 */

/** Before this year there was no Resource Manager. */
const FIRST_YEAR = 2011;

const FORM = /^(\d{4})-\d{2}-\d{2}(?:-[\w.-]+)?$/;

const isPlausible = (world: World, year: number): boolean =>
	// Preview versions are sometimes dated ahead.
	year >= FIRST_YEAR && (year < 2026 || year <= Number(armTime(world.now).slice(0, 4)) + 1);

/** Why a version is refused, or `undefined`. */
export function versionRefusal(
	world: World,
	version: string | undefined,
	path: string,
	body: string | undefined,
): HttpResponse | undefined {
	if (version === undefined) return errors.MissingApiVersionParameter();
	const year = FORM.exec(version)?.[1];
	if (year === undefined) return errors.InvalidApiVersionParameter(version);
	if (isPlausible(world, Number(year))) return undefined;
	const { namespace, typePath = '' } = parseResourceId(path) ?? {};
	if (!providerOf(`${namespace}/${typePath}`)) return errors.InvalidApiVersionParameter(version);
	const asked = parseJson(body);
	const location =
		world.resources[idKey(path)]?.location ??
		(isObject(asked) && typeof asked.location === 'string' ? asked.location : 'null');
	return errors.NoRegisteredProviderFound(
		location,
		version,
		typePath,
		apiVersionOf(path),
		OPEN_REGION_LIST.replaceAll(',', ', '),
	);
}
