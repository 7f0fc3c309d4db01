import { pictureWords as english } from './en/picture';
import { inLanguage } from './language';

/** The words of this table in the reader's language: a part of the page's, as the canvas lives before those have come. */
export const pictureWords = inLanguage('picture', english);
