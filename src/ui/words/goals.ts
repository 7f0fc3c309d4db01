import { goalWords as english } from '../../course';
import { inLanguage } from './language';

/** The sentences of goals in the reader's language. The course itself knows them in English. */
export const goalWords = inLanguage('goals', english);
