import type { EmbedEvent, EmbedMessage, EmbedRequest } from '../../playground';
import { readRequest } from './readRequest';

/** Answers one question; what it throws is told to the host. */
export type Answer = (request: EmbedRequest) => unknown;

/** The widget's side of the conversation with the page that it is embedded in. */
export interface Door {
	/** Answers questions from now on, the ones that wait first. */
	open(answer: Answer): void;
	/** Tells the host of something, once it has said hello. */
	tell(event: EmbedEvent, detail: unknown): void;
}

/** What a door needs of a window. */
export interface Threshold {
	readonly parent: Window;
	addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/**
 * Listens to the parent window, and to nobody else. The first hello decides which origin is listened to; all that is no
 * message of ours is passed over.
 */
export function makeDoor(own: Threshold, heard?: (request: EmbedRequest) => void): Door {
	let host: string | undefined;
	let answer: Answer | undefined;
	const waiting: EmbedRequest[] = [];
	const untold: { event: EmbedEvent; detail: unknown }[] = [];
	const send = (message: EmbedMessage): void => {
		if (host !== undefined) own.parent.postMessage(message, host === 'null' ? '*' : host);
	};
	/** One after the other: what was asked first is done first. */
	let last = Promise.resolve();
	const serve = (request: EmbedRequest): void => {
		last = last.then(() => reply(request));
	};
	const reply = async (request: EmbedRequest): Promise<void> => {
		const { id } = request;
		try {
			send({ keyless: 1, id, value: (await answer?.(request)) ?? null });
		} catch (error) {
			send({ keyless: 1, id, error: error instanceof Error ? error.message : String(error) });
		}
	};
	const tell = (event: EmbedEvent, detail: unknown): void => {
		if (host === undefined) untold.push({ event, detail });
		else send({ keyless: 1, event, detail });
	};
	own.addEventListener('message', ({ source, origin, data }) => {
		// In a tab of its own a window is its own parent.
		if (source !== own.parent || (source as unknown) === own) return;
		const request = readRequest(data);
		if (!request) return;
		if (request.ask === 'hello' && host === undefined) {
			host = origin;
			for (const { event, detail } of untold.splice(0)) tell(event, detail);
		}
		if (host !== origin) return;
		heard?.(request);
		if (answer) serve(request);
		else waiting.push(request);
	});
	return {
		open(answers) {
			answer = answers;
			for (const request of waiting.splice(0)) serve(request);
		},
		tell,
	};
}
