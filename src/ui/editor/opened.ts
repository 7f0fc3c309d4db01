import { recall, remember } from '../remember';

const OPENED = 'code';

/** The code was opened: on the next visits its editor is made ready at the first calm moment. */
export function rememberCode(): void {
	if (!wasOpened()) remember(OPENED, 'opened');
}

/** Whether the code was opened before, and is likely to be again. */
export const wasOpened = (): boolean => recall(OPENED) !== undefined;
