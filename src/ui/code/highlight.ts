import type { Language } from './written/target';

/** A piece of a line of code. */
export interface Piece {
	readonly kind: 'plain' | 'comment' | 'text' | 'word';
	readonly text: string;
}

const WORDS =
	'import|from|const|let|var|await|async|for|of|in|if|else|return|new|function|class|public|static|void|try|catch|throw|using|foreach|package|func|range|defer|while|print';
const TEXTS = `"(?:[^"\\\\\\n]|\\\\.)*"?|'(?:[^'\\\\\\n]|\\\\.)*'?|\`(?:[^\`\\\\]|\\\\.)*\`?`;
const rule = (comment: string): RegExp =>
	new RegExp(`(${comment})|(${TEXTS})|\\b(${WORDS})\\b`, 'g');
const SLASHES = rule('\\/\\/[^\\n]*|\\/\\*[^]*?\\*\\/');
const HASHES = rule('#[^\\n]*');

/** Code as pieces to be coloured (pure): comments, texts and words of the language. Joined, they are the code again. */
export function highlight(code: string, language: Language): readonly Piece[] {
	const pieces: Piece[] = [];
	let position = 0;
	for (const found of code.matchAll(language === 'python' ? HASHES : SLASHES)) {
		const [text, comment, quoted] = found;
		const kind = comment !== undefined ? 'comment' : quoted !== undefined ? 'text' : 'word';
		pieces.push({ kind: 'plain', text: code.slice(position, found.index) }, { kind, text });
		position = found.index + text.length;
	}
	pieces.push({ kind: 'plain', text: code.slice(position) });
	return pieces.filter(({ text }) => text !== '');
}

/** Pieces line by line (pure): each line without its end. */
export function linesOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
	const lines: Piece[][] = [[]];
	for (const { kind, text } of pieces)
		for (const [index, part] of text.split('\n').entries()) {
			if (index > 0) lines.push([]);
			if (part !== '') lines.at(-1)?.push({ kind, text: part });
		}
	return lines;
}
