import type { Rect } from './geometry';

/** Things by where they are, so that a line only looks at what is near. */
export class Surroundings {
	readonly #cells = new Map<string, Rect[]>();
	static readonly #cell = 400;

	constructor(rects: Iterable<Rect>) {
		for (const rect of rects) this.add(rect);
	}

	*#keys({ x, y, w, h }: Rect): Generator<string> {
		const cell = (value: number): number => Math.floor(value / Surroundings.#cell);
		for (let column = cell(x); column <= cell(x + w); column++)
			for (let row = cell(y); row <= cell(y + h); row++) yield `${column} ${row}`;
	}

	/** One more thing. */
	add(rect: Rect): void {
		for (const key of this.#keys(rect)) {
			const list = this.#cells.get(key);
			if (list) list.push(rect);
			else this.#cells.set(key, [rect]);
		}
	}

	/** What may touch a rectangle. */
	near(rect: Rect): Set<Rect> {
		return new Set([...this.#keys(rect)].flatMap((key) => this.#cells.get(key) ?? []));
	}
}
