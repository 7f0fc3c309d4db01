/** How long work waits at most when no frame comes, as in a tab that is not seen; in milliseconds. */
const AT_LAST = 400;
/** A timer of none can run before the frame has been painted. */
const PAINTED = 16;

/** Does something once the next frame has been painted. Returns what calls it off. */
export function afterPaint(work: () => void): () => void {
	let painted: ReturnType<typeof setTimeout> | undefined;
	const stop = (): void => {
		cancelAnimationFrame(frame);
		clearTimeout(painted);
		clearTimeout(last);
	};
	const begin = (): void => {
		stop();
		work();
	};
	const frame = requestAnimationFrame(() => (painted = setTimeout(begin, PAINTED)));
	const last = setTimeout(begin, AT_LAST);
	return stop;
}

/** Does something once the next frame has been painted, or sooner when the page is left. Returns what does it at once. */
export function untilLeaving(work: () => void): () => void {
	let stop: (() => void) | undefined;
	const begin = (): void => {
		if (!stop) return;
		stop();
		stop = undefined;
		removeEventListener('pagehide', begin);
		document.removeEventListener('visibilitychange', begin);
		work();
	};
	stop = afterPaint(begin);
	addEventListener('pagehide', begin);
	document.addEventListener('visibilitychange', begin);
	return begin;
}
