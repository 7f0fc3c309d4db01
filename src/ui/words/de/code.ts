import type { codeWords as en } from '../en/code';
import type { Localized } from '../localized';

const KEYS_LAST = [
	{
		text: 'Er gilt von jedem Computer aus, für alle, und das Protokoll kann nicht sagen, wer es war.',
		see: 'https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identity-best-practice-recommendations',
	},
	{
		text: 'Er läuft nie ab. Man muss ihn wechseln und den neuen jedem Programm geben, das ihn hat.',
		see: 'https://learn.microsoft.com/azure/key-vault/secrets/secrets-best-practices',
	},
];

const noKeys = (see: string) => (owner: string) => [
	{
		text: `Nichts: ${owner} nimmt keine Schlüssel an. Es lehnt dieses Programm ab und jeden, der die Verbindungszeichenfolge hat. Nur Rollen öffnen es.`,
		see,
	},
];

/** The code tab: programs in several languages, and running one of them. */
export const codeWords: Localized<typeof en> = {
	does: 'Was es tut',
	lists: {
		listResources: (group) => `Auflisten, was in ${group} ist`,
		listMachines: (group) => `Computer in ${group} auflisten`,
		listIdentities: (group) => `Identitäten in ${group} auflisten`,
		listVaults: (group) => `Schlüsseltresore in ${group} auflisten`,
		listAccounts: (group) => `Speicherkonten in ${group} auflisten`,
		listAssignments: (group) => `Auflisten, wer in ${group} welche Rolle hat`,
	},
	as: 'Als',
	asDefault: 'welche auch antwortet',
	credential: 'Anmeldung',
	language: 'Sprache',
	languages: { javascript: 'JavaScript', python: 'Python', csharp: 'C#', java: 'Java', go: 'Go' },
	program: (language) => `Das Programm in ${language}`,
	run: 'Ausführen',
	stop: 'Anhalten',
	reset: 'Zurücksetzen',
	copy: 'Kopieren',
	copied: 'Kopiert',
	runHint: 'Strg+Eingabe führt es aus. Tab verlässt den Text.',
	reading: (language) => `${language} ist hier zum Lesen: Auf dieser Seite läuft nur JavaScript.`,
	notHere: (name) =>
		`Zum Lesen, nicht zum Ausführen: Diese Seite bringt ${name} nicht mit. Dasselbe tut, Anforderung für Anforderung, der Reiter „Schritte“.`,
	alone:
		'Zum Lesen: In dieser einen Datei laufen keine Programme. Sie brauchen die ganze Seite von Keyless.',
	install: 'Seine Pakete',
	frame: 'Sandkasten des Programms',
	output: 'Ausgabe',
	noOutput: 'Noch ist nichts gelaufen.',
	running: 'Läuft…',
	line: (line) => `Zeile ${line}`,
	goToLine: (line) => `Zu Zeile ${line} gehen`,
	ended: {
		done: (requests) =>
			requests === 0
				? 'Fertig. Es hat Azure nach nichts gefragt.'
				: requests === 1
					? 'Fertig, mit 1 Anforderung.'
					: `Fertig, mit ${requests} Anforderungen.`,
		failed: () => 'Es endete mit einem Fehler.',
		stopped: () => 'Sie haben es angehalten.',
		changed: () =>
			'Angehalten: Inzwischen hat sich etwas anderes geändert. Führen Sie es noch einmal aus.',
		silent: () =>
			'Angehalten: Es hat 5 Sekunden ohne Pause gearbeitet. Gibt es eine Schleife ohne Ende?',
		late: () => 'Angehalten: Es dauerte länger als 20 Sekunden.',
		tooLong: () => 'Angehalten: Es hat länger als einen Tag von Azures Zeit gewartet.',
		tooMuch: () => 'Angehalten: Es hat zu viel ausgegeben oder gefragt.',
		unavailable: () => 'Die Pakete konnten nicht geladen werden. Einmal brauchen sie das Netz.',
	},
	waited: (span) => `${span} von Azures Zeit vergingen.`,
	steps: 'Jede Anforderung ansehen',
	step: (name) => `Code auf ${name}`,
	about: 'Dazu',
	aboutLines: [
		'Die Pakete sind Microsofts eigene, für Browser. Ihre Anforderungen gehen als diese Ressource an das simulierte Azure und sonst nirgendwohin.',
		'Nur @azure/identity ist ein Stellvertreter, weil das echte in einem Browser nicht arbeiten will: Er hat DefaultAzureCredential, ManagedIdentityCredential und ChainedTokenCredential mit denselben Optionen, Anforderungen und Meldungen.',
		'Das Programm läuft in einem Worker ohne Netz, ohne Speicher und ohne Weg zu dieser Seite. Warten kostet hier keine Zeit: Stattdessen geht Azures Uhr weiter.',
	],
	packages: (names) => `Es kann importieren: ${names.join(', ')}.`,
	side: 'Neben dem Programm',
	sides: { output: 'Ausgabe', key: 'Stattdessen mit Schlüssel' },
	key: {
		connection: (owner) => `Dasselbe mit einer Verbindungszeichenfolge von ${owner}`,
		secret: 'Dasselbe mit dem geheimen Clientschlüssel einer Anwendung',
		leak: 'Wenn er bekannt wird',
		came: 'Was sich mit der Identität geändert hat',
		storageLeak: (account, containers, blobs) => [
			{
				text: `Der Schlüssel darin öffnet jedem, der ihn hat, ganz ${account}: hier ${containers === 1 ? '1 Container' : `${containers} Container`} mit ${blobs === 1 ? '1 Blob' : `${blobs} Blobs`}, zum Lesen, Ändern und Löschen.`,
				see: 'https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage',
			},
			{
				text: 'Er gilt von jedem Computer aus. Das Protokoll sagt, dass ein Schlüssel benutzt wurde, nicht von wem.',
				see: 'https://learn.microsoft.com/azure/storage/common/shared-key-authorization-prevent',
			},
			{
				text: 'Er läuft nie ab. Man muss ihn wechseln und den neuen jedem Programm geben, das ihn hat.',
				see: 'https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage#manually-rotate-access-keys',
			},
		],
		holderLeak: {
			configuration: (store) => [
				{
					text: `Der Schlüssel darin öffnet jedem, der ihn hat, alle Einstellungen von ${store}, zum Lesen und, wenn er nicht nur lesen darf, zum Ändern.`,
					see: 'https://learn.microsoft.com/azure/azure-app-configuration/howto-disable-access-key-authentication',
				},
				...KEYS_LAST,
			],
			bus: (namespace) => [
				{
					text: `Ohne Weiteres gehört er zur Richtlinie RootManageSharedAccessKey: alle Warteschlangen und Themen von ${namespace} beschicken, lesen und verwalten.`,
					see: 'https://learn.microsoft.com/azure/service-bus-messaging/service-bus-sas',
				},
				...KEYS_LAST,
			],
			hubs: (namespace) => [
				{
					text: `Ohne Weiteres gehört er zur Richtlinie RootManageSharedAccessKey: alle Event Hubs von ${namespace} beschicken, lesen und verwalten.`,
					see: 'https://learn.microsoft.com/azure/event-hubs/authorize-access-shared-access-signature',
				},
				...KEYS_LAST,
			],
			cosmos: (account) => [
				{
					text: `Der Schlüssel darin öffnet jedem, der ihn hat, alle Datenbanken von ${account}, zum Lesen, Ändern und Löschen.`,
					see: 'https://learn.microsoft.com/azure/cosmos-db/secure-access-to-data',
				},
				...KEYS_LAST,
			],
		},
		noKeys: {
			storage: noKeys(
				'https://learn.microsoft.com/azure/storage/common/shared-key-authorization-prevent',
			),
			configuration: noKeys(
				'https://learn.microsoft.com/azure/azure-app-configuration/howto-disable-access-key-authentication',
			),
			bus: noKeys(
				'https://learn.microsoft.com/azure/service-bus-messaging/disable-local-authentication',
			),
			hubs: noKeys(
				'https://learn.microsoft.com/azure/event-hubs/authenticate-shared-access-signature',
			),
			cosmos: noKeys('https://learn.microsoft.com/azure/cosmos-db/secure-access-to-data'),
		},
		secretLeak: [
			{
				text: 'Wer ihn hat, kann von jedem Computer aus die Anwendung sein, mit all ihren Rollen.',
				see: 'https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration',
			},
			{
				text: 'Er liegt, wo das Programm ihn findet: in Einstellungen, in einer Pipeline, in einer Kopie auf einem Schreibtisch.',
				see: 'https://learn.microsoft.com/azure/key-vault/secrets/secrets-best-practices',
			},
			{
				text: 'Er muss überall von Hand ersetzt werden, bevor er abläuft.',
				see: 'https://learn.microsoft.com/entra/identity-platform/howto-create-service-principal-portal',
			},
		],
		identity: (name) => [
			{
				text: 'Nichts im Programm oder in seinen Einstellungen ist geheim: eine Adresse und Namen.',
				see: 'https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview',
			},
			{
				text: `Nur Code auf ${name} kann nach einem Token fragen, an einer Adresse, die es nur dort gibt. Wer dort Code ausführen darf, kann es auch.`,
				see: 'https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token',
			},
			{
				text: 'Sie reicht so weit wie ihre Rollen. Die Protokolle nennen sie, und ohne Rolle bleibt sie draußen.',
				see: 'https://learn.microsoft.com/azure/role-based-access-control/overview',
			},
			{
				text: 'Ein Token, das bekannt wird, gilt höchstens etwa einen Tag, für einen Dienst. Niemand wechselt etwas.',
				see: 'https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identity-best-practice-recommendations',
			},
		],
		see: 'Microsofts Seite',
	},
};
