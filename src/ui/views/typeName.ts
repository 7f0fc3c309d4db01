import type { Resource } from '../../azure';
import { words } from '../words';
import { kindOf } from './kinds';
import type { Thing } from './things';

/** What a resource is called by its type: `Web app`, `Container registry`. A type without a name is told as it is written. */
export function resourceTypeName(resource: Pick<Resource, 'type' | 'kind'>): string {
	const kind = kindOf(resource);
	if (kind !== 'resource') return words.kinds[kind];
	return words.types[resource.type] ?? resource.type;
}

/** What a thing is, in a word or two. */
export const typeName = (thing: Thing): string =>
	thing.of === 'resource' ? resourceTypeName(thing.resource) : words.kinds[thing.kind];
