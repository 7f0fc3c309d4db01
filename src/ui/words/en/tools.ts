import type { TextPlace } from '../../../playground';
import { count } from './text';

/** The command palette, the history, what is waiting, workspaces, examples and files. */
export const toolWords = {
	palette: {
		title: 'Search everything',
		createTitle: 'Create a resource',
		placeholder: 'An action, a resource, a lesson, or a line that begins with az',
		createPlaceholder: 'A type of resource',
		results: 'Results',
		none: 'Nothing is called that.',
		recent: 'Used last',
		page: 'This page',
		goTo: 'Go to',
		lessons: 'Lessons',
		language: 'Language',
		line: 'Run in the terminal',
		create: (name: string) => `Create: ${name}`,
	},
	waiting: {
		title: 'What is waiting',
		about: 'What the clock will bring. Time passes only when you let it.',
		none: 'Nothing is waiting to happen.',
		goThere: (what: string) => `Let time pass until: ${what}`,
		button: 'Go there',
		more: (n: number) => `and ${count(n, 'later event')}`,
		softDeleted: (name: string) => `${name} can no longer be recovered`,
	},
	timing: {
		instant: 'Everything happens at once',
		realistic: 'Everything takes the time that it takes in Azure',
	},
	history: {
		title: 'History',
		about:
			'Choose a moment to see the world as it was then. Nothing is lost until you do something new there.',
		start: 'The beginning',
		now: 'now',
		refused: 'which Azure refused',
		went: (label: string) => `Went to: ${label}`,
		none: 'Nothing was done yet.',
	},
	workspaces: {
		title: 'Workspaces',
		about: 'Each is a subscription of its own, kept in this browser.',
		first: 'Free play',
		open: 'Open',
		opened: (name: string) => `${name} is open now.`,
		rename: (name: string) => `Rename ${name}`,
		newName: (name: string) => `New name of ${name}`,
		doRename: 'Rename',
		renamed: (name: string, by: string) => `${name} is called ${by} now.`,
		full: 'The browser has no room to keep it under another name.',
		remove: (name: string) => `Delete ${name}`,
		removed: (name: string) => `${name} was deleted.`,
		goes: (name: string) =>
			`The subscription in ${name} goes for good, with its history. It cannot be undone.`,
		reallyRemove: 'Delete it',
		current: 'open now',
		name: 'Name of a new workspace',
		create: 'New workspace',
		empty: 'Give it a name.',
		wrong: 'It takes 1 to 40 letters, digits, spaces or hyphens.',
		taken: (name: string) => `There is a workspace ${name} already.`,
	},
	examples: {
		title: 'Examples',
		about: 'Architectures that work, each in a workspace of its own.',
		open: 'Open',
		picture: (title: string) => `Picture of ${title}`,
	},
	files: {
		exported: (name: string) => `Saved as ${name}`,
		choose: 'Choose a file that Keyless saved',
		title: 'Open a file',
		about: 'It opens in a workspace of its own. What you have open stays as it is.',
		submit: 'Open',
		file: 'File',
		damaged: (why: string) => `This file cannot be opened: ${why}.`,
		broken: ({ line, column, ends }: TextPlace) =>
			ends
				? `This file cannot be opened: its JSON stops short at line ${line}, column ${column}.`
				: `This file cannot be opened: its JSON is broken at line ${line}, column ${column}.`,
		foreign: 'This file cannot be opened: Keyless did not save it, or it was changed since.',
		newer: 'This file is from a newer Keyless.',
		browse: 'Choose…',
		nothing: 'No file chosen',
		none: 'Choose a file.',
	},
} as const;
