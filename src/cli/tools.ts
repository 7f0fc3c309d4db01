import { fromBase64, toBase64 } from './base64';
import { failed, type CommandResult, type Look } from './result';
import { fileOf, setVariable, withFile, type Session } from './session';

/** What a tool or a command left: as a result, and whether the screen is to be cleared. */
export interface Ran extends CommandResult {
	readonly clears?: true;
}

/** What a tool works with. */
export interface Input {
	readonly session: Session;
	readonly stdin: string;
	readonly look?: Look;
}

/** A small program beside `az`: it sends nothing. */
export type Tool = (args: readonly string[], input: Input) => Ran;

const out = (session: Session, stdout: string, exitCode = 0): Ran => ({
	stdout,
	stderr: '',
	exitCode,
	session,
});

/** Options as letters, with the values of those that take one, and what is no option. */
interface Read {
	readonly flags: ReadonlySet<string>;
	readonly values: Readonly<Record<string, string>>;
	readonly rest: readonly string[];
	/** A letter that the tool does not have. */
	readonly unknown?: string;
}

function readArgs(args: readonly string[], known: string, valued = ''): Read {
	const flags = new Set<string>();
	const values: Record<string, string> = {};
	const rest: string[] = [];
	for (let at = 0; at < args.length; at++) {
		const word = args[at] ?? '';
		if (word === '--') {
			rest.push(...args.slice(at + 1));
			break;
		}
		if (!/^-./.test(word) || word.startsWith('--')) {
			if (word.startsWith('--')) return { flags, values, rest, unknown: word };
			rest.push(word);
			continue;
		}
		if (valued.includes('n') && /^-\d+$/.test(word)) {
			values.n = word.slice(1);
			continue;
		}
		for (let letter = 1; letter < word.length; letter++) {
			const name = word[letter] ?? '';
			if (valued.includes(name)) {
				values[name] = word.slice(letter + 1) || (args[++at] ?? '');
				break;
			}
			if (!known.includes(name)) return { flags, values, rest, unknown: `-${name}` };
			flags.add(name);
		}
	}
	return { flags, values, rest };
}

const linesOf = (text: string): string[] => {
	const lines = text.split('\n');
	if (lines.at(-1) === '') lines.pop();
	return lines;
};
const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** A tool that reads files, or what is piped in, as lines. */
const filter =
	(
		name: string,
		known: string,
		valued: string,
		work: (
			lines: string[],
			read: Read,
			text: string,
		) => { lines?: readonly string[]; text?: string; exitCode?: number } | string,
		own = 0,
	): Tool =>
	(args, { session, stdin }) => {
		const read = readArgs(args, known, valued);
		if (read.unknown !== undefined)
			return failed(session, `${name}: '${read.unknown}' is not understood here\n`, 2);
		const files = read.values.e === undefined ? read.rest.slice(own) : read.rest;
		let text = files.length === 0 ? stdin : '';
		for (const path of files) {
			const content = path === '-' ? stdin : fileOf(session, path);
			if (content === undefined)
				return failed(session, `${name}: ${path}: No such file or directory\n`, 1);
			text += content;
		}
		const made = work(linesOf(text), read, text);
		if (typeof made === 'string') return failed(session, `${name}: ${made}\n`, 2);
		return out(session, made.text ?? textOf(made.lines ?? []), made.exitCode ?? 0);
	};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

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

const print: Tool = (args, { session }) => {
	const [form = '', ...values] = args;
	let at = 0;
	const once = () =>
		form.replace(/%([sd%])|\\([nt\\])/g, (_, place?: string, escape?: string) => {
			if (place === '%') return '%';
			if (place) return values[at++] ?? (place === 'd' ? '0' : '');
			return escape === 'n' ? '\n' : escape === 't' ? '\t' : '\\';
		});
	let text = once();
	while (at > 0 && at < values.length) text += once();
	return out(session, text);
};

const echo: Tool = (args, { session }) => {
	let from = 0;
	let newline = true;
	let escapes = false;
	for (; /^-[neE]+$/.test(args[from] ?? ''); from++) {
		if (args[from]?.includes('n')) newline = false;
		if (args[from]?.includes('e')) escapes = true;
	}
	const text = args.slice(from).join(' ');
	const written = escapes ? text.replace(/\\n/g, '\n').replace(/\\t/g, '\t') : text;
	return out(session, written + (newline ? '\n' : ''));
};

/** Leaves a resource, or the script. */
const exit: Tool = ([code], { session }) => {
	const exitCode = code !== undefined && /^\d+$/.test(code) ? Number(code) % 256 : session.status;
	const { at } = session;
	if (at) return { ...out(at.outer, '', exitCode) };
	return { ...out(session, '', exitCode), exited: true };
};

const exporting: Tool = (args, { session }) => {
	let now = session;
	for (const word of args) {
		const found = /^([A-Za-z_]\w*)(?:=([^]*))?$/.exec(word);
		if (!found?.[1]) return failed(session, `export: '${word}' is no name\n`, 1);
		if (found[2] !== undefined) now = setVariable(now, found[1], found[2]);
	}
	return out(now, '');
};

const set: Tool = (args, { session }) => {
	const letter = args.join(' ');
	if (!/^[-+][euxo]*( ?pipefail)?$/.test(letter))
		return failed(session, `set: '${letter}' is not understood here: only 'set -e' is\n`, 2);
	return out(
		letter.includes('e', 1) && !/^[-+]o/.test(letter)
			? { ...session, stopsAtErrors: letter.startsWith('-') }
			: session,
		'',
	);
};

/** The small tools by name. */
export const TOOLS: Readonly<Record<string, Tool>> = {
	base64: filter('base64', 'd', 'w', (_, { flags }, text) => {
		if (!flags.has('d')) return { text: `${toBase64(text)}\n` };
		const { text: decoded, sound } = fromBase64(text);
		return { text: decoded, exitCode: sound ? 0 : 1 };
	}),
	cat: filter('cat', '', '', (_, __, text) => ({ text })),
	clear: (_, { session }) => ({ ...out(session, ''), clears: true }),
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
	date: (_, { session, look }) =>
		look
			? out(session, `${new Date(look().now).toUTCString().replace('GMT', 'UTC')}\n`)
			: failed(session, 'date: there is no clock here\n', 1),
	echo,
	env: (_, { session }) =>
		out(
			session,
			textOf(
				Object.entries(session.variables)
					.map(([name, value]) => `${name}=${value}`)
					.sort(compare),
			),
		),
	exit,
	export: exporting,
	false: (_, { session }) => out(session, '', 1),
	grep,
	head: filter('head', '', 'n', (lines, { values }) => {
		const many = count(values.n, 10);
		return many === undefined
			? `'${values.n ?? ''}' is no number`
			: { lines: lines.slice(0, many) };
	}),
	hostname: (_, { session }) => out(session, `${session.at?.name ?? 'desk'}\n`),
	ls: (_, { session }) => out(session, textOf(Object.keys(session.files).sort(compare))),
	printenv: ([name], { session }) => {
		const value = name === undefined ? undefined : session.variables[name];
		return value === undefined ? out(session, '', 1) : out(session, `${value}\n`);
	},
	printf: print,
	rm: (args, { session }) => {
		const { flags, rest } = readArgs(args, 'rf');
		const names = rest.map((path) => path.replace(/^\.\//, ''));
		const gone = names.find((path) => !Object.hasOwn(session.files, path));
		if (gone !== undefined && !flags.has('f'))
			return failed(session, `rm: cannot remove '${gone}': No such file or directory\n`, 1);
		const files = Object.entries(session.files).filter(([path]) => !names.includes(path));
		return out({ ...session, files: Object.fromEntries(files) }, '');
	},
	set,
	sleep: (_, { session }) => ({
		...out(session, ''),
		stderr: 'sleep: nobody waits here; let time pass with the clock of the page\n',
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
	tee: (args, { session, stdin }) => {
		const { flags, rest } = readArgs(args, 'a');
		const now = rest.reduce(
			(held, path) =>
				withFile(held, path, (flags.has('a') ? (fileOf(held, path) ?? '') : '') + stdin),
			session,
		);
		return out(now, stdin);
	},
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
	true: (_, { session }) => out(session, ''),
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
	unset: (args, { session }) => {
		const left = Object.entries(session.variables).filter(([name]) => !args.includes(name));
		return out({ ...session, variables: Object.fromEntries(left) }, '');
	},
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
	whoami: (_, { session }) =>
		out(session, `${session.at ? 'app' : (session.user.split('@')[0] ?? '')}\n`),
};
