import type { widgetWords as en } from '../en/widget';
import type { Localized } from '../localized';

/** The embedded playground. */
export const widgetWords: Localized<typeof en> = {
	label: 'Keyless-Spielplatz',
	picture: (title) => `Bild: ${title}`,
	panes: { lesson: 'Lektion', canvas: 'Bild', terminal: 'Terminal' },
	changed: 'geändert',
	tools: 'Spielplatz',
	reset: 'Von vorn',
	open: 'In Keyless öffnen',
	goals: (done, of) => `${done} von ${of} Zielen erreicht`,
	failed: 'Der Spielplatz konnte nicht geladen werden. Dieses Bild zeigt, was er enthält.',
	missing: 'So heißt hier nichts.',
	errors: {
		unknown: 'Auf diese Frage antwortet ein Spielplatz nicht.',
		state: 'Dieser Stand ist nicht zu lesen. Nichts wurde geändert.',
		tooLong: 'Diese Zeile ist zu lang.',
	},
};
