import { CANVAS_GLYPHS, KIND_GLYPHS } from '../glyphs/glyphs';
import type { Kind } from '../views/kinds';
import type { Palette } from './palette';
import type { Foretold } from './picture';
import { scallops } from './scallops';

const image = (size: number, box: string, body: string): string =>
	`data:image/svg+xml,${encodeURIComponent(
		`<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${(size * Number(box.split(' ')[3])) / Number(box.split(' ')[2])}" viewBox="${box}" fill="none" stroke-linecap="round" stroke-linejoin="round">${body}</svg>`,
	)}`;

const stroked = (path: string, color: string, width = 1.6): string =>
	`<path d="${path}" stroke="${color}" stroke-width="${width}"/>`;

/** A kind's glyph as an image, larger than it is shown so that it stays sharp when zoomed. */
export const glyphImage = (kind: Kind, { ink, user, system }: Palette): string =>
	image(
		112,
		'0 0 24 24',
		stroked(
			KIND_GLYPHS[kind],
			kind === 'userIdentity' ? user : kind === 'systemIdentity' ? system : ink,
		),
	);

/** The glyph of a security group, as {@link glyphImage}. */
export const peopleImage = ({ ink }: Palette): string =>
	image(112, '0 0 24 24', stroked(CANVAS_GLYPHS.people, ink));

const hueOf = (kind: Kind, { soft, user, system, role }: Palette): string =>
	kind === 'userIdentity'
		? user
		: kind === 'systemIdentity'
			? system
			: kind === 'roleAssignment'
				? role
				: soft;

/** The glyphs of a folded group's kinds, one below the other. `pitch` is from one to the next, in heights of the type. */
export function countsImage(kinds: readonly Kind[], pitch: number, palette: Palette): string {
	// A glyph is 1.3 times as high as the type.
	const row = (24 / 1.3) * pitch;
	const glyphs = kinds.map(
		(kind, index) =>
			`<g transform="translate(0 ${(index + 0.5) * row - 12})">${stroked(KIND_GLYPHS[kind], hueOf(kind, palette))}</g>`,
	);
	return image(96, `0 0 24 ${row * kinds.length}`, glyphs.join(''));
}

/** The mark on a card whose resource failed. */
export const failedImage = ({ refused, sheet }: Palette): string =>
	image(
		64,
		'0 0 24 24',
		`<circle cx="12" cy="12" r="10" fill="${sheet}" stroke="${refused}" stroke-width="2"/>${stroked('M8.5 8.5l7 7M15.5 8.5l-7 7', refused, 2)}`,
	);

/** The signs of what would become of a thing, on the 24 px grid: each has a shape of its own, and a mark in it. */
export const FORETOLD_SIGNS: Readonly<Record<Foretold, { shape: string; mark: string }>> = {
	create: { shape: 'M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20Z', mark: 'M12 7.5v9M7.5 12h9' },
	change: { shape: 'M12 1L23 12L12 23L1 12Z', mark: 'M7 12c2-3 3.5-3 5 0s3 3 5 0' },
	delete: { shape: 'M3 3h18v18H3Z', mark: 'M8 8l8 8M16 8l-8 8' },
};

/** The hue of what would become of a thing. */
export const foretoldHue = <T>(
	foretold: Foretold,
	{ allowed, system, refused }: { allowed: T; system: T; refused: T },
): T => ({ create: allowed, change: system, delete: refused })[foretold];

/** The sign on what a deployment would make, change or delete. */
export function foretoldImage(foretold: Foretold, palette: Palette): string {
	const hue = foretoldHue(foretold, palette);
	const { shape, mark } = FORETOLD_SIGNS[foretold];
	return image(
		64,
		'0 0 24 24',
		`<path d="${shape}" fill="${palette.sheet}" stroke="${hue}" stroke-width="2"/>${stroked(mark, hue, 2.2)}`,
	);
}

/** A system-assigned identity: a seal with a scalloped edge and a key; dashed while the directory replicates it. */
export const sealImage = ({ system, systemFill }: Palette, dashed: boolean): string =>
	image(
		160,
		'-20 -20 40 40',
		`<path d="${scallops(18.3, 16.4)}" fill="${systemFill}" stroke="${system}" stroke-width="1.6"${dashed ? ' stroke-dasharray="3 3"' : ''}/>` +
			`<g transform="translate(-9.8 -9) scale(0.78)">${stroked(KIND_GLYPHS.systemIdentity, system, 2)}</g>`,
	);

/** The mark that a verdict leaves, as path data on the 24 px grid. */
export const VERDICT_MARKS = {
	allowed: CANVAS_GLYPHS.check,
	refused: CANVAS_GLYPHS.cross,
} as const;
