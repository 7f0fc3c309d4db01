import type { LineRange } from '../../iac';
import type { Colouring, Piece } from './plainColours';

type State = ReturnType<Colouring['colour']>['state'];

/** What is shown. */
export interface PlainView {
	readonly lines: readonly string[];
	/** Lines of what is selected. */
	readonly lit: readonly LineRange[];
	/** Lines of what the last step changed. */
	readonly changed: readonly LineRange[];
	readonly colouring: Colouring | undefined;
}

/** How many lines come and go together. */
const BLOCK = 60;
/** How many blocks are read ahead of one that was jumped to, for what it begins in. */
const MOST_BEHIND = 20;

const isIn = (ranges: readonly LineRange[], line: number): boolean =>
	ranges.some(({ from, to }) => from <= line && line <= to);

function rowOf(text: string, pieces: readonly Piece[] | undefined, line: number): HTMLElement {
	const row = document.createElement('span');
	row.dataset.line = String(line);
	// What is wrapped hangs a little deeper than its line.
	const indent = Math.min(/^ */.exec(text)?.[0].length ?? 0, 24) + 2;
	row.style.setProperty('--hang', `${indent}ch`);
	for (const { text: piece, hue } of pieces ?? []) {
		if (hue.property === '--ink' && hue.style === undefined) row.append(piece);
		else {
			const span = document.createElement('i');
			span.textContent = piece;
			span.style.color = `var(${hue.property})`;
			if (hue.style !== undefined) span.style.fontStyle = hue.style;
			row.append(span);
		}
	}
	if (!pieces) row.append(text);
	row.append('\n');
	return row;
}

/**
 * Lines of code in an element, for reading. A long text costs little: only what is near the view is made of lines and colours,
 * the rest is there as text, to be searched and heard.
 */
export class PlainLines {
	readonly #host: HTMLElement;
	readonly #scroller: HTMLElement;
	readonly #watch: IntersectionObserver;
	#view: PlainView = { lines: [], lit: [], changed: [], colouring: undefined };
	#blocks: HTMLElement[] = [];
	/** What each block ends in, as far as it is known. */
	#ends: (State | undefined)[] = [];

	/** The element gets the lines; another one may scroll them. */
	constructor(host: HTMLElement, scroller: HTMLElement = host) {
		this.#host = host;
		this.#scroller = scroller;
		this.#watch = new IntersectionObserver(
			(seen) => {
				for (const { target, isIntersecting } of seen)
					if (isIntersecting) this.#show(this.#blocks.indexOf(target as HTMLElement));
			},
			{ root: scroller, rootMargin: '600px 0px' },
		);
	}

	update(view: PlainView): void {
		const before = this.#view;
		this.#view = view;
		if (view.lines !== before.lines || view.colouring !== before.colouring) this.#write(before);
		else
			for (const row of this.#host.querySelectorAll('[data-line]')) this.#mark(row as HTMLElement);
	}

	/** Brings a line into view, unless it is. */
	reveal(line: number): void {
		this.#show(Math.floor((line - 1) / BLOCK));
		const row = this.#host.querySelector(`[data-line="${line}"]`);
		if (!(row instanceof HTMLElement)) return;
		const { top } = row.getBoundingClientRect();
		const own = this.#scroller.getBoundingClientRect();
		if (top >= own.top && top < own.bottom - 40) return;
		this.#scroller.scrollTop += top - own.top - own.height / 3;
	}

	destroy(): void {
		this.#watch.disconnect();
	}

	#linesOf(index: number): readonly string[] {
		return this.#view.lines.slice(index * BLOCK, (index + 1) * BLOCK);
	}

	#write(before: PlainView): void {
		if (this.#typed(before)) return;
		// Where it was scrolled to is only asked when there was something: the question alone lays out the page.
		const scrollTop = this.#blocks.length > 0 ? this.#scroller.scrollTop : 0;
		this.#watch.disconnect();
		this.#ends = [];
		const count = Math.ceil(this.#view.lines.length / BLOCK);
		this.#blocks = Array.from({ length: count }, (_, index) => {
			const block = document.createElement('div');
			block.style.counterReset = `line ${index * BLOCK}`;
			block.textContent = `${this.#linesOf(index).join('\n')}\n`;
			return block;
		});
		this.#host.replaceChildren(...this.#blocks);
		// What is seen at once is there at once.
		this.#show(0);
		if (scrollTop > 0) this.#scroller.scrollTop = scrollTop;
		for (const block of this.#blocks) this.#watch.observe(block);
	}

	/** Whether the change was within one line, as a key makes it: then its block alone is made anew, unless more depends on it. */
	#typed(before: PlainView): boolean {
		const { lines, colouring } = this.#view;
		if (colouring !== before.colouring || lines.length !== before.lines.length) return false;
		const line = lines.findIndex((text, at) => text !== before.lines[at]);
		if (line < 0) return true;
		const index = Math.floor(line / BLOCK);
		const block = this.#blocks[index];
		if (lines.some((text, at) => at > line && text !== before.lines[at])) return false;
		if (!block?.firstElementChild) return false;
		const end = this.#ends[index];
		this.#fill(block, index);
		for (const row of this.#host.querySelectorAll('[data-line]')) this.#mark(row as HTMLElement);
		const now = this.#ends[index];
		return index === this.#blocks.length - 1 || !end || now?.equals(end) === true;
	}

	#show(index: number): void {
		const block = this.#blocks[index];
		if (!block || block.firstElementChild) return;
		this.#watch.unobserve(block);
		this.#fill(block, index);
	}

	#fill(block: HTMLElement, index: number): void {
		const lines = this.#linesOf(index);
		const pieces = this.#colour(index);
		const rows = lines.map((text, at) => rowOf(text, pieces?.[at], index * BLOCK + at + 1));
		for (const row of rows) this.#mark(row);
		block.replaceChildren(...rows);
	}

	#colour(index: number): readonly Piece[][] | undefined {
		const { colouring } = this.#view;
		if (!colouring) return undefined;
		let from = index;
		while (from > 0 && !this.#ends[from - 1] && index - from < MOST_BEHIND) from--;
		for (let at = from; at < index; at++)
			this.#ends[at] = colouring.colour(this.#linesOf(at), this.#ends[at - 1]).state;
		const { pieces, state } = colouring.colour(this.#linesOf(index), this.#ends[index - 1]);
		this.#ends[index] = state;
		return pieces;
	}

	#mark(row: HTMLElement): void {
		const line = Number(row.dataset.line);
		row.classList.toggle('lit', isIn(this.#view.lit, line));
		row.classList.toggle('changed', isIn(this.#view.changed, line));
	}
}
