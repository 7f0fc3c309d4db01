/** A sentence in parts, so that names can stand out without any markup in the words. */
export type Rich = readonly RichPart[];
/** A part of a sentence: plain, stressed, as code, in the hue of a warning, or soft. */
export type RichPart =
	| string
	| { readonly strong: string }
	| { readonly code: string }
	| { readonly warn: string }
	| { readonly soft: string };

/** The sentence as plain text, for announcements and labels. */
export const plain = (rich: Rich): string =>
	rich.map((part) => (typeof part === 'string' ? part : Object.values(part).join(''))).join('');
