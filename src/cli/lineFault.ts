import { isLineError, literal } from './words';
import { parseWords } from './parse';
import { isProgram, programFault } from './programs';
import { readLine } from './shellLine';

/**
 * What is wrong with a line that nobody has run, as a sentence: its spelling as a shell line, a program that is not here, or a
 * command or option that `az` does not know. `undefined` for a sound line. What stands in `$(…)` is not looked at.
 */
export function lineFault(line: string): string | undefined {
	const read = readLine(line, 0);
	if (isLineError(read)) return read.message;
	for (const { words } of read.pipelines.flatMap(({ commands }) => commands)) {
		const [program = '', ...rest] = words.map(literal);
		if (program === '' || /^[A-Za-z_]\w*=/.test(program)) continue;
		if (program !== 'az' && program !== 'keyless') {
			if (!isProgram(program)) return programFault(program).trim();
			continue;
		}
		const parsed = parseWords([program, ...rest]);
		if (parsed.kind === 'error') return parsed.message;
	}
	return undefined;
}
