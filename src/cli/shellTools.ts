import { failed } from './result';
import { fileOf, setVariable, withFile } from './session';
import { compare, out, readArgs, textOf, type Tool } from './tool';

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

/** Tools that tell of the session or change it: its variables, its files, where it is. */
export const SHELL_TOOLS: Readonly<Record<string, Tool>> = {
	clear: (_, { session }) => ({ ...out(session, ''), clears: true }),
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
	tee: (args, { session, stdin }) => {
		const { flags, rest } = readArgs(args, 'a');
		const now = rest.reduce(
			(held, path) =>
				withFile(held, path, (flags.has('a') ? (fileOf(held, path) ?? '') : '') + stdin),
			session,
		);
		return out(now, stdin);
	},
	true: (_, { session }) => out(session, ''),
	unset: (args, { session }) => {
		const left = Object.entries(session.variables).filter(([name]) => !args.includes(name));
		return out({ ...session, variables: Object.fromEntries(left) }, '');
	},
	whoami: (_, { session }) =>
		out(session, `${session.at ? 'app' : (session.user.split('@')[0] ?? '')}\n`),
};
