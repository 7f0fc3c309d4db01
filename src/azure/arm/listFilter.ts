import { readFilter } from '../entra/filter';
import { errors } from '../errors';
import type { HttpResponse } from '../http';
import { parseResourceId } from '../resourceId';
import type { Resource, ResourceGroup } from '../world';

/**
 * The `$filter` of lists of resources and groups: name, type, location, group, and tags. A condition on `tagName` and one on
 * `tagValue` speak of the same tag.
 * @see https://learn.microsoft.com/rest/api/resources/resources/list
 */
export function listFilter(
	text: string | undefined,
): ((thing: Resource | ResourceGroup) => boolean) | HttpResponse {
	if (text === undefined || text.trim() === '') return () => true;
	const filter = readFilter(text);
	if (!filter) return errors.InvalidFilterInQueryString(text);
	return (thing) => {
		const facts = {
			name: thing.name,
			location: thing.location ?? '',
			resourceGroup: parseResourceId(thing.id)?.resourceGroup ?? '',
			...('type' in thing ? { resourceType: thing.type } : {}),
		};
		const tags = Object.entries(thing.tags ?? {});
		return (
			filter(facts) || tags.some(([tagName, tagValue]) => filter({ ...facts, tagName, tagValue }))
		);
	};
}
