import { frame, turn } from '../canvas/turns';
import { FACES } from '../styles/faces';

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
