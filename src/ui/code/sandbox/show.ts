/** The most characters of one printed value. */
const MOST = 4000;
const MOST_ENTRIES = 100;

const isPlainName = (key: string): boolean => /^[A-Za-z_$][\w$]*$/.test(key);
const quoted = (text: string): string =>
	`'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function entriesOf(value: object, seen: readonly object[]): string[] {
	return Object.keys(value)
		.slice(0, MOST_ENTRIES)
		.map((key) => {
			const property = Object.getOwnPropertyDescriptor(value, key);
			const text = property && 'value' in property ? show(property.value, seen) : '[Getter]';
			return `${isPlainName(key) ? key : quoted(key)}: ${text}`;
		});
}

function wrap(open: string, parts: readonly string[], close: string): string {
	if (parts.length === 0) return `${open}${close}`;
	const line = `${open} ${parts.join(', ')} ${close}`;
	if (line.length <= 72 && !line.includes('\n')) return line;
	return `${open}\n  ${parts.map((part) => part.replaceAll('\n', '\n  ')).join(',\n  ')}\n${close}`;
}

/** A value as a shell would show it: like Node, without its colours. Nothing of the value is called but its `toString` for errors. */
export function show(value: unknown, seen: readonly object[] = []): string {
	if (typeof value === 'string') return seen.length === 0 ? value : quoted(value);
	if (typeof value === 'bigint') return `${value}n`;
	if (typeof value === 'function') return value.name ? `[Function: ${value.name}]` : '[Function]';
	if (typeof value !== 'object' || value === null) return String(value);
	if (seen.includes(value)) return '[Circular]';
	if (value instanceof Error) return `${value.name}: ${value.message}`;
	if (value instanceof Date) return value.toISOString();
	const name = Object.getPrototypeOf(value)?.constructor?.name ?? '';
	if (seen.length > 2) return Array.isArray(value) ? '[Array]' : `[${name || 'Object'}]`;
	const inside = [...seen, value];
	if (Array.isArray(value))
		return wrap(
			'[',
			value.slice(0, MOST_ENTRIES).map((entry) => show(entry, inside)),
			']',
		);
	if (value instanceof Map)
		return wrap(
			`Map(${value.size}) {`,
			[...value].map(([key, entry]) => `${show(key, inside)} => ${show(entry, inside)}`),
			'}',
		);
	if (value instanceof Set)
		return wrap(
			`Set(${value.size}) {`,
			[...value].map((entry) => show(entry, inside)),
			'}',
		);
	const open = name === 'Object' || name === '' ? '{' : `${name} {`;
	return wrap(open, entriesOf(value, inside), '}');
}

/** What was printed, as one text of at most some thousand characters. */
export function showAll(values: readonly unknown[]): string {
	const text = values.map((value) => show(value)).join(' ');
	return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}
