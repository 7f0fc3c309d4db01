import { parseJson, type Json } from '../json';

const PIECES =
	/"(?:[^"\\]|\\[\s\S])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=\s*(?:(?:\/\/[^\n]*|\/\*[\s\S]*?\*\/)\s*)*[}\]])/g;

/** A control character as JSON writes it inside a text. */
const escaped = (character: string): string => JSON.stringify(character).slice(1, -1);

/**
 * Reads JSON as template files have it: with comments, commas at the end of lists, and texts of several lines. `undefined` when
 * it is not even that.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax#comments-and-metadata
 */
export function parseRelaxedJson(text: string): Json | undefined {
	const strict = text
		.replace(/^\uFEFF/, '')
		.replace(PIECES, (piece) =>
			piece.startsWith('"')
				? piece.replace(/[\u0000-\u001f]/g, escaped)
				: piece.startsWith('/')
					? ' '
					: '',
		);
	return parseJson(strict);
}
