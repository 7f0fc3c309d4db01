import { pictureWords } from '../words/picture';
import { contains, type Point } from './geometry';

/** Where a card is dropped that is to be deleted: it comes while one is carried. */
export interface Bin {
	/** Shows the bin. */
	open(): void;
	/** Tells whether a place in the window is on it, and shows that. */
	aim(at: Point): boolean;
	close(): void;
	destroy(): void;
}

/** Puts a bin into an element. It is for pointers: menus and keys delete too, and say so. */
export function mountBin(host: HTMLElement): Bin {
	const bin = document.createElement('div');
	bin.className = 'canvas-layer bin';
	bin.setAttribute('aria-hidden', 'true');
	bin.textContent = pictureWords.picture.bin;
	bin.hidden = true;
	host.append(bin);
	return {
		open: () => void (bin.hidden = false),
		aim(at) {
			const { left, top, width, height } = bin.getBoundingClientRect();
			const over = !bin.hidden && contains({ x: left, y: top, w: width, h: height }, at);
			bin.classList.toggle('over', over);
			return over;
		},
		close: () => void (bin.hidden = true),
		destroy: () => bin.remove(),
	};
}
