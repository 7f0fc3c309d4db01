/** The ways in which a lesson, or a chapter's check, can be broken. */
export const PROBLEM_CODES = [
	'startFails',
	'metAtStart',
	'keptNotMetAtStart',
	'notSolved',
	'needlessStep',
	'observedStepNeeded',
	'unexpectedError',
	'mistakeNamesNoGoal',
	'mistakeSolves',
	'mistakeFailsOthers',
	'mistakeWithoutHint',
	'unknownId',
	'unknownName',
	'unknownRole',
	'doubleId',
	'badCommand',
	'badSource',
	'deadHint',
	'hardToRead',
	'lateStart',
	'tooLong',
	'notOneAnswer',
] as const;

/** One of {@link PROBLEM_CODES}. */
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** What is wrong with a lesson, and where. */
export interface Problem {
	readonly lesson: string;
	readonly code: ProblemCode;
	/** `solution.azcli:4`, `lesson.md`. */
	readonly where: string;
	/** One sentence for whoever writes the lesson. */
	readonly message: string;
}

/** `share-one-identity: solution.azcli:4: …` */
export const problemText = ({ lesson, where, message }: Problem): string =>
	`${lesson}: ${where}: ${message}`;
