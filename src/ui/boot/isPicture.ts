import type { Picture } from '../canvas/picture';

/** Whether something that was kept in the browser, or came from a file, has the lists of a picture. */
export const isPicture = (value: unknown): value is Picture =>
	typeof value === 'object' &&
	value !== null &&
	['areas', 'nodes', 'edges'].every((name) => Array.isArray(Reflect.get(value, name)));
