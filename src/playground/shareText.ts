import { deflateSync, inflateSync } from 'fflate';
import { SHARE_DICTIONARY } from './shareDictionary';

/** The longest link that is read, in characters after the `#`; browsers and chats cut far longer ones. */
export const MOST_CHARACTERS = 32_000;
/** The most that a link may hold once it is inflated, in bytes. */
export const MOST_BYTES = 400_000;

const dictionary = new TextEncoder().encode(SHARE_DICTIONARY);

const toBase64Url = (bytes: Uint8Array): string =>
	btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replace(/=+$/, '');

function fromBase64Url(text: string): Uint8Array | undefined {
	if (!/^[\w-]*$/.test(text)) return undefined;
	try {
		const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
		return Uint8Array.from(binary, (character) => character.charCodeAt(0));
	} catch {
		return undefined;
	}
}

/** A text as it can stand in an address: deflated with the dictionary of version 1, in base64url. */
export const toAddress = (text: string): string =>
	toBase64Url(deflateSync(new TextEncoder().encode(text), { level: 9, mem: 9, dictionary }));

/** The text again. Never throws, and never takes more memory than {@link MOST_BYTES}. */
export function fromAddress(packed: string): { readonly text: string } | 'damaged' | 'tooLarge' {
	if (packed.length > MOST_CHARACTERS) return 'tooLarge';
	const bytes = fromBase64Url(packed);
	if (!bytes || bytes.length === 0) return 'damaged';
	try {
		// One byte more than is allowed: what does not fit into it is not kept.
		const out = new Uint8Array(MOST_BYTES + 1);
		const inflated = inflateSync(bytes, { out, dictionary });
		if (inflated.length > MOST_BYTES) return 'tooLarge';
		return { text: new TextDecoder('utf-8', { fatal: true }).decode(inflated) };
	} catch {
		return 'damaged';
	}
}
