import {
	advance,
	createWorld,
	minutes,
	PEOPLE,
	signInAs,
	type Exchange,
	type Milliseconds,
	type PersonKey,
	type World,
} from '../azure';
import { parseScript, runInWorld, startSession, type Ports, type Session } from '../cli';
import { durationOf } from './duration';
import type { Lesson } from './lesson';

/** What a script does. The playground's causes have the same shape. */
export type Action =
	| { readonly kind: 'run'; readonly line: string }
	| { readonly kind: 'advance'; readonly duration: Milliseconds }
	| { readonly kind: 'signIn'; readonly as: PersonKey };

/** An action of a script, with the marks that its comments set. */
export interface ScriptedAction {
	readonly action: Action;
	/** Line of the script on which it stands. */
	readonly line: number;
	/** `# observe`: only to look at something. */
	readonly observe: boolean;
	/** `# expect: ForbiddenByRbac`: Azure says no to it, and so it should. */
	readonly expect?: string;
}

const markOf = (comments: readonly string[], mark: string): string | undefined =>
	comments
		.map((comment) => comment.trim())
		.find((comment) => comment.startsWith(`${mark}:`))
		?.slice(mark.length + 1)
		.trim();

/**
 * The actions of an `.azcli` text. `# as: ben` (someone else signs in) and `# wait: 10m` before a command are actions of
 * their own.
 */
export function readActions(text: string): readonly ScriptedAction[] {
	return parseScript(text).flatMap(({ line, text: command, comments }) => {
		const expect = markOf(comments, 'expect');
		const as = PEOPLE.find(({ key }) => key === markOf(comments, 'as'))?.key;
		const wait = durationOf(markOf(comments, 'wait') ?? '');
		const before: Action[] = [
			...(as === undefined ? [] : [{ kind: 'signIn', as } as const]),
			...(wait === undefined ? [] : [{ kind: 'advance', duration: wait } as const]),
		];
		return [
			...before.map((action): ScriptedAction => ({ action, line, observe: false })),
			{
				action: { kind: 'run', line: command },
				line,
				observe: comments.some((comment) => comment.trim() === 'observe'),
				...(expect === undefined ? {} : { expect }),
			},
		];
	});
}

/** The value of a mark in a script's first comments: `# fails: least-privilege`. */
export const headMark = (text: string, mark: string): string | undefined =>
	markOf(parseScript(text)[0]?.comments ?? [], mark);

/** Where a person stands: the world, and the shell beside it. */
export interface Standing {
	readonly world: World;
	readonly session: Session;
	/** What other rooms lend to the shell: without it lines with Bicep say that it is not read here. */
	readonly ports?: Ports | undefined;
}

/** What came of an action. */
export interface Done extends Standing {
	readonly exchanges: readonly Exchange[];
	readonly exitCode: number;
	readonly stderr: string;
}

/** Does one action (pure). */
export function act({ world, session, ports }: Standing, action: Action): Done {
	switch (action.kind) {
		case 'run': {
			const ran = runInWorld(world, action.line, session, ports);
			const { exitCode, stderr, session: next } = ran.result;
			return { world: ran.world, session: next, exchanges: ran.exchanges, exitCode, stderr };
		}
		case 'advance': {
			const later = advance(world, action.duration);
			return { world: later, session, exchanges: [], exitCode: 0, stderr: '' };
		}
		case 'signIn': {
			const next = signInAs(world, action.as);
			return { world: next, session: startSession(next), exchanges: [], exitCode: 0, stderr: '' };
		}
	}
}

/** Longer than anything takes under `realistic` timing. */
const LONG_ENOUGH = minutes(15);

/**
 * What makes a lesson's opening world out of an empty one: its start script, done by an Owner and left to come to rest,
 * and then the lesson's own person.
 */
export function openingOf({
	start,
	timing,
	as,
}: Pick<Lesson, 'start' | 'timing' | 'as'>): Action[] {
	const actions = readActions(start).flatMap(({ action }): Action[] =>
		timing === 'realistic' ? [action, { kind: 'advance', duration: LONG_ENOUGH }] : [action],
	);
	return as === 'ada' ? actions : [...actions, { kind: 'signIn', as }];
}

/** The empty world in which a lesson's opening begins. */
export function emptyWorldOf({ timing }: Pick<Lesson, 'timing'>): Standing {
	const world = createWorld({ timing });
	return { world, session: startSession(world) };
}
