/** What in the shell may have the focus, and what of the page takes it. */
const HEIRS: readonly (readonly [string, string])[] = [
	['.skips', '.skip button'],
	['.left', '#pane-left [tabindex="0"]'],
	['#early-frame', '#pane-middle [role="application"]'],
];

/** Where the focus goes once the shell is gone; to be asked before it goes. */
export function heirOfFocus(shell: Element): () => void {
	const now = document.activeElement;
	if (!now || !shell.contains(now)) return () => undefined;
	const buttons = [...shell.querySelectorAll('[data-to]')];
	const at = buttons.indexOf(now);
	const heir = HEIRS.find(([from]) => now.closest(from))?.[1];
	return () => {
		const to =
			at >= 0
				? document.querySelectorAll<HTMLElement>('nav.switch button')[at]
				: heir && document.querySelector<HTMLElement>(heir);
		if (to) to.focus({ preventScroll: true });
	};
}
