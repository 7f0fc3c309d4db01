import { roleDefinitionsOf, storageKeys, type World } from '../azure';

/**
 * The ids that Azure makes come from the world's seed, so a link need not carry them: each stands in it as the thing
 * that it belongs to, and is looked up in the world in which it is used. `~p3~` is the object id of the fourth service
 * principal; a tilde of somebody's own is written twice. The keys of storage accounts come from the seed as well:
 * `~k0stshop~` is the first of stshop's, and `~w0stshop~` the connection string that holds it.
 */

const KNOWN =
	/DefaultEndpointsProtocol=https;EndpointSuffix=core\.windows\.net;AccountName=\w+;AccountKey=[A-Za-z0-9+/]{86}==|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[A-Za-z0-9+/]{86}==|~/g;
/** 64 bytes in base64. */
const KEY = /[A-Za-z0-9+/]{86}==/;
const MARK = /~([^~]*)~/g;

/** Every id of a world with its mark. */
function* marksOf(world: World): Generator<readonly [mark: string, id: string]> {
	yield ['t', world.tenant.tenantId];
	for (const [index, id] of Object.keys(world.subscriptions).entries())
		yield [`s${index || ''}`, id];
	for (const { key, id } of Object.values(world.users)) yield [`u${key}`, id];
	for (const [index, { id, appId }] of Object.values(world.servicePrincipals).entries()) {
		yield [`p${index.toString(36)}`, id];
		yield [`c${index.toString(36)}`, appId];
	}
	for (const [index, { name }] of Object.values(world.roleAssignments).entries())
		yield [`a${index.toString(36)}`, name];
	for (const { name, roleName } of roleDefinitionsOf(world)) yield [`r${roleName}`, name];
}

/** Every key of a world's storage accounts with its mark, and the connection string with which apps hold it. */
function* keyMarksOf(world: World): Generator<readonly [mark: string, key: string]> {
	for (const { id, type, name } of Object.values(world.resources))
		if (type === 'Microsoft.Storage/storageAccounts')
			for (const [index, { value }] of storageKeys(world, id).entries()) {
				yield [`k${index}${name}`, value];
				yield [
					`w${index}${name}`,
					`DefaultEndpointsProtocol=https;EndpointSuffix=core.windows.net;AccountName=${name};AccountKey=${value}`,
				];
			}
}

/**
 * Puts marks in the place of a text's ids, as far as the world knows them (pure). `after` is the world once all was done
 * of which the text is a part: an account and what holds its key may come at once.
 */
export function hideIds(text: string, world: World, after = world): string {
	KNOWN.lastIndex = 0;
	if (!KNOWN.test(text)) return text;
	const marks = new Map([...marksOf(world)].map(([mark, id]) => [id, mark]));
	if (KEY.test(text)) for (const [mark, key] of keyMarksOf(after)) marks.set(key, mark);
	return text.replace(KNOWN, (found) => {
		const mark = marks.get(found);
		return found === '~' ? '~~' : mark === undefined ? found : `~${mark}~`;
	});
}

/** Whether a text may hold marks of keys, for which {@link showIds} needs the world afterwards. */
export const mayHoldKeys = (text: string): boolean => /~[kw][01]/.test(text);

/** Puts the world's ids in the place of a text's marks (pure). A mark that stands for nothing here stays as it is. */
export function showIds(text: string, world: World, after = world): string {
	if (!text.includes('~')) return text;
	const ids = new Map(marksOf(world));
	if (mayHoldKeys(text)) for (const [mark, key] of keyMarksOf(after)) ids.set(mark, key);
	return text.replace(MARK, (whole, mark: string) =>
		mark === '' ? '~' : (ids.get(mark) ?? whole),
	);
}
