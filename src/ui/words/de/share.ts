import type { shareWords as en } from '../en/share';
import type { Localized } from '../localized';
import { count } from './text';

/** Links, the share panel and what is copied as text. */
export const shareWords: Localized<typeof en> = {
	title: 'Teilen',
	about:
		'In einem Link steckt alles: Wer ihn öffnet, bekommt eine eigene Kopie. An einen Server wird nichts gesendet.',
	name: 'Titel',
	untitled: 'Ein Spielplatz',
	link: 'Link',
	copyLink: 'Link kopieren',
	copied: 'Kopiert',
	notCopied:
		'Der Browser hat das Kopieren nicht erlaubt. Markieren Sie den Text und kopieren Sie ihn.',
	fresh: 'Für einen geteilten Bildschirm: leer beginnen und nichts aufbewahren',
	length: (n) => count(n, 'Zeichen', 'Zeichen'),
	long: 'Dieser Link ist zu lang für einen QR-Code.',
	tooLong: 'Das ist zu viel für einen Link. Speichern Sie es als Datei.',
	qr: (title) => `QR-Code mit dem Link zu ${title}`,
	more: 'Oder mitnehmen als',
	embed: 'Einbetten…',
	embedAbout: 'In eine eigene Seite setzen.',
	file: 'Datei',
	svg: 'SVG',
	png: 'PNG',
	azcli: '.azcli',
	text: 'Als Text kopieren',
	textAbout: 'Markdown für ein Ticket, jemanden aus dem Team oder einen Assistenten.',
	textCopied: 'Der Text wurde kopiert.',
	azcliName: 'keyless.azcli',
	markdown: {
		person: (name) => `Angemeldet als ${name}.`,
		world: 'Welt',
		empty: 'Hier ist noch nichts.',
		goals: 'Ziele',
		failing: 'Noch nicht erreicht',
		saw: (sentence) => `gesehen: ${sentence}`,
		errors: 'Letzte Fehler',
		commands: 'Letzte Befehle',
		lesson: (title) => `Lektion: ${title}`,
		open: 'Öffnen',
	},
	received: {
		title: 'Ein Link',
		replace: (lesson) => `Ihre Arbeit in ${lesson} ersetzen?`,
		replaceAbout: (steps, lesson) =>
			`Dieser Link bringt ${count(steps, 'Schritt', 'Schritte')} von „${lesson}“. Sie haben diese Lektion selbst begonnen: Öffnen Sie den Link, sind Ihre Schritte für immer weg.`,
		submit: 'Meine Arbeit ersetzen',
		opened: (title) => `Geöffnet: ${title}`,
		fault: {
			damaged:
				'Dieser Link ist beschädigt oder unvollständig. Was Sie offen haben, wurde nicht angerührt.',
			newer:
				'Dieser Link stammt von einem neueren Keyless. Was Sie offen haben, wurde nicht angerührt.',
			tooLarge:
				'In diesem Link steckt mehr, als ein Link darf. Was Sie offen haben, wurde nicht angerührt.',
			noLesson: 'Diese Lektion gibt es hier nicht. Was Sie offen haben, wurde nicht angerührt.',
		},
	},
};
