import type { StylesheetJson } from 'cytoscape';

/** How much stronger than usual a picture is drawn: before a room the page's style asks for it. */
export interface Emphasis {
	/** Times as thick as usual lines are. */
	readonly thick: number;
	/** Times as large as usual a picture may be that is shown whole. */
	readonly large: number;
}

/** Reads `--canvas-thick` and `--canvas-large` as an element sees them; 1 where the style says nothing. */
export function emphasisOf(element: HTMLElement): Emphasis {
	const style = getComputedStyle(element);
	const read = (name: string): number => Number.parseFloat(style.getPropertyValue(name)) || 1;
	return { thick: read('--canvas-thick'), large: read('--canvas-large') };
}

const LINES = /\.(line|attachment|role)\b/;

/** Draws the lines of a style sheet so many times as thick (pure). */
export function thicken(rules: StylesheetJson, times: number): StylesheetJson {
	if (times === 1) return rules;
	return rules.map((rule) => {
		if (!('style' in rule)) return rule;
		const style = Object.entries(rule.style).map(([name, value]: [string, unknown]) => {
			const drawn = /^(border|outline)-width$/.test(name);
			const isLine = drawn || (name === 'width' && LINES.test(rule.selector));
			return [name, isLine && typeof value === 'number' ? value * times : value];
		});
		return { selector: rule.selector, style: Object.fromEntries(style) };
	});
}
