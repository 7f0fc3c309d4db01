import { speak } from '../words/language';

// Tables are taken where modules begin: what draws comes only now.
await speak('de');

/** The same pictures for pages that speak German. Made at build time as well. */
export const { stillPictures } = await import('./pictures');
