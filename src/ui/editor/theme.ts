import type * as Monaco from 'monaco-editor/editor';

type Colors = Monaco.editor.IColors;

/** Reads some colours of the page, by their properties, as `#rrggbb`: what CSS says the context of a canvas brings into that form. */
function readColours(properties: readonly string[]): Readonly<Record<string, string>> {
	const context = document.createElement('canvas').getContext('2d');
	const probe = document.body.appendChild(document.createElement('span'));
	probe.style.setProperty('forced-color-adjust', 'none');
	probe.hidden = true;
	const read = properties.map((property) => {
		probe.style.color = `var(${property})`;
		const { color } = getComputedStyle(probe);
		if (!context) return [property, color];
		context.fillStyle = '#000000';
		context.fillStyle = color;
		return [property, String(context.fillStyle)];
	});
	probe.remove();
	return Object.fromEntries(read);
}

/** The hues of the page for what code is made of: keys in ink, texts in the hue of what is allowed, and so on. */
const RULES: readonly (readonly [token: string, property: string, style?: string])[] = [
	['', '--ink'],
	['comment', '--ink-soft', 'italic'],
	['string', '--allowed'],
	['string.value', '--allowed'],
	['string.key', '--system'],
	['string.key.json', '--system'],
	['string.value.json', '--allowed'],
	['keyword.json', '--role'],
	['number.json', '--user'],
	['delimiter.bracket.json', '--ink-soft'],
	['delimiter.array.json', '--ink-soft'],
	['delimiter.colon.json', '--ink-soft'],
	['delimiter.comma.json', '--ink-soft'],
	['string.escape', '--user'],
	['variable', '--ink'],
	['keyword', '--role'],
	['type', '--system'],
	['number', '--user'],
	['delimiter', '--ink-soft'],
	['operator', '--ink-soft'],
	['identifier', '--ink'],
	['predefined', '--role'],
	['attribute.name', '--system'],
	['metatag', '--ink-soft'],
	['invalid', '--refused'],
];

/** How a piece of code looks: a colour of the page by its property, and whether it leans. */
export interface Hue {
	readonly property: string;
	readonly style: string | undefined;
}

const HUES = new Map(
	RULES.map(([token, property, style]): [string, Hue] => [token, { property, style }]),
);
const INK: Hue = { property: '--ink', style: undefined };

/** The hue of a token: of its whole name, else of what it begins with, as themes have it. */
export function hueOf(token: string): Hue {
	for (let name = token; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
		const hue = HUES.get(name);
		if (hue) return hue;
	}
	return INK;
}

const COLORS: Readonly<Record<string, string>> = {
	'editor.background': '--sheet',
	'editor.foreground': '--ink',
	'editorLineNumber.foreground': '--ink-soft',
	'editorLineNumber.activeForeground': '--ink',
	'editor.lineHighlightBackground': '--area',
	'editorGutter.background': '--sheet',
	'editorWidget.background': '--sheet',
	'editorWidget.border': '--line-strong',
	'editorHoverWidget.background': '--sheet',
	'editorHoverWidget.border': '--line-strong',
	'editorSuggestWidget.background': '--sheet',
	'editorSuggestWidget.foreground': '--ink',
	'editorSuggestWidget.selectedBackground': '--hover',
	'editorSuggestWidget.selectedForeground': '--ink',
	'editorSuggestWidget.highlightForeground': '--focus',
	'editorSuggestWidget.focusHighlightForeground': '--focus',
	'list.hoverBackground': '--hover',
	'list.hoverForeground': '--ink',
	'editorError.foreground': '--refused',
	'editorWarning.foreground': '--user',
	'editorCursor.foreground': '--ink',
	focusBorder: '--focus',
	'input.background': '--paper',
	'input.foreground': '--ink',
	'menu.background': '--sheet',
	'menu.foreground': '--ink',
	'menu.selectionBackground': '--hover',
	'menu.selectionForeground': '--ink',
	'menu.border': '--line-strong',
};

const MIXED: Readonly<Record<string, readonly [property: string, alpha: string]>> = {
	'editor.selectionBackground': ['--focus', '40'],
	'editor.inactiveSelectionBackground': ['--focus', '26'],
	'editor.wordHighlightBackground': ['--ink', '14'],
	'editor.findMatchBackground': ['--user', '66'],
	'editor.findMatchHighlightBackground': ['--user', '33'],
	'editorIndentGuide.background1': ['--ink', '18'],
	'editorIndentGuide.activeBackground1': ['--ink', '40'],
	'editorBracketMatch.background': ['--focus', '26'],
	'editorBracketMatch.border': ['--focus', '99'],
	'diffEditor.insertedTextBackground': ['--allowed', '26'],
	'diffEditor.insertedLineBackground': ['--allowed', '12'],
	'diffEditor.removedTextBackground': ['--refused', '26'],
	'diffEditor.removedLineBackground': ['--refused', '12'],
	'scrollbarSlider.background': ['--ink', '22'],
	'scrollbarSlider.hoverBackground': ['--ink', '44'],
	'scrollbarSlider.activeBackground': ['--ink', '55'],
};

/** Whether white is the nearer end: then what is written on a colour is dark. */
const isLight = (hex: string): boolean =>
	[1, 3, 5].reduce((sum, at) => sum + Number.parseInt(hex.slice(at, at + 2), 16), 0) > 382;

/**
 * Gives the editor the colours that the page has now.
 *
 * @param high they are as far apart as they go: chosen so, or forced by the reader's system
 */
export function applyTheme(monaco: typeof Monaco, high: boolean): void {
	const colours = readColours([
		...new Set([
			...Object.values(COLORS),
			...Object.values(MIXED).map(([property]) => property),
			...RULES.map(([, property]) => property),
		]),
	]);
	const read = (property: string): string => colours[property] ?? '';
	const light = isLight(read('--sheet'));
	const name = `keyless-${high ? 'contrast-' : ''}${light ? 'light' : 'dark'}`;
	const colors: Colors = Object.fromEntries([
		...Object.entries(COLORS).map(([key, property]) => [key, read(property)]),
		...Object.entries(MIXED).map(([key, [property, alpha]]) => [key, `${read(property)}${alpha}`]),
	]);
	monaco.editor.defineTheme(name, {
		base: high ? (light ? 'hc-light' : 'hc-black') : light ? 'vs' : 'vs-dark',
		inherit: true,
		rules: RULES.map(([token, property, fontStyle]) => ({
			token,
			foreground: read(property).slice(1),
			...(fontStyle === undefined ? {} : { fontStyle }),
		})),
		colors,
	});
	monaco.editor.setTheme(name);
}
