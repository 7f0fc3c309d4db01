import { type Conversation, type HttpRequest } from '../azure';
import { failed, type CommandResult } from './result';
import type { Session } from './session';

const STATED: Readonly<Record<string, string>> = {
	GET: 'reads',
	PUT: 'creates or replaces',
	PATCH: 'changes',
	DELETE: 'deletes',
	POST: 'asks for an action on',
	HEAD: 'looks for',
};

/** A request in one line, its body below it. */
function shown({ method, url, body, from }: HttpRequest): string {
	const sent = `${method.toUpperCase()} ${url}${from === undefined ? '' : `   (from ${from.split('/').at(-1) ?? ''})`}`;
	return body === undefined || body === '' ? sent : `${sent}\n     ${body}`;
}

/** What can be known beforehand: the requests up to the first whose answer decides what comes next. */
export function planned(
	words: readonly string[],
	session: Session,
	begin: (words: readonly string[], session: Session) => Conversation<CommandResult>,
): { readonly requests: readonly HttpRequest[]; readonly result?: CommandResult } {
	const conversation = begin(words, session);
	const first = conversation.next();
	return first.done ? { requests: [], result: first.value } : { requests: [first.value] };
}

/** `explain az …`: tells the requests that the command sends, sends them, and tells how each was answered. */
export function* explain(
	args: readonly string[],
	session: Session,
	begin: (words: readonly string[], session: Session) => Conversation<CommandResult>,
): Conversation<CommandResult> {
	const dry = args[0] === '--dry-run';
	const words = dry ? args.slice(1) : args;
	if (words[0] !== 'az' && words[0] !== 'keyless')
		return failed(
			session,
			'ERROR: explain takes a command: explain [--dry-run] az group list\n',
			2,
		);
	const { requests, result } = planned(words, session, begin);
	if (result)
		return result.exitCode === 0
			? { ...result, stdout: `It sends nothing.\n${result.stdout}` }
			: result;
	const before = `Before: it begins with\n  1. ${requests.map(shown).join('\n')}\n     ${STATED[requests[0]?.method.toUpperCase() ?? ''] ?? 'asks'}; what follows depends on the answer.\n`;
	if (dry) return { stdout: before, stderr: '', exitCode: 0, session };
	const conversation = begin(words, session);
	const told: string[] = [];
	let step = conversation.next();
	while (!step.done) {
		const request = step.value;
		const response = yield request;
		told.push(
			`  ${told.length + 1}. ${shown(request)}\n     → ${response.status === 0 ? response.body : response.status}`,
		);
		step = conversation.next(response);
	}
	const ended = step.value;
	return {
		...ended,
		stdout: `${before}Sent:\n${told.join('\n')}\nThe command printed:\n${ended.stdout}`,
	};
}
