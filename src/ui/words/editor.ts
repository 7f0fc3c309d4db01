import { editorWords as english } from './en/editor';
import { inLanguage } from './language';

/** The words of this table in the reader's language. */
export const editorWords = inLanguage('editor', english);
