/**
 * For what comes late and is to have the focus: to be called when it is asked for. What is returned tells, once it is there,
 * whether it may take the focus. Who has gone elsewhere meanwhile keeps it.
 */
export function lateFocus(): () => boolean {
	const before = document.activeElement;
	return () => document.activeElement === before || document.activeElement === document.body;
}

/** Whether something is still there to take the focus back: a phone may show another pane meanwhile. */
export const canTakeFocus = (element: Element | null): element is HTMLElement =>
	element instanceof HTMLElement &&
	element !== document.body &&
	element.checkVisibility({ visibilityProperty: true }) &&
	!element.closest('[inert]');
