import { recall, remember } from '../remember';

const MOST = 5;
const NAME = 'recentTypes';

/** The types that were created last, newest first. */
export const recentTypes = (): string[] =>
	(recall(NAME) ?? '').split(' ').filter((type) => type !== '');

/** Remembers that a type was asked for. */
export function used(type: string): void {
	remember(
		NAME,
		[type, ...recentTypes().filter((other) => other !== type)].slice(0, MOST).join(' '),
	);
}
