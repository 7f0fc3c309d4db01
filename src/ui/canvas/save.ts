import type { Canvas } from './door';
import { download } from '../views/download';

/** Saves what a canvas shows as a file of that name and kind. */
export async function savePicture(
	canvas: Canvas,
	name: string,
	as: 'svg' | 'png',
	paints: 'dark' | 'light',
): Promise<void> {
	const { picture, placement } = canvas.placed;
	const { exportSvg } = await import('./exportSvg');
	const svg = exportSvg(picture, { placement, paints });
	if (as === 'svg') download(name, new Blob([svg], { type: 'image/svg+xml' }));
	else download(name, await (await import('./exportPng')).exportPng(svg));
}
