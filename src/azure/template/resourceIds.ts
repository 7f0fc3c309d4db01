import { groupScope, managementGroupScope, subscriptionScope } from '../resourceId';
import type { Place } from './scope';

/** Where a resource of a template says that it belongs, apart from where the deployment takes place. */
export interface Elsewhere {
	readonly scope: string | undefined;
	readonly subscriptionId: string | undefined;
	readonly resourceGroup: string | undefined;
}

const zip = (type: string, name: string): string => {
	const [namespace = '', ...types] = type.split('/');
	const names = name.split('/');
	return `/providers/${namespace}/${types.map((each, at) => `${each}/${names[at] ?? ''}`).join('/')}`;
};

/** The scope that `scope` names: absolute, or a resource beside the others as type and names. */
function scopeId(scope: string, base: string): string {
	if (scope === '/') return '';
	if (scope.startsWith('/')) return scope.replace(/\/$/, '');
	const isManagementGroup = /^Microsoft\.Management\/managementGroups\//i.test(scope);
	return `${isManagementGroup ? '' : base}/providers/${scope}`;
}

/** The scope at which a deployment inside a deployment takes place. */
export function scopeOfNested(
	place: Place,
	{ scope, subscriptionId, resourceGroup }: Elsewhere,
): string {
	if (scope !== undefined) return scopeId(scope, '') || '/';
	const subscription = subscriptionId ?? place.subscriptionId;
	if (resourceGroup !== undefined && subscription !== undefined)
		return groupScope(subscription, resourceGroup);
	if (subscriptionId !== undefined) return subscriptionScope(subscriptionId);
	return place.scope;
}

/**
 * The id that a resource of a template will have. Resource groups and extensions such as role assignments have their own
 * ways of being written.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/scope-extension-resources
 */
export function idOfTemplateResource(
	type: string,
	name: string,
	place: Place,
	elsewhere: Elsewhere,
): string {
	const base = place.scope === '/' ? '' : place.scope;
	const lower = type.toLowerCase();
	if (lower === 'microsoft.resources/resourcegroups')
		return groupScope(elsewhere.subscriptionId ?? place.subscriptionId ?? '', name);
	if (lower === 'microsoft.management/managementgroups') return managementGroupScope(name);
	if (lower === 'microsoft.resources/deployments') {
		const scope = scopeOfNested(place, elsewhere);
		return `${scope === '/' ? '' : scope}${zip(type, name)}`;
	}
	if (elsewhere.scope !== undefined) return `${scopeId(elsewhere.scope, base)}${zip(type, name)}`;
	if (elsewhere.resourceGroup !== undefined || elsewhere.subscriptionId !== undefined)
		return `${scopeOfNested(place, elsewhere)}${zip(type, name)}`;
	return `${base}${zip(type, name)}`;
}

/** A template's type as RBAC and Resource Manager name it: what hangs on a resource goes by its own type. */
export function typeOfTemplateResource(type: string): string {
	const extension = /\/providers\/(\w+)$/i.exec(type)?.[1];
	if (extension === undefined) return type;
	return `${/diagnosticSettings/i.test(extension) ? 'Microsoft.Insights' : 'Microsoft.Authorization'}/${extension}`;
}
