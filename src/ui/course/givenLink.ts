/** Text of a lesson as part of a link, and back: deflated and spelled in base64url. */

async function through(
	bytes: Uint8Array<ArrayBuffer>,
	stream: GenericTransformStream,
): Promise<Uint8Array> {
	const piped = new Blob([bytes])
		.stream()
		.pipeThrough(stream as ReadableWritablePair<Uint8Array, Uint8Array>);
	return new Uint8Array(await new Response(piped).arrayBuffer());
}

/** Packs a text into what can stand in a link. */
export async function packText(text: string): Promise<string> {
	const packed = await through(
		new TextEncoder().encode(text),
		new CompressionStream('deflate-raw'),
	);
	const binary = Array.from(packed, (byte) => String.fromCharCode(byte)).join('');
	return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Unpacks it again; `undefined` when it is not what {@link packText} makes. */
export async function unpackText(packed: string): Promise<string | undefined> {
	try {
		const binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
		const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
		const text = await through(bytes, new DecompressionStream('deflate-raw'));
		return new TextDecoder('utf-8', { fatal: true }).decode(text);
	} catch {
		return undefined;
	}
}
