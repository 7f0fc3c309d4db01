const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
};

/** A text as it stands in HTML, in an attribute too. */
export const escapeHtml = (text: string): string =>
	text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);

/** JSON that can stand in a `script` element: nothing in it ends the element. */
export const scriptJson = (value: unknown): string =>
	JSON.stringify(value).replaceAll('<', '\\u003c');
