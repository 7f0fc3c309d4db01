import type { Block } from './block';
import { blocksIn } from './blockParts';
import type { Drafting } from './drafting';
import { pathOf, refer, replaceReferences, toldAt, type Value } from './value';

/** Blocks in an order in which they can be made. */
export interface Ordered {
	readonly blocks: readonly Block[];
	readonly byKey: ReadonlyMap<string, Block>;
}

const RANK: Readonly<Record<Block['kind'], number>> = {
	group: 0,
	roleDefinition: 1,
	resource: 2,
	secret: 3,
	roleAssignment: 4,
	lock: 5,
};

const IDENTITY = 'Microsoft.ManagedIdentity/userAssignedIdentities';

/** What would stand before what if nothing referred to anything: what already is, identities, the rest. */
const rank = (block: Block): number =>
	block.existing ? -1 : RANK[block.kind] + (block.type === IDENTITY ? -0.5 : 0);

/** An id as a text, in place of a reference to it: nobody waits for it. */
const written = (id: string, { subscriptionId }: Drafting): Value =>
	refer({
		kind: 'text',
		of: id
			.split(subscriptionId)
			.flatMap((part, index): Value[] =>
				index === 0 ? [part] : [refer({ kind: 'subscriptionId' }), part],
			),
	});

/** A block that says the ids of these others instead of referring to them. */
function loosened(
	block: Block,
	loose: ReadonlySet<string>,
	ids: ReadonlyMap<string, Block>,
	context: Drafting,
): Block {
	const { world } = context;
	const loosen = (value: Value): Value =>
		replaceReferences(value, ({ to }) => {
			if (
				(to.kind !== 'id' && to.kind !== 'principalId' && to.kind !== 'clientId') ||
				!loose.has(to.of)
			)
				return undefined;
			const other = ids.get(to.of);
			if (to.kind === 'id') return written(other?.id ?? to.of, context);
			const resource = world.resources[to.of];
			return to.made
				? toldAt(resource?.properties, pathOf(to, to.made))
				: (resource?.identity?.system?.principalId ?? '');
		});
	return {
		...block,
		properties: loosen(block.properties) as Block['properties'],
		after: block.after.filter((key) => !loose.has(key)),
	};
}

/** Sorts blocks so that each comes after those it refers to. Where two refer to each other, one says the other's id. */
export function inOrder(blocks: readonly Block[], context: Drafting): Ordered {
	const given = new Map(blocks.map((block) => [block.key, block]));
	const sorted = [...blocks].sort(
		(a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
	);
	const done = new Map<string, Block>();
	const open = new Set<string>();
	function visit(block: Block): void {
		open.add(block.key);
		const loose = new Set<string>();
		for (const key of new Set(blocksIn(block))) {
			const other = given.get(key);
			if (!other || done.has(key)) continue;
			if (open.has(key)) loose.add(key);
			else visit(other);
		}
		open.delete(block.key);
		done.set(block.key, loose.size > 0 ? loosened(block, loose, given, context) : block);
	}
	for (const block of sorted) if (!done.has(block.key)) visit(block);
	return { blocks: [...done.values()], byKey: done };
}
