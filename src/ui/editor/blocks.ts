import { idKey, type World } from '../../azure';
import type { Exported, LineRange } from '../../iac';
import { thingOf } from '../views/things';

/** Under which key the code of what is selected stands: a system-assigned identity is written with its resource. */
export function keyOf(world: World, selectedId: string | undefined): string | undefined {
	const thing = thingOf(world, selectedId);
	if (thing?.of === 'principal') return idKey(thing.principal.resourceId);
	if (thing?.of === 'blob') return idKey(thing.blob.containerId);
	return thing && idKey(thing.id);
}

/** The lines that make what is selected. */
export function rangesOf(
	exported: Exported,
	world: World,
	selectedId: string | undefined,
): readonly LineRange[] {
	const key = keyOf(world, selectedId);
	return (key !== undefined && exported.lines[key]) || [];
}

/** The key of the innermost block around a line. */
export function blockAt(exported: Exported, path: string, line: number): string | undefined {
	let found: { key: string; size: number } | undefined;
	for (const [key, ranges] of Object.entries(exported.lines))
		for (const { path: of, from, to } of ranges)
			if (of === path && from <= line && line <= to && (!found || to - from < found.size))
				found = { key, size: to - from };
	return found?.key;
}

/** What a line is about, as an id that can be selected. */
export function selectedBy(
	exported: Exported,
	world: World,
	path: string,
	line: number,
): string | undefined {
	const key = blockAt(exported, path, line);
	return key === undefined ? undefined : thingOf(world, key)?.id;
}

const textsOf = ({ files, lines }: Exported): ReadonlyMap<string, string> => {
	const split = new Map(Object.entries(files).map(([path, text]) => [path, text.split('\n')]));
	return new Map(
		Object.entries(lines).map(([key, ranges]) => [
			key,
			ranges
				.map(
					({ path, from, to }) =>
						split
							.get(path)
							?.slice(from - 1, to)
							.join('\n') ?? '',
				)
				.join('\n'),
		]),
	);
};

/** The blocks that are new, or say something else than before. */
export function changedBlocks(before: Exported, after: Exported): readonly LineRange[] {
	const was = textsOf(before);
	return [...textsOf(after)].flatMap(([key, text]) =>
		was.get(key) === text ? [] : (after.lines[key] ?? []),
	);
}
