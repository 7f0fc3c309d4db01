// keyless-az: the simulated Azure at a prompt of one's own. A script file, or a prompt; --world keeps the world in a file.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { createWorld, isObject, parseJson, soundWorld, type World } from '../src/azure';
import { iacPorts } from '../src/playground';
import {
	complete,
	isLineError,
	parseScript,
	promptOf,
	quote,
	readLine,
	runInWorld,
	startSession,
	type Session,
} from '../src/cli';

const USAGE = `keyless-az [--world FILE.json] [--interactive | SCRIPT.azcli | COMMAND …]

Runs az commands against a simulated Azure. Nothing leaves this machine. Lines may read files that are
here: -f main.bicep, @parameters.json. Files that they write last as long as the sitting.

    SCRIPT          A file of commands, or - for what is piped in. Without it: a prompt.
    COMMAND …       One command, as behind az: group list -o table. What it changes outlasts it with --world;
                    who is signed in, variables and files do not.
    --world FILE    The world to start from, if the file is there; it is saved to it at the end.
    --interactive   A prompt, also where no terminal is; short -i.
    --help          This text.
`;

/** Ends with a sentence: the line that called this is mistyped. */
function refuse(sentence: string): never {
	process.stderr.write(`keyless-az: ${sentence}\n`);
	process.exit(2);
}

interface Asked {
	readonly script?: string;
	/** One command, as it would be typed at the prompt. */
	readonly command?: string;
	readonly worldFile?: string;
	readonly interactive?: true;
}

/** The line for a command whose words the shell has already told apart. */
function commandOf(words: readonly string[]): string {
	const [first = ''] = words;
	if (words.length === 1 && /[./\\]/.test(first)) refuse(`there is no file '${first}'`);
	const isAz = !['az', 'keyless', 'curl'].includes(first);
	return [...(isAz ? ['az'] : []), ...words.map(quote)].join(' ');
}

function readArguments(words: readonly string[]): Asked {
	let asked: Asked = {};
	for (let at = 0; at < words.length; at++) {
		const word = words[at] ?? '';
		if (word === '--help' || word === '-h') {
			process.stdout.write(USAGE);
			process.exit(0);
		} else if (word === '--world') {
			const worldFile = words[++at];
			if (worldFile === undefined) refuse('--world needs the name of a file');
			asked = { ...asked, worldFile };
		} else if (word === '--interactive' || word === '-i') asked = { ...asked, interactive: true };
		else if (word.startsWith('--world=')) asked = { ...asked, worldFile: word.slice(8) };
		else if (word.startsWith('-') && word !== '-') refuse(`'${word}' is no option; see --help`);
		else if (word === '-' || statSync(word, { throwIfNoEntry: false })?.isFile()) {
			if (at < words.length - 1)
				refuse(`'${words[at + 1]}' behind a script: give one script, last`);
			asked = { ...asked, script: word };
		} else return { ...asked, command: commandOf(words.slice(at)) };
	}
	return asked;
}

function readWorld(path: string | undefined): World {
	if (path === undefined || !existsSync(path)) return createWorld();
	const read = parseJson(readFileSync(path, 'utf8'));
	if (!isObject(read)) refuse(`'${path}' holds no world`);
	try {
		const world = read as unknown as World;
		const [fault] = soundWorld(world);
		if (fault !== undefined) refuse(`'${path}' holds no sound world: ${fault}`);
		return world;
	} catch {
		// The check reads fields that something else than a world does not have.
		return refuse(`'${path}' holds no world`);
	}
}

const asked = readArguments(process.argv.slice(2));
let world = readWorld(asked.worldFile);
let session = startSession(world);
let exitCode = 0;

/** What of a folder is read at most, and how large a file may be: templates and scripts, not data. */
const MOST_FILES = 200;
const MOST_BYTES = 1_000_000;

/** Paths of files whose content came from the disk: they are read anew, for they may have changed there. */
const fromDisk = new Set<string>();

const isFile = (path: string): boolean => {
	const stat = statSync(path, { throwIfNoEntry: false });
	return stat?.isFile() === true && stat.size <= MOST_BYTES;
};

/** The files that a Bicep file may name: those beside it and below. */
const around = (path: string): string[] =>
	readdirSync(dirname(path), { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.(bicep|json)$/.test(name) && !/(^|\/)node_modules\//.test(name))
		.slice(0, MOST_FILES)
		.map((name) => join(dirname(path), name));

/** The session with the files of this folder that a line names. What lines write stays in the sitting. */
function withFiles(line: string, now: Session): Session {
	const named = line
		.split(/[\s"'=<>|;&()]+/)
		.map((word) => word.replace(/^@/, '').replace(/^(\.\/)+/, ''))
		.filter((word) => word !== '' && isFile(word));
	const paths = [
		...named,
		...named.filter((path) => path.endsWith('.bicep')).flatMap(around),
	].filter((path) => isFile(path) && (fromDisk.has(path) || !Object.hasOwn(now.files, path)));
	if (paths.length === 0) return now;
	for (const path of paths) fromDisk.add(path);
	const read = paths.map((path) => [path, readFileSync(path, 'utf8')] as const);
	return { ...now, files: { ...now.files, ...Object.fromEntries(read) } };
}

/** Runs one line and prints what it printed; gives whether the shell ends. */
function runLine(line: string): boolean {
	const { result, world: after } = runInWorld(world, line, withFiles(line, session), iacPorts);
	world = after;
	session = result.session;
	exitCode = result.exitCode;
	process.stdout.write(result.stdout);
	process.stderr.write(result.stderr);
	return result.exited === true;
}

function end(): void {
	if (asked.worldFile !== undefined)
		writeFileSync(asked.worldFile, `${JSON.stringify(world, undefined, '\t')}\n`);
	// Not exit(): what was printed into a pipe must arrive.
	process.exitCode = exitCode;
}

function runText(text: string): void {
	// As in a shell, what cannot be read ends the script: what follows may belong to it.
	for (const { text: line } of parseScript(text))
		if (runLine(line) || isLineError(readLine(line, 0))) break;
	end();
}

function prompt(): void {
	let held = '';
	// Lines that were read already still come after the prompt is closed.
	let ended = false;
	const terminal: Interface = createInterface({
		input: process.stdin,
		output: process.stdout,
		prompt: `${promptOf(session)} `,
		completer: (line: string): [string[], string] => {
			const { from, items } = complete(world, line, line.length, session);
			return [items.map(({ text }) => `${text} `), line.slice(from)];
		},
	});
	terminal.on('line', (line) => {
		if (ended) return;
		held += held === '' ? line : `\n${line}`;
		const read = readLine(held, 0);
		const goesOn = (isLineError(read) && read.open) || /(^|[^\\])\\$/.test(held);
		if (!goesOn) {
			const whole = held;
			held = '';
			if (runLine(whole)) {
				ended = true;
				terminal.close();
				return;
			}
		}
		terminal.setPrompt(goesOn ? '> ' : `${promptOf(session)} `);
		terminal.prompt();
	});
	terminal.on('SIGINT', () => {
		held = '';
		process.stdout.write('\n');
		terminal.setPrompt(`${promptOf(session)} `);
		terminal.prompt();
	});
	terminal.on('close', end);
	terminal.prompt();
}

if (asked.command !== undefined) {
	runLine(asked.command);
	end();
} else if (asked.script !== undefined && asked.script !== '-')
	runText(readFileSync(asked.script, 'utf8'));
else if (asked.script === '-' || (!process.stdin.isTTY && !asked.interactive))
	runText(readFileSync(0, 'utf8'));
else prompt();
