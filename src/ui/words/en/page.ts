import type { SaveState, SaveNotice } from '../../../playground';
import type { View } from '../../frame/panes.svelte';
import type { Theme } from '../../theme.svelte';
import { count } from './text';

/** The frame of the page: top bar, panes, lesson, course, menus. */
export const pageWords = {
	product: 'Keyless',
	shellFailed: 'Keyless could not be loaded. Check the connection and load the page again.',
	title: (place: string) => `${place} · Keyless`,
	topbar: {
		label: 'Keyless',
		places: 'Places',
		course: 'Course',
		play: 'Free play',
		undo: (what: string | undefined) => (what ? `Undo: ${what}` : 'Nothing to undo'),
		redo: (what: string | undefined) => (what ? `Redo: ${what}` : 'Nothing to redo'),
		day: (day: number, time: string) => `Day ${day}, ${time}`,
		clock: (time: string) => `Virtual clock: ${time}. Let time pass`,
		later: '+10 min',
		laterLong: 'Let ten minutes pass',
		signedIn: (name: string, role: string | undefined) => (role ? `${name} · ${role}` : name),
		signedInLong: (upn: string, role: string | undefined) =>
			`Signed in as ${upn}${role ? `, ${role} of the subscription` : ''}`,
		people: 'Sign in as',
		noRole: 'no role',
		theme: 'Colours',
		themes: { system: 'As the device', light: 'Light', dark: 'Dark' } satisfies Record<
			Theme,
			string
		>,
		more: 'More',
		keys: 'Keyboard shortcuts',
		startOver: 'Start over',
	},
	clock: {
		menu: 'Let time pass',
		minute: '1 minute',
		tenMinutes: '10 minutes',
		hour: '1 hour',
		day: '1 day',
		next: (what: string) => `To the next event: ${what}`,
		in: (span: string) => `in ${span}`,
		nothingNext: 'Nothing is waiting to happen',
		passed: (duration: string) => `${duration} passed`,
		duration: (milliseconds: number) => {
			const minutes = Math.round(milliseconds / 60_000);
			if (minutes < 1) return count(Math.round(milliseconds / 1000), 'second');
			if (minutes < 120) return count(minutes, 'minute');
			if (minutes < 48 * 60) return count(Math.round(minutes / 60), 'hour');
			return count(Math.round(minutes / 1440), 'day');
		},
	},
	/** What the clock is waiting for, by the kind of record. */
	timers: {
		resource: 'a resource is set up',
		resourceGroup: 'a resource group is set up',
		servicePrincipal: 'an identity is known everywhere',
		keyCredential: 'a certificate is renewed',
		roleAssignment: 'a role takes effect',
		accessToken: 'a token expires',
	} as Readonly<Record<string, string>>,
	panes: {
		switch: 'Panes',
		views: {
			lesson: 'Lesson',
			canvas: 'Canvas',
			details: 'Details',
			activity: 'Activity',
		} satisfies Record<View, string>,
		course: 'Course',
		play: 'Add',
		resizeLesson: 'Resize the left pane',
		resizeDetails: 'Resize the details pane',
		resizeBottom: 'Resize the lower panes',
		resizeFeed: 'Resize the activity pane',
		program: 'Program',
		feed: 'What happened',
	},
	canvas: {
		label: 'Picture of the subscription',
		outline: 'Outline',
		fit: 'Fit',
		drawing: 'Drawing the picture',
		failed: 'The picture could not be loaded. The outline shows the same things.',
		empty: 'Nothing is here yet.',
	},
	lesson: {
		label: 'Lesson',
		place: (chapter: string, number: number, of: number) =>
			`${chapter} / lesson ${number} of ${of}`,
		chapter: (number: number, title: string) => `${number} · ${title}`,
		run: 'Run',
		runLong: (line: string) => `Run: ${line}`,
		ran: 'Done',
		failed: 'Failed',
		goals: 'Goals',
		done: 'done',
		open: 'not yet',
		expected: (text: string) => `Expected: ${text}.`,
		saw: (text: string) => `Saw: ${text}.`,
		hint: 'Hint',
		startOver: 'Start over',
		next: 'Next',
		finish: 'Back to the map',
		minutes: (minutes: number) => count(minutes, 'minute'),
		solved: 'Done. Every goal is reached.',
		solvedSoFar: (done: number, of: number) => `${done} of ${of} goals reached`,
		missing: 'There is no such lesson.',
		loading: 'Opening the lesson',
		sources: 'Read more at Microsoft',
		goTo: (title: string) => `Next: ${title}`,
	},
	course: {
		title: 'Course',
		lead: 'Each lesson takes a few minutes and has something to do. Begin anywhere.',
		lessons: (n: number) => count(n, 'lesson'),
		done: 'Done',
		begin: 'Begin',
		current: 'Continue',
	},
	play: {
		title: 'Free play',
		lead: 'This subscription is yours. Add resources, give them identities, grant roles, and run their programs to see what happens.',
		add: 'Add to the subscription',
		startOver: 'Start over',
		about: {
			virtualMachine: 'Runs code. Gets tokens from its own address.',
			webApp: 'Runs a site on App Service.',
			functionApp: 'Runs functions on App Service.',
			keyVault: 'Keeps secrets.',
			storageAccount: 'Keeps blobs in containers.',
			userIdentity: 'An identity to share between resources.',
			resourceGroup: 'Holds resources; a role on it reaches them all.',
		},
	},
	save: {
		saved: '',
		unsaved: '',
		blocked: 'This browser keeps nothing for this page: what you do lasts until you close it.',
		full: 'The browser has no room left: what you do lasts until you close this page.',
	} satisfies Record<SaveState, string>,
	notice: {
		damaged: 'The saved state could not be read. It was put aside and a new one begun.',
		newer: 'The saved state is from a newer Keyless. It was put aside and a new one begun.',
		overtaken: 'You had begun before the saved state was loaded. It was put aside.',
	} satisfies Record<SaveNotice['kind'], string>,
	keysDialog: {
		title: 'Keyboard shortcuts',
		everywhere: 'Everywhere',
		inTree: 'In the outline',
		move: 'Move, open and close',
		menu: 'What can be done with it',
		type: 'Jump to a name',
		typeKeys: 'Letters',
		menuKeys: 'Enter or Shift+F10',
		moveKeys: 'Arrow keys',
		here: 'With something selected',
	},
	menu: {
		label: (name: string) => `What to do with ${name}`,
		notAllowed: (name: string) => `${name} may not do this, and can try`,
		close: 'Close',
	},
	dismiss: 'Dismiss',
	copy: 'Copy',
	copied: 'Copied',
} as const;
