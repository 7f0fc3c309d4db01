import { REGIONS, normalLocation } from '../../arm/regions';
import { typesOf } from '../../arm/resourceProviders';
import type { Json } from '../../json';
import { groupScope, managementGroupScope, subscriptionScope } from '../../resourceId';
import { Fault, type Outcome } from '../fault';
import { unfit, type FunctionTable, type PlainFunction, type Scope } from '../scope';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `/providers/Microsoft.Web/sites/web` for a type and its names; a fault when they do not fit. */
export function typedPath(args: readonly string[], name: string): Outcome<string> {
	const [written = '', ...names] = args;
	const type = written.replace(/\/$/, '');
	const [namespace = '', ...segments] = type.split('/');
	if (namespace === '' || segments.length === 0 || segments.length !== names.length)
		return new Fault(
			`Unable to evaluate template language function '${name}': the type '${type}' requires '${segments.length}' resource name argument(s). Current function arguments '${args.join(',')}'. Please see https://aka.ms/arm-resource-functions/#${name.toLowerCase()} for usage details.`,
		);
	const path = segments.map((segment, index) => `${segment}/${names[index]}`);
	return `/providers/${namespace}/${path.join('/')}`;
}

/** A function that makes an id: the arguments before the type say where. */
const makesId = (
	least: number,
	where: (before: readonly string[], scope: Scope) => string | undefined,
): PlainFunction => ({
	min: least,
	run: (args, scope, name) => {
		const wrong = args.find((arg) => typeof arg !== 'string');
		if (wrong !== undefined) return unfit(name, 'a string', wrong);
		const texts = args as readonly string[];
		const at = texts.findIndex((text) => text.includes('/') && !text.startsWith('/'));
		if (at < 0)
			return new Fault(
				`Unable to evaluate template language function '${name}': function requires exactly one multi-segmented argument which must be resource type including resource provider namespace. Current function arguments '${texts.join(',')}'. Please see https://aka.ms/arm-resource-functions/#${name.toLowerCase()} for usage details.`,
			);
		const path = typedPath(texts.slice(at), name);
		if (path instanceof Fault) return path;
		const base = where(texts.slice(0, at), scope);
		return base === undefined
			? new Fault(
					`The template function '${name}' is not expected at this location. Please see https://aka.ms/arm-functions for usage details.`,
				)
			: `${base}${path}`;
	},
});

const subscriptionOf = ({ place }: Scope, given = place.subscriptionId): string | undefined =>
	given === undefined ? undefined : subscriptionScope(given);

/** The scope that `resourceId` means: one group or subscription before the type, or both. */
function groupBefore(before: readonly string[], scope: Scope): string | undefined {
	const { place } = scope;
	if (before.length >= 2) return groupScope(before[0] ?? '', before[1] ?? '');
	const [one] = before;
	if (one === undefined)
		return place.subscriptionId !== undefined && place.resourceGroup !== undefined
			? groupScope(place.subscriptionId, place.resourceGroup)
			: (subscriptionOf(scope) ??
					(place.kind === 'tenant' || place.kind === 'managementGroup' ? '' : undefined));
	return GUID.test(one) && place.resourceGroup === undefined
		? subscriptionScope(one)
		: place.subscriptionId === undefined
			? undefined
			: groupScope(place.subscriptionId, one);
}

const early = (name: string): Fault =>
	new Fault(
		`The template function '${name}' is not expected at this location. Please see https://aka.ms/arm-functions for usage details.`,
	);

const isText = (value: Json | undefined): value is string => typeof value === 'string';

/**
 * `listKeys(…)` and its like: whatever begins with `list` is an action that the resource is asked for.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#list
 */
export function listFunction(name: string): PlainFunction | undefined {
	if (!/^list\w*$/i.test(name)) return undefined;
	return {
		min: 2,
		max: 3,
		run: ([id = null, version = null, body], { lookup }, asked) => {
			if (!isText(id) || !isText(version))
				return unfit(asked, 'a string', isText(id) ? version : id);
			return lookup ? lookup.list(asked, id, version, body) : early(asked);
		},
	};
}

/**
 * Ids of resources, and what resources say of themselves.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource
 */
export const RESOURCES: FunctionTable = {
	resourceid: makesId(2, groupBefore),
	subscriptionresourceid: makesId(2, ([given], scope) => subscriptionOf(scope, given)),
	tenantresourceid: makesId(2, () => ''),
	managementgroupresourceid: makesId(2, ([given], { place }) => {
		const group = given ?? place.managementGroup;
		return group === undefined ? undefined : managementGroupScope(group);
	}),
	extensionresourceid: {
		min: 3,
		run: ([base = null, ...args], _, name) => {
			const wrong = [base, ...args].find((arg) => !isText(arg));
			if (wrong !== undefined) return unfit(name, 'a string', wrong);
			const path = typedPath(args as readonly string[], name);
			return path instanceof Fault ? path : `${String(base).replace(/\/$/, '')}${path}`;
		},
	},
	reference: {
		min: 1,
		max: 3,
		run: ([named = null, version, whole], { lookup }, name) => {
			if (!isText(named)) return unfit(name, 'a string', named);
			if (!lookup) return early(name);
			return lookup.reference(
				named,
				isText(version) ? version : undefined,
				isText(whole) && whole.toLowerCase() === 'full',
			);
		},
	},
	// The argument is the symbolic name of a loop; the answers come in the loop's order.
	references: {
		min: 1,
		max: 2,
		run: ([named = null, whole], { lookup }, name) => {
			if (!isText(named)) return unfit(name, 'a string', named);
			if (!lookup) return early(name);
			return lookup.references(named, isText(whole) && whole.toLowerCase() === 'full');
		},
	},
	pickzones: {
		min: 3,
		max: 5,
		run: ([, , location = null, count], _, name) =>
			isText(location)
				? zones(location, typeof count === 'number' ? count : 1)
				: unfit(name, 'a string', location),
	},
	// Deprecated, and still in the templates that the Azure CLI makes for scale sets.
	providers: {
		min: 1,
		max: 2,
		run: ([namespace = null, type], _, name) => {
			const wrong = [namespace, type].find((each) => each !== undefined && !isText(each));
			if (wrong !== undefined) return unfit(name, 'a string', wrong);
			const types = typesOf(String(namespace));
			const found = types.find(
				({ resourceType }) => String(resourceType).toLowerCase() === String(type).toLowerCase(),
			);
			if (types.length === 0 || (type !== undefined && !found))
				return new Fault(
					`The template function '${name}' is not valid: the resource provider '${String(namespace)}'${isText(type) ? ` and type '${type}'` : ''} could not be found. Please see https://aka.ms/arm-functions for usage details.`,
				);
			return found ?? { namespace, resourceTypes: types };
		},
	},
};

/** A region has three zones or none; which types can be put into them is not looked at. */
const zones = (location: string, count: number): string[] =>
	REGIONS.some((region) => region.name === normalLocation(location) && region.zones)
		? ['1', '2', '3'].slice(0, count)
		: [];
