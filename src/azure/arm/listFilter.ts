import { LIST_TERMS, readFilter } from '../entra/filter';
import { errors } from '../errors';
import type { HttpResponse } from '../http';
import { parseResourceId } from '../resourceId';
import type { Resource, ResourceGroup } from '../world';

const FIELDS = /^(?:name|location|resourceGroup|resourceType|kind|principalId|tagName|tagValue)$/i;

/** The properties that a filter speaks of; what stands in quotes is a value. */
const fieldsOf = (text: string): readonly string[] =>
	[
		...text
			.replace(/'(?:[^']|'')*'/g, "''")
			.matchAll(/(\w+) (?:eq|ne|in)\b|\(''?,?\s*(\w+)\)|startswith\((\w+)/gi),
	].flatMap(([, compared, contained, begun]) => compared ?? contained ?? begun ?? []);

/**
 * The `$filter` of lists of resources and groups: name, type, location, group, principal and tags. A condition on `tagName` and one
 * on `tagValue` speak of the same tag.
 * @see https://learn.microsoft.com/rest/api/resources/resources/list
 */
export function listFilter(
	text: string | undefined,
): ((thing: Resource | ResourceGroup) => boolean) | HttpResponse {
	if (text === undefined || text.trim() === '') return () => true;
	const plain = text.replaceAll(/\bidentity\/principalId\b/gi, 'principalId');
	const filter = readFilter(plain, LIST_TERMS);
	if (!filter || !fieldsOf(plain).every((name) => FIELDS.test(name)))
		return errors.InvalidFilterInQueryString(text);
	return (thing) => {
		const facts = {
			name: thing.name,
			location: thing.location ?? '',
			resourceGroup: parseResourceId(thing.id)?.resourceGroup ?? '',
			...('type' in thing
				? {
						resourceType: thing.type,
						kind: thing.kind ?? '',
						principalId: thing.identity?.system?.principalId ?? '',
					}
				: {}),
		};
		const tags = Object.entries(thing.tags ?? {});
		return (
			filter(facts) || tags.some(([tagName, tagValue]) => filter({ ...facts, tagName, tagValue }))
		);
	};
}
