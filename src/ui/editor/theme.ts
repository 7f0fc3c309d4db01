import type * as Monaco from 'monaco-editor/editor';

type Colors = Monaco.editor.IColors;

/** A colour of the page as `#rrggbb`; the context of a canvas reads whatever CSS can say. */
function reader(): (property: string) => string {
	const style = getComputedStyle(document.documentElement);
	const context = document.createElement('canvas').getContext('2d');
	return (property) => {
		const value = style.getPropertyValue(property).trim();
		if (!context) return value;
		context.fillStyle = '#000000';
		context.fillStyle = value;
		return String(context.fillStyle);
	};
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

/** Gives the editor the colours that the page has now. Forced colours it looks after by itself. */
export function applyTheme(monaco: typeof Monaco, dark: boolean, contrast: boolean): void {
	const read = reader();
	const name = `keyless-${contrast ? 'contrast' : dark ? 'dark' : 'light'}`;
	const colors: Colors = Object.fromEntries([
		...Object.entries(COLORS).map(([key, property]) => [key, read(property)]),
		...Object.entries(MIXED).map(([key, [property, alpha]]) => [key, `${read(property)}${alpha}`]),
	]);
	monaco.editor.defineTheme(name, {
		base: contrast ? 'hc-black' : dark ? 'vs-dark' : 'vs',
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
