import { MOST_CHARACTERS, MOST_MESSAGES, readSaid, weigh, type Said, type Told } from './messages';

/**
 * The script of the frame without an origin. It starts the worker and passes messages on, and it counts them: a worker that floods
 * is ended here. The worker inherits this frame's policy: no network, no scripts from elsewhere, and being without an origin it
 * has no storage.
 */
function begin(port: MessagePort): void {
	let worker: Worker | undefined;
	let messages = 0;
	let characters = 0;
	const say = (said: Said): void => port.postMessage(said);
	const end = (): void => {
		worker?.terminate();
		worker = undefined;
	};
	const start = (parts: readonly string[]): void => {
		const address = URL.createObjectURL(new Blob([...parts], { type: 'text/javascript' }));
		worker = new Worker(address);
		const stop = (): void => {
			end();
			say({ kind: 'tooMuch' });
		};
		worker.addEventListener('message', ({ data }) => {
			if (!worker) return;
			// Only what can be meant goes on: buffers, depths and strangers' additions stay here.
			const said = readSaid(data);
			messages += 1;
			characters += weigh(said);
			if (!said || messages > MOST_MESSAGES || characters > MOST_CHARACTERS) stop();
			else say(said);
		});
		// What cannot be read is not counted otherwise.
		worker.addEventListener('messageerror', () => {
			if (worker) stop();
		});
		worker.addEventListener('error', (event) => {
			event.preventDefault();
			const text = event.message.replace(/^Uncaught /, '');
			if (worker) say({ kind: 'failed', text, line: event.lineno, waited: 0 });
			end();
		});
	};
	port.addEventListener('message', ({ data }: MessageEvent<Told>) => {
		if (data.kind === 'run') start(data.parts);
		else worker?.postMessage(data);
	});
	port.start();
}

addEventListener(
	'message',
	({ source, ports: [port] }) => {
		if (source === parent && port) begin(port);
	},
	{ once: true },
);
