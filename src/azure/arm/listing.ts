import { armTime } from '../time';
import type { Resource, World } from '../world';
import { isTracked, providerOf } from './providers';
import { provisioningState, renderResource } from './render';

/** A resource as lists show it. Its texts are written once, for records never change, and neither does what people are called. */
export interface Listing {
	readonly resource: Resource;
	/** Whether it stands for itself in lists across types: a child does only when it has a place of its own. */
	readonly isTracked: boolean;
	readonly users: World['users'];
	full: string | undefined;
	summary: string | undefined;
}

const listings = new WeakMap<Resource, Listing>();

/** The listing of a resource. */
export function listingOf({ users }: World, resource: Resource): Listing {
	const known = listings.get(resource);
	if (known?.users === users) return known;
	const { type } = resource;
	const row = providerOf(type);
	const listing: Listing = {
		resource,
		isTracked: row ? isTracked(row) : type.split('/').length === 2,
		users,
		full: undefined,
		summary: undefined,
	};
	listings.set(resource, listing);
	return listing;
}

/** The JSON text of a resource in a list of its type. */
export const fullText = (world: World, listing: Listing): string =>
	(listing.full ??= JSON.stringify(renderResource(world, listing.resource)));

/** The JSON text of a resource in a list across types: without its properties. */
function summaryText(world: World, listing: Listing): string {
	if (listing.summary !== undefined) return listing.summary;
	const { properties: _, systemData: __, ...summary } = renderResource(world, listing.resource);
	return (listing.summary = JSON.stringify(summary));
}

/** What lists across types tell besides when they are asked to. */
const EXPANSIONS: Readonly<Record<string, (resource: Resource) => string>> = {
	createdTime: ({ createdAt }) => armTime(createdAt),
	changedTime: ({ changedAt }) => armTime(changedAt),
	provisioningState: ({ lifecycle }) => provisioningState(lifecycle),
};

/** {@link summaryText} with what `$expand` asks for. @see https://learn.microsoft.com/rest/api/resources/resources/list */
export function expandedText(world: World, listing: Listing, expand: string | undefined): string {
	const text = summaryText(world, listing);
	if (expand === undefined) return text;
	const asked = expand.split(',').map((name) => name.trim().toLowerCase());
	const more = Object.entries(EXPANSIONS)
		.filter(([name]) => asked.includes(name.toLowerCase()))
		.map(([name, tell]) => `,"${name}":${JSON.stringify(tell(listing.resource))}`);
	return `${text.slice(0, -1)}${more.join('')}}`;
}
