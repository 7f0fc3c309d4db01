import { exportSvg } from '../canvas/exportSvg';
import { place } from '../canvas/place';
import { project } from '../canvas/project';
import { svgElement } from '../course/svgElement';
import type { Page } from '../page.svelte';
import { recall } from '../remember';

function positionsOf(sitting: string): Record<string, { x: number; y: number }> {
	try {
		return JSON.parse(recall(`positions.${sitting}`) ?? '{}');
	} catch {
		return {};
	}
}

/**
 * Draws the picture anew each time the page goes to paper, from the model and as wide as the paper: what the screen draws has
 * the screen's size. Afterwards it goes again.
 */
export function printPicture({ session, arrival }: Page): void {
	let printed: Element | undefined;
	addEventListener('beforeprint', () => {
		const picture = project(session.world);
		const home = document.querySelector('.picture');
		printed?.remove();
		if (!home || picture.nodes.length === 0) return;
		const placement = place(picture, positionsOf(arrival.sitting));
		printed = svgElement(exportSvg(picture, { placement, paints: 'print' }), 'print');
		printed.classList.add('printed');
		home.append(printed);
	});
	addEventListener('afterprint', () => printed?.remove());
}
