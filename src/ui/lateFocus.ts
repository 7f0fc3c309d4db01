/**
 * For what comes late and is to have the focus: to be called when it is asked for. What is returned tells, once it is there,
 * whether it may take the focus. Who has gone elsewhere meanwhile keeps it.
 */
export function lateFocus(): () => boolean {
	const before = document.activeElement;
	return () => document.activeElement === before || document.activeElement === document.body;
}
