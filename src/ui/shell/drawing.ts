import { elementsOf, type Element } from '../canvas/elements';
import { pathOf } from '../canvas/curve';
import type { Picture } from '../canvas/picture';
import { place } from '../canvas/place';
import { sceneOf } from '../canvas/scene';
import { KIND_GLYPHS } from '../glyphs/glyphs';
import { KINDS } from '../views/kinds';
import { escapeHtml } from './html';

/** Plex Sans, near enough: the names of groups, and what is written smaller. */
const measure = (text: string, font: string): number =>
	text.length * (font.startsWith('600') ? 7.1 : 5.6);
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

function shape({ data, classes, position }: Element): string {
	if (!position) return '';
	const { x, y } = position;
	const kind = classes[0] ?? '';
	const name = escapeHtml(typeof data.name === 'string' ? data.name : '');
	const [w, h] = [number(data.w), number(data.h)];
	const [left, top] = [x - w / 2, y - h / 2];
	const box = `<rect class="${classes.join(' ')}" x="${left}" y="${top}" width="${w}" height="${h}" rx="10"/>`;
	if (kind === 'area') return box;
	if (kind === 'text')
		return `<text class="${classes.join(' ')}" x="${x}" y="${y + 4}">${name}</text>`;
	if (kind === 'seal') return `<circle class="seal" cx="${x}" cy="${y}" r="18"/>`;
	if (kind !== 'card') return '';
	const what = KINDS.find((each) => each === data.what) ?? 'resource';
	const glyph = `<path class="glyph" transform="translate(${left + 14} ${y - 14}) scale(1.17)" d="${KIND_GLYPHS[what]}"/>`;
	return `${box}${glyph}<text class="name" x="${left + 56}" y="${y - (number(data.shift) < 0 ? 5 : -4)}">${name}</text>`;
}

/** A picture as static SVG for the first paint, placed as the live canvas will place it. */
export function drawingOf(picture: Picture): string {
	const placement = place(picture);
	const { bounds } = sceneOf(picture, placement);
	if (!bounds) return '';
	const { elements, routes } = elementsOf(picture, placement, measure);
	const lines = picture.edges.map(({ id, kind }) => {
		const route = routes.get(id);
		if (!route) return '';
		return `<path class="line ${kind}" d="${pathOf(route)}"/>`;
	});
	const { x, y, w, h } = bounds;
	return `<svg class="drawing" viewBox="${x} ${y} ${w} ${h}" style="max-width:${w * 1.35}px;max-height:${h * 1.35}px" aria-hidden="true">${lines.join('')}${elements.map(shape).join('')}</svg>`;
}
