import type { toolWords as en } from '../en/tools';
import type { Localized } from '../localized';
import { count } from './text';

/** The command palette, the history, what is waiting, workspaces, examples and files. */
export const toolWords: Localized<typeof en> = {
	palette: {
		title: 'Alles durchsuchen',
		createTitle: 'Ressource anlegen',
		placeholder: 'Eine Aktion, eine Ressource, eine Lektion oder eine Zeile, die mit az beginnt',
		createPlaceholder: 'Ein Ressourcentyp',
		results: 'Ergebnisse',
		none: 'So heißt nichts.',
		recent: 'Zuletzt benutzt',
		page: 'Diese Seite',
		goTo: 'Gehe zu',
		lessons: 'Lektionen',
		language: 'Sprache',
		line: 'Im Terminal ausführen',
		create: (name) => `Anlegen: ${name}`,
	},
	waiting: {
		title: 'Was noch kommt',
		about: 'Was die Uhr bringen wird. Zeit vergeht nur, wenn Sie es wollen.',
		none: 'Es kommt nichts mehr.',
		goThere: (what) => `Zeit vergehen lassen bis: ${what}`,
		button: 'Dorthin',
		more: (n) => `und ${count(n, 'späteres Ereignis', 'spätere Ereignisse')}`,
		softDeleted: (name) => `${name} lässt sich nicht mehr wiederherstellen`,
	},
	timing: {
		instant: 'Alles geschieht sofort',
		realistic: 'Alles dauert so lange wie in Azure',
	},
	history: {
		title: 'Verlauf',
		about:
			'Wählen Sie einen Augenblick, um die Welt zu sehen, wie sie war. Verloren geht nichts, bis Sie dort etwas Neues tun.',
		start: 'Der Anfang',
		now: 'jetzt',
		refused: 'was Azure abgelehnt hat',
		went: (label) => `Gegangen zu: ${label}`,
		none: 'Noch wurde nichts getan.',
	},
	workspaces: {
		title: 'Arbeitsbereiche',
		about: 'Jeder ist ein eigenes Abonnement und bleibt in diesem Browser.',
		first: 'Freies Spiel',
		open: 'Öffnen',
		opened: (name) => `${name} ist jetzt geöffnet.`,
		rename: (name) => `${name} umbenennen`,
		newName: (name) => `Neuer Name von ${name}`,
		doRename: 'Umbenennen',
		renamed: (name, by) => `${name} heißt jetzt ${by}.`,
		full: 'Der Browser hat keinen Platz, ihn unter einem anderen Namen zu behalten.',
		remove: (name) => `${name} löschen`,
		removed: (name) => `${name} wurde gelöscht.`,
		goes: (name) =>
			`Das Abonnement in ${name} geht für immer verloren, mit seinem Verlauf. Das lässt sich nicht zurücknehmen.`,
		reallyRemove: 'Löschen',
		current: 'jetzt offen',
		name: 'Name eines neuen Arbeitsbereichs',
		create: 'Neuer Arbeitsbereich',
		empty: 'Geben Sie ihm einen Namen.',
		wrong: 'Erlaubt sind 1 bis 40 Buchstaben, Ziffern, Leerzeichen oder Bindestriche.',
		taken: (name) => `Einen Arbeitsbereich ${name} gibt es schon.`,
	},
	examples: {
		title: 'Beispiele',
		about: 'Architekturen, die laufen, jede in einem eigenen Arbeitsbereich.',
		open: 'Öffnen',
		picture: (title) => `Bild von ${title}`,
	},
	files: {
		exported: (name) => `Gespeichert als ${name}`,
		choose: 'Wählen Sie eine Datei, die Keyless gespeichert hat',
		title: 'Datei öffnen',
		about:
			'Sie öffnet sich in einem eigenen Arbeitsbereich. Was Sie offen haben, bleibt, wie es ist.',
		submit: 'Öffnen',
		file: 'Datei',
		damaged: (why) => `Diese Datei lässt sich nicht öffnen: ${why}.`,
		broken: ({ line, column, ends }) =>
			ends
				? `Diese Datei lässt sich nicht öffnen: Ihr JSON bricht in Zeile ${line}, Spalte ${column} ab.`
				: `Diese Datei lässt sich nicht öffnen: Ihr JSON ist in Zeile ${line}, Spalte ${column} fehlerhaft.`,
		foreign:
			'Diese Datei lässt sich nicht öffnen: Keyless hat sie nicht gespeichert, oder sie wurde seitdem geändert.',
		newer: 'Diese Datei stammt von einem neueren Keyless.',
		browse: 'Auswählen…',
		nothing: 'Keine Datei ausgewählt',
		none: 'Wählen Sie eine Datei.',
	},
};
