import { pictureWords } from '../words/picture';
import { around, contains, distance, grow, overlap, type Point, type Rect } from './geometry';
import { set, type Overlay } from './overlay';
import { VERDICT_MARKS } from './svg';

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

/** How long a leg takes; three legs and their pauses stay under a second and a half. */
const LEG = 420;
const PAUSE = 90;
/** Entra's gate, with a tick and its name: whoever gets past it has a token. */
const GATE = { w: 68, h: 24 };

/** The way of a request: from the program's own edge over Entra's gate to the target's edge. */
export interface Way {
	readonly start: Point;
	readonly gate: Point;
	readonly end: Point;
}

/** Finds the way between two cards; the gate hovers where it covers none of the others. */
export function wayBetween(from: Rect, to: Rect, cards: Iterable<Rect>): Way {
	const right = to.x + to.w / 2 >= from.x + from.w / 2;
	const start = { x: right ? from.x + from.w : from.x, y: from.y + 18 };
	const x = to.x + to.w * (right ? 0.16 : 0.84);
	// From below it may as well come in from below, beside the count of its children.
	const ends = [
		{ x, y: to.y },
		...(start.y > to.y + to.h + 40 ? [{ x: to.x + to.w * 0.84, y: to.y + to.h }] : []),
	];
	const others = [...cards].map((card) => grow(card, 4));
	let best: Way = { start, gate: { x: (start.x + x) / 2, y: to.y - 48 }, end: { x, y: to.y } };
	let least = Infinity;
	for (const end of ends)
		for (const [order, share] of SHARES.entries())
			for (const [rank, height] of HEIGHTS.entries())
				for (const base of new Set([Math.min(start.y, end.y), start.y, end.y])) {
					const gate = { x: start.x + (end.x - start.x) * share, y: base - height };
					const way = { start, gate, end };
					const chip = grow(around(gate, GATE), 8);
					const cost =
						order * 30 +
						rank * 10 +
						(others.some((card) => overlap(card, chip)) ? 900 : 0) +
						90 * coveredBy(way, others) +
						(distance(start, gate) + distance(gate, end)) / 4;
					if (cost < least) [best, least] = [way, cost];
				}
	return best;
}

/** Where the gate may hover: how far along, and how high above one of the ends or both. */
const SHARES = [0.5, 0.36, 0.64, 0.22, 0.78, 0.08, 0.92];
const HEIGHTS = [24, 48, 72, 100, 130, 160, 4, -28, -60];
const SAMPLES = 12;

/** How many points of a way lie on cards. */
function coveredBy(way: Way, cards: readonly Rect[]): number {
	let count = 0;
	const legs = [
		[way.start, bendsOf(way)[0], way.gate],
		[way.gate, bendsOf(way)[1], way.end],
	] as const;
	for (const [from, bend, to] of legs)
		for (let step = 1; step < SAMPLES; step++) {
			const t = step / SAMPLES;
			const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
			const at = { x: a * from.x + b * bend.x + c * to.x, y: a * from.y + b * bend.y + c * to.y };
			// Near its ends a way lies on its own cards.
			if (distance(at, way.start) < 24 || distance(at, way.end) < 24) continue;
			if (cards.some((card) => contains(card, at))) count++;
		}
	return count;
}

/** What pulls the two legs so that they meet at the gate with one tangent. */
function bendsOf({ start, gate, end }: Way): [Point, Point] {
	const slope = (end.y - start.y) / 6;
	return [
		{ x: (start.x + gate.x) / 2, y: gate.y - slope / 2 },
		{ x: (gate.x + end.x) / 2, y: gate.y + slope / 2 },
	];
}

/** The curve through the gate, in two legs that meet there with one tangent. */
function pathsOf(way: Way): [string, string] {
	const { start, gate, end } = way;
	const [first, second] = bendsOf(way);
	return [
		`M${start.x} ${start.y}Q${first.x} ${first.y} ${gate.x} ${gate.y}`,
		`M${gate.x} ${gate.y}Q${second.x} ${second.y} ${end.x} ${end.y}`,
	];
}

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
	const label = overlay.add(
		'text',
		stopped
			? { x: start.x + 20, y: start.y - 10, class: 'label' }
			: { x: gate.x, y: gate.y - 20, class: 'label middle' },
		group,
	);
	label.textContent = trace.label || (stopped ? pictureWords.picture.tokenEndpoint : '');
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
