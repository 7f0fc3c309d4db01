/** The line of a file on which the first thing that a message quotes is written; 1 when it quotes none. */
export function quotedLine(text: string, message: string): number {
	const [, quoted] = /['“]([^'”…]+)/.exec(message) ?? [];
	if (quoted === undefined) return 1;
	const index = text.split('\n').findIndex((line) => line.includes(quoted));
	return Math.max(0, index) + 1;
}
