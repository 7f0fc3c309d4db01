import { list } from './text';
import type { lessonWords as en } from '../en/lesson';
import type { Localized } from '../localized';

/** A lesson being done. */
export const lessonWords: Localized<typeof en> = {
	toTerminal: 'Ins Terminal',
	toTerminalLong: (line) => `Ins Terminal: ${line}`,
	spoken: (tag) => `Diese Lektion ist auf ${tag === 'de' ? 'Deutsch' : 'Englisch'}.`,
	stepLink: (step) => `Link zu Schritt ${step}`,
	miniCanvas: (done, of) =>
		of === 0 ? 'Eine kleine Welt' : `Eine kleine Welt, ${done} von ${of} Schritten getan`,
	backToStart: 'Zurück',
	glossary: 'Glossar',
	atMicrosoft: 'Bei Microsoft',
	solution: 'Lösung zeigen',
	solutionAbout:
		'Beim Abspielen beginnt die Lektion von vorn. Schritt für Schritt zeigt, was jede Zeile tut.',
	playNext: 'Nächsten Schritt abspielen',
	playAll: 'Alles abspielen',
	letPass: (duration) => `${duration} vergehen lassen`,
	signIn: (name) => `Als ${name} anmelden`,
	kept: 'bis jetzt; so soll es bleiben',
	broken: 'verloren',
	goneTooEarly: (names) =>
		`${list(names)} ${names.length === 1 ? 'ist' : 'sind'} weg, und ein früheres Ziel braucht ${names.length === 1 ? 'es' : 'sie'} noch. Machen Sie so lange rückgängig, bis ${names.length === 1 ? 'es wieder da ist' : 'sie wieder da sind'}.`,
	previous: 'Vorige',
	toCheck: 'Prüfung',
	toCheckLong: (chapter) => `Weiter: drei Fragen zu ${chapter}`,
	handout: 'Handzettel',
	playOn: 'Von hier frei weiterspielen',
	playOnAbout: 'Eine Kopie dieses Abonnements, ohne Ziele. Die Lektion bleibt, wie sie ist.',
	more: 'Mehr zu dieser Lektion',
};
