import type { Picture } from '../canvas/picture';

/** Whether something that was kept in the browser, or came from a file, has the lists of a picture. */
export const isPicture = (value: unknown): value is Picture =>
	typeof value === 'object' &&
	value !== null &&
	['areas', 'nodes', 'edges'].every((name) => Array.isArray(Reflect.get(value, name))) &&
	(Reflect.get(value, 'nodes') as unknown[]).every(isNode);

/** What an older version kept does not say what a card's type is called. */
function isNode(node: unknown): boolean {
	return typeof node === 'object' && node !== null && 'typeName' in node;
}
