import { presentWords as english } from './en/present';
import { inLanguage } from './language';

/** The words of this table in the reader's language. */
export const presentWords = inLanguage('present', english);
