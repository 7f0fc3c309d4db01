import type { GoalWords } from '../../course';
import { en } from './en';
import type { codeWords } from './en/code';
import type { configuratorWords } from './en/configurator';
import type { courseWords } from './en/course';
import type { editorWords } from './en/editor';
import type { lessonWords } from './en/lesson';
import type { offlineWords } from './en/offline';
import type { presentWords } from './en/present';
import type { shareWords } from './en/share';
import type { templateFunctionWords } from './en/templateFunctions';
import type { schemaWords } from './en/templateSchema';
import type { terminalWords } from './en/terminal';
import type { widgetWords } from './en/widget';
import type { Localized } from './localized';

/** The languages of the page, each by its own name. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
/** The tag of a language of the page. */
export type Language = keyof typeof LANGUAGES;

/** Whether a text is the tag of a language of the page. */
export const isLanguage = (tag: string | null | undefined): tag is Language =>
	Object.hasOwn(LANGUAGES, tag ?? '');

/** The words that most of the page needs. */
export type Words = Localized<typeof en>;
/** The words of pages and panes that come later, by their tables' names. */
export interface LaterWords {
	readonly code: Localized<typeof codeWords>;
	readonly configurator: Localized<typeof configuratorWords>;
	readonly course: Localized<typeof courseWords>;
	readonly editor: Localized<typeof editorWords>;
	readonly goals: GoalWords;
	readonly lesson: Localized<typeof lessonWords>;
	readonly offline: Localized<typeof offlineWords>;
	readonly present: Localized<typeof presentWords>;
	readonly share: Localized<typeof shareWords>;
	readonly templateFunction: Localized<typeof templateFunctionWords>;
	readonly schema: Localized<typeof schemaWords>;
	readonly terminal: Localized<typeof terminalWords>;
	readonly widget: Localized<typeof widgetWords>;
}

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

/** Makes the page speak a language. To be awaited before anything is said: tables are taken where modules begin. */
export async function speak(chosen: Language): Promise<void> {
	if (chosen === 'en') return;
	const german = await import('./de');
	words = german.de;
	later = german.later;
	language = chosen;
	document.documentElement.lang = chosen;
}
