import { pictureWords } from '../words/picture';
import type { FoldedPicture } from './fold';
import type { Point } from './geometry';
import { labelOf } from './labelWords';
import type { PictureArea, PictureNode } from './picture';
import { SIZES } from './sizes';

/** A line of text near the pointer: names that are cut short, and what a line says. */
export interface Tip {
	show(text: string, at: Point): void;
	hide(): void;
	destroy(): void;
}

/** Names longer than this do not fit on the widest card, in characters. */
const FITS = Math.floor((SIZES.widestCard - SIZES.words - 10) / 7.6);

const sealOf = (one: PictureArea | PictureNode): string | undefined =>
	'seal' in one ? one.seal?.id : undefined;

/** What is worth saying about something under the pointer; empty when the picture says it already (pure). */
export function tipFor({ picture, bundles, whole }: FoldedPicture, id: string | undefined): string {
	const bundle = bundles.find((one) => one.id === id);
	if (bundle) {
		const nameOf = (end: string): string =>
			[...whole.areas, ...whole.nodes].find((one) => one.id === end || sealOf(one) === end)?.name ??
			'';
		const { count, kind, from, to } = bundle;
		return pictureWords.picture.bundleTip(count, kind, nameOf(from), nameOf(to));
	}
	const node = picture.nodes.find((one) => one.id === id);
	const edge = picture.edges.find((one) => one.id === id);
	if (node) return node.name.length > FITS && node.kind !== 'ghost' ? node.name : '';
	if (edge?.kind === 'attachment') return pictureWords.picture.attachmentTip;
	if (edge?.kind !== 'role') return '';
	const { role, note } = labelOf(edge);
	return [role, note].filter((part) => part !== '').join(' · ');
}

/** Puts a tip into an element. It is for eyes: the outline says the same. */
export function mountTip(host: HTMLElement): Tip {
	const tip = document.createElement('div');
	tip.className = 'canvas-layer tip';
	tip.setAttribute('aria-hidden', 'true');
	tip.hidden = true;
	host.append(tip);
	return {
		show(text, { x, y }) {
			tip.hidden = text === '';
			if (tip.hidden) return;
			tip.textContent = text;
			const { left, top, width } = host.getBoundingClientRect();
			tip.style.left = `${Math.max(4, Math.min(x - left + 12, width - tip.offsetWidth - 6))}px`;
			tip.style.top = `${Math.max(4, y - top - tip.offsetHeight - 12)}px`;
		},
		hide: () => void (tip.hidden = true),
		destroy: () => tip.remove(),
	};
}
