/** What a program asks of a storage account, a vault or another service, with the names of this world. */
export type DataTarget =
	| { readonly kind: 'readSecret'; readonly vaultUri: string; readonly secret: string }
	| { readonly kind: 'getKey'; readonly vaultUri: string; readonly key: string }
	| { readonly kind: 'getCertificate'; readonly vaultUri: string; readonly certificate: string }
	| {
			readonly kind: 'readBlob';
			readonly endpoint: string;
			readonly container: string;
			readonly blob: string;
	  }
	| { readonly kind: 'listBlobs'; readonly endpoint: string; readonly container: string }
	| { readonly kind: 'readQueue'; readonly endpoint: string; readonly queue: string }
	| {
			readonly kind: 'sendMessage';
			readonly endpoint: string;
			readonly queue: string;
			readonly text: string;
	  }
	| { readonly kind: 'readTable'; readonly endpoint: string; readonly table: string }
	| { readonly kind: 'readSetting'; readonly endpoint: string; readonly key: string }
	| {
			readonly kind: 'pullImage';
			readonly endpoint: string;
			readonly repository: string;
			readonly tag: string;
	  }
	| { readonly kind: 'receiveFromBus'; readonly host: string; readonly queue: string }
	| {
			readonly kind: 'sendToBus';
			readonly host: string;
			readonly queue: string;
			readonly text: string;
	  }
	| {
			readonly kind: 'sendEvent';
			readonly host: string;
			readonly hub: string;
			readonly text: string;
	  }
	| {
			readonly kind: 'readDocument';
			readonly endpoint: string;
			readonly database: string;
			readonly container: string;
			readonly document: string;
			readonly partition: string;
	  };

/** What a program can ask Azure Resource Manager about a resource group. */
export const LISTS = [
	'listResources',
	'listMachines',
	'listIdentities',
	'listVaults',
	'listAccounts',
	'listAssignments',
] as const;
/** See {@link LISTS}. */
export type List = (typeof LISTS)[number];

/** A program that asks Azure Resource Manager. */
export interface ListTarget {
	readonly kind: List;
	readonly subscriptionId: string;
	readonly resourceGroup: string;
}

/** What a written program does, with the names of this world. */
export type Target = DataTarget | ListTarget;

/** The kinds of credential that a program can make for an identity. */
export const CREDENTIALS = ['DefaultAzureCredential', 'ManagedIdentityCredential'] as const;

/** The credential that a program makes. */
export interface Credential {
	readonly name: (typeof CREDENTIALS)[number];
	/** Of a user-assigned identity. Without it: whichever the resource has for default. */
	readonly clientId?: string;
}

/** How a program gets in: as an identity, or with something secret of its settings. */
export type Access =
	{ readonly by: 'identity'; readonly credential: Credential } | { readonly by: 'key' };

/** A program in one language. `install` is what gets its packages. */
export interface Written {
	readonly code: string;
	readonly install: string;
}

/** What a language says for a target; its frame adds the credential. */
export interface Recipe {
	/** The package that is used, as it is installed. */
	readonly name: string;
	/** What is imported, beside the credential. */
	readonly imports: readonly string[];
	/** Makes a client with `credential`. */
	readonly client: readonly string[];
	/** Makes the same client with a key, where the service has keys. */
	readonly keyed?: readonly string[];
	readonly work: readonly string[];
}

/** The languages, in the order in which they are offered. Only JavaScript runs in the page. */
export const LANGUAGES = ['javascript', 'python', 'csharp', 'java', 'go'] as const;
/** See {@link LANGUAGES}. */
export type Language = (typeof LANGUAGES)[number];

/** A text as most languages write it in double quotes. */
export const quote = (text: string): string => JSON.stringify(text);

/** Services that have keys of their own, which no identity needs. */
export const KEY_HOLDERS = ['storage', 'configuration', 'bus', 'hubs', 'cosmos'] as const;
/** See {@link KEY_HOLDERS}. */
export type KeyHolder = (typeof KEY_HOLDERS)[number];

const HOLDERS: Readonly<Partial<Record<Target['kind'], KeyHolder>>> = {
	readBlob: 'storage',
	listBlobs: 'storage',
	readQueue: 'storage',
	sendMessage: 'storage',
	readTable: 'storage',
	readSetting: 'configuration',
	receiveFromBus: 'bus',
	sendToBus: 'bus',
	sendEvent: 'hubs',
	readDocument: 'cosmos',
};

/** Whose keys open the target; `undefined` where only Microsoft Entra ID does. */
export const keyHolderOf = ({ kind }: Target): KeyHolder | undefined => HOLDERS[kind];

/** The setting in which a program finds a connection string, by whose it is. */
export const SETTINGS: Readonly<Record<KeyHolder, string>> = {
	storage: 'AZURE_STORAGE_CONNECTION_STRING',
	configuration: 'AZURE_APPCONFIG_CONNECTION_STRING',
	bus: 'AZURE_SERVICEBUS_CONNECTION_STRING',
	hubs: 'AZURE_EVENTHUB_CONNECTION_STRING',
	cosmos: 'AZURE_COSMOS_CONNECTION_STRING',
};

/** An address without the slash at its end. */
export const address = (url: string): string => url.replace(/\/+$/, '');

/** The scope of a resource group. */
export const groupOf = ({ subscriptionId, resourceGroup }: ListTarget): string =>
	`/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
