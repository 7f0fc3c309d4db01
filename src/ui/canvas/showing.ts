import { grow } from './geometry';
import { fade, rounded, type Overlay } from './overlay';
import { labelRect } from './labelSpot';
import { namesOf } from './route';
import type { Stage } from './stage';
import { saidOf, travel, type Trace } from './travel';
import { wayBetween, wayOfNone } from './way';

/** What comes over the picture for a while. */
export interface Showing {
	/** Shows a request travelling; its verdict stays for a while. */
	travel(trace: Trace): void;
	/** Takes the last request away. */
	clear(): void;
	/** Draws the eye to things. */
	flash(ids: readonly string[]): void;
}

/** How long a verdict stays, in milliseconds, unless the picture changes. */
const VERDICT_STAYS = 12_000;
const FLASH = 480;

/** Shows things over a stage. */
export function makeShowing(
	overlay: Overlay,
	isCalm: () => boolean,
	stageOf: () => Stage,
): Showing {
	let forget: () => void = () => undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const clear = (): void => {
		clearTimeout(timer);
		forget();
	};
	return {
		clear,
		travel(trace) {
			clear();
			const { scene, placement, picture, routes, type } = stageOf();
			const from = scene.rectOf(trace.resourceId);
			if (!from) return;
			const to = scene.rectOf(trace.targetId) ?? from;
			const roles = [...routes.values()].flatMap(({ label }) =>
				label ? [labelRect(label, type)] : [],
			);
			const words = [...roles, ...namesOf(picture, placement)];
			const off = { cards: placement.cards.values(), words };
			const { length } = saidOf(trace);
			const way =
				trace.decidedAt === 'target'
					? wayBetween(from, to, off, length)
					: wayOfNone(from, off, length);
			forget = travel(overlay, trace, way, isCalm());
			timer = setTimeout(clear, VERDICT_STAYS);
		},
		flash(ids) {
			for (const id of ids) {
				const rect = stageOf().scene.rectOf(id);
				if (!rect) continue;
				const ring = { ...rounded(grow(rect, 5), 14), class: 'flash' };
				fade(overlay.add('rect', ring), FLASH, isCalm());
			}
		},
	};
}
