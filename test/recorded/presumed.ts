import {
	isObject,
	parseResourceId,
	requests,
	type HttpRequest,
	type Json,
	type JsonObject,
	type World,
} from '../../src/azure';
import { RECORDED_SUBSCRIPTION, type Presumed, type RecordedExchange } from './runner';

/**
 * What must have been there before a recording began, told by the recording itself: groups that it never makes, and things
 * that it reads without having made them. The tests that it was recorded from made these beforehand.
 */

const pathOf = (url: string): string =>
	decodeURIComponent(/^https:\/\/management\.azure\.com([^?]*)/.exec(url)?.[1] ?? '')
		.replace(/\/{2,}/g, '/')
		.replace(/\/$/, '');

const text = (value: Json | undefined): string | undefined =>
	typeof value === 'string' ? value : undefined;

/** Whether an answer shows a resource of its own, whole enough to make it again. */
const isResource = (res: Json): boolean =>
	isObject(res) && text(res.id) !== undefined && text(res.location) !== undefined;

/** People are there from the start here: whoever a recording makes is played by Hana, who has no role of her own. */
function playedByHana(
	world: World,
	exchanges: readonly RecordedExchange[],
): Record<string, string> {
	const hana = Object.values(world.users).find(({ key }) => key === 'hana');
	const made = exchanges.find(
		({ method, url, status }) => method === 'POST' && /\/users$/.test(url) && status === 201,
	)?.res;
	const { id, userPrincipalName } = isObject(made ?? null) ? (made as JsonObject) : {};
	return hana && typeof id === 'string' && typeof userPrincipalName === 'string'
		? {
				[id]: hana.id,
				[userPrincipalName]: hana.userPrincipalName,
				[encodeURIComponent(userPrincipalName)]: encodeURIComponent(hana.userPrincipalName),
			}
		: {};
}

/** What a recording presumes of a world: the requests that make it, when to send them, and who stands for whom. */
export function presumedBy(world: World, exchanges: readonly RecordedExchange[]): Presumed {
	const made = new Set<string>();
	const before: Record<number, HttpRequest[]> = {};
	for (const { i, method, url, status, res } of exchanges) {
		const path = pathOf(url);
		const parts = parseResourceId(path);
		const group = parts?.resourceGroup;
		if (!parts || !group || parts.subscriptionId !== RECORDED_SUBSCRIPTION) continue;
		const key = group.toLowerCase();
		const makesGroup = method === 'PUT' && !parts.namespace;
		if (!made.has(key) && !makesGroup && status !== 404) {
			// The group itself where it is read, else the first thing in it that says where it stands.
			const inside = exchanges.filter(
				({ url: other, res: answer }) =>
					`${pathOf(other)}/`.toLowerCase().includes(`/resourcegroups/${key}/`) &&
					isResource(answer),
			);
			const own = inside.find(({ url: other }) => pathOf(other).toLowerCase().endsWith(`/${key}`));
			const shown = (own ?? inside[0])?.res ?? null;
			const location = (isObject(shown) && text(shown.location)) || 'westus';
			const tags = own && isObject(own.res) ? own.res.tags : undefined;
			(before[i] ??= []).push({
				...requests.putResourceGroup('{subscription}', group, location),
				body: JSON.stringify({ location, ...(tags === undefined ? {} : { tags }) }),
			});
		}
		made.add(key);
		const id = path.toLowerCase();
		if (
			method === 'GET' &&
			status === 200 &&
			parts.namespace &&
			!made.has(id) &&
			isResource(res) &&
			isObject(res)
		) {
			const { location, kind, sku, tags } = res;
			const here = path.replace(RECORDED_SUBSCRIPTION, '{subscription}');
			(before[i] ??= []).push(requests.putResource(here, { location, kind, sku, tags }));
		}
		if (parts.namespace && (method === 'PUT' || method === 'GET')) made.add(id);
	}
	return { before, names: playedByHana(world, exchanges) };
}
