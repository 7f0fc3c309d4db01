import type { Block } from '../../course';

/** The blocks of a text in which something is done, with their numbers from 1: what `#/lesson/<slug>/<step>` leads to. */
export function stepNumbers(blocks: readonly Block[]): ReadonlyMap<Block, number> {
	const doing = (parts: readonly Block[]): readonly Block[] =>
		parts.flatMap((block): readonly Block[] => {
			if (block.kind === 'list') return block.items.flatMap(doing);
			if (block.kind === 'quote') return doing(block.children);
			return ['command', 'predict', 'canvas'].includes(block.kind) ? [block] : [];
		});
	return new Map(doing(blocks).map((block, index) => [block, index + 1]));
}
