import type { Block } from './block';
import { referencesIn, type Value } from './value';

/** All values of a block in which references can stand. */
export const valuesOfBlock = (block: Block): readonly (Value | undefined)[] => [
	block.name,
	...block.parents,
	block.location,
	block.tags,
	block.sku,
	block.properties,
	...(block.identity?.user ?? []),
];

/** Keys of the blocks that a block refers to. */
export function* blocksIn(block: Block): Generator<string> {
	for (const value of valuesOfBlock(block))
		for (const to of referencesIn(value))
			if (to.kind === 'id' || to.kind === 'principalId' || to.kind === 'clientId') yield to.of;
	if (block.parent !== undefined) yield block.parent;
	if (block.on !== undefined) yield block.on;
	yield* block.after;
}
