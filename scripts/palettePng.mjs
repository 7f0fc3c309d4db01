// Screenshots have few colours: with a palette of at most 256 a picture takes a third of its bytes.
import { deflateSync, inflateSync, crc32 } from 'node:zlib';

/**
 * The pixels of a PNG of eight bits a channel that is not interlaced, as browsers write them.
 *
 * @param {Buffer} png
 */
function readPng(png) {
	const width = png.readUInt32BE(16);
	const height = png.readUInt32BE(20);
	const bytes = png[25] === 6 ? 4 : 3;
	const parts = [];
	for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
		if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
			parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
	const raw = inflateSync(Buffer.concat(parts));
	const row = width * bytes;
	const pixels = Buffer.alloc(row * height);
	for (let y = 0; y < height; y++) {
		const filter = raw[y * (row + 1)];
		for (let x = 0; x < row; x++) {
			const left = x < bytes ? 0 : (pixels[y * row + x - bytes] ?? 0);
			const up = y === 0 ? 0 : (pixels[(y - 1) * row + x] ?? 0);
			const corner = x < bytes || y === 0 ? 0 : (pixels[(y - 1) * row + x - bytes] ?? 0);
			const add = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
			pixels[y * row + x] = (raw[y * (row + 1) + 1 + x] ?? 0) + add;
		}
	}
	return { width, height, bytes, pixels };
}

/**
 * @param {number} a
 * @param {number} b
 * @param {number} c
 */
function paeth(a, b, c) {
	const p = a + b - c;
	const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
	return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/** @typedef {readonly [red: number, green: number, blue: number, count: number]} Colour */

/**
 * Cuts the box of colours that is widest and fullest in two, until there are 256.
 *
 * @param {Colour[]} colours
 */
function medianCut(colours) {
	/** @param {Colour[]} box */
	const measured = (box) => {
		const spans = [0, 1, 2].map((axis) => {
			const values = box.map((colour) => colour[axis] ?? 0);
			return (
				values.reduce((a, b) => Math.max(a, b), 0) - values.reduce((a, b) => Math.min(a, b), 255)
			);
		});
		const axis = spans.indexOf(Math.max(...spans));
		const all = box.reduce((sum, [, , , count]) => sum + count, 0);
		return { box, axis, weight: (spans[axis] ?? 0) * Math.sqrt(all) };
	};
	const boxes = [measured(colours)];
	while (boxes.length < 256) {
		const widest = boxes.reduce((a, b) => (b.weight > a.weight ? b : a));
		if (widest.weight === 0) break;
		const sorted = widest.box.sort((a, b) => (a[widest.axis] ?? 0) - (b[widest.axis] ?? 0));
		const half = sorted.reduce((sum, [, , , count]) => sum + count, 0) / 2;
		let seen = 0;
		const cut = sorted.findIndex(([, , , count]) => (seen += count) >= half);
		const at = Math.min(Math.max(cut, 1), sorted.length - 1);
		boxes.splice(
			boxes.indexOf(widest),
			1,
			measured(sorted.slice(0, at)),
			measured(sorted.slice(at)),
		);
	}
	return boxes.map(({ box }) => box);
}

/**
 * @param {string} type
 * @param {Buffer} data
 */
function chunk(type, data) {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const frame = Buffer.alloc(8);
	frame.writeUInt32BE(data.length, 0);
	frame.writeUInt32BE(crc32(body), 4);
	return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/**
 * The same picture with a palette.
 *
 * @param {Buffer} png as a browser's screenshot is
 */
export function withPalette(png) {
	const { width, height, bytes, pixels } = readPng(png);
	/** @type {Map<number, number>} */
	const counts = new Map();
	const keys = new Uint32Array(width * height);
	for (let at = 0; at < keys.length; at++) {
		const key = pixels.readUIntBE(at * bytes, 3);
		keys[at] = key;
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	const boxes = medianCut(
		[...counts].map(([key, count]) => [key >> 16, (key >> 8) & 255, key & 255, count]),
	);
	/** @type {Map<number, number>} */
	const indexes = new Map();
	const palette = Buffer.alloc(boxes.length * 3);
	boxes.forEach((box, index) => {
		// The commonest colour stands for its box: paper stays paper.
		const most = box.reduce((a, b) => (b[3] > a[3] ? b : a));
		palette.set(most.slice(0, 3), index * 3);
		for (const [red, green, blue] of box) indexes.set((red << 16) | (green << 8) | blue, index);
	});
	const rows = Buffer.alloc((width + 1) * height);
	keys.forEach((key, at) => {
		rows[at + Math.floor(at / width) + 1] = indexes.get(key) ?? 0;
	});
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 3, 0, 0, 0], 8);
	return Buffer.concat([
		png.subarray(0, 8),
		chunk('IHDR', header),
		chunk('PLTE', palette),
		chunk('IDAT', deflateSync(rows, { level: 9 })),
		chunk('IEND', Buffer.alloc(0)),
	]);
}
