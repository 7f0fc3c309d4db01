/**
 * Programs for a server are written for Node, and this is a browser's worker. Where Microsoft's packages give a browser something
 * else than Node, it is given as Node would have it.
 */

type Chunks = AsyncIterable<Uint8Array>;

/** The part of `node:stream/consumers` that programs use. */
export const consumers = {
	async arrayBuffer(chunks: Chunks): Promise<ArrayBuffer> {
		const parts: BlobPart[] = [];
		for await (const chunk of chunks) parts.push(new Uint8Array(chunk));
		return new Blob(parts).arrayBuffer();
	},
	async text(chunks: Chunks): Promise<string> {
		return new TextDecoder().decode(await consumers.arrayBuffer(chunks));
	},
	async json(chunks: Chunks): Promise<unknown> {
		return JSON.parse(await consumers.text(chunks));
	},
};

async function* chunksOf(body: Promise<Blob> | undefined): AsyncGenerator<Uint8Array> {
	const blob = await body;
	if (blob) yield new Uint8Array(await blob.arrayBuffer());
}

type Download = (this: unknown, ...values: unknown[]) => Promise<object>;

/** Gives a package the shapes that it has in Node: a download is a stream. Its requests stay the same. */
export function likeNode(module: Readonly<Record<string, unknown>>): void {
	const { BlobClient } = module;
	if (typeof BlobClient !== 'function') return;
	const prototype: { download: Download } = BlobClient.prototype;
	const { download } = prototype;
	prototype.download = async function (...values) {
		const answer = await download.apply(this, values);
		return Object.assign(answer, {
			readableStreamBody: chunksOf(Reflect.get(answer, 'blobBody')),
		});
	};
}
