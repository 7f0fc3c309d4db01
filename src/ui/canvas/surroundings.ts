import type { Rect } from './geometry';

interface Entry {
	readonly rect: Rect;
	/** The number of the question in which it was met last: things reach over several cells. */
	asked: number;
}

const CELL = 240;
const cell = (value: number): number => Math.floor(value / CELL);

/** Things by where they are, so that a line only looks at what is near. */
export class Surroundings {
	readonly #cells = new Map<number, Entry[]>();
	#question = 0;

	constructor(rects: Iterable<Rect> = []) {
		for (const rect of rects) this.add(rect);
	}

	/** One more thing. */
	add(rect: Rect): void {
		const entry = { rect, asked: 0 };
		const { x, y, w, h } = rect;
		for (let column = cell(x); column <= cell(x + w); column++)
			for (let row = cell(y); row <= cell(y + h); row++) {
				const key = column * 100_003 + row;
				const list = this.#cells.get(key);
				if (list) list.push(entry);
				else this.#cells.set(key, [entry]);
			}
	}

	/** What shares more than an edge with a rectangle. */
	near({ x, y, w, h }: Rect): Rect[] {
		const question = ++this.#question;
		const found: Rect[] = [];
		for (let column = cell(x); column <= cell(x + w); column++)
			for (let row = cell(y); row <= cell(y + h); row++)
				for (const entry of this.#cells.get(column * 100_003 + row) ?? []) {
					if (entry.asked === question) continue;
					entry.asked = question;
					const { rect } = entry;
					if (rect.x < x + w && x < rect.x + rect.w && rect.y < y + h && y < rect.y + rect.h)
						found.push(rect);
				}
		return found;
	}
}
