import { list } from './text';

/** A lesson being done: loaded with its pane, beside what the shell already says. */
export const lessonWords = {
	toTerminal: 'Put in the terminal',
	toTerminalLong: (line: string) => `Put in the terminal: ${line}`,
	spoken: (tag: string) => `This lesson is in ${tag === 'de' ? 'German' : 'English'}.`,
	stepLink: (step: number) => `Link to step ${step}`,
	miniCanvas: (done: number, of: number) =>
		of === 0 ? 'A small world' : `A small world, ${done} of ${of} steps done`,
	backToStart: 'Back',
	glossary: 'Glossary',
	atMicrosoft: 'At Microsoft',
	solution: 'Show the solution',
	solutionAbout: 'Playing it begins the lesson again. Step by step shows what each line does.',
	playNext: 'Play the next step',
	playAll: 'Play it all',
	letPass: (duration: string) => `Let ${duration} pass`,
	signIn: (name: string) => `Sign in as ${name}`,
	kept: 'so far, keep it so',
	broken: 'lost',
	goneTooEarly: (names: readonly string[]) =>
		`${list(names)} ${names.length === 1 ? 'is' : 'are'} gone, and a goal that comes before still needs ${names.length === 1 ? 'it' : 'them'}. Undo until ${names.length === 1 ? 'it is' : 'they are'} back.`,
	previous: 'Previous',
	toCheck: 'Check',
	toCheckLong: (chapter: string) => `Next: three questions on ${chapter}`,
	handout: 'Handout',
	playOn: 'Play on freely from here',
	playOnAbout: 'A copy of this subscription, without goals. The lesson stays as it is.',
	more: 'More of this lesson',
} as const;
