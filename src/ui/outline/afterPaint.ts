/** How long work waits at most when no frame comes, as in a tab that is not seen; in milliseconds. */
const AT_LAST = 400;

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
	const frame = requestAnimationFrame(() => (painted = setTimeout(begin)));
	const last = setTimeout(begin, AT_LAST);
	return stop;
}
