import { recall, remember } from './remember';

/** What a reader may choose; `system` follows the device. */
export const THEMES = ['system', 'light', 'dark', 'contrast'] as const;
/** One of {@link THEMES}. */
export type Theme = (typeof THEMES)[number];

/** The colours chosen for the page. A script in index.html applies the remembered choice before the first paint. */
export class ThemeChoice {
	choice: Theme = $state('system');
	#systemDark = $state(false);

	constructor() {
		const remembered = recall('theme');
		this.choice = THEMES.find((theme) => theme === remembered) ?? 'system';
		const query = matchMedia('(prefers-color-scheme: dark)');
		this.#systemDark = query.matches;
		query.addEventListener('change', () => {
			this.#systemDark = query.matches;
			this.#tint();
		});
		this.#apply();
		// What follows the system is in index.html already.
		if (this.choice !== 'system') this.#tint();
	}

	/** Whether the page is dark now. */
	get dark(): boolean {
		return this.choice === 'system' ? this.#systemDark : this.choice !== 'light';
	}

	/** Chooses a theme and remembers it. */
	choose(theme: Theme): void {
		this.choice = theme;
		remember('theme', theme === 'system' ? undefined : theme);
		this.#apply();
		this.#tint();
	}

	/** The browser's own bar is as bright as the page's. */
	#tint(): void {
		const sheet = getComputedStyle(document.documentElement).getPropertyValue('--sheet').trim();
		for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]'))
			meta.content = sheet;
	}

	#apply(): void {
		if (this.choice === 'system') delete document.documentElement.dataset.theme;
		else document.documentElement.dataset.theme = this.choice;
	}
}
