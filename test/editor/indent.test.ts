// What Tab writes in the field that is there before the editor, as in Monaco with two spaces a step.
import { describe, expect, test } from 'vitest';
import { indent } from '../../src/ui/editor/indent';

/** Presses Tab in a text whose selection is between the bars (one bar: the caret); gives back the same. */
function press(marked: string, isBack = false): string {
	const from = marked.indexOf('|');
	const last = marked.lastIndexOf('|');
	const to = last === from ? from : last - 1;
	const text = marked.replaceAll('|', '');
	const done = indent(text, from, to, isBack);
	const after = text.slice(0, done.from) + done.text + text.slice(done.to);
	const [begin, end] = done.selection;
	return begin === end
		? `${after.slice(0, begin)}|${after.slice(begin)}`
		: `${after.slice(0, begin)}|${after.slice(begin, end)}|${after.slice(end)}`;
}

describe('Tab', () => {
	test.each([
		['writes two spaces', 'a\n|b', 'a\n  |b'],
		['writes one where that is a step', 'a|b', 'a |b'],
		['takes the place of what is selected in a line', '|ab|c', '  |c'],
		['moves whole lines, but no empty one', 'a|b\n\nc|d', '  a|b\n\n  c|d'],
		['leaves a line alone that only begins in the selection', '|a\n|b', '  |a\n|b'],
	])('%s', (_, before, after) => expect(press(before)).toBe(after));
});

describe('Shift+Tab', () => {
	test.each([
		['takes a step back', 'x\n    a|b', 'x\n  a|b'],
		['takes back what there is', ' a|', 'a|'],
		['does nothing at the margin', 'a|b', 'a|b'],
		['keeps a caret within its line', 'x\n |  a', 'x\n| a'],
		['moves every line of the selection', '  |a\n b\n  c|', '|a\nb\nc|'],
	])('%s', (_, before, after) => expect(press(before, true)).toBe(after));
});
