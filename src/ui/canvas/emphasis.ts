import type { StylesheetJson } from 'cytoscape';

/** How much stronger than usual a picture is drawn: before a room the page's style asks for it. */
export interface Emphasis {
	/** Times as thick as usual lines are. */
	readonly thick: number;
	/** Times as large as usual a picture may be that is shown whole. */
	readonly large: number;
	/** Times as large as usual what is small is written: what things are, and the names of roles. */
	readonly type: number;
}

/** Reads `--canvas-thick`, `--canvas-large` and `--canvas-type` as an element sees them; 1 where the style says nothing. */
export function emphasisOf(element: HTMLElement): Emphasis {
	const style = getComputedStyle(element);
	const read = (name: string): number => Number.parseFloat(style.getPropertyValue(name)) || 1;
	const [thick, large, type] = [
		read('--canvas-thick'),
		read('--canvas-large'),
		read('--canvas-type'),
	];
	return { thick, large, type };
}

const LINES = /\.(line|attachment|role)\b/;

/** What is written small. */
const SMALL = /^(\.text|\.text\.pill|\.role)$/;

/** Draws the lines of a style sheet so many times as thick, and what is written small so many times as large (pure). */
export function thicken(
	rules: StylesheetJson,
	{ thick, type }: Pick<Emphasis, 'thick' | 'type'>,
): StylesheetJson {
	if (thick === 1 && type === 1) return rules;
	return rules.map((rule) => {
		if (!('style' in rule)) return rule;
		const style = Object.entries(rule.style).map(([name, value]: [string, unknown]) => {
			const drawn = /^(border|outline)-width$/.test(name);
			const isLine = drawn || (name === 'width' && LINES.test(rule.selector));
			const isType = name === 'font-size' && SMALL.test(rule.selector);
			const times = isLine ? thick : isType ? type : 1;
			return [name, typeof value === 'number' ? value * times : value];
		});
		return { selector: rule.selector, style: Object.fromEntries(style) };
	});
}
