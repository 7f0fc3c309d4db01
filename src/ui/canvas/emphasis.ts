import type { StylesheetJson } from 'cytoscape';

/** How much stronger than usual a picture is drawn: before a room the page's style asks for it. */
export interface Emphasis {
	/** Times as thick as usual lines are. */
	readonly thick: number;
	/** Times as large as usual a picture may be that is shown whole. */
	readonly large: number;
	/** Times as large as usual what is small is written: what things are, and the names of roles. */
	readonly type: number;
	/** The smallest that anything is written on the screen, in CSS pixels. */
	readonly least: number;
}

/** The smallest type where the style says nothing of it, in CSS pixels. */
const LEAST = 10.5;

/** Reads `--canvas-thick`, `--canvas-large`, `--canvas-type` and `--canvas-least` as an element sees them. */
export function emphasisOf(element: HTMLElement): Emphasis {
	const style = getComputedStyle(element);
	const read = (name: string, usual = 1): number =>
		Number.parseFloat(style.getPropertyValue(name)) || usual;
	return {
		thick: read('--canvas-thick'),
		large: read('--canvas-large'),
		type: read('--canvas-type'),
		least: read('--canvas-least', LEAST),
	};
}

const LINES = /\.(line|attachment|role)\b/;

/** Draws the lines of a style sheet so many times as thick (pure). */
export function thicken(rules: StylesheetJson, { thick }: Pick<Emphasis, 'thick'>): StylesheetJson {
	if (thick === 1) return rules;
	return rules.map((rule) => {
		if (!('style' in rule)) return rule;
		const style = Object.entries(rule.style).map(([name, value]: [string, unknown]) => {
			const drawn = /^(border|outline)-width$/.test(name);
			const isLine = drawn || (name === 'width' && LINES.test(rule.selector));
			return [name, typeof value === 'number' && isLine ? value * thick : value];
		});
		return { selector: rule.selector, style: Object.fromEntries(style) };
	});
}
