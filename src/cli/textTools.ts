import { fromBase64, toBase64 } from './base64';
import { failed } from './result';
import { compare, filter, out, readArgs, type Tool } from './tool';

/** `a-z` as all letters between. */
const letters = (set: string): string[] => [
	...set
		.replace(/\\n/g, '\n')
		.replace(/\\t/g, '\t')
		.replace('[:upper:]', 'A-Z')
		.replace('[:lower:]', 'a-z')
		.replace(/(.)-(.)/g, (_, from: string, to: string) => {
			const first = from.charCodeAt(0);
			const count = Math.max(0, Math.min(255, to.charCodeAt(0) - first + 1));
			return Array.from({ length: count }, (__, index) => String.fromCharCode(first + index)).join(
				'',
			);
		}),
];

const grep = filter(
	'grep',
	'ivcoEFqnwhx',
	'e',
	(lines, { flags, values, rest }) => {
		const asked = values.e ?? rest[0];
		if (asked === undefined) return 'a pattern is missing';
		// Basic patterns: only the extended ones know `+ ? | ( ) { }` without a backslash.
		const basic = asked.replace(/\\?[+?|(){}]/g, (found) =>
			found.startsWith('\\') ? found.slice(1) : `\\${found}`,
		);
		const source = flags.has('F')
			? asked.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
			: flags.has('E')
				? asked
				: basic;
		const whole = flags.has('x')
			? `^(?:${source})$`
			: flags.has('w')
				? `\\b(?:${source})\\b`
				: source;
		let pattern: RegExp;
		try {
			pattern = new RegExp(whole, flags.has('i') ? 'gi' : 'g');
		} catch {
			return `'${asked}' is no pattern`;
		}
		const numbered = (line: string, index: number) =>
			flags.has('n') ? `${index + 1}:${line}` : line;
		const hits = lines
			.map((line, index) => ({ line, index }))
			.filter(({ line }) => line.search(pattern) >= 0 !== flags.has('v'));
		const exitCode = hits.length > 0 ? 0 : 1;
		if (flags.has('q')) return { lines: [], exitCode };
		if (flags.has('c')) return { lines: [String(hits.length)], exitCode };
		if (flags.has('o') && !flags.has('v'))
			return {
				lines: hits.flatMap(({ line, index }) =>
					(line.match(pattern) ?? [])
						.filter((found) => found !== '')
						.map((found) => numbered(found, index)),
				),
				exitCode,
			};
		return { lines: hits.map(({ line, index }) => numbered(line, index)), exitCode };
	},
	1,
);

const count = (text: string | undefined, otherwise: number): number | undefined => {
	if (text === undefined) return otherwise;
	return /^\+?\d+$/.test(text) ? Number(text) : undefined;
};

/** Tools that change a text that comes from files or from a pipe. */
export const TEXT_TOOLS: Readonly<Record<string, Tool>> = {
	base64: filter('base64', 'd', 'w', (_, { flags }, text) => {
		if (!flags.has('d')) return { text: `${toBase64(text)}\n` };
		const { text: decoded, sound } = fromBase64(text);
		return { text: decoded, exitCode: sound ? 0 : 1 };
	}),
	cat: filter('cat', '', '', (_, __, text) => ({ text })),
	cut: filter('cut', 's', 'dfc', (lines, { values }) => {
		const wanted = values.f ?? values.c;
		const fields = /^(\d+)(-(\d*))?$/.exec(wanted ?? '');
		if (!fields) return 'say which fields: -d and -f N';
		const first = Number(fields[1]);
		const last = fields[2] === undefined ? first : fields[3] === '' ? Infinity : Number(fields[3]);
		const by = values.c === undefined ? (values.d ?? '\t') : '';
		return {
			lines: lines.map((line) =>
				by !== '' && !line.includes(by)
					? line
					: line
							.split(by)
							.slice(first - 1, last)
							.join(by),
			),
		};
	}),
	grep,
	head: filter('head', '', 'n', (lines, { values }) => {
		const many = count(values.n, 10);
		return many === undefined
			? `'${values.n ?? ''}' is no number`
			: { lines: lines.slice(0, many) };
	}),
	sort: filter('sort', 'rnuf', '', (lines, { flags }) => {
		const number = (line: string) => Number(/^\s*-?\d+(\.\d+)?/.exec(line)?.[0] ?? 0);
		const ordered = [...lines].sort(
			(a, b) => (flags.has('n') ? number(a) - number(b) : 0) || compare(a, b),
		);
		const placed = flags.has('r') ? ordered.reverse() : ordered;
		return { lines: flags.has('u') ? [...new Set(placed)] : placed };
	}),
	tail: filter('tail', '', 'n', (lines, { values }) => {
		const many = count(values.n, 10);
		if (many === undefined) return `'${values.n ?? ''}' is no number`;
		return {
			lines: values.n?.startsWith('+')
				? lines.slice(many - 1)
				: many === 0
					? []
					: lines.slice(-many),
		};
	}),
	tr: (args, { session, stdin }) => {
		const { flags, rest, unknown } = readArgs(args, 'ds');
		const [from, to] = rest.map(letters);
		if (unknown !== undefined || !from || (!to && !flags.has('d')))
			return failed(session, 'tr: say what becomes what: tr a-z A-Z, or tr -d abc\n', 2);
		const changed = [...stdin].flatMap((char) => {
			const index = from.indexOf(char);
			if (index < 0) return [char];
			return flags.has('d') || !to ? [] : [to[index] ?? to.at(-1) ?? char];
		});
		return out(session, changed.join(''));
	},
	uniq: filter('uniq', 'c', '', (lines, { flags }) => {
		const runs: { line: string; many: number }[] = [];
		for (const line of lines) {
			const last = runs.at(-1);
			if (last?.line === line) last.many++;
			else runs.push({ line, many: 1 });
		}
		return {
			lines: runs.map(({ line, many }) =>
				flags.has('c') ? `${String(many).padStart(7)} ${line}` : line,
			),
		};
	}),
	wc: filter('wc', 'lwcm', '', (_, { flags }, text) => {
		const counts = [
			['l', text.split('\n').length - 1],
			['w', text.split(/\s+/).filter((word) => word !== '').length],
			['c', text.length],
		] as const;
		const asked =
			flags.size === 0
				? counts
				: counts.filter(([letter]) => flags.has(letter) || (letter === 'c' && flags.has('m')));
		const width = asked.length > 1 ? 7 : 0;
		return { lines: [asked.map(([, many]) => String(many).padStart(width)).join(' ')] };
	}),
};
