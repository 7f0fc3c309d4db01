import type { Block } from './prose';

/** Ends the part of a `canvas` block that is not shown. */
const THEN = /^# then$/m;

/** What a fenced block of a lesson's text is: the words after its fence say so. */
export function fencedBlock(info: string, text: string): Block {
	const [language = '', ...more] = info.trim().split(/\s+/);
	if (language === 'az') return { kind: 'command', lines: text };
	if (language === 'predict') return { kind: 'predict', prediction: text.trim() };
	if (language === 'notes') return { kind: 'notes', text: text.trim(), time: more.join(' ') };
	if (language !== 'canvas') return { kind: 'code', language, text };
	const [start = '', ...steps] = text.split(THEN);
	return { kind: 'canvas', start: start.trim(), steps: steps.join('').trim() };
}
