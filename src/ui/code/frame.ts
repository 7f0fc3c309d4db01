import { readSaid, type Said, type Told } from './sandbox/messages';

/** A frame in which a script runs, away from everything. */
export interface Sandbox {
	tell(told: Told): void;
	/** Ends whatever runs in it, at once. */
	close(): void;
}

/**
 * Opens a frame for one script. Its page has a policy of its own, and the script runs in a worker without an origin: no network, no
 * storage, no way to the page but the one port. What comes through it is checked; anything else is told as `undefined`.
 */
export function openSandbox(
	page: string,
	title: string,
	hear: (said: Said | undefined) => void,
): Sandbox {
	const { port1, port2 } = new MessageChannel();
	const frame = document.createElement('iframe');
	frame.src = page;
	frame.title = title;
	frame.hidden = true;
	frame.tabIndex = -1;
	frame.addEventListener(
		'load',
		() => frame.contentWindow?.postMessage('port', location.origin, [port2]),
		{ once: true },
	);
	port1.addEventListener('message', ({ data }) => hear(readSaid(data)));
	port1.start();
	document.body.append(frame);
	return {
		tell: (told) => port1.postMessage(told),
		close() {
			port1.close();
			frame.remove();
		},
	};
}
