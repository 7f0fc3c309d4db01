/**
 * A command without the breaks after which it goes on (pure). What a here-document or a quoted text holds keeps its lines, so
 * that the answer has a line break only where the command fits into no line.
 */
export const onOneLine = (text: string): string =>
	/<<-?\s*["']?\w/.test(text) ? text : text.replace(/[ \t]*\\\r?\n[ \t]*/g, ' ');
