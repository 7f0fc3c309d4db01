/** The embedded playground. */
export const widgetWords = {
	label: 'Keyless playground',
	picture: (title: string) => `Picture: ${title}`,
	panes: { lesson: 'Lesson', canvas: 'Picture', terminal: 'Terminal' },
	changed: 'changed',
	tools: 'Playground',
	reset: 'Start over',
	open: 'Open in Keyless',
	goals: (done: number, of: number) => `${done} of ${of} goals reached`,
	failed: 'The playground could not be loaded. This picture shows what it holds.',
	missing: 'There is nothing of that name here.',
	errors: {
		unknown: 'This is no question that a playground answers.',
		state: 'This state cannot be read. Nothing was changed.',
		tooLong: 'This line is too long.',
	},
} as const;
