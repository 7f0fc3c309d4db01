import { en } from './en';
import type { LaterWords, Words } from './tables';

/** The languages of the page, each by its own name. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
/** The tag of a language of the page. */
export type Language = keyof typeof LANGUAGES;

/** Whether a text is the tag of a language of the page. */
export const isLanguage = (tag: string | null | undefined): tag is Language =>
	Object.hasOwn(LANGUAGES, tag ?? '');

/** The words of the page in the reader's language. */
export let words: Words = en;
/** The language that is spoken. */
export let language: Language = 'en';
let later: LaterWords | undefined;

/** The table of this name in the reader's language; `english` comes with whatever needs it. */
export const inLanguage = <Name extends keyof LaterWords>(
	name: Name,
	english: LaterWords[Name],
): LaterWords[Name] => later?.[name] ?? english;

/** The `lang` of a text in the language of this tag: `undefined` where it is that of the page, which needs none. */
export const otherThan = (tag: string): string | undefined => (tag === language ? undefined : tag);

/** Makes the page speak a language. To be awaited before anything is said: tables are taken where modules begin. */
export async function speak(chosen: Language): Promise<void> {
	if (chosen === 'en') return;
	const german = await import('./de');
	words = german.de;
	later = german.later;
	language = chosen;
	document.documentElement.lang = chosen;
}
