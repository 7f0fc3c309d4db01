import type { DrawnTransition } from './lifecycles';

/** A state's place in the drawing, in its middle. */
export interface PlacedState {
	readonly name: string;
	readonly x: number;
	readonly y: number;
}
/** An arrow with its path and the place of its label. */
export interface PlacedArrow {
	readonly transition: DrawnTransition;
	readonly path: string;
	readonly labelX: number;
	readonly labelY: number;
	readonly anchor: 'start' | 'middle' | 'end';
}

/** Size of the drawing's parts in CSS pixels. */
export const CHART = { width: 276, stateWidth: 98, stateHeight: 30, rowHeight: 76 } as const;

const { width, stateWidth, stateHeight, rowHeight } = CHART;
const left = stateWidth / 2 + 1;
const right = width - stateWidth / 2 - 1;

/** Two columns, read like an ox turns: right along the first row, left along the second. */
export function placeStates(states: readonly string[]): PlacedState[] {
	return states.map((name, index) => {
		const row = Math.floor(index / 2);
		const first = index % 2 === 0;
		return {
			name,
			x: first === (row % 2 === 0) ? left : right,
			y: stateHeight / 2 + 1 + row * rowHeight,
		};
	});
}

/** Height of the drawing of so many states. */
export const chartHeight = (states: number): number =>
	(Math.ceil(states / 2) - 1) * rowHeight + stateHeight + 2;

function arrow(
	a: PlacedState,
	b: PlacedState,
	transition: DrawnTransition,
	bend: number,
): PlacedArrow {
	const halfW = stateWidth / 2;
	const halfH = stateHeight / 2;
	if (a.y === b.y) {
		const sign = Math.sign(b.x - a.x);
		const y = a.y + bend;
		const from = a.x + sign * halfW;
		const to = b.x - sign * (halfW + 1);
		return {
			transition,
			path: `M${from} ${y}H${to}`,
			labelX: (from + to) / 2,
			// Above the first row, below the others, where arrows arrive from above.
			labelY: y + (bend > 0 || (bend === 0 && a.y > stateHeight) ? 14 : -6),
			anchor: 'middle',
		};
	}
	const sign = Math.sign(b.y - a.y);
	if (a.x === b.x) {
		const x = a.x + bend * 1.4;
		const from = a.y + sign * halfH;
		const to = b.y - sign * (halfH + 1);
		const side = bend > 0 ? 1 : -1;
		return {
			transition,
			path: `M${x} ${from}V${to}`,
			labelX: x + side * 5,
			labelY: (from + to) / 2 + 4,
			anchor: side > 0 ? 'start' : 'end',
		};
	}
	// From column to column through the channel between them, each distance in a lane of its own.
	const across = Math.sign(b.x - a.x);
	const rows = Math.abs(b.y - a.y) / rowHeight;
	const lane = width / 2 + (rows - 1.5) * 26;
	const from = a.x + across * halfW;
	const to = b.x - across * (halfW + 1);
	const leave = a.y + sign * 8;
	const arrive = b.y - sign * 8;
	return {
		transition,
		path: `M${from} ${leave}H${lane}V${arrive}H${to}`,
		labelX: lane + 5,
		labelY: b.y - (sign * rowHeight) / 2 + 4,
		anchor: 'start',
	};
}

/** The arrows between placed states. Of two that join the same states each keeps to its side. */
export function placeArrows(
	states: readonly PlacedState[],
	transitions: readonly DrawnTransition[],
): PlacedArrow[] {
	const at = new Map(states.map((state) => [state.name, state]));
	return transitions.flatMap((transition) => {
		const a = at.get(transition.from);
		const b = at.get(transition.to);
		if (!a || !b) return [];
		const back = transitions.some(
			({ from, to }) => from === transition.to && to === transition.from,
		);
		const bend = !back ? 0 : states.indexOf(a) < states.indexOf(b) ? -6 : 6;
		return [arrow(a, b, transition, bend)];
	});
}
