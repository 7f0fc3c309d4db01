import { configuratorWords as english } from './en/configurator';
import { inLanguage } from './language';

/** The words of this table in the reader's language. */
export const configuratorWords = inLanguage('configurator', english);
