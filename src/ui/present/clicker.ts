/** What a presenter can ask of the screen. */
export const COMMANDS = [
	'next',
	'back',
	'first',
	'last',
	'blank',
	'reset',
	'code',
	'notes',
	'window',
	'steps',
	'fullscreen',
	'close',
] as const;
/** One of {@link COMMANDS}. */
export type Command = (typeof COMMANDS)[number];

/** Clickers send page up and down, `b` and a full stop; the rest is for a keyboard. */
const ALWAYS: Readonly<Record<string, Command>> = {
	PageDown: 'next',
	PageUp: 'back',
	b: 'blank',
	'.': 'blank',
	Escape: 'close',
};
/** Keys that a control may need for itself. */
const ELSE: Readonly<Record<string, Command>> = {
	ArrowRight: 'next',
	ArrowLeft: 'back',
	' ': 'next',
	Enter: 'next',
	Home: 'first',
	End: 'last',
	r: 'reset',
	q: 'code',
	n: 'notes',
	p: 'window',
	g: 'steps',
	f: 'fullscreen',
};

/** What a key means. `busy`: something that has the focus needs keys for itself. */
export function commandOf(
	{ key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
	busy: boolean,
): Command | undefined {
	if (ctrlKey || metaKey || altKey) return undefined;
	const name = key.length === 1 ? key.toLowerCase() : key;
	return ALWAYS[name] ?? (busy ? undefined : ELSE[name]);
}
