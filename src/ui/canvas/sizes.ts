import type { PictureNode } from './picture';

/** Measures that placing, routing and drawing share, in CSS pixels at zoom 1. */
export const SIZES = {
	cardHeight: 62,
	cardWidth: 164,
	identityWidth: 152,
	/** Cards widen in steps, so that those in a column are most often as wide as one another. */
	widening: 24,
	widestCard: 260,
	ghost: { w: 146, h: 50 },
	/** Diameter of a seal; its middle sits just outside the card's lower right corner. */
	seal: 40,
	/** Where a card's words begin, from its left edge. */
	words: 56,
	/** From one row of cards to the next. */
	row: 116,
	/** From the workloads to the identities, and from there to the targets: roles are written in the second gap. */
	laneGaps: [56, 96],
	/** A group's own room: above its cards for its name, below for seals. */
	group: { left: 26, right: 26, top: 52, bottom: 38 },
	groupGap: 26,
	subscription: 20,
	/** A management group's: its name stands above it, as that of what lies in it does. */
	managementGroup: { sides: 20, top: 42, empty: { w: 240, h: 96 } },
	/** The least room kept free around a card. */
	elbow: 14,
} as const;

/** A good guess at the width of a letter of a card's name, in CSS pixels at zoom 1. */
export const NAME_LETTER = 8.1;
/** What stays free behind a card's words. */
export const CARD_PAD = 10;

/** How many letters say that a card is a security group, and how many are in it. */
const PEOPLE = 27;

/** A card's size: names of the usual length fit, longer ones widen it up to a point. */
export function sizeOf(
	node: PictureNode,
	shape: 'wide' | 'upright' = 'wide',
): { w: number; h: number } {
	if (node.kind === 'ghost') return SIZES.ghost;
	const least = node.kind === 'identity' ? SIZES.identityWidth : SIZES.cardWidth;
	const name = Math.ceil(node.name.length * NAME_LETTER) + CARD_PAD;
	const said =
		node.kind === 'securityGroup' ? PEOPLE : node.kind === 'resource' ? node.typeName.length : 0;
	const spare = shape === 'upright' ? 2 : 12;
	const caption = said === 0 ? 0 : Math.ceil(said * 6) + spare;
	// On a phone names take two lines; two abreast is what it has room for, or one with a long caption.
	const wanted = SIZES.words + (shape === 'upright' ? caption : Math.max(name, caption));
	const from = shape === 'upright' ? SIZES.cardWidth : least;
	const steps = Math.ceil(Math.max(0, wanted - from) / SIZES.widening);
	return { w: Math.min(from + steps * SIZES.widening, SIZES.widestCard), h: SIZES.cardHeight };
}
