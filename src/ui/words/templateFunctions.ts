import { templateFunctionWords as english } from './en/templateFunctions';
import { inLanguage } from './language';

/** The words of this table in the reader's language. */
export const templateFunctionWords = inLanguage('templateFunction', english);
