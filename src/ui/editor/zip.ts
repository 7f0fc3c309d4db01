import { strToU8, zipSync } from 'fflate';

/** Files as one archive. */
export const zip = (files: Readonly<Record<string, string>>): Blob =>
	new Blob(
		[
			zipSync(
				Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])),
			).slice(),
		],
		{ type: 'application/zip' },
	);
