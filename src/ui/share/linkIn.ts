/** The hash of an address begins with this when it holds a playground. */
export const SHARE_HASH = '#share=';

/** The text of a link in the hash of an address; `undefined` when there is none. */
export const linkIn = (hash: string): string | undefined =>
	hash.startsWith(SHARE_HASH) ? hash.slice(SHARE_HASH.length) : undefined;
