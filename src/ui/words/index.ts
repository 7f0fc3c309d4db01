import { en } from './en';
import { inLanguage } from './language';
import type { Words } from './tables';

/** The words of the page in the reader's language. What lives before the app has a table of its own: `picture.ts`. */
export const words: Words = inLanguage('page', en);
export { plain, type Rich } from './rich';
