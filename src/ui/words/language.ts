import type { Tables } from './tables';

/** The languages of the page, each by its own name. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
/** The tag of a language of the page. */
export type Language = keyof typeof LANGUAGES;

/** Whether a text is the tag of a language of the page. */
export const isLanguage = (tag: string | null | undefined): tag is Language =>
	Object.hasOwn(LANGUAGES, tag ?? '');

/** The language that is spoken. */
export let language: Language = 'en';
/** The words of the reader's language; none while that is English. */
let tables: Tables | undefined;

/** The table of this name in the reader's language; `english` comes with whatever needs it. */
export const inLanguage = <Name extends keyof Tables>(
	name: Name,
	english: Tables[Name],
): Tables[Name] => tables?.[name] ?? english;

/** The `lang` of a text in the language of this tag: `undefined` where it is that of the page, which needs none. */
export const otherThan = (tag: string): string | undefined => (tag === language ? undefined : tag);

/** Makes the page speak a language. To be awaited before anything is said: tables are taken where modules begin. */
export async function speak(chosen: Language): Promise<void> {
	if (chosen === 'en') return;
	({ tables } = await import('./de'));
	language = chosen;
	// Pictures are drawn when the page is built: there is none yet.
	if (typeof document !== 'undefined') document.documentElement.lang = chosen;
}
