import type { NodeSingular, SingularElementReturnValue, StylesheetJson } from 'cytoscape';
import type { Kind } from '../views/kinds';
import type { Palette } from './palette';
import { NAME_LINE, NAME_TYPE } from './cardName';
import { FORETOLD, FORETOLD_DASHES } from './picture';
import { SIZES } from './sizes';
import {
	countsImage,
	failedImage,
	foretoldHue,
	foretoldImage,
	glyphImage,
	peopleImage,
	sealImage,
} from './svg';

/**
 * Cytoscape takes functions and lists for more properties than its types admit.
 */
const of = (value: unknown): never => value as never;
const data = (name: string): never =>
	of((element: SingularElementReturnValue) => element.data(name));
const px = (name: string): never =>
	of((element: SingularElementReturnValue) => `${element.data(name)}px`);
/** A glyph stands in the middle of its card. */
const glyphTop = (node: NodeSingular): string => `${(node.data('h') - node.data('glyph')) / 2}px`;

/**
 * How the picture is drawn, for Cytoscape: everything but places, which the elements bring along. Cytoscape keeps drawn
 * words as long as their style reads the same, so another `edition` after the page's type has come draws them anew.
 */
export function stylesheetFor(palette: Palette, edition = 0): StylesheetJson {
	const font = `IBM Plex Sans, system-ui, sans-serif${', sans-serif'.repeat(edition)}`;
	const { paper, sheet, ink, soft, line, lineStrong, area, user, userFill, role, refused } =
		palette;
	const glyphs = new Map<Kind, string>();
	const glyph = (node: NodeSingular): string => {
		const kind = node.data('what') as Kind;
		const known = glyphs.get(kind) ?? glyphImage(kind, palette);
		glyphs.set(kind, known);
		return known;
	};
	const columns = new Map<string, string>();
	const counts = (node: NodeSingular): string => {
		const kinds = node.data('kinds') as string;
		const known =
			columns.get(kinds) ??
			countsImage(kinds.split(' ') as Kind[], Number(node.data('pitch')), palette);
		columns.set(kinds, known);
		return known;
	};
	const seal = sealImage(palette, false);
	const newSeal = sealImage(palette, true);
	const failed = failedImage(palette);
	const text = { 'font-family': font, 'text-valign': 'center', 'text-halign': 'right' } as const;
	const plate = { 'text-background-color': sheet, 'text-background-opacity': 0.86 } as const;
	return [
		{
			selector: 'node',
			style: {
				'z-index-compare': 'manual',
				'overlay-opacity': 0,
				'min-zoomed-font-size': 5,
				...text,
			},
		},
		{
			selector: 'edge',
			style: { 'z-index-compare': 'manual', 'overlay-opacity': 0, 'z-index': 5 },
		},
		{ selector: 'core', style: { 'active-bg-opacity': 0, 'selection-box-opacity': 0 } as never },
		{
			selector: '.area',
			style: {
				shape: 'round-rectangle',
				'corner-radius': '12',
				width: 'data(w)',
				height: 'data(h)',
				'border-width': 1,
				'border-color': line,
				'z-index': 1,
				'background-color': area,
			},
		},
		{
			selector: '.area.subscription, .area.managementGroup',
			style: { 'background-color': paper, 'corner-radius': '16', 'z-index': 0 },
		},
		{
			// Around what lies in it, and below: the larger, the lower.
			selector: '.area.managementGroup',
			style: {
				'z-index': of(
					(node: NodeSingular) => -Math.round(Math.hypot(node.data('w'), node.data('h'))),
				),
			},
		},
		{
			selector: '.area.reached',
			style: {
				'border-width': 1.8,
				'border-style': 'dashed',
				'border-dash-pattern': [2, 4],
				'border-color': role,
			},
		},
		{ selector: '.area.far', style: { 'border-width': data('edge') } },
		{
			selector: '.area.folded',
			style: {
				'border-width': data('edge'),
				'background-color': sheet,
				'border-color': lineStrong,
			},
		},
		{ selector: '.area.folded.reached', style: { 'border-color': role } },
		{ selector: '.area.lit', style: { 'background-color': palette.lit } },
		{ selector: '.area.deleting', style: { opacity: 0.55, 'border-style': 'dashed' } },
		{
			selector: '.area.chosen',
			style: { 'border-width': 2, 'border-style': 'solid', 'border-color': palette.focus },
		},
		{
			selector: '.card',
			style: {
				shape: 'round-rectangle',
				'corner-radius': '10',
				width: 'data(w)',
				height: 'data(h)',
				'background-color': sheet,
				'border-width': 1,
				'border-color': lineStrong,
				'background-image': glyph,
				'background-width': data('glyph'),
				'background-height': data('glyph'),
				'background-position-x': px('left'),
				'background-position-y': of(glyphTop),
				'background-image-smoothing': 'yes',
				label: 'data(name)',
				'font-size': data('type'),
				'font-weight': 600,
				color: ink,
				'text-margin-x': of((node: NodeSingular) => node.data('words') - node.data('w')),
				'text-margin-y': data('shift'),
				'line-height': NAME_LINE / NAME_TYPE.two,
				'text-justification': 'left',
				'text-wrap': of((node: NodeSingular) =>
					String(node.data('name')).includes('\n') ? 'wrap' : 'ellipsis',
				),
				'text-max-width': of(
					(node: NodeSingular) => `${node.data('w') - node.data('words') - 4}px`,
				),
				'z-index': 10,
				'transition-property': 'opacity',
				'transition-duration': 200,
			},
		},
		{
			selector: '.card.identity',
			style: {
				'background-color': userFill,
				'border-color': user,
				'border-width': 2,
				'border-opacity': 1,
			},
		},
		{
			// It is no Azure resource: it lives in Entra.
			selector: '.card.securityGroup',
			style: { 'background-image': peopleImage(palette), 'corner-radius': '24' },
		},
		{
			selector: '.card.ghost',
			style: {
				'background-opacity': 0,
				'background-image': 'none',
				'border-style': 'dashed',
				'border-dash-pattern': [4, 4],
				'border-color': soft,
				'border-width': 1.5,
				'text-halign': 'center',
				'text-justification': 'center',
				'text-margin-x': 0,
				'font-weight': 500,
				color: soft,
				'text-max-width': '140px',
			},
		},
		{
			selector: '.card.creating, .card.updating',
			style: { 'border-style': 'dashed', 'border-dash-pattern': [6, 4], 'border-width': 1.6 },
		},
		{ selector: '.creating', style: { 'text-opacity': 0.75 } },
		{ selector: '.deleting', style: { opacity: 0.45 } },
		{ selector: '.card.deleting', style: { 'border-style': 'dashed' } },
		{
			selector: '.card.failed',
			style: {
				'border-color': refused,
				'border-width': 2,
				'border-opacity': 1,
				'background-image': of((node: NodeSingular) => [glyph(node), failed]),
				'background-width': of((node: NodeSingular) => [node.data('glyph'), 20]),
				'background-height': of((node: NodeSingular) => [node.data('glyph'), 20]),
				'background-position-x': of((node: NodeSingular) => [`${node.data('left')}px`, '100%']),
				'background-position-y': of((node: NodeSingular) => [glyphTop(node), '0%']),
				'background-offset-x': of([0, 8]),
				'background-offset-y': of([0, -8]),
				'background-clip': of(['none', 'none']),
				'background-image-containment': of(['inside', 'over']),
				'bounds-expansion': 12,
			},
		},
		{
			selector: '.card.chosen, .seal.chosen',
			style: {
				'outline-width': 2,
				'outline-offset': 3.5,
				'outline-color': palette.focus,
				'outline-style': 'solid',
			},
		},
		{ selector: '.card.identity.chosen', style: { 'outline-color': user } },
		{ selector: '.seal.chosen', style: { 'outline-color': palette.system } },
		{
			selector: '.card.lit',
			style: { 'border-color': role, 'border-width': 2, 'border-opacity': 1 },
		},
		{
			selector: '.seal',
			style: {
				shape: 'ellipse',
				width: SIZES.seal,
				height: SIZES.seal,
				'background-opacity': 0,
				'border-width': 0,
				'background-image': seal,
				'background-fit': 'contain',
				'z-index': 14,
			},
		},
		{ selector: '.seal.replicating', style: { 'background-image': newSeal } },
		{
			selector: '.text',
			style: {
				width: 1,
				height: 1,
				'background-opacity': 0,
				'border-width': 0,
				label: 'data(name)',
				'font-size': data('size'),
				color: soft,
				events: 'no',
				'z-index': 11,
			},
		},
		{
			selector: '.text.head',
			style: { 'font-weight': 600, color: ink, 'z-index': 2 },
		},
		{
			selector: '.text.place',
			style: { 'z-index': 2 },
		},
		{ selector: '.text.identity', style: { color: user } },
		{ selector: '.text.middle', style: { 'text-halign': 'center' } },
		{
			selector: '.text.pill',
			style: {
				color: soft,
				'text-background-color': sheet,
				'text-background-opacity': 1,
				'text-background-shape': 'roundrectangle',
				'text-background-padding': '3px',
				'text-border-color': line,
				'text-border-width': 1,
				'text-border-opacity': 1,
				'z-index': 13,
			},
		},
		{
			selector: '.text.title',
			style: {
				'font-size': data('size'),
				'font-weight': 600,
				color: ink,
				'line-height': data('pitch'),
				'text-wrap': 'wrap',
				'text-justification': 'left',
				// Above the bundles that cross the group, which end where the words begin.
				...plate,
				'z-index': 4,
			},
		},
		{ selector: '.text.total', style: { 'font-weight': 500, color: soft } },
		{
			selector: '.text.counts',
			style: {
				shape: 'rectangle',
				width: 'data(w)',
				height: 'data(h)',
				'background-image': counts,
				'background-fit': 'contain',
				'font-size': data('size'),
				'line-height': data('pitch'),
				'text-wrap': 'wrap',
				'text-justification': 'left',
				'text-margin-x': of((node: NodeSingular) => Number(node.data('size')) * 0.5),
				...plate,
				color: soft,
				'z-index': 4,
			},
		},
		{ selector: '.text.counts.bare', style: { 'font-weight': 600, color: ink } },
		{ selector: '.aside', style: { opacity: 0.32 } },
		{ selector: '.carried', style: { 'z-index': 20 } },
		{ selector: '.text.carried', style: { 'z-index': 21 } },
		{ selector: '.seal.carried', style: { 'z-index': 22 } },
		{
			selector: '.landing',
			style: { width: 1, height: 1, opacity: 0, events: 'no', 'z-index': 0 },
		},
		{
			selector: '.line',
			style: {
				'curve-style': 'unbundled-bezier',
				'edge-distances': of('endpoints'),
				'control-point-distances': data('distances'),
				'control-point-weights': data('weights'),
				'source-endpoint': data('leave'),
				'target-endpoint': data('enter'),
				'line-cap': 'round',
				width: 2,
			},
		},
		{
			selector: '.attachment',
			style: {
				'line-color': user,
				'source-arrow-shape': 'circle',
				'source-arrow-fill': 'hollow',
				'source-arrow-color': user,
				'arrow-scale': 1.1,
				'z-index': 12,
			},
		},
		{
			selector: '.attachment.dangling',
			style: {
				'line-color': soft,
				'source-arrow-color': soft,
				'line-style': 'dashed',
				'line-dash-pattern': [4, 5],
				width: 1.6,
			},
		},
		{
			selector: '.role',
			style: {
				'line-color': role,
				'target-arrow-shape': 'triangle',
				'target-arrow-color': role,
				'arrow-scale': 1.15,
				label: 'data(label)',
				'font-family': font,
				'font-size': data('size'),
				'line-height': 1.28,
				color: role,
				'text-wrap': 'wrap',
				'text-margin-x': data('labelX'),
				'text-margin-y': data('labelY'),
				'min-zoomed-font-size': 5,
			},
		},
		// A label on its own line interrupts it.
		{
			selector: '.role.over',
			style: { 'text-background-opacity': 1, 'text-background-padding': '2px' },
		},
		{ selector: '.role.over.area', style: { 'text-background-color': area } },
		{ selector: '.role.over.paper', style: { 'text-background-color': paper } },
		{
			selector: '.role.propagating, .role.revoking',
			style: { 'line-style': 'dashed', 'line-dash-pattern': [2.5, 4.5] },
		},
		{ selector: '.role.revoking', style: { opacity: 0.6 } },
		{
			selector: '.role.orphan',
			style: {
				'line-color': soft,
				'target-arrow-color': soft,
				'line-style': 'dashed',
				'line-dash-pattern': [5, 5],
				width: 1.6,
				color: soft,
			},
		},
		{
			selector: '.bundle',
			style: {
				'curve-style': 'bezier',
				width: 'data(wide)',
				'line-color': role,
				'line-opacity': 0.7,
				'target-arrow-shape': 'triangle',
				'target-arrow-color': role,
				'arrow-scale': 1.1,
				label: 'data(label)',
				'font-family': font,
				'font-size': data('size'),
				'font-weight': 600,
				color: role,
				'text-background-color': paper,
				'text-background-opacity': 1,
				'text-background-shape': 'roundrectangle',
				'text-background-padding': data('pad'),
				'z-index': 3,
			},
		},
		{
			selector: '.bundle.of-attachment',
			style: {
				'line-color': user,
				'target-arrow-shape': 'circle',
				'target-arrow-color': user,
				color: user,
			},
		},
		{
			selector: '.bundle.orphan',
			style: { 'line-color': soft, 'target-arrow-color': soft, 'line-style': 'dashed' },
		},
		// What a deployment would do: never like what is there, and told apart by dashes and signs too.
		...FORETOLD.flatMap((foretold) => {
			const hue = foretoldHue(foretold, palette);
			const style = foretold === 'change' ? 'double' : 'dashed';
			return [
				{
					selector: `.card.foretold.${foretold}, .area.foretold.${foretold}`,
					style: {
						'border-style': style,
						'border-dash-pattern': of(FORETOLD_DASHES[foretold]),
						'border-width': foretold === 'change' ? 4 : 2,
						'border-color': hue,
						'border-opacity': 1,
					},
				},
				{
					selector: `.line.foretold.${foretold}`,
					style: {
						'line-style': foretold === 'change' ? 'solid' : 'dashed',
						'line-dash-pattern': of(FORETOLD_DASHES[foretold]),
						'line-opacity': 0.8,
					},
				},
				{
					selector: `.text.caption.foretold.${foretold}`,
					style: { 'font-weight': 600, color: hue },
				},
				{
					selector: `.sign.foretold.${foretold}`,
					style: {
						width: 20,
						height: 20,
						'background-opacity': 0,
						'border-width': 0,
						'background-image': foretoldImage(foretold, palette),
						'background-fit': 'contain',
						events: 'no',
						'z-index': 15,
					},
				},
			] satisfies StylesheetJson;
		}),
		{ selector: '.card.foretold.create', style: { 'background-opacity': 0.55 } },
		{ selector: '.card.foretold.delete', style: { 'background-opacity': 0.35 } },
		{ selector: '.line.chosen', style: { width: 3.2 } },
		{ selector: '.role.chosen', style: { 'font-weight': 600 } },
	];
}
