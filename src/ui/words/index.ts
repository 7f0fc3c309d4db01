import { en } from './en';

/** The words of the page in the reader's language. English is the only one so far. */
export const words = en;
export { plain, type Rich, type RichPart } from './rich';
