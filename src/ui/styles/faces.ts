import mono from '@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2?url';
import regular from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2?url';
import medium from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-500-normal.woff2?url';
import semibold from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2?url';

/** IBM Plex, SIL Open Font License 1.1, shipped with the page: latin subset, the weights we use: family, weight, address. */
export const FACES = [
	['IBM Plex Sans', '400', regular],
	['IBM Plex Sans', '500', medium],
	['IBM Plex Sans', '600', semibold],
	['IBM Plex Mono', '400', mono],
] as const;
