import type { configuratorWords as en } from '../en/configurator';
import type { Localized } from '../localized';

/** The page on which a widget is put together. */
export const configuratorWords: Localized<typeof en> = {
	pageTitle: 'Einbetten · Keyless',
	title: 'Einen Spielplatz einbetten',
	lead: 'Wählen Sie, was eine Ihrer Seiten zeigt. Es läuft auf jeder Seite, speichert dort nichts und sendet nirgendwohin etwas.',
	home: 'Keyless',
	form: 'Was eingebettet wird',
	source: 'Was',
	sources: { lesson: 'Eine Lektion', example: 'Ein Beispiel', world: 'Eine eigene Welt' },
	lesson: 'Lektion',
	example: 'Beispiel',
	link: 'Link zur Welt',
	linkAbout: 'Nehmen Sie ihn aus „Teilen“ in Keyless und fügen Sie ihn hier ein.',
	linkWrong: 'Dieser Link ist nicht zu lesen.',
	step: 'Schon ausgeführte Befehle',
	name: 'Titel',
	view: 'Ansicht',
	views: {
		canvas: 'Bild, mit dem man arbeiten kann',
		lesson: 'Lektion und Bild',
		terminal: 'Terminal und Bild',
		'side-by-side': 'Die beiden Arten nebeneinander',
		picture: 'Stehendes Bild',
	},
	theme: 'Farben',
	themes: { auto: 'Wie die Seite darum', light: 'Hell', dark: 'Dunkel' },
	lang: 'Sprache',
	loading: 'Wird lebendig',
	loadings: {
		lazy: 'Wenn sichtbar',
		eager: 'Sofort',
		click: 'Nach Klick',
	},
	height: 'Höhe in Pixeln',
	auto: 'So hoch wie der Inhalt',
	preview: 'Vorschau',
	code: 'Mitnehmen',
	kinds: { element: 'Element', frame: 'Frame', markdown: 'Markdown' },
	about: {
		element:
			'Für Seiten, auf denen ein Skript laufen darf. Bis man es sieht, ist es ein Bild und kostet nichts.',
		frame: 'Für Seiten, die keine Skripte erlauben.',
		markdown:
			'Für VitePress, Docusaurus und andere, mit dem Plugin von Keyless. Ihr Build scheitert, wenn der Block nicht mehr stimmt.',
	},
	copy: 'Kopieren',
	copied: 'Kopiert',
	notCopied:
		'Der Browser hat das Kopieren nicht erlaubt. Markieren Sie den Text und kopieren Sie ihn.',
};
