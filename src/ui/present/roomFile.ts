/** The page as one file, beside index.html: `scripts/roomPlugin.mjs` makes it. */
export const ROOM_FILE = 'keyless-room.html';

/** The one file, opening at a place (pure). The place goes into an attribute: the file's policy allows no other script. */
export function roomFile(html: string, hash: string): string {
	const safe = hash.replace(/[^\w#/%.~-]/g, '');
	return html.replace(/<html([^>]*)>/, (_, attributes: string) => {
		return `<html${attributes} data-place="${safe}">`;
	});
}

/** Whether the page is the one file, opened from a folder: what needs files of its own is not there. */
export const isOneFile = (): boolean => !location.protocol.startsWith('http');
