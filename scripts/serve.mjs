import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { createGzip } from 'node:zlib';
import { root } from './install.mjs';

/** @type {Record<string, string>} */
const CONTENT_TYPES = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.json': 'application/json; charset=utf-8',
	'.webmanifest': 'application/manifest+json; charset=utf-8',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.woff': 'font/woff',
	'.woff2': 'font/woff2',
	'.txt': 'text/plain; charset=utf-8',
	'.wasm': 'application/wasm',
};

/**
 * Serves `dist` on the loopback address, as any dumb file host would.
 *
 * @param {object} options
 * @param {number} options.port the port; 0 takes any free one
 * @param {boolean} [options.orNext] take the next free port when this one is taken
 * @param {boolean} [options.zip] compress text, as most file hosts do
 * @param {string} [options.base] the path that stands for `dist`, with both slashes
 * @param {string} [options.folder] another folder in the place of `dist`
 * @returns {Promise<{ address: string, close(): Promise<void> }>}
 */
export async function serve({
	port,
	orNext = false,
	zip = false,
	base = '/',
	folder = join(root, 'dist'),
}) {
	const server = createServer((request, response) => {
		const file =
			['GET', 'HEAD'].includes(request.method ?? '') && fileAt(request.url ?? '/', base, folder);
		if (!file) {
			response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
			return;
		}
		const zipped = zip && !/\.(png|woff2?)$/.test(file);
		response.writeHead(200, {
			'content-type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
			'cache-control': 'no-cache',
			// As GitHub Pages does: a widget in a sandbox has no origin, and asks for its scripts as a stranger.
			'access-control-allow-origin': '*',
			...(zipped ? { 'content-encoding': 'gzip' } : {}),
		});
		const stream = createReadStream(file);
		if (zipped) stream.pipe(createGzip({ level: 9 })).pipe(response);
		else stream.pipe(response);
	});
	for (let next = port; ; next++) {
		try {
			await listen(server, next);
			break;
		} catch (error) {
			const taken = /** @type {NodeJS.ErrnoException} */ (error).code === 'EADDRINUSE';
			if (!taken || !orNext || next >= port + 100) throw error;
		}
	}
	const { port: got } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		address: `http://127.0.0.1:${got}${base}`,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<void>}
 */
function listen(server, port) {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			server.off('error', reject);
			resolve();
		});
	});
}

/**
 * @param {string} url what was asked for
 * @param {string} base
 * @param {string} folder
 * @returns {string | undefined} the file in the folder, if there is one
 */
function fileAt(url, base, folder) {
	let path;
	try {
		// The URL parser has already resolved every "..", so the path cannot leave dist;
		// an encoded slash or backslash is no file name of ours.
		path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
	} catch {
		return undefined;
	}
	if (!path.startsWith(base) || /\\|\0|(^|\/)\.\.(\/|$)/.test(path)) return undefined;
	let file = join(folder, path.slice(base.length));
	if (path.endsWith('/')) file = join(file, 'index.html');
	return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}
