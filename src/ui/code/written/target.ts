/** What a written program does, with the names of this world. */
export type Target =
	| { readonly kind: 'readSecret'; readonly vaultUri: string; readonly secret: string }
	| {
			readonly kind: 'readBlob';
			readonly endpoint: string;
			readonly container: string;
			readonly blob: string;
	  }
	| { readonly kind: 'listBlobs'; readonly endpoint: string; readonly container: string }
	| {
			readonly kind: 'listResources';
			readonly subscriptionId: string;
			readonly resourceGroup: string;
	  };

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

/** The languages, in the order in which they are offered. Only JavaScript runs in the page. */
export const LANGUAGES = ['javascript', 'python', 'csharp', 'java', 'go'] as const;
/** See {@link LANGUAGES}. */
export type Language = (typeof LANGUAGES)[number];

/** A text as most languages write it in double quotes. */
export const quote = (text: string): string => JSON.stringify(text);

/** Whether the target keeps its data in a storage account, which has keys of its own. */
export const isStorage = (target: Target): boolean => 'endpoint' in target;

/** An address without the slash at its end. */
export const address = (url: string): string => url.replace(/\/+$/, '');
