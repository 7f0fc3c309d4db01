import { shareWords as english } from './en/share';
import { inLanguage } from './language';

/** The words of this table in the reader's language. */
export const shareWords = inLanguage('share', english);
