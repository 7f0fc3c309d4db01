import { count } from './text';

/** Links, the share panel and what is copied as text: loaded with them. */
export const shareWords = {
	title: 'Share',
	about:
		'A link holds everything: whoever opens it gets a copy of their own. Nothing is sent to a server.',
	name: 'Title',
	untitled: 'A playground',
	link: 'Link',
	copyLink: 'Copy the link',
	copied: 'Copied',
	notCopied: 'The browser did not allow copying. Select the text and copy it.',
	fresh: 'For a shared screen: start clean, and keep nothing',
	length: (n: number) => count(n, 'character'),
	long: 'This link is too long for a QR code.',
	tooLong: 'This is too much for a link. Save it as a file instead.',
	qr: (title: string) => `QR code of the link to ${title}`,
	more: 'Or take it along as',
	file: 'File',
	svg: 'SVG',
	png: 'PNG',
	azcli: '.azcli',
	text: 'Copy as text',
	textAbout: 'Markdown for an issue, a colleague or an assistant.',
	textCopied: 'The text was copied.',
	azcliName: 'keyless.azcli',
	markdown: {
		person: (name: string) => `Signed in as ${name}.`,
		world: 'World',
		empty: 'Nothing is here yet.',
		goals: 'Goals',
		failing: 'Not reached yet',
		saw: (sentence: string) => `saw: ${sentence}`,
		errors: 'Last errors',
		commands: 'Last commands',
		lesson: (title: string) => `Lesson: ${title}`,
		open: 'Open it',
	},
	received: {
		title: 'A link',
		replace: (lesson: string) => `Replace your work in ${lesson}?`,
		replaceAbout: (steps: number, lesson: string) =>
			`This link brings ${count(steps, 'step')} of “${lesson}”. You have begun this lesson yourself: opening the link would put your steps aside for good.`,
		submit: 'Replace my work',
		opened: (title: string) => `Opened: ${title}`,
		fault: {
			damaged: 'This link is damaged or incomplete. What you have open was not touched.',
			newer: 'This link is from a newer Keyless. What you have open was not touched.',
			tooLarge: 'This link holds more than a link may. What you have open was not touched.',
			noLesson: 'There is no such lesson here. What you have open was not touched.',
		},
	},
} as const;
