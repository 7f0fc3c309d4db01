import { CANVAS_GLYPHS, KIND_GLYPHS } from '../glyphs/glyphs';
import { words } from '../words';
import { captionOf, pillRect } from './cardElements';
import { pillOf } from './cardWords';
import { NAME_LINE, NAME_TYPE, nameLines } from './cardName';
import { lastBend, pathOf, type Route } from './curve';
import { boundsOf, grow, type Point, type Rect } from './geometry';
import { LABEL_LINE } from './labels';
import { labelOf } from './labelWords';
import { PAINTS, type PaintName, type Paints } from './paints';
import {
	FORETOLD_DASHES,
	type Foretold,
	type Picture,
	type PictureArea,
	type PictureEdge,
	type PictureNode,
} from './picture';
import { FORETOLD_SIGNS, foretoldHue } from './svg';
import { place, type Placement } from './place';
import { routeAll, sealMiddle } from './route';
import { SIZES } from './sizes';
import { scallops } from './scallops';

/** How a picture is to be drawn. */
export interface SvgOptions {
	/** `auto` follows the reader's colour scheme, with CSS custom properties inside. */
	readonly paints?: PaintName | 'auto';
	/** What it is called for those who hear it; by default the subscription's name. */
	readonly title?: string;
	/** Where things are; placed by {@link place} when absent. */
	readonly placement?: Placement;
}

const MARGIN = 32;
const FONT = "'IBM Plex Sans', system-ui, -apple-system, 'Segoe UI', sans-serif";
const { picture: says } = words;

const escape = (text: string): string =>
	text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const n = (value: number): string => `${Math.round(value * 10) / 10}`;

/** A name cut to a width; the whole of it is in the title of its card. */
function cut(text: string, room: number, perCharacter: number): string {
	const most = Math.floor(room / perCharacter);
	return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`;
}

const rect = ({ x, y, w, h }: Rect, radius: number, more: string): string =>
	`<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" rx="${radius}" ${more}/>`;
const text = (at: Point, said: string, more: string): string =>
	`<text x="${n(at.x)}" y="${n(at.y)}" ${more}>${escape(said)}</text>`;
const glyph = (path: string, at: Point, size: number, color: string, width = 1.6): string =>
	`<path transform="translate(${n(at.x)} ${n(at.y)}) scale(${(size / 24).toFixed(3)})" d="${path}" fill="none" stroke="${color}" stroke-width="${width}"/>`;

/** The dashes of what would be made, changed or deleted. */
const dashesOf = (foretold: Foretold): string =>
	`stroke-dasharray="${FORETOLD_DASHES[foretold].join(' ')}"`;

function drawArea(area: PictureArea, box: Rect, reached: boolean, paint: Paints): string {
	const { x, y } = box;
	if (area.kind !== 'group')
		return (
			rect(box, 16, `fill="${paint.paper}" stroke="${reached ? paint.role : paint.line}"`) +
			text({ x: x + 8, y: y - 9 }, says[area.kind](area.name), `fill="${paint.soft}"`)
		);
	const told = area.foretold;
	const edge = told
		? `stroke="${foretoldHue(told, paint)}" stroke-width="2" ${dashesOf(told)}`
		: reached
			? `stroke="${paint.role}" stroke-width="1.8" stroke-dasharray="2 4"`
			: `stroke="${paint.line}"`;
	const place = words.locations[area.location] ?? area.location;
	const location = [place, ...(told ? [says.foretold[told]] : [])].join(' · ');
	return (
		rect(box, 12, `fill="${paint.area}" ${edge}`) +
		`<text x="${n(x + 16)}" y="${n(y + 25)}" fill="${paint.ink}" font-size="13" font-weight="600">${escape(area.name)}` +
		`<tspan dx="10" fill="${paint.soft}" font-weight="400" font-size="12.5">${escape(location)}</tspan></text>` +
		(area.kept
			? text(
					{ x: x + 16, y: y + box.h - 8 },
					says.kept(area.kept),
					`fill="${paint.soft}" font-size="12"`,
				)
			: '')
	);
}

function drawCard(node: PictureNode, box: Rect, paint: Paints): string {
	const { x, y, w, h } = box;
	const { kind, name, what, state, seal, foretold } = node;
	if (kind === 'ghost') {
		const edge = `fill="none" stroke="${paint.soft}" stroke-width="1.5" stroke-dasharray="4 4"`;
		const middle = `fill="${paint.soft}" text-anchor="middle"`;
		const was = name === '' ? '' : words.was(name);
		return (
			rect(box, 10, edge) +
			text(
				{ x: x + w / 2, y: y + h / 2 + (was ? -4 : 4) },
				words.gone,
				`${middle} font-size="12.5"`,
			) +
			(was ? text({ x: x + w / 2, y: y + h / 2 + 13 }, was, middle) : '')
		);
	}
	const identity = kind === 'identity';
	const people = kind === 'securityGroup';
	const path = people ? CANVAS_GLYPHS.people : what && KIND_GLYPHS[what];
	const hue = identity ? paint.user : paint.ink;
	const waiting = state !== 'succeeded' && state !== 'failed';
	const told = foretold && foretoldHue(foretold, paint);
	const edge = [
		`fill="${identity ? paint.userFill : paint.sheet}"`,
		`stroke="${told ?? (state === 'failed' ? paint.refused : identity ? paint.user : paint.soft)}"`,
		`stroke-width="${identity || state === 'failed' || foretold ? 2 : 1}"`,
		foretold ? dashesOf(foretold) : waiting ? 'stroke-dasharray="6 4"' : '',
		identity ? '' : 'stroke-opacity="0.7"',
	].join(' ');
	const caption = captionOf(node);
	const lines = nameLines(node, w);
	const two = lines.length > 1;
	const type = two ? NAME_TYPE.two : NAME_TYPE.one;
	const parts = [
		lines.join('') === name ? '' : `<title>${escape(name)}</title>`,
		rect(box, people ? 24 : 10, edge),
		path === undefined ? '' : glyph(path, { x: x + 14, y: y + 17 }, 28, hue),
		...lines.map((line, index) =>
			text(
				{ x: x + SIZES.words, y: y + h / 2 - (two ? 12.5 : 4) + index * NAME_LINE },
				line,
				`fill="${paint.ink}" font-size="${type}" font-weight="600"`,
			),
		),
		text(
			{ x: x + SIZES.words, y: y + h / 2 + (two ? 24 : 15) },
			cut(caption, w - SIZES.words - 6, 5.9),
			`fill="${told ?? (identity ? paint.user : paint.soft)}"`,
		),
	];
	const said = pillOf(node, w);
	if (said !== undefined) {
		const pill = { x: x + 15, y: y + h - 9, w: said.length * 5.6 + 10, h: 18 };
		parts.push(
			rect(pill, 5, `fill="${paint.sheet}" stroke="${paint.line}"`),
			text({ x: x + 20, y: y + h + 4 }, said, `fill="${paint.soft}" font-size="10.5"`),
		);
	}
	if (seal) {
		const at = sealMiddle(box);
		const dashes = seal.state === 'replicating' ? ' stroke-dasharray="3 3"' : '';
		parts.push(
			`<g transform="translate(${n(at.x)} ${n(at.y)})"><title>${escape(words.kinds.systemIdentity)}</title>` +
				`<path d="${scallops(18.3, 16.4)}" fill="${paint.systemFill}" stroke="${paint.system}" stroke-width="1.6"${dashes}/>` +
				`${glyph(KIND_GLYPHS.systemIdentity, { x: -9.8, y: -9 }, 18.7, paint.system, 2)}</g>`,
		);
	}
	if (foretold) {
		const { shape, mark } = FORETOLD_SIGNS[foretold];
		parts.push(
			`<g transform="translate(${n(x + w - 14)} ${n(y - 8)}) scale(0.833)" stroke="${told}" stroke-width="2">` +
				`<path d="${shape}" fill="${paint.sheet}"/><path d="${mark}" fill="none"/></g>`,
		);
	}
	if (state === 'failed')
		parts.push(glyph(CANVAS_GLYPHS.cross, { x: x + w - 18, y: y - 6 }, 22, paint.refused, 3));
	return `<g${state === 'deleting' ? ' opacity="0.45"' : ''}>${parts.join('')}</g>`;
}

function drawLine(edge: PictureEdge, route: Route, paint: Paints): string {
	const d = `d="${pathOf(route)}" fill="none"`;
	if (edge.kind === 'attachment') {
		const hue = edge.dangling ? paint.soft : paint.user;
		const dashes = edge.foretold
			? ` ${dashesOf(edge.foretold)}`
			: edge.dangling
				? ' stroke-dasharray="4 5"'
				: '';
		return (
			`<path ${d} stroke="${hue}" stroke-width="2"${dashes}/>` +
			`<circle cx="${n(route.from.x)}" cy="${n(route.from.y)}" r="5" fill="${paint.sheet}" stroke="${hue}" stroke-width="2"/>`
		);
	}
	const hue = edge.orphan ? paint.soft : paint.role;
	const dashes = edge.foretold
		? ` ${dashesOf(edge.foretold)}`
		: edge.orphan
			? ' stroke-dasharray="5 5"'
			: edge.state === 'effective'
				? ''
				: ' stroke-dasharray="2.5 4.5"';
	const before = lastBend(route);
	const angle = (Math.atan2(route.to.y - before.y, route.to.x - before.x) * 180) / Math.PI;
	const { label } = route;
	const top = label ? label.middle.y - ((label.lines.length - 1) * LABEL_LINE) / 2 + 4 : 0;
	return (
		`<g><title>${escape(Object.values(labelOf(edge)).filter(Boolean).join(' · '))}</title>` +
		`<path ${d} stroke="${hue}" stroke-width="2" stroke-linecap="round"${dashes}/>` +
		`<path d="M1 0L-10 -5.2V5.2Z" fill="${hue}" transform="translate(${n(route.to.x)} ${n(route.to.y)}) rotate(${n(angle)})"/>` +
		(label?.lines ?? [])
			.map((line, index) =>
				text(
					{ x: label?.middle.x ?? 0, y: top + index * LABEL_LINE },
					line,
					`fill="${hue}" text-anchor="middle"`,
				),
			)
			.join('') +
		'</g>'
	);
}

const NAMES = Object.keys(PAINTS.light) as (keyof Paints)[];
const VARIABLES = Object.fromEntries(
	NAMES.map((name) => [name, `var(--${name})`]),
) as unknown as Paints;
const variables = (paint: Paints): string =>
	NAMES.map((name) => `--${name}:${paint[name]}`).join(';');

/**
 * A picture as an SVG document, drawn from the model (pure: no page is needed). It has a title and a description that
 * says what is drawn; fonts are asked for by name, and fall back to those of the system.
 */
export function exportSvg(picture: Picture, options: SvgOptions = {}): string {
	const placement = options.placement ?? place(picture);
	const { cards, areas } = placement;
	const { paints = 'light' } = options;
	const auto = paints === 'auto';
	const paint: Paints = paints === 'auto' ? VARIABLES : PAINTS[paints];
	// No role is written across what a card says that it holds.
	const pills = picture.nodes.flatMap((node) => {
		const box = cards.get(node.id);
		const said = box && pillOf(node, box.w);
		return box && said !== undefined ? pillRect(said, box) : [];
	});
	const routes = routeAll(picture, placement, labelOf, pills);
	const bounds = grow(
		boundsOf([...areas.values(), ...cards.values()]) ?? { x: 0, y: 0, w: 400, h: 200 },
		MARGIN,
	);
	const reached = new Set(picture.edges.map(({ to }) => to));
	const title = options.title ?? picture.areas[0]?.name ?? '';
	const drawnAreas = picture.areas.map((area) => {
		const box = areas.get(area.id);
		return box ? drawArea(area, box, reached.has(area.id), paint) : '';
	});
	const lines = (kind: PictureEdge['kind']): string[] =>
		picture.edges.map((edge) => {
			const route = routes.get(edge.id);
			return edge.kind === kind && route ? drawLine(edge, route, paint) : '';
		});
	const drawnCards = picture.nodes.map((node) => {
		const box = cards.get(node.id);
		return box ? drawCard(node, box, paint) : '';
	});
	const { x, y, w, h } = bounds;
	const style = auto
		? `<style>svg{${variables(PAINTS.light)}}@media(prefers-color-scheme:dark){svg{${variables(PAINTS.dark)}}}@media print{svg{${variables(PAINTS.print)}}}</style>`
		: '';
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="keyless-title keyless-description" viewBox="${n(x)} ${n(y)} ${n(w)} ${n(h)}" width="${n(w)}" height="${n(h)}" font-family="${FONT}" font-size="11.5" stroke-linecap="round" stroke-linejoin="round">`,
		`<title id="keyless-title">${escape(title)}</title>`,
		`<desc id="keyless-description">${escape(describe(picture))}</desc>`,
		style,
		`<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${paint.paper}"/>`,
		...drawnAreas,
		...lines('role'),
		...drawnCards,
		...lines('attachment'),
		'</svg>',
	].join('');
}

/** What is drawn, in sentences: who has which role where, and who uses which identity. */
export function describe({ areas, nodes, edges }: Picture): string {
	const names = new Map<string, string>(areas.map(({ id, name }) => [id, name]));
	for (const { id, name, seal, kind } of nodes) {
		names.set(id, kind === 'ghost' ? words.gone : name);
		if (seal) names.set(seal.id, name);
	}
	const called = (id: string): string => names.get(id) ?? '';
	const lines = edges.map((edge) =>
		edge.kind === 'role'
			? says.roleSentence(called(edge.from), edge.role, called(edge.to))
			: says.attachmentSentence(called(edge.from), called(edge.to)),
	);
	const inGroups = areas
		.filter(({ kind }) => kind === 'group')
		.map(({ id, name }) =>
			says.groupSentence(
				name,
				nodes.filter(({ area }) => area === id).map((node) => called(node.id)),
			),
		);
	return [...inGroups, ...lines].join(' ');
}
