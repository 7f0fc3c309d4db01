import type { Json } from '../json';
import { parseRelaxedJson } from './relaxedJson';

const QUOTED = /"(?:[^"\\]|\\[\s\S])*"|'((?:[^'\\]|\\[\s\S])*)'/g;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * Reads JSON as the functions `json` and `base64ToJson` do, whose reader takes more than JSON: comments, commas at the end,
 * single quotes, and numbers such as `.25`. `undefined` when it is none.
 */
export function parseLenientJson(text: string): Json | undefined {
	const trimmed = text.trim();
	if (NUMBER.test(trimmed)) return Number(trimmed);
	return parseRelaxedJson(
		trimmed.replace(QUOTED, (whole, single?: string) =>
			single === undefined ? whole : JSON.stringify(single.replaceAll("\\'", "'")),
		),
	);
}
