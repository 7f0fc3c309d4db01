// Every theme's pairs of colours, computed from the style sheet itself: https://www.w3.org/TR/WCAG22/#contrast-minimum
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../src/ui/styles/tokens.css', import.meta.url), 'utf8');

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

const GROUNDS = ['paper', 'sheet', 'area', 'hover'];
const INKS = ['ink', 'ink-soft', 'system', 'user', 'role', 'allowed', 'refused'];
/** What is written on what. */
const TEXT = [
	...INKS.flatMap((ink) => GROUNDS.map((ground) => [ink, ground] as const)),
	...['system', 'user', 'role', 'allowed', 'refused'].map((hue) => [hue, `${hue}-fill`] as const),
	['ink', 'user-fill'] as const,
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
