/** A URL taken apart. The pure rooms have no `URL`: it belongs to the browser and to Node, not to the language. */
export interface ParsedUrl {
	readonly scheme: string;
	/** Host with port when one was written, lower case. */
	readonly host: string;
	/** Decoded path, doubled slashes made one, no trailing slash but for the root. */
	readonly path: string;
	/** Path as sent, for signatures. */
	readonly rawPath: string;
	/** Decoded query; names in lower case, the last of equal names wins. */
	readonly query: Readonly<Record<string, string>>;
}

/** Percent-decoding that leaves malformed escapes as they are (clients do send them). */
export function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** Reads an absolute http(s) URL; `undefined` when it is none. */
export function parseUrl(url: string): ParsedUrl | undefined {
	const match = /^(https?):\/\/([^/?#]+)([^?#]*)(?:\?([^#]*))?/i.exec(url);
	if (!match) return undefined;
	const [, scheme = '', host = '', rawPath = '', search = ''] = match;
	const query: Record<string, string> = {};
	for (const pair of search.split('&')) {
		if (pair === '') continue;
		const cut = pair.indexOf('=');
		const name = cut < 0 ? pair : pair.slice(0, cut);
		const value = cut < 0 ? '' : pair.slice(cut + 1);
		query[decode(name).toLowerCase()] = decode(value.replace(/\+/g, ' '));
	}
	const path = decode(rawPath).replace(/\/{2,}/g, '/');
	return {
		scheme: scheme.toLowerCase(),
		host: host.toLowerCase(),
		path: path.length > 1 ? path.replace(/\/$/, '') : '/',
		rawPath: rawPath === '' ? '/' : rawPath,
		query,
	};
}

/** A form, as `application/x-www-form-urlencoded` writes it. */
export const readForm = (body = ''): Readonly<Record<string, string>> =>
	Object.fromEntries(
		body
			.split('&')
			.filter((pair) => pair !== '')
			.map((pair) => {
				const [name = '', ...value] = pair.split('=');
				return [decode(name), decode(value.join('=').replaceAll('+', ' '))];
			}),
	);
