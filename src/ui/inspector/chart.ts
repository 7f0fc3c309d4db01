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
export const CHART = { width: 300, stateWidth: 98, stateHeight: 30, rowHeight: 76 } as const;

const { width, stateWidth, stateHeight, rowHeight } = CHART;
const halfW = stateWidth / 2;
const halfH = stateHeight / 2;
/** Beside each column there is room for arrows that pass a state by. */
const MARGIN = 14;
const left = halfW + MARGIN;
const right = width - halfW - MARGIN;

/** Two columns, read like an ox turns: right along the first row, left along the second. */
export function placeStates(states: readonly string[]): PlacedState[] {
	return states.map((name, index) => {
		const row = Math.floor(index / 2);
		const first = index % 2 === 0;
		return {
			name,
			x: first === (row % 2 === 0) ? left : right,
			y: halfH + 1 + row * rowHeight,
		};
	});
}

/** Height of the drawing of so many states. */
export const chartHeight = (states: number): number =>
	(Math.ceil(states / 2) - 1) * rowHeight + stateHeight + 2;

type Drawn = Omit<PlacedArrow, 'transition'>;

/** Along a row. Labels stand above the first row, below the others, where arrows arrive from above. */
function along(a: PlacedState, b: PlacedState, bend: number): Drawn {
	const sign = Math.sign(b.x - a.x);
	const y = a.y + bend;
	const from = a.x + sign * halfW;
	const to = b.x - sign * (halfW + 1);
	return {
		path: `M${from} ${y}H${to}`,
		labelX: (from + to) / 2,
		labelY: y + (bend > 0 || (bend === 0 && a.y > stateHeight) ? 14 : -6),
		anchor: 'middle',
	};
}

/** Down or up a column. */
function down(a: PlacedState, b: PlacedState, bend: number): Drawn {
	const sign = Math.sign(b.y - a.y);
	const x = a.x + bend * 1.4;
	const from = a.y + sign * halfH;
	const to = b.y - sign * (halfH + 1);
	const side = bend > 0 ? 1 : -1;
	return {
		path: `M${x} ${from}V${to}`,
		labelX: x + side * 5,
		labelY: (from + to) / 2 + 4,
		anchor: side > 0 ? 'start' : 'end',
	};
}

/** Past the states between, on the outer side of the column. */
function around(a: PlacedState, b: PlacedState): Drawn {
	const side = a.x < width / 2 ? -1 : 1;
	const edge = a.x + side * halfW;
	const out = edge + side * 18;
	return {
		path: `M${edge} ${a.y}C${out} ${a.y} ${out} ${b.y} ${edge + side} ${b.y}`,
		labelX: edge + side * 4,
		labelY: a.y + Math.sign(b.y - a.y) * 32,
		anchor: side > 0 ? 'end' : 'start',
	};
}

/** Straight from column to column. */
function across(a: PlacedState, b: PlacedState): Drawn {
	const aside = Math.sign(b.x - a.x);
	const ahead = Math.sign(b.y - a.y);
	// Leaves and arrives near the corners that face each other.
	const from = { x: a.x + aside * (halfW - 6), y: a.y + ahead * halfH };
	const to = { x: b.x - aside * (halfW - 6), y: b.y - ahead * (halfH + 1) };
	return {
		path: `M${from.x} ${from.y}L${to.x} ${to.y}`,
		labelX: from.x + (to.x - from.x) * 0.62,
		labelY: from.y + (to.y - from.y) * 0.62 + 4,
		anchor: 'middle',
	};
}

function arrow(a: PlacedState, b: PlacedState, bend: number): Drawn {
	if (a.y === b.y) return along(a, b, bend);
	if (a.x !== b.x) return across(a, b);
	return Math.abs(a.y - b.y) > rowHeight ? around(a, b) : down(a, b, bend);
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
		return [{ transition, ...arrow(a, b, bend) }];
	});
}
