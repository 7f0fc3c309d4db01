/** How long work may go on before others have their turn, in milliseconds: far less than what is felt. */
const SLICE = 4;
/** How long a frame is waited for at most, in milliseconds: the page may have been put away meanwhile. */
const NO_FRAME = 400;

/** Lets everything that waits have its turn: clicks, keys, a frame. */
export const turn = (): Promise<void> =>
	new Promise((done) => {
		const channel = new MessageChannel();
		channel.port1.onmessage = () => {
			channel.port1.close();
			done();
		};
		channel.port2.postMessage(0);
	});

/** Waits for the next frame. A page that is not seen has none. */
export const frame = (): Promise<void> =>
	new Promise((done) => {
		const seen = document.visibilityState === 'visible';
		if (seen) requestAnimationFrame(() => done());
		setTimeout(done, seen ? NO_FRAME : 0);
	});

/** Does work that comes in small steps without a pause. */
export function atOnce<T>(steps: Iterator<void, T>): T {
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
	}
}

/** Does work that comes in small steps, and lets others have their turn in between. */
export async function inTurns<T>(steps: Iterator<void, T>): Promise<T> {
	let begun = performance.now();
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
		if (performance.now() - begun < SLICE) continue;
		await turn();
		begun = performance.now();
	}
}
