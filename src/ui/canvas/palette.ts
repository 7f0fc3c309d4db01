/** The colours of the picture, as `rgb()` texts that a canvas understands. */
const PROPERTIES = {
	paper: 'var(--paper)',
	sheet: 'var(--sheet)',
	ink: 'var(--ink)',
	soft: 'var(--ink-soft)',
	line: 'var(--line)',
	lineStrong: 'var(--line-strong)',
	area: 'var(--area)',
	system: 'var(--system)',
	systemFill: 'var(--system-fill)',
	user: 'var(--user)',
	userFill: 'var(--user-fill)',
	role: 'var(--role)',
	/** An area that a role reaches, lit: not so strong that it shouts. */
	lit: 'color-mix(in srgb, var(--role-fill) 55%, var(--area))',
	allowed: 'var(--allowed)',
	refused: 'var(--refused)',
	focus: 'var(--focus)',
} as const;

/** The colours of the picture under the theme that holds now. */
export type Palette = Readonly<Record<keyof typeof PROPERTIES, string>>;

/** Mixed colours come as `color(srgb r g b)`, which Cytoscape does not read. */
function plain(color: string): string {
	const parts = /^color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)/.exec(color)?.slice(1);
	return parts ? `rgb(${parts.map((part) => Math.round(Number(part) * 255)).join(', ')})` : color;
}

/** Reads the palette from the CSS custom properties that an element sees, which are the reader's where colours are forced. */
export function readPalette(element: HTMLElement): Palette {
	const probe = element.appendChild(document.createElement('span'));
	probe.style.setProperty('forced-color-adjust', 'none');
	probe.hidden = true;
	const names = Object.keys(PROPERTIES) as (keyof typeof PROPERTIES)[];
	const entries = names.map((name) => {
		probe.style.color = PROPERTIES[name];
		return [name, plain(getComputedStyle(probe).color)];
	});
	probe.remove();
	return Object.fromEntries(entries) as Palette;
}

/** Calls back when the colours may have changed; returns how to stop. */
export function watchPalette(changed: () => void): () => void {
	const queries = [
		'(prefers-color-scheme: dark)',
		'(forced-colors: active)',
		'(prefers-contrast: more)',
	].map((query) => matchMedia(query));
	const observer = new MutationObserver(changed);
	observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'class'] });
	for (const query of queries) query.addEventListener('change', changed);
	return () => {
		observer.disconnect();
		for (const query of queries) query.removeEventListener('change', changed);
	};
}
