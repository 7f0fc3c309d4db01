import type { Core } from 'cytoscape';
import { mountBin } from './bin';
import { mountCarrying, restingPlace } from './carry';
import type { CanvasOptions } from './door';
import type { Drawing } from './draw';
import { elementId, type Element } from './element';
import { makeElements } from './elements';
import { around, type Point, type Positions } from './geometry';
import type { Picture, PictureNode } from './picture';
import type { Stage } from './stage';
import type { OnTop } from './under';

/** What moving cards by hand needs. */
export interface MovingParts {
	readonly cy: Core;
	/** The canvas' frame: the bin comes in it. */
	readonly frame: HTMLElement;
	readonly drawing: Drawing;
	readonly onTop: OnTop;
	readonly options: Pick<CanvasOptions, 'onDelete'>;
	/** A card has left its place: nothing else is to be grasped. */
	lifted(): void;
}

/** The lines of a card as they run when its middle is elsewhere. */
function linesAt(
	{ scene, folded, placement, small }: Stage,
	card: string,
	middle: Point,
): Element[] {
	const rect = placement.cards.get(card);
	if (!rect) return [];
	const ends = [card, scene.nodeOf(card)?.seal?.id];
	const edges = folded.picture.edges.filter(
		({ from, to }) => ends.includes(from) || ends.includes(to),
	);
	const cards = new Map([...placement.cards, [card, around(middle, rect)] as const]);
	const moving = { picture: { ...folded.picture, edges }, counts: new Map(), bundles: [] };
	const there = { ...placement, cards };
	return makeElements(() => 0).make({ ...folded, ...moving }, there, 1, small).elements;
}

/** Where all is when a card was put there: its arrows into an area end where they do for a card that stands there (pure). */
export function putThere(
	{ edges }: Picture,
	positions: Positions,
	{ id, seal }: PictureNode,
	spot: Point,
): Positions {
	const own = new Set(
		edges.flatMap((edge) => (edge.from === id || edge.from === seal?.id ? [edge.id] : [])),
	);
	const others = Object.entries(positions).filter(([key]) => !own.has(key));
	return { ...Object.fromEntries(others), [id]: spot };
}

/** Lets cards be carried: to another place, or to the bin that comes meanwhile. Returns how to stop. */
export function mountMoving(parts: MovingParts, stage: Stage): () => void {
	const { cy, frame, drawing, onTop, options } = parts;
	const bin = mountBin(frame);
	mountCarrying(cy, {
		drawing,
		onTop,
		linesAt: (card, middle) => linesAt(stage, card, middle),
		carried(card) {
			parts.lifted();
			const kind = stage.scene.nodeOf(card)?.kind;
			if (kind !== 'ghost' && kind !== 'securityGroup') bin.open();
		},
		over: (at) => bin.aim(at),
		dropped(card, middle, at) {
			const { picture, placement, scene } = stage;
			const node = scene.nodeOf(card);
			const thrown = bin.aim(at);
			bin.close();
			drawing.rest(elementId('card', card));
			if (thrown) {
				// It goes back to its place: whoever asks says what goes with it, and may be told no.
				stage.draw(placement.positions, true);
				return options.onDelete(card);
			}
			const spot = node && restingPlace(picture, placement, node, middle);
			if (!node || !spot) return stage.put(placement.positions);
			stage.put(putThere(picture, placement.positions, node, spot));
		},
	});
	return bin.destroy;
}
