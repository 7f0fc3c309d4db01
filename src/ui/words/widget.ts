import { widgetWords as english } from './en/widget';
import { inLanguage } from './language';

/** The words of this table in the reader's language. */
export const widgetWords = inLanguage('widget', english);
