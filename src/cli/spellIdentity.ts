import { idKey, isObject, parseResourceId, type JsonObject, type World } from '../azure';
import { adding, bothTogether, removing, SYSTEM, type Identities } from './identityBlock';
import { az } from './quote';
import { isTo, type SentRequest } from './sentRequest';

const ofWorld = (world: World, id: string): Identities => {
	const { system, user = [] } = world.resources[idKey(id)]?.identity ?? {};
	return {
		system: system !== undefined,
		principalId: system?.principalId ?? '',
		user: Object.fromEntries(user.map((each) => [each.id, {}])),
	};
};

/** How a line names a user-assigned identity: by its name where that is enough. */
export function identityWord(id: string, group: string): string {
	const parts = parseResourceId(id);
	return parts?.resourceGroup?.toLowerCase() === group.toLowerCase()
		? (parts.names.at(-1) ?? id)
		: id;
}

/** Whether two identity blocks ask for the same. Ids are compared as Azure compares them. */
const sameBlock = (a: JsonObject, b: JsonObject): boolean => {
	const key = (block: JsonObject) => {
		const user = isObject(block.userAssignedIdentities) ? block.userAssignedIdentities : {};
		const type = String(block.type).replaceAll(' ', '').toLowerCase();
		const ids = type.includes('userassigned')
			? Object.entries(user).map(([id, value]) => `${idKey(id)}:${value === null}`)
			: [];
		return [type, ...ids.sort()].join('\n');
	};
	return key(a) === key(b);
};

/** The `identity assign` or `identity remove` line of a PATCH that changes nothing but identities; `byId` where the command takes no names. */
export function spellIdentityPatch(
	sent: SentRequest,
	world: World,
	word: string,
	type: string,
	byId = false,
): string | undefined {
	const { body, id, group, name } = sent;
	if (!isTo(sent, 'PATCH', type) || id === undefined || !isObject(body)) return undefined;
	const block = body.identity;
	if (!isObject(block) || Object.keys(body).length !== 1) return undefined;
	const now = ofWorld(world, id);
	const both = bothTogether(type);
	const system = /SystemAssigned/i.test(String(block.type));
	const entries = Object.entries(
		isObject(block.userAssignedIdentities) ? block.userAssignedIdentities : {},
	);
	const spell = (verb: string, withSystem: boolean, ids: readonly string[]) => {
		const words = [
			...(withSystem ? [SYSTEM] : []),
			...ids.map((each) => (byId ? each : identityWord(each, group))),
		];
		const onlySystem = withSystem && ids.length === 0;
		const named = onlySystem ? [] : ['--identities', ...words];
		return az(`${word} identity ${verb}`, '-g', group, '-n', name, ...named);
	};
	const added = entries.filter(([, value]) => value !== null).map(([each]) => each);
	const newSystem = system && (!now.system || added.length === 0);
	if (
		(newSystem || added.length > 0) &&
		sameBlock({ ...adding(now, newSystem, added, both) }, block)
	)
		return spell('assign', newSystem, added);
	const keepsUser = /UserAssigned/i.test(String(block.type));
	const removed = keepsUser
		? entries.filter(([, value]) => value === null).map(([each]) => each)
		: Object.keys(now.user);
	const lostSystem = now.system && !system;
	const left = removing(now, lostSystem, removed, both);
	if ((lostSystem || removed.length > 0) && !('unknown' in left) && sameBlock({ ...left }, block))
		return spell('remove', lostSystem, removed);
	return undefined;
}
