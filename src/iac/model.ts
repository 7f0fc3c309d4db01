import { currentSubscription, groupOf, subscriptionScope, type World } from '../azure';
import {
	assignmentBlock,
	existingBlock,
	groupBlock,
	lockBlock,
	resourceBlock,
	roleBlock,
	secretBlock,
} from './blocks';
import type { Block, Model } from './block';
import { drafting } from './drafting';
import { camelCase, chooseNames } from './names';
import { inOrder } from './order';
import { select } from './select';
import { blocksIn } from './blockParts';

/** Reads a world, or what lies in the group or resource `scope`, as blocks in the order in which they can be made. */
export function modelOf(world: World, scope?: string): Model {
	const selection = select(world, scope);
	const subscriptionId = currentSubscription(world);
	const whole = scope === undefined;
	const context = drafting(world, selection, whole);
	const made: Block[] = [
		...(whole ? selection.groups.map((group) => groupBlock(context, group)) : []),
		...selection.roles.map((role) => roleBlock(context, role)),
		...selection.resources.map((resource) => resourceBlock(context, resource)),
		...selection.secrets.map((secret) => secretBlock(context, secret)),
	];
	const assignments = selection.assignments.map((one) => assignmentBlock(context, one));
	const symbols = chooseNames(
		assignments.map(({ key, symbol, assignment }) => ({
			id: key,
			names: [symbol, camelCase(symbol, assignment?.roleGuid.slice(0, 4) ?? '')],
		})),
		context.claimed,
	);
	made.push(...assignments.map((one) => ({ ...one, symbol: symbols.get(one.key) ?? one.symbol })));
	const locked = made.map(({ key }) => key);
	made.push(...selection.locks.map((lock) => lockBlock(context, lock, locked)));
	const known = new Set(made.map(({ key }) => key));
	const asked = new Set(made.flatMap((block) => [...blocksIn(block)]));
	const existing = [...asked].filter((key) => !known.has(key)).sort();
	const all = [...existing.flatMap((key) => existingBlock(context, key)), ...made];
	const { blocks, byKey } = inOrder(all, context);
	return {
		blocks,
		byKey,
		parameters: context.parameters,
		leftOut: [...selection.leftOut, ...context.leftOut],
		location: context.location,
		subscriptionId,
		tenantId: world.tenant.tenantId,
		root: whole ? subscriptionScope(subscriptionId) : (groupOf(scope) ?? scope),
	};
}
