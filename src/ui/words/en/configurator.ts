import type { WidgetTheme, WidgetView } from '../../widget/params';

/** The page on which a widget is put together. */
export const configuratorWords = {
	pageTitle: 'Embed · Keyless',
	title: 'Embed a playground',
	lead: 'Choose what a page of yours shows. It works in any page, stores nothing there and sends nothing anywhere.',
	home: 'Keyless',
	form: 'What to embed',
	source: 'What',
	sources: { lesson: 'A lesson', example: 'An example', world: 'A world of your own' },
	lesson: 'Lesson',
	example: 'Example',
	link: 'Link to the world',
	linkAbout: 'Take it from “Share” in Keyless, and paste it here.',
	linkWrong: 'This link cannot be read.',
	step: 'Commands already run',
	name: 'Title',
	view: 'View',
	views: {
		canvas: 'Picture that can be worked with',
		lesson: 'Lesson and picture',
		terminal: 'Terminal and picture',
		'side-by-side': 'The two kinds side by side',
		picture: 'Still picture',
	} satisfies Record<WidgetView, string>,
	theme: 'Colours',
	themes: { auto: 'As the page around it', light: 'Light', dark: 'Dark' } satisfies Record<
		WidgetTheme,
		string
	>,
	lang: 'Language',
	loading: 'Comes alive',
	loadings: {
		lazy: 'When in view',
		eager: 'At once',
		click: 'After a click',
	},
	height: 'Height in pixels',
	auto: 'As high as its content',
	preview: 'Preview',
	code: 'Take it along',
	kinds: { element: 'Element', frame: 'Frame', markdown: 'Markdown' },
	about: {
		element:
			'For pages in which a script may run. Before it is seen it is a picture and costs nothing.',
		frame: 'For pages that allow no scripts.',
		markdown:
			'For VitePress, Docusaurus and others, with the plugin of Keyless. Their build fails when the block no longer tells the truth.',
	},
	copy: 'Copy',
	copied: 'Copied',
	notCopied: 'The browser did not allow copying. Select the text and copy it.',
} as const;
