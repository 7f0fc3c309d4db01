import { lessonWords as english } from './en/lesson';
import { inLanguage } from './language';

/** The words of this table in the reader's language. */
export const lessonWords = inLanguage('lesson', english);
