import { errors } from '../errors';
import type { HttpResponse } from '../http';
import { groupScope, idKey, makeResourceId } from '../resourceId';
import type { Resource, ResourceGroup, World } from '../world';
import type { ArmCall } from './call';
import { PROVIDERS, providerOf, type ProviderRow } from './providers';

/** The resource that a request is about, found or yet to be made. */
export interface Target {
	readonly row: ProviderRow;
	/** In the case in which Azure will answer it. */
	readonly id: string;
	readonly key: string;
	readonly name: string;
	readonly group: ResourceGroup;
	/** The resource as it is now. */
	readonly before: Resource | undefined;
	/** What Azure says when it is not there. */
	readonly notFound: HttpResponse;
}

/** Azure answers the ids of Microsoft.ManagedIdentity with `resourcegroups` in lower case, all others in camel case. */
const echo = (type: string, id: string): string =>
	type.startsWith('Microsoft.ManagedIdentity/')
		? id.replace('/resourceGroups/', '/resourcegroups/')
		: id;

/** Why a type in a request means nothing to Resource Manager; `undefined` when it is in the table. */
export function unknownType({ parts, query }: ArmCall): HttpResponse | undefined {
	const { namespace = '', typePath = '' } = parts;
	if (providerOf(`${namespace}/${typePath}`)) return undefined;
	const prefix = `${namespace}/`.toLowerCase();
	return PROVIDERS.some(({ type }) => type.toLowerCase().startsWith(prefix))
		? errors.InvalidResourceType(typePath, namespace, query['api-version'] ?? '')
		: errors.InvalidResourceNamespace(namespace);
}

/** The nearest type above a child type that is a resource of its own. */
function parentOf({ type }: ProviderRow): ProviderRow | undefined {
	const segments = type.split('/');
	for (let length = segments.length - 1; length > 1; length--) {
		const row = providerOf(segments.slice(0, length).join('/'));
		if (row && !row.always) return row;
	}
	return undefined;
}

/** Finds what a resource id in a request means, or the error that says why it means nothing. */
export function findTarget(world: World, call: ArmCall): Target | HttpResponse {
	const {
		subscriptionId = '',
		resourceGroup = '',
		namespace = '',
		typePath = '',
		names,
	} = call.parts;
	const row = providerOf(`${namespace}/${typePath}`);
	const refusal = unknownType(call);
	if (refusal || !row) return refusal ?? errors.NotFound();
	const group = world.resourceGroups[idKey(groupScope(subscriptionId, resourceGroup))];
	if (!group) return errors.ResourceGroupNotFound(resourceGroup);
	const name = names.at(-1) ?? '';
	const wholeId = row.extension
		? `${call.parts.parentScope}/providers/${row.type}/${name}`
		: makeResourceId(subscriptionId, group.name, row.type, ...names);
	const key = idKey(wholeId);
	const before = world.resources[key];
	if (!before && group.lifecycle.state === 'deleting' && call.method === 'PUT')
		return errors.ResourceGroupBeingDeleted(group.name);
	const parent = parentOf(row);
	if (parent) {
		const parentNames = names.slice(0, parent.type.split('/').length - 1);
		const parentId = makeResourceId(subscriptionId, group.name, parent.type, ...parentNames);
		if (!world.resources[idKey(parentId)])
			return call.method === 'PUT'
				? errors.ParentResourceNotFound(parentId, row.type)
				: errors.ResourceNotFound(parent.type, parentNames.join('/'), group.name);
	}
	const id = before?.id ?? echo(row.type, wholeId);
	const notFound = errors.ResourceNotFound(row.type, names.join('/'), group.name);
	return { row, id, key, name, group, before, notFound };
}
