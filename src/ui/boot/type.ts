import mono from '@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2?url';
import regular from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2?url';
import medium from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-500-normal.woff2?url';
import semibold from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2?url';
import { frame, turn } from '../canvas/turns';

/** IBM Plex, SIL Open Font License 1.1, shipped with the page: latin subset, the weights we use. */
const FACES = [
	['IBM Plex Sans', '400', regular],
	['IBM Plex Sans', '500', medium],
	['IBM Plex Sans', '600', semibold],
	['IBM Plex Mono', '400', mono],
] as const;

/** Sets the page in IBM Plex once all of it is there: each weight that came alone would have the page laid out anew. */
export async function setInPlex(): Promise<void> {
	const faces = FACES.map(
		([family, weight, file]) =>
			new FontFace(family, `url("${file}") format("woff2")`, { weight, display: 'swap' }),
	);
	try {
		await Promise.all(faces.map((face) => face.load()));
	} catch {
		// What stands in stays.
		return;
	}
	for (const face of faces) document.fonts.add(face);
	// Of what had come before it was added nobody is told. The canvas measures its names anew, once the page is painted.
	await frame();
	await turn();
	document.fonts.dispatchEvent(new Event('loadingdone'));
}
