import { terminalWords as english } from './en/terminal';
import { inLanguage } from './language';

/** The words of this table in the reader's language. */
export const terminalWords = inLanguage('terminal', english);
