import type { Ending } from '../../code/run';
import type { KeyHolder, Language, List } from '../../code/written/target';

/** A fact, with the page that says so. */
interface Fact {
	readonly text: string;
	readonly see: string;
}

/** What is true of every key of a service. */
const KEYS_LAST: readonly Fact[] = [
	{
		text: 'It works from any machine, for everybody, and the log cannot say who it was.',
		see: 'https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identity-best-practice-recommendations',
	},
	{
		text: 'It never expires. It has to be rotated, and every program that has it must be given the new one.',
		see: 'https://learn.microsoft.com/azure/key-vault/secrets/secrets-best-practices',
	},
];

/** Of a service whose keys are switched off. */
const noKeys =
	(see: string) =>
	(owner: string): readonly Fact[] => [
		{
			text: `Nothing: ${owner} takes no keys. It refuses this program, and whoever has the connection string. Only roles open it.`,
			see,
		},
	];

/** The code tab: programs in several languages, and running one of them. */
export const codeWords = {
	does: 'What it does',
	lists: {
		listResources: (group) => `List what is in ${group}`,
		listMachines: (group) => `List the machines in ${group}`,
		listIdentities: (group) => `List the identities in ${group}`,
		listVaults: (group) => `List the key vaults in ${group}`,
		listAccounts: (group) => `List the storage accounts in ${group}`,
		listAssignments: (group) => `List who has which role in ${group}`,
	} satisfies Record<List, (group: string) => string>,
	as: 'As',
	asDefault: 'whichever identity answers',
	credential: 'Credential',
	language: 'Language',
	languages: {
		javascript: 'JavaScript',
		python: 'Python',
		csharp: 'C#',
		java: 'Java',
		go: 'Go',
	} satisfies Record<Language, string>,
	program: (language: string) => `The program, in ${language}`,
	run: 'Run',
	stop: 'Stop',
	reset: 'Reset',
	copy: 'Copy',
	copied: 'Copied',
	runHint: 'Ctrl+Enter runs it. Tab leaves the text.',
	reading: (language: string) => `${language} is here to read: only JavaScript runs in this page.`,
	notHere: (name: string) =>
		`To read, not to run: this page does not bring ${name} along. The Steps tab does the same, request by request.`,
	alone: 'To read: programs do not run in this one file. They need the whole page of Keyless.',
	install: 'Its packages',
	frame: 'Sandbox of the program',
	output: 'Output',
	noOutput: 'Nothing has run yet.',
	running: 'Running…',
	line: (line: number) => `line ${line}`,
	goToLine: (line: number) => `Go to line ${line}`,
	ended: {
		done: (requests: number) =>
			requests === 0
				? 'Done. It asked Azure for nothing.'
				: requests === 1
					? 'Done, with 1 request.'
					: `Done, with ${requests} requests.`,
		failed: () => 'It ended with an error.',
		stopped: () => 'You stopped it.',
		changed: () => 'Stopped: something else changed meanwhile. Run it again.',
		silent: () =>
			'Stopped: it was busy for 5 seconds without a pause. Is there a loop without end?',
		late: () => 'Stopped: it took longer than 20 seconds.',
		tooLong: () => 'Stopped: it waited for more than a day of Azure’s time.',
		tooMuch: () => 'Stopped: it printed or asked too much.',
		unavailable: () => 'The packages could not be loaded. They need the network once.',
	} satisfies Record<Ending, (requests: number) => string>,
	waited: (span: string) => `${span} of Azure’s time went by.`,
	steps: 'See each request',
	step: (name: string) => `Code on ${name}`,
	about: 'About this',
	aboutLines: [
		'The packages are Microsoft’s own, for browsers. Their requests go to the simulated Azure as this resource, and nowhere else.',
		'Only @azure/identity is a stand-in, because the real one refuses to work in a browser: it has DefaultAzureCredential, ManagedIdentityCredential and ChainedTokenCredential with the same options, requests and messages.',
		'The program runs in a worker without network, storage or a way to this page. Waiting takes no time here: Azure’s clock goes on instead.',
	],
	packages: (names: readonly string[]) => `It can import: ${names.join(', ')}.`,
	side: 'Beside the program',
	sides: { output: 'Output', key: 'With a key instead' },
	key: {
		connection: (owner: string) => `The same with a connection string of ${owner}`,
		secret: 'The same with an application’s client secret',
		leak: 'If it leaks',
		came: 'What changed with the identity',
		/** Facts, each with the page that says so. */
		storageLeak: (account: string, containers: number, blobs: number) => [
			{
				text: `The key in it opens all of ${account} to whoever has it: here ${containers === 1 ? '1 container' : `${containers} containers`} with ${blobs === 1 ? '1 blob' : `${blobs} blobs`}, to read, change and delete.`,
				see: 'https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage',
			},
			{
				text: 'It works from any machine. The log tells that a key was used, not by whom.',
				see: 'https://learn.microsoft.com/azure/storage/common/shared-key-authorization-prevent',
			},
			{
				text: 'It never expires. It has to be rotated, and every program that has it must be given the new one.',
				see: 'https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage#manually-rotate-access-keys',
			},
		],
		/** Of the other services that have keys. */
		holderLeak: {
			configuration: (store) => [
				{
					text: `The key in it opens every setting of ${store} to whoever has it, to read and, unless it is a read-only key, to change.`,
					see: 'https://learn.microsoft.com/azure/azure-app-configuration/howto-disable-access-key-authentication',
				},
				...KEYS_LAST,
			],
			bus: (namespace) => [
				{
					text: `By default its policy is RootManageSharedAccessKey: send, receive and manage every queue and topic of ${namespace}.`,
					see: 'https://learn.microsoft.com/azure/service-bus-messaging/service-bus-sas',
				},
				...KEYS_LAST,
			],
			hubs: (namespace) => [
				{
					text: `By default its policy is RootManageSharedAccessKey: send, read and manage every event hub of ${namespace}.`,
					see: 'https://learn.microsoft.com/azure/event-hubs/authorize-access-shared-access-signature',
				},
				...KEYS_LAST,
			],
			cosmos: (account) => [
				{
					text: `The key in it opens all databases of ${account} to whoever has it: to read, change and delete.`,
					see: 'https://learn.microsoft.com/azure/cosmos-db/secure-access-to-data',
				},
				...KEYS_LAST,
			],
		} satisfies Record<Exclude<KeyHolder, 'storage'>, (owner: string) => readonly Fact[]>,
		/** Where the keys are switched off. */
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
		} satisfies Record<KeyHolder, (owner: string) => readonly Fact[]>,
		secretLeak: [
			{
				text: 'Whoever has it can be the application, from any machine, with all of its roles.',
				see: 'https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration',
			},
			{
				text: 'It lies where the program finds it: in settings, in a pipeline, in a copy on a desk.',
				see: 'https://learn.microsoft.com/azure/key-vault/secrets/secrets-best-practices',
			},
			{
				text: 'It has to be replaced before it expires, in every place, by hand.',
				see: 'https://learn.microsoft.com/entra/identity-platform/howto-create-service-principal-portal',
			},
		],
		identity: (name: string) => [
			{
				text: 'Nothing in the program or its settings is secret: an address and names.',
				see: 'https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview',
			},
			{
				text: `Only code on ${name} can ask for a token, at an address that exists there alone. Whoever can run code there can, too.`,
				see: 'https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token',
			},
			{
				text: 'It reaches as far as its roles. The logs name it, and removing a role shuts it out.',
				see: 'https://learn.microsoft.com/azure/role-based-access-control/overview',
			},
			{
				text: 'A token that leaks is good for about a day at most, for one service. Nobody rotates anything.',
				see: 'https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identity-best-practice-recommendations',
			},
		],
		see: 'Microsoft’s page',
	},
} as const;
