import type { Ports } from '../cli';
import type { Fault } from './fault';
import type { Lesson } from './lesson';

/**
 * Reads a lesson that somebody else wrote, in one file. It is data through and through: text without HTML, goals out of the
 * closed list, scripts that only the simulated Azure runs. What reads it is loaded when it is asked for. `ports` is what other
 * rooms lend to its shell; `spoken` is a file that says the lesson in another language.
 */
export async function compileElsewhere(
	text: string,
	ports?: Ports,
	spoken?: { readonly language: string; readonly text: string },
): Promise<{ readonly value: Lesson } | { readonly faults: readonly Fault[] }> {
	const { readElsewhere } = await import('./readElsewhere');
	return readElsewhere(text, ports, spoken);
}
