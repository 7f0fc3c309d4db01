import { courseWords as english } from './en/course';
import { inLanguage } from './language';

/** The words of this table in the reader's language. */
export const courseWords = inLanguage('course', english);
