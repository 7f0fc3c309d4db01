import { offlineWords as english } from './en/offline';
import { inLanguage } from './language';

/** The words of this table in the reader's language. */
export const offlineWords = inLanguage('offline', english);
