import { codeWords as english } from './en/code';
import { inLanguage } from './language';

/** The words of this table in the reader's language. */
export const codeWords = inLanguage('code', english);
