import type { Fault } from './fault';
import { faultsOf } from './fault';
import { splitFrontMatter } from './frontMatter';
import { readMarked } from './readMarked';
import { translateLesson, type Translation } from './translateLesson';

/**
 * Says a lesson of one file in another language. The translation has no start and no solution: they are those of the English
 * file. `file` is the translation's name in what is told of it.
 */
export function translateElsewhere<T extends Parameters<typeof translateLesson>[0]>(
	lesson: T,
	told: Omit<Translation, 'read'>,
	file: string,
): { readonly value: T } | { readonly faults: readonly Fault[] } {
	const faults = faultsOf(file);
	const value = translateLesson(lesson, { ...told, read: readMarked }, faults);
	const parts = splitFrontMatter(told.text, faultsOf(file));
	const { fences } = parts
		? readMarked(parts.body, parts.bodyLine, faultsOf(file))
		: { fences: [] };
	for (const { language, line } of fences)
		faults.add(line, `${language} comes from the English file: leave the block out`);
	return value && faults.found.length === 0 ? { value } : { faults: faults.found };
}
