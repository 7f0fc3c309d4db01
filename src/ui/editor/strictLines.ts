const blank = (piece: string): string => piece.replace(/[^\n]/g, ' ');

/** JSON as template files have it, as strict JSON of the same lines: comments and commas before a closing bracket are blanked. */
export function strictLines(text: string): string {
	const bare = text.replace(/"(?:[^"\\]|\\[\s\S])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (piece) =>
		piece.startsWith('"') ? piece : blank(piece),
	);
	return bare.replace(/"(?:[^"\\]|\\[\s\S])*"|,(?=\s*[}\]])/g, (piece) =>
		piece.startsWith('"') ? piece : ' ',
	);
}
