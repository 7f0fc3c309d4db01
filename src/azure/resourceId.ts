import { keysOf } from './json';
import { remembered } from './remembered';

/**
 * Azure resource ids and scopes: `/subscriptions/…/resourceGroups/…/providers/…`. Azure compares them without regard
 * to case and keeps the case in which they were first written.
 * @see https://learn.microsoft.com/azure/role-based-access-control/scope-overview
 */

/** What a resource id says, in the case in which it was written. */
export interface ResourceIdParts {
	readonly subscriptionId?: string;
	readonly resourceGroup?: string;
	readonly managementGroup?: string;
	/** `Microsoft.Compute`; of the innermost provider when an extension resource hangs on another resource. */
	readonly namespace?: string;
	/** `virtualMachines`, `blobServices/containers` … without the namespace. */
	readonly typePath?: string;
	/** Names in the order of the type's segments. */
	readonly names: readonly string[];
	/** The id before the innermost `/providers/`: the scope that an extension resource hangs on. */
	readonly parentScope: string;
}

/** The form under which the world files an id: lower case, no trailing or doubled slash. */
export const idKey = (id: string): string =>
	(id.includes('//') || id.endsWith('/')
		? id.replace(/\/{2,}/g, '/').replace(/\/$/, '')
		: id
	).toLowerCase();

/** Whether two ids name the same thing. */
export const sameId = (a: string, b: string): boolean => idKey(a) === idKey(b);

/** Whether two resource types are the same, in any case. */
export const sameType = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Whether `id` is `scope` or lies below it, on whole segments: `/…/rg1` does not contain `/…/rg10`. */
export function isWithin(scope: string, id: string): boolean {
	return isKeyWithin(idKey(scope), idKey(id));
}

const SLASH = 47;

/** {@link isWithin} for ids that are {@link idKey}s already. */
export const isKeyWithin = (scopeKey: string, key: string): boolean =>
	scopeKey === '' ||
	key === scopeKey ||
	// Where the scope must end is looked at first: most ids of a world begin with the same long text.
	(key.charCodeAt(scopeKey.length) === SLASH && key.startsWith(scopeKey));

/** The keys of a record that are `scopeKey` or lie below it. */
export function keysWithin(record: object, scopeKey: string): string[] {
	const found: string[] = [];
	for (const key of keysOf(record)) if (isKeyWithin(scopeKey, key)) found.push(key);
	return found;
}

/** Reads an id; `undefined` when it is not shaped like one. */
export const parseResourceId = remembered((id: string): ResourceIdParts | undefined => {
	if (!id.startsWith('/')) return undefined;
	const segments = id.split('/').filter((segment) => segment !== '');
	const lower = segments.map((segment) => segment.toLowerCase());
	const split = lower.lastIndexOf('providers');
	const scopeSegments = split < 0 ? segments : segments.slice(0, split);
	const parts: { -readonly [Part in keyof ResourceIdParts]?: ResourceIdParts[Part] } = {};
	const first = lower[0];
	if (first === 'subscriptions' && segments[1]) {
		parts.subscriptionId = segments[1];
		if (lower[2] === 'resourcegroups') {
			if (!segments[3]) return undefined;
			parts.resourceGroup = segments[3];
		} else if (segments.length > 2 && lower[2] !== 'providers') return undefined;
	} else if (
		first === 'providers' &&
		lower[1] === 'microsoft.management' &&
		lower[2] === 'managementgroups' &&
		segments[3]
	) {
		parts.managementGroup = segments[3];
	} else if (segments.length > 0 && first !== 'providers') return undefined;
	const names: string[] = [];
	if (split >= 0) {
		const [namespace, ...rest] = segments.slice(split + 1);
		if (!namespace) return undefined;
		parts.namespace = namespace;
		const types = rest.filter((_, index) => index % 2 === 0);
		names.push(...rest.filter((_, index) => index % 2 === 1));
		parts.typePath = types.join('/');
	}
	const parentScope = scopeSegments.length === 0 ? '/' : `/${scopeSegments.join('/')}`;
	return Object.assign(parts, { names, parentScope });
});

/** The full type of an id's innermost resource, `Microsoft.Compute/virtualMachines`, or `undefined`. */
export function typeOf(id: string): string | undefined {
	const parts = parseResourceId(id);
	return parts?.namespace && parts.typePath ? `${parts.namespace}/${parts.typePath}` : undefined;
}

/** The last name in an id: `vm-web`. A resource group's id gives the group's name. */
export const nameOf = (id: string): string => idSegments(id).at(-1) ?? '';

/** The segments of an id, in the case in which it was written. */
export const idSegments = (id: string): string[] =>
	id.split('/').filter((segment) => segment !== '');

/** The id of a subscription. */
export const subscriptionScope = (subscriptionId: string): string =>
	`/subscriptions/${subscriptionId}`;

/** The id of a management group. */
export const managementGroupScope = (name: string): string =>
	`/providers/Microsoft.Management/managementGroups/${name}`;

/** The id of a resource group. */
export const groupScope = (subscriptionId: string, group: string): string =>
	`/subscriptions/${subscriptionId}/resourceGroups/${group}`;

/** The id of a resource: `makeResourceId(sub, 'rg', 'Microsoft.Web/sites/slots', 'app', 'staging')`. */
export function makeResourceId(
	subscriptionId: string,
	group: string,
	type: string,
	...names: readonly string[]
): string {
	const [namespace = '', ...types] = type.split('/');
	const path = types.map((segment, index) => `${segment}/${names[index] ?? ''}`).join('/');
	return `${groupScope(subscriptionId, group)}/providers/${namespace}/${path}`;
}

/** The id of the resource group that an id lies in, or `undefined`. */
export function groupOf(id: string): string | undefined {
	const parts = parseResourceId(id);
	return parts?.subscriptionId && parts.resourceGroup
		? groupScope(parts.subscriptionId, parts.resourceGroup)
		: undefined;
}
