import type { Kind } from '../../views/kinds';
import type { pictureWords as en } from '../en/picture';
import type { Localized } from '../localized';
import { count } from './text';

const CHILDREN: Readonly<Record<string, readonly [one: string, many: string]>> = {
	secrets: ['Geheimnis', 'Geheimnisse'],
	containers: ['Container', 'Container'],
	federatedIdentityCredentials: ['Anmeldung', 'Anmeldungen'],
	queues: ['Warteschlange', 'Warteschlangen'],
	topics: ['Thema', 'Themen'],
	tables: ['Tabelle', 'Tabellen'],
	databases: ['Datenbank', 'Datenbanken'],
	sqlDatabases: ['Datenbank', 'Datenbanken'],
	eventhubs: ['Event Hub', 'Event Hubs'],
	consumergroups: ['Consumergruppe', 'Consumergruppen'],
	agentPools: ['Knotenpool', 'Knotenpools'],
	slots: ['Slot', 'Slots'],
};
const inside = (n: number): string => `${n} darin`;

const COUNTED: Readonly<Record<Kind, readonly [one: string, many: string]>> = {
	managementGroup: ['Verwaltungsgruppe', 'Verwaltungsgruppen'],
	subscription: ['Abonnement', 'Abonnements'],
	resourceGroup: ['Ressourcengruppe', 'Ressourcengruppen'],
	virtualMachine: ['virtueller Computer', 'virtuelle Computer'],
	webApp: ['Web-App', 'Web-Apps'],
	functionApp: ['Funktions-App', 'Funktions-Apps'],
	keyVault: ['Schlüsseltresor', 'Schlüsseltresore'],
	storageAccount: ['Speicherkonto', 'Speicherkonten'],
	container: ['Container', 'Container'],
	userIdentity: ['benutzerseitig zugewiesene Identität', 'benutzerseitig zugewiesene Identitäten'],
	systemIdentity: ['systemseitig zugewiesene Identität', 'systemseitig zugewiesene Identitäten'],
	roleAssignment: ['Rollenzuweisung', 'Rollenzuweisungen'],
	secret: ['Geheimnis', 'Geheimnisse'],
	blob: ['Blob', 'Blobs'],
	resource: ['andere Ressource', 'andere Ressourcen'],
};

/** A short span of time, as it stands at an arrow: "6 min". */
const span = (milliseconds: number): string =>
	milliseconds < 60_000
		? `${Math.max(1, Math.ceil(milliseconds / 1000))} s`
		: `${Math.ceil(milliseconds / 60_000)} min`;

/** What is written in the picture itself. */
export const pictureWords: Localized<typeof en> = {
	gone: 'Identität nicht gefunden',
	was: (name) => `war ${name}`,
	locations: {
		westeurope: 'Westeuropa',
		northeurope: 'Nordeuropa',
		eastus: 'USA, Osten',
		westus2: 'USA, Westen 2',
		swedencentral: 'Schweden, Mitte',
		germanywestcentral: 'Deutschland, Westen-Mitte',
		uksouth: 'Vereinigtes Königreich, Süden',
		southeastasia: 'Asien, Südosten',
		australiaeast: 'Australien, Osten',
	},
	picture: {
		kept: (names) => {
			const [name = ''] = names;
			return names.length === 1 && name.length <= 14
				? `${name} gelöscht, wiederherstellbar`
				: `${names.length} gelöscht, wiederherstellbar`;
		},
		subscription: (name) => `Abonnement · ${name}`,
		managementGroup: (name) => `Verwaltungsgruppe · ${name}`,
		userAssigned: 'Benutzerseitig',
		securityGroup: (members) => `Sicherheitsgruppe · ${count(members, 'Mitglied', 'Mitglieder')}`,
		children: (what, n) => (CHILDREN[what] ? count(n, ...CHILDREN[what]) : inside(n)),
		inside,
		propagating: (left) =>
			left === undefined || left <= 0 ? 'verbreitet sich' : `verbreitet sich, ${span(left)}`,
		revoking: (left) =>
			left === undefined || left <= 0 ? 'wird entzogen' : `wird entzogen, ${span(left)}`,
		reach: {
			child: (name) => `nur ${name}`,
			resource: () => '',
			group: () => 'auf der ganzen Gruppe',
			subscription: () => 'auf dem ganzen Abonnement',
			managementGroup: () => 'auf der ganzen Verwaltungsgruppe',
		},
		counted: (n, kind) => count(n, ...COUNTED[kind]),
		countedShort: (n, kind) =>
			kind === 'systemIdentity'
				? `${n} systemseitig`
				: kind === 'userIdentity'
					? `${n} benutzerseitig`
					: count(n, ...COUNTED[kind]),
		held: (n) => count(n, 'Ressource', 'Ressourcen'),
		folded: (group, counts) =>
			`${group} ist als Zahlen gezeichnet: ${counts}. Vergrößern zeigt jede einzeln.`,
		entra: 'Entra',
		tokenEndpoint: 'Tokenendpunkt',
		wouldGrant: (who, scope) => `${who} eine Rolle auf ${scope} erteilen`,
		attachmentTip: 'Zugewiesen',
		bundleTip: (n, kind, from, to) =>
			`${kind === 'role' ? count(n, 'Rollenzuweisung', 'Rollenzuweisungen') : count(n, 'zugewiesene Identität', 'zugewiesene Identitäten')}: ${from} → ${to}`,
		roleSentence: (who, role, scope) => `${who} hat ${role} auf ${scope}.`,
		attachmentSentence: (resource, identity) => `${resource} benutzt ${identity}.`,
		groupSentence: (group, names) =>
			names.length === 0 ? `${group} ist leer.` : `${group} enthält ${names.join(', ')}.`,
		lookAround: 'Umsehen',
		view: 'Ansicht: bewegen, zoomen und mehr',
		panned: {
			left: 'Nach links sehen',
			right: 'Nach rechts sehen',
			up: 'Nach oben sehen',
			down: 'Nach unten sehen',
		},
		foretold: {
			create: 'würde angelegt',
			change: 'würde geändert',
			delete: 'würde gelöscht',
		},
		foretoldShort: {
			create: 'käme hinzu',
			change: 'wäre anders',
			delete: 'fiele weg',
		},
		bin: 'Zum Löschen hier ablegen…',
		pulling: (would) => `Loslassen: ${would}.`,
		dropInto: (group) => `in ${group}`,
		dropBeside: 'nach der Gruppe wird gefragt',
		dropNowhere: 'auf das Bild',
		wheelHint: 'Zum Vergrößern erst ins Bild klicken, oder Strg oder ⌘ halten.',
		tidied: 'Das Bild wurde aufgeräumt.',
		untidied: 'Alles ist wieder, wo es war.',
		undoTidy: 'Zurückstellen',
		fileName: 'keyless-bild',
		exported: (name) => `${name} wurde gespeichert.`,
		aimed: (what) => `Eingabe: ${what}. Escape bricht ab.`,
		zoomIn: 'Vergrößern',
		zoomOut: 'Verkleinern',
		help: 'Die Gliederung sagt alles, was hier gezeichnet ist. Pfeiltasten bewegen die Auswahl, Eingabe öffnet ihr Menü, C verbindet, Entf fragt, ob gelöscht werden soll. Plus und Minus ändern die Größe, 0 zeigt alles, Umschalt und eine Pfeiltaste verschieben das Bild.',
		chosen: (name, kind) => `${name}, ${kind}`,
		connecting: (name) =>
			`Wählen Sie, womit ${name} verbunden werden soll: mit einem Klick oder mit Pfeiltasten und Eingabe. Escape bricht ab.`,
		left: 'Nichts wurde verbunden.',
	},
};
