import { withStorageEnvironment } from './blobAccess';
import type { Conversation } from '../azure';
import { has, maybe } from './args';
import { actAs } from './actAs';
import type { CommandValue, Context } from './command';
import { help } from './help';
import type { Output } from './options';
import { format, sorted } from './output';
import { parseWords, type ParseError, type ParsedCommand } from './parse';
import type { Ports } from './ports';
import { query, queryFault } from './query';
import { failed, type CommandResult, type Look } from './result';
import { fileOf, type Session } from './session';
import { arranged } from './shape';

/** What is said of a mistyped line: Azure CLI's sentence, what may have been meant, and where help is. */
export function mistyped(session: Session, error: ParseError): CommandResult {
	const [first] = error.suggestions;
	const meant = first === undefined ? '' : `Did you mean '${first}' ?\n`;
	const more = error.about === undefined ? '' : `\nTo see what there is: ${error.about} --help\n`;
	return failed(session, `ERROR: ${error.message}\n${meant}${more}`, 2);
}

/** Prints how a command ended. */
function print(parsed: ParsedCommand, ended: CommandValue, session: Session): CommandResult {
	const { args, command } = parsed;
	const warnings = has(args, 'only-show-errors') ? [] : (ended.warnings ?? []);
	const stderr = warnings.map((warning) => `WARNING: ${warning}\n`).join('');
	if (!ended.ok) return failed(session, `${stderr}ERROR: ${ended.message}\n`, ended.exitCode);
	const fine = { stderr, exitCode: 0, session };
	if (ended.raw !== undefined) return { ...fine, stdout: ended.raw, value: ended.raw };
	if (ended.value === undefined) return { ...fine, stdout: '' };
	const output = (maybe(args, 'output') ?? 'json') as Output;
	const full = arranged(ended.value);
	const expression = maybe(args, 'query');
	if (expression === undefined) {
		const printed = output === 'table' && command.table ? command.table(full) : full;
		return { ...fine, stdout: format(printed, output), value: full };
	}
	const picked = query(full, expression);
	if (!picked.ok) return failed(session, `${stderr}ERROR: ${picked.message}\n`, 1);
	const { value } = picked;
	// Rows keep the order in which they were picked.
	const printed = output === 'json' || output === 'jsonc' ? sorted(value) : value;
	return { ...fine, stdout: format(printed, output), value };
}

/**
 * A word that names a file, as its content: `@role.json`, `--body=@body.json`, `@-` for what is piped in. Where there is
 * no such file the word stays, as in the real one.
 */
function expanded(word: string, session: Session, stdin: string | undefined): string {
	const cut = word.indexOf('=');
	const value = cut < 0 ? word : word.slice(cut + 1);
	if (!value.startsWith('@') || value === '@') return word;
	const content = value === '@-' ? stdin : fileOf(session, value.slice(1));
	if (content === undefined) return word;
	return `${cut < 0 ? '' : word.slice(0, cut + 1)}${content.replace(/\n+$/, '')}`;
}

/** Whether a command needs nobody to be signed in. */
const needsNobody = (name: string): boolean =>
	/^(login|logout|version|account clear|configure|config|find|cloud|keyless)\b/.test(name);

/** What a command has around it. */
export interface Around {
	readonly look?: Look | undefined;
	readonly ports?: Ports | undefined;
	readonly stdin?: string | undefined;
	readonly runInside?: Context['runInside'];
}

/** Runs the words of an `az` or `keyless` command. */
export function* runAz(
	words: readonly string[],
	session: Session,
	{ look, ports, stdin, runInside }: Around = {},
): Conversation<CommandResult> {
	const parsed = parseWords(
		words.map((word) => expanded(word, session, stdin)),
		session.defaults,
	);
	if (parsed.kind === 'error') return mistyped(session, parsed);
	if (parsed.kind === 'help')
		return { stdout: help(parsed.about), stderr: '', exitCode: 0, session };
	const expression = maybe(parsed.args, 'query');
	const fault = expression === undefined ? undefined : queryFault(expression);
	if (fault !== undefined) return failed(session, `ERROR: ${fault}\n`, 2);
	const { command } = parsed;
	const args = withStorageEnvironment(command, parsed.args, session);
	const opensItself = !('ok' in args) && (has(args, 'account-key') || has(args, 'sas-token'));
	if (session.account === undefined && !opensItself && !needsNobody(command.name))
		return failed(session, "ERROR: Please run 'az login' to setup account.\n", 1);
	if ('ok' in args) return print(parsed, args, session);
	const { subscriptionId, subscriptionName } = session;
	const asked = command.options.some(({ long, also }) =>
		[long, ...(also ?? [])].includes('subscription'),
	)
		? undefined
		: maybe(args, 'subscription');
	if (asked !== undefined && ![subscriptionId, subscriptionName].includes(asked))
		return failed(
			session,
			`ERROR: The subscription of '${asked}' doesn't exist in cloud 'AzureCloud'.\n`,
			1,
		);
	const context: Context = {
		session,
		subscriptionId,
		look,
		file: (path) => fileOf(session, path),
		...(stdin === undefined ? {} : { stdin }),
		...(runInside ? { runInside } : {}),
		...(ports ? { ports } : {}),
	};
	const ended = yield* actAs(command.run(args, context), session);
	const after = (ended.ok && ended.session) || session;
	const files = ended.ok && ended.files;
	return print(parsed, ended, files ? { ...after, files: { ...after.files, ...files } } : after);
}
