import { roleDefinitionsOf, type World } from '../azure';

/**
 * The ids that Azure makes come from the world's seed, so a link need not carry them: each stands in it as the thing
 * that it belongs to, and is looked up in the world in which it is used. `~p3~` is the object id of the fourth service
 * principal; a tilde of somebody's own is written twice.
 */

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|~/g;
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

/** Puts marks in the place of a text's ids, as far as the world knows them (pure). */
export function hideIds(text: string, world: World): string {
	GUID.lastIndex = 0;
	if (!GUID.test(text)) return text;
	const marks = new Map([...marksOf(world)].map(([mark, id]) => [id, mark]));
	return text.replace(GUID, (found) => {
		const mark = marks.get(found);
		return found === '~' ? '~~' : mark === undefined ? found : `~${mark}~`;
	});
}

/** Puts the world's ids in the place of a text's marks (pure). A mark that stands for nothing here stays as it is. */
export function showIds(text: string, world: World): string {
	if (!text.includes('~')) return text;
	const ids = new Map(marksOf(world));
	return text.replace(MARK, (whole, mark: string) =>
		mark === '' ? '~' : (ids.get(mark) ?? whole),
	);
}
