const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The bytes of a text in UTF-8, by way of percent-encoding, which knows UTF-8 in every engine. */
const bytesOf = (text: string): number[] =>
	[
		...encodeURIComponent(text.replace(/[\uD800-\uDFFF](?![\uDC00-\uDFFF])/gu, '\uFFFD')).matchAll(
			/%(..)|(.)/g,
		),
	].map(([, hex, char]) =>
		hex === undefined ? (char ?? '').charCodeAt(0) : Number.parseInt(hex, 16),
	);

/** A text in base64. */
export function toBase64(text: string): string {
	const bytes = bytesOf(text);
	let made = '';
	for (let at = 0; at < bytes.length; at += 3) {
		const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
		made += [18, 12, 6, 0]
			.map((shift, index) =>
				at + index - 1 < bytes.length || index < 2 ? (ALPHABET[(three >> shift) & 63] ?? '') : '=',
			)
			.join('');
	}
	return made;
}

/** The text of base64, url-safe letters as well. As the real tool it gives what it could read, and says whether all was sound. */
export function fromBase64(encoded: string): { readonly text: string; readonly sound: boolean } {
	const letters = encoded.replace(/\s/g, '').replace(/-/g, '+').replace(/_/g, '/');
	const sound = /^[A-Za-z0-9+/]*={0,2}$/.test(letters) && letters.length % 4 === 0;
	let bits = 0;
	let held = 0;
	let percent = '';
	for (const letter of letters.replace(/=+$/, '')) {
		const value = ALPHABET.indexOf(letter);
		if (value < 0) break;
		held = (held << 6) | value;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			percent += `%${((held >> bits) & 255).toString(16).padStart(2, '0')}`;
			held &= (1 << bits) - 1;
		}
	}
	try {
		return { text: decodeURIComponent(percent), sound };
	} catch {
		// The bytes are no UTF-8.
		return { text: '\uFFFD', sound: false };
	}
}
