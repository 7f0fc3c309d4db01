/** A word as a shell reads it back: bare where that is safe, in single quotes otherwise. */
export const quote = (word: string): string =>
	/^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** As {@link quote}, with double quotes where they need no escapes: `"Key Vault Secrets User"`. */
export const quoteText = (word: string): string =>
	/^[A-Za-z0-9_@%+=:,./() -]+$/.test(word) && word.includes(' ') ? `"${word}"` : quote(word);

/** A line out of words; those that are `undefined` are left out. */
export const line = (...words: readonly (string | undefined)[]): string =>
	words
		.filter((word) => word !== undefined)
		.map(quoteText)
		.join(' ');

/** An `az` line out of the command's words and its options. */
export const az = (command: string, ...words: readonly (string | undefined)[]): string =>
	line('az', ...command.split(' '), ...words);
