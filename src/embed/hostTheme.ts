/** Whether a CSS colour is dark; `undefined` when it is transparent. */
function isDark(color: string): boolean | undefined {
	const [r = 0, g = 0, b = 0, alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
	return alpha < 0.1 ? undefined : r * 0.3 + g * 0.59 + b * 0.11 < 128;
}

/**
 * The theme of the page that the element stands in: what Docusaurus, Starlight, and MkDocs Material write into
 * the page, else what colour is behind the text (VitePress and all others).
 */
export function hostTheme(): 'light' | 'dark' | 'auto' {
	const { documentElement: root, body } = document;
	const named = root.dataset.theme ?? body.dataset.mdColorScheme;
	if (named && /dark|slate/.test(named)) return 'dark';
	if (named && /light|default/.test(named)) return 'light';
	const dark =
		isDark(getComputedStyle(body).backgroundColor) ??
		isDark(getComputedStyle(root).backgroundColor);
	return dark === undefined ? 'auto' : dark ? 'dark' : 'light';
}
