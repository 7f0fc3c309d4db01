// Every theme's pairs of colours, computed from the style sheet itself: https://www.w3.org/TR/WCAG22/#contrast-minimum
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Palette } from '../../src/ui/canvas/palette';
import { stylesheetFor } from '../../src/ui/canvas/stylesheet';

const ui = fileURLToPath(new URL('../../src/ui/', import.meta.url));
const css = readFileSync(`${ui}styles/tokens.css`, 'utf8');

/** The custom properties that a rule sets, as they are written. */
function tokensOf(start: string): Record<string, string> {
	const at = css.indexOf(start);
	if (at < 0) throw new Error(`There is no rule ${start}.`);
	const body = css.slice(css.indexOf('{', at) + 1, css.indexOf('}', at));
	return Object.fromEntries(
		[...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
	);
}

const light = tokensOf(':root {');
const dark = { ...light, ...tokensOf(":root[data-theme='dark']") };
const more = tokensOf('@media (prefers-contrast: more) {\n\t:root');
const chosen = tokensOf(":root[data-theme='contrast']");
const THEMES: Record<string, Record<string, string>> = {
	light,
	dark,
	'light, more contrast': { ...light, ...more },
	'dark, more contrast': { ...dark, ...more },
	'high contrast': { ...light, ...chosen },
};

function resolve(tokens: Record<string, string>, name: string): string {
	const value = tokens[name] ?? '';
	const other = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
	// A theme that lets one token follow another takes the other as it was before.
	if (other !== undefined)
		return resolve(
			tokens[other] === value ? { ...tokens, [other]: light[other] ?? '' } : tokens,
			other,
		);
	return value;
}

function luminance(color: string): number {
	const digits = /^#([0-9a-f]{6})$/i.exec(color)?.[1];
	if (digits === undefined) throw new Error(`'${color}' is no colour.`);
	const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => {
		const part = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
	const [one, two] = [luminance(a), luminance(b)];
	return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
}

/** A colour that is not opaque, or is mixed with another, as it is seen: `share` of it, and what is behind for the rest. */
function blended(color: string, behind: string, share: number): string {
	const channels = (text: string) =>
		[1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16));
	const back = channels(behind);
	const seen = channels(color).map((part, at) =>
		Math.round(part * share + (back[at] ?? 0) * (1 - share)),
	);
	return `#${seen.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

const GROUNDS = ['paper', 'sheet', 'area', 'hover'];
const INKS = ['ink', 'ink-soft', 'system', 'user', 'role', 'allowed', 'refused'];
/** What is written on what. */
const TEXT = [
	...INKS.flatMap((ink) => GROUNDS.map((ground) => [ink, ground] as const)),
	...['system', 'user', 'role', 'allowed', 'refused'].map((hue) => [hue, `${hue}-fill`] as const),
	['ink', 'user-fill'] as const,
	['ink', 'pressed'] as const,
	['sheet', 'ink'] as const,
	['sheet', 'refused'] as const,
];
/** What must be seen: edges of fields, the focus. */
const GRAPHICS = ['line-strong', 'focus'].flatMap((mark) =>
	GROUNDS.map((ground) => [mark, ground] as const),
);

describe.each(Object.entries(THEMES))('the colours of the theme %s', (_, tokens) => {
	test.each(TEXT)('%s can be read on %s', (ink, ground) => {
		expect(contrast(resolve(tokens, ink), resolve(tokens, ground))).toBeGreaterThanOrEqual(4.5);
	});
	test.each(GRAPHICS)('%s can be seen on %s', (mark, ground) => {
		expect(contrast(resolve(tokens, mark), resolve(tokens, ground))).toBeGreaterThanOrEqual(3);
	});
});

test('the two ways to the dark theme are the same colours', () => {
	expect(tokensOf(":root:not([data-theme='light'], [data-theme='contrast'])")).toEqual(
		tokensOf(":root[data-theme='dark']"),
	);
});

test('where colours are forced every colour of the page is one of the system', () => {
	const forced = tokensOf('@media screen and (forced-colors: active) {\n\t:root:root:root:root');
	const colours = Object.keys(tokensOf(":root[data-theme='dark']")).filter(
		(name) => name !== 'veil',
	);
	expect(Object.keys(forced).filter((name) => name !== 'pressed')).toEqual(colours);
	for (const [name, value] of Object.entries(forced))
		expect(value, name).toMatch(/^(Canvas|CanvasText|LinkText|Highlight|none)$/);
});

test('nothing is written on the colour of lines: in high contrast it is that of words', () => {
	const rules = readdirSync(ui, { recursive: true })
		.map(String)
		.filter((file) => /\.(svelte|css)$/.test(file))
		.flatMap((file) =>
			[...readFileSync(ui + file, 'utf8').matchAll(/([^{}\n]+)\{([^{}]*)\}/g)].map(
				([, selector = '', body = '']) => ({ rule: `${file}: ${selector.trim()}`, body }),
			),
		);
	const onLines = rules.filter(({ body }) => /background(-color)?: var\(--line\)/.test(body));
	// A rule in a menu and the edge between two panes are lines themselves.
	expect(onLines.map(({ rule }) => rule).sort()).toEqual([
		'frame/Separator.svelte: .separator',
		'menu/Menu.svelte: .rule',
	]);
});

/** What is going away, or not meant just now, is faint on purpose: nothing rests on its being seen. */
const FAINT = /\.(deleting|delete|aside|landing)\b/;

describe.each(Object.entries(THEMES))('what is mixed in the theme %s', (_, tokens) => {
	const color = (name: string): string => resolve(tokens, name);
	const names = {
		soft: 'ink-soft',
		lineStrong: 'line-strong',
		systemFill: 'system-fill',
		userFill: 'user-fill',
	};
	const palette = Object.fromEntries(
		[
			'paper',
			'sheet',
			'ink',
			'soft',
			'line',
			'lineStrong',
			'area',
			'system',
			'systemFill',
			'user',
			'userFill',
			'role',
			'allowed',
			'refused',
			'focus',
		].map((name) => [name, color(Reflect.get(names, name) ?? name)]),
	);
	const rules = stylesheetFor({ ...palette, lit: palette.area } as Palette).flatMap((rule) =>
		'style' in rule && !FAINT.test(rule.selector)
			? [[rule.selector, rule.style as Record<string, unknown>] as const]
			: [],
	);
	const mixed = (part: 'border' | 'line' | 'text') =>
		rules.flatMap(([selector, style]) => {
			const share = style[`${part}-opacity`];
			if (typeof share !== 'number' || share === 1 || share === 0) return [];
			const own = style[part === 'text' ? 'color' : `${part}-color`];
			return [
				[
					selector,
					typeof own === 'string' ? own : color(part === 'text' ? 'ink' : 'user'),
					share,
				] as const,
			];
		});

	test('lines and edges of the picture that let the ground through can be seen on it', () => {
		const found = [...mixed('border'), ...mixed('line')];
		for (const [selector, own, share] of found)
			for (const ground of ['paper', 'area'].map(color))
				expect(contrast(blended(own, ground, share), ground), selector).toBeGreaterThanOrEqual(3);
	});
	test('words of the picture that let the ground through can be read on it', () => {
		const found = mixed('text');
		expect(found.length).toBeGreaterThan(0);
		for (const [selector, own, share] of found)
			for (const ground of ['sheet', 'user-fill'].map(color))
				expect(contrast(blended(own, ground, share), ground), selector).toBeGreaterThanOrEqual(4.5);
	});
	test('the words of a strong button can be read while it is pointed at', () => {
		const [sheet, ink, refused] = ['sheet', 'ink', 'refused'].map(color) as [
			string,
			string,
			string,
		];
		const css = readFileSync(`${ui}styles/controls.css`, 'utf8');
		const share = (of: string): number =>
			Number(new RegExp(`color-mix\\(in srgb, var\\(--${of}\\) (\\d+)%`).exec(css)?.[1]) / 100;
		expect(contrast(sheet, blended(ink, sheet, share('ink')))).toBeGreaterThanOrEqual(4.5);
		expect(contrast(sheet, blended(refused, ink, share('refused')))).toBeGreaterThanOrEqual(4.5);
	});
});
