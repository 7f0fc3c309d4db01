import type { terminalWords as en } from '../en/terminal';
import type { Localized } from '../localized';
import { count } from './text';

/** The terminal. What `az` itself says stays English, as it is in a real shell. */
export const terminalWords: Localized<typeof en> = {
	log: 'Was ausgeführt wurde, und was es ausgab',
	input: (prompt) => `Befehlszeile, ${prompt}`,
	placeholder: 'az …',
	welcome:
		'Geben Sie az-Befehle ein. Tab vervollständigt, Pfeil nach oben blättert zurück, Strg+R sucht. Was Sie im Bild tun, erscheint hier als Befehl.',
	leave: 'Escape und dann Tab verlässt die Befehlszeile.',
	run: 'Ausführen',
	copy: 'Kopieren',
	copyLine: (line) => `Zeile ${line} kopieren`,
	copied: 'Kopiert',
	rerunSign: '↑',
	doneSign: '#',
	rerun: (line) => `${line} in die Befehlszeile holen`,
	clear: 'Leeren',
	keys: 'Tasten, die ein Touchscreen nicht hat',
	complete: 'Vervollständigen',
	earlier: 'Frühere Zeile',
	earlierSign: '↑',
	export: 'Als .azcli speichern',
	fileName: 'keyless.azcli',
	choices: 'Vervollständigungen',
	required: 'nötig',
	offered: (n) => count(n, 'Vervollständigung', 'Vervollständigungen'),
	nothing: 'Hier gibt es nichts zu vervollständigen.',
	search: 'Im Verlauf suchen',
	searchNothing: 'Keine frühere Zeile enthält das.',
	script: {
		label: 'Eingefügtes Skript',
		steps: (done, all) => `${done} von ${count(all, 'Schritt', 'Schritten')} ausgeführt`,
		next: 'Nächsten ausführen',
		all: 'Alle ausführen',
		drop: 'Rest verwerfen',
		stopped: 'Angehalten: Der letzte Schritt ist gescheitert.',
	},
	status: (code) => `exit ${code}`,
	later: (duration) => `# ${duration} vergangen`,
	interrupted: '^C',
};
