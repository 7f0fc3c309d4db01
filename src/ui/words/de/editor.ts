import type { editorWords as en } from '../en/editor';
import type { Localized } from '../localized';
import { count, list } from './text';

/** The code pane. */
export const editorWords: Localized<typeof en> = {
	label: 'Code',
	tabList: 'Diese Welt als',
	tabs: {
		arm: 'ARM',
		bicep: 'Bicep',
		terraform: 'Terraform',
		az: 'az',
		requests: 'Anforderungen',
		deploy: 'Bereitstellen',
	},
	close: 'Code schließen',
	scope: 'Geschrieben aus',
	everything: 'Alles',
	only: (name) => `Nur ${name}`,
	file: 'Datei',
	copy: 'Kopieren',
	copied: 'Kopiert',
	copyFailed:
		'Der Browser erlaubt das Kopieren nicht. Markieren Sie den Text und kopieren Sie ihn selbst.',
	download: 'Herunterladen',
	downloaded: (name) => `${name} gespeichert`,
	changes: 'Letzte Änderung',
	changesLong: 'Zeigen, was der letzte Schritt geändert hat',
	changedFile: (file) => `± ${file}`,
	noChange: 'Der letzte Schritt hat hier nichts geändert.',
	filesGone: (files) => `Der letzte Schritt hat ${list(files)} weggenommen.`,
	changedElsewhere: (files) => `Der letzte Schritt hat hier nichts geändert, aber ${list(files)}.`,
	before: 'Vor dem letzten Schritt',
	after: 'Jetzt',
	edit: 'Bearbeiten',
	editLong: 'Eine Kopie nach „Bereitstellen“ übernehmen, um sie zu ändern und bereitzustellen',
	empty: 'Hier gibt es noch nichts zu schreiben. Legen Sie etwas an, und sein Code steht hier.',
	writing: 'Wird geschrieben',
	loadFailed:
		'Der Editor konnte nicht geladen werden. Der Text ist ganz da; nur Farben und Bearbeiten fehlen.',
	loadAlone:
		'Diese eine Datei hat keinen Editor: Zum Bearbeiten braucht es die ganze Seite von Keyless. Der Text ist ganz da.',
	codeLabel: (tab, file) => `${tab}, ${file}. Nur zum Lesen.`,
	draftLabel: (file) => `${file}, zum Bearbeiten.`,
	leave: 'Strg+M lässt Tab den Text verlassen, Escape auch.',
	leaveMac: 'Ctrl+Umschalt+M lässt Tab den Text verlassen, Escape auch.',
	letTabLeave: 'Tab den Text verlassen lassen',
	tabLeavesForGood: 'Tab verlässt den Text: ein oder aus',
	leaving: 'Tab verlässt jetzt den Text.',
	staying: 'Tab rückt den Text wieder ein.',
	readOnly: 'Das ist aus der Welt geschrieben. Mit „Bearbeiten“ ändern Sie eine Kopie davon.',
	selected: (name) => `${name} ist ausgewählt.`,
	requests: {
		none: '# Noch wurde keine Anforderung gesendet.',
		as: (who) => `von ${who}`,
		answered: (status) => `# → ${status}`,
	},
	grant: (role, who) => (who === '' ? role : `${role} für ${who}`),
	deploy: {
		language: 'Geschrieben als',
		languages: { json: 'ARM-JSON', bicep: 'Bicep' },
		open: 'Datei öffnen…',
		opened: (names) =>
			names.length > 2
				? `${names.length} Dateien sind offen.`
				: `${list(names)} ${names.length === 1 ? 'ist' : 'sind'} offen.`,
		begun: (beginning) => `Hier steht jetzt: ${beginning}.`,
		taken: 'Hier steht jetzt eine Kopie der Welt.',
		filledIn: (files, names) =>
			names.length === 0
				? `In ${list(files)} ist kein Wert für einen Parameter dieser Vorlage.`
				: `Aus ${list(files)} ausgefüllt: ${list(names)}.`,
		notDeclared: (names) =>
			names.length === 1
				? `Einen Parameter ${list(names)} hat die Vorlage nicht.`
				: `Parameter ${list(names)} hat die Vorlage nicht.`,
		inVault: (names) =>
			`${list(names)}: Die Datei lässt den Wert im Schlüsseltresor. Geben Sie ihn hier ein.`,
		bicepparam: (name) =>
			`${name}: Parameter werden hier aus JSON gelesen. Das macht az bicep build-params daraus.`,
		notText: (name) => `${name} ist weder Vorlage noch Parameterdatei.`,
		tooBig: (name) => `${name} ist größer als 4 MB. So große Vorlagen nimmt Azure nicht.`,
		notReadable: (name) => `${name} ist kein Text.`,
		back: 'Zurück zu dem, was da war',
		tooLong:
			'Das ist länger, als ein Browser behält: Es hält so lange wie diese Seite. Was wieder gebraucht wird, gehört in eine Datei.',
		files: 'Dateien der Vorlage',
		add: 'Datei hinzufügen',
		rename: 'Umbenennen',
		renameLong: 'Dieser Datei einen anderen Namen geben (F2)',
		renamed: (name, rewritten) =>
			rewritten.length === 0
				? `Sie heißt jetzt ${name}.`
				: `Sie heißt jetzt ${name}, auch in ${list(rewritten)}.`,
		fileName: (name) => `Neuer Name von ${name}`,
		nameTaken: 'So kann keine Datei heißen, oder eine andere heißt schon so.',
		remove: (name) => `${name} entfernen`,
		removed: (name) => `${name} wurde entfernt.`,
		mainStays: 'Diese Datei wird bereitgestellt: Sie bleibt.',
		deletes: (names) =>
			`Der vollständige Modus löscht, was die Vorlage nicht nennt: ${names.join(', ')}.`,
		dropHere: 'Legen Sie hier eine Vorlage oder Parameterdatei ab',
		begin: 'Beginnen mit',
		beginnings: {
			identity: 'Eine Identität, die Blobs lesen darf',
			site: 'Eine Web-App mit eigener Identität und ein Schlüsseltresor',
			empty: 'Nichts',
		},
		name: 'Name',
		target: 'Ziel',
		targetSubscription: 'Das Abonnement',
		mode: 'Modus',
		modes: { Incremental: 'Inkrementell', Complete: 'Vollständig' },
		parameters: 'Parameter',
		required: 'nötig',
		secure: 'bleibt geheim',
		byDefault: (value) => `Sonst ${value}`,
		faults: {
			needed: 'Hier ist ein Wert nötig.',
			int: 'Hier ist eine ganze Zahl nötig, etwa 3.',
			bool: 'Hier ist true oder false nötig.',
			array: 'Hier ist ein JSON-Array nötig, etwa ["a", "b"].',
			object: 'Hier ist ein JSON-Objekt nötig, etwa {"team": "shop"}.',
			allowed: 'Diesen Wert lässt die Vorlage nicht zu.',
		},
		whatIf: 'Was wäre, wenn',
		whatIfLong: 'Sagen, was sich ändern würde, und nichts bereitstellen',
		deploy: 'Bereitstellen',
		deploying: (name) => `${name} bereitstellen`,
		noTarget: 'Es gibt keine Ressourcengruppe dafür. Legen Sie zuerst eine an.',
		problems: (n) => (n === 0 ? 'Keine Fehler' : count(n, 'Fehler', 'Fehler')),
		needed: (n) => `${n} nötig`,
		wrong: (n) => `${n} falsch`,
		outcome: 'Ergebnis',
		below: 'Unter dem Text',
		line: (line) => `Zeile ${line}`,
		inFile: (path, line) => `${path}, Zeile ${line}`,
		goTo: (line, message) => `Zu Zeile ${line} gehen: ${message}`,
		severity: { error: 'Fehler', warning: 'Warnung' },
		notJsonTemplate: 'Die Vorlage ist kein gültiges JSON.',
		unknownType: (type) =>
			`Keyless kennt den Typ '${type}' nicht. Er wird als Ressource mit Namen und Eigenschaften bereitgestellt, ohne Verhalten.`,
		refused: 'Azure lehnt diese Vorlage ab',
		foretold: {
			title: 'Was sich ändern würde',
			none: 'Nichts würde sich ändern.',
			stale: 'Inzwischen hat sich etwas geändert. Fragen Sie noch einmal.',
			Create: 'Anlegen',
			Modify: 'Ändern',
			Delete: 'Löschen',
			NoChange: 'Keine Änderung',
			Ignore: 'Bleibt, wie es ist',
			Deploy: 'Bereitstellen',
			signs: { Create: '+', Modify: '~', Delete: '−', NoChange: '=', Ignore: '·', Deploy: '!' },
			counts: (n, kind) => `${kind}: ${n}`,
			from: (before, after) => `${before} → ${after}`,
			added: (after) => `+ ${after}`,
			removed: (before) => `− ${before}`,
			clear: 'Ausblenden',
			drawn: 'Es ist ins Bild gezeichnet.',
		},
		progress: {
			title: (name) => `Bereitstellung ${name}`,
			states: {
				waiting: 'wartet',
				running: 'läuft',
				succeeded: 'fertig',
				failed: 'gescheitert',
				canceled: 'abgebrochen',
			},
			later: 'Eine Minute vergehen lassen',
			done: (made, all) => `${made} von ${all}`,
			outputs: 'Ausgaben',
		},
		command: 'Dasselbe im Terminal',
	},
};
