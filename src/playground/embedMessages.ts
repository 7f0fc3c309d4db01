/**
 * What a page and the playground that is embedded in it say to each other, by `postMessage`. Each message is in an envelope
 * with the number of this form; whatever is in another is nobody's business here.
 */

/** The number of the form that messages have now. */
export type EmbedVersion = 1;

/** What the host may ask for. */
export type EmbedAsk =
	| { readonly ask: 'hello' }
	| { readonly ask: 'theme'; readonly theme: 'light' | 'dark' | 'auto' }
	| { readonly ask: 'run'; readonly line: string }
	| { readonly ask: 'goto'; readonly step: number }
	| { readonly ask: 'reset' }
	| { readonly ask: 'getState' }
	| { readonly ask: 'setState'; readonly state: string }
	| { readonly ask: 'shareUrl' };

/** A question from the host, with the number under which its answer comes. */
export type EmbedRequest = EmbedAsk & { readonly keyless: EmbedVersion; readonly id: number };

/** What the playground tells of itself. */
export const EMBED_EVENTS = ['ready', 'statechange', 'check', 'complete', 'resize'] as const;
/** One of {@link EMBED_EVENTS}. */
export type EmbedEvent = (typeof EMBED_EVENTS)[number];

/** How things stand. */
export interface EmbedState {
	/** The text of a link: what `setState` takes. */
	readonly state: string;
	/** How many steps were done. */
	readonly position: number;
	readonly lesson?: string | undefined;
	readonly solved: boolean;
	readonly goals: readonly {
		readonly id: string;
		readonly met: boolean;
		readonly expected: string;
	}[];
}

/** What the playground sends: the answer to a question, why there is none, or news. */
export type EmbedMessage =
	| { readonly keyless: EmbedVersion; readonly id: number; readonly value: unknown }
	| { readonly keyless: EmbedVersion; readonly id: number; readonly error: string }
	| { readonly keyless: EmbedVersion; readonly event: EmbedEvent; readonly detail: unknown };
