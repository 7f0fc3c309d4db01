import type { GoalWords } from '../../course';
import type { en } from './en';
import type { codeWords } from './en/code';
import type { configuratorWords } from './en/configurator';
import type { courseWords } from './en/course';
import type { editorWords } from './en/editor';
import type { lessonWords } from './en/lesson';
import type { offlineWords } from './en/offline';
import type { pictureWords } from './en/picture';
import type { presentWords } from './en/present';
import type { shareWords } from './en/share';
import type { templateFunctionWords } from './en/templateFunctions';
import type { schemaWords } from './en/templateSchema';
import type { terminalWords } from './en/terminal';
import type { widgetWords } from './en/widget';
import type { Localized } from './localized';

/** The words that most of the page needs. */
export type Words = Localized<typeof en>;
/** All words in one language, by their tables' names: those of the page, and those of what comes before or after it. */
export interface Tables {
	readonly page: Words;
	readonly code: Localized<typeof codeWords>;
	readonly configurator: Localized<typeof configuratorWords>;
	readonly course: Localized<typeof courseWords>;
	readonly editor: Localized<typeof editorWords>;
	readonly goals: GoalWords;
	readonly lesson: Localized<typeof lessonWords>;
	readonly offline: Localized<typeof offlineWords>;
	readonly picture: Localized<typeof pictureWords>;
	readonly present: Localized<typeof presentWords>;
	readonly share: Localized<typeof shareWords>;
	readonly templateFunction: Localized<typeof templateFunctionWords>;
	readonly schema: Localized<typeof schemaWords>;
	readonly terminal: Localized<typeof terminalWords>;
	readonly widget: Localized<typeof widgetWords>;
}
