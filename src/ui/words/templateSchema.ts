import { schemaWords as english } from './en/templateSchema';
import { inLanguage } from './language';

/** The words of this table in the reader's language. */
export const schemaWords = inLanguage('schema', english);
