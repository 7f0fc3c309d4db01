import { pictureWords } from '../words/picture';
import { around, type Point } from './geometry';
import { set, type Overlay } from './overlay';
import { VERDICT_MARKS } from './svg';
import { GATE, pathsOf, type Way } from './way';

/** A request as the canvas shows it. */
export interface Trace {
	/** Another key, another run. */
	readonly key: number;
	/** The resource whose program asks. */
	readonly resourceId: string;
	/** The resource that it asks for data. */
	readonly targetId: string;
	readonly verdict: 'allowed' | 'refused';
	/** The gate at which it was decided: no token came, or the target said yes or no. */
	readonly decidedAt: 'tokenEndpoint' | 'target';
	/** Whether it shows a token of Entra. With a key, or with nothing, it never went through that gate. */
	readonly withToken: boolean;
	/** `GET pictures/cat.png`. */
	readonly label: string;
}

/** What is written beside a request. */
export const saidOf = ({ label, decidedAt }: Trace): string =>
	label || (decidedAt === 'tokenEndpoint' ? pictureWords.picture.tokenEndpoint : '');

/** How long a leg takes; three legs and their pauses stay under a second and a half. */
const LEG = 420;
const PAUSE = 90;
function mark(overlay: Overlay, group: SVGElement, at: Point, { verdict }: Trace): SVGElement {
	const badge = overlay.add(
		'g',
		{ class: `verdict ${verdict}`, transform: `translate(${at.x} ${at.y})` },
		group,
	);
	overlay.add('circle', { r: 13, class: 'seat' }, badge);
	if (verdict === 'allowed') overlay.add('circle', { r: 10.5, class: 'disc' }, badge);
	else
		overlay.add(
			'path',
			{ d: 'M-4.6-11h9.2L11-4.6v9.2L4.6 11h-9.2L-11 4.6v-9.2z', class: 'disc' },
			badge,
		);
	overlay.add(
		'path',
		{ d: VERDICT_MARKS[verdict], class: 'sign', transform: 'translate(-7.2 -7.2) scale(.6)' },
		badge,
	);
	return badge;
}

/**
 * Shows a request travelling: out of the program's own edge (its token endpoint), over Entra, to the target, with the
 * verdict's mark left at the gate that decided. What it passed before stays allowed, so a 403 shows that there was a
 * token. Those who prefer no motion see only what is left. Returns how to take it away.
 */
export function travel(overlay: Overlay, trace: Trace, way: Way, calm: boolean): () => void {
	const group = overlay.add('g', { class: `trace ${trace.verdict}` });
	const stopped = trace.decidedAt === 'tokenEndpoint';
	const { start, gate, end } = way;
	// The way on begins under the gate.
	const onward = overlay.add('g', {}, group);
	const passed = overlay.add('g', { class: trace.withToken ? 'passed' : '' }, group);
	overlay.add('circle', { cx: start.x, cy: start.y, r: 4.5, class: 'endpoint' }, passed);
	const paths = stopped ? [] : pathsOf(way);
	const drawn = paths.map((d, leg) =>
		overlay.add('path', { d, class: 'way' }, leg === 0 ? passed : onward),
	);
	if (trace.withToken) {
		const chip = around(gate, GATE);
		overlay.add(
			'rect',
			{ x: chip.x, y: chip.y, width: chip.w, height: chip.h, rx: 12, class: 'gate' },
			passed,
		);
		overlay.add('text', { x: gate.x + 8, y: gate.y + 4, class: 'gate' }, passed).textContent =
			pictureWords.picture.entra;
		overlay.add(
			'path',
			{
				d: VERDICT_MARKS.allowed,
				class: 'tick',
				transform: `translate(${gate.x - 26} ${gate.y - 6}) scale(.5)`,
			},
			passed,
		);
	}
	const { said } = way;
	const label = overlay.add(
		'text',
		{ x: said.x, y: said.y, class: stopped ? 'label' : 'label middle' },
		group,
	);
	label.textContent = saidOf(trace);
	const last = stopped ? start : end;
	if (calm) {
		mark(overlay, group, last, trace);
		return () => group.remove();
	}
	const rider = overlay.add('g', { class: trace.withToken ? 'passed' : '' }, group);
	const dot = overlay.add('circle', { r: 6.5, class: 'dot' }, rider);
	const halo = overlay.add('circle', { r: 11, class: 'halo' }, rider);
	for (const way of drawn) way.style.visibility = 'hidden';
	const begun = performance.now();
	const legs = stopped ? 1 : 3;
	const step = (now: number): void => {
		if (!group.isConnected) return;
		const elapsed = now - begun;
		const leg = Math.min(legs - 1, Math.floor(elapsed / (LEG + PAUSE)));
		const part = Math.min(1, (elapsed - leg * (LEG + PAUSE)) / LEG);
		const eased = part * part * (3 - 2 * part);
		const path = drawn[leg - 1];
		if (leg === legs - 1) rider.removeAttribute('class');
		if (path) path.style.visibility = 'visible';
		const at = path?.getPointAtLength(path.getTotalLength() * eased) ?? {
			x: start.x - (start.x > gate.x ? -1 : 1) * (1 - eased) * 40,
			y: start.y,
		};
		for (const circle of [dot, halo]) set(circle, { cx: at.x, cy: at.y });
		if (elapsed < legs * (LEG + PAUSE) - PAUSE) {
			requestAnimationFrame(step);
			return;
		}
		rider.remove();
		mark(overlay, group, last, trace).animate([{ opacity: 0 }, { opacity: 1 }], 160);
	};
	step(begun);
	return () => group.remove();
}
