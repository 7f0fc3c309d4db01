import type { StorageOperation } from './storageAccess';

/** Which letters a signature must have for what is done. @see https://learn.microsoft.com/rest/api/storageservices/create-account-sas#account-sas-permissions-by-operation */

/** Operations of queues and tables, whose letters are not the first ones of their rights. */
const OWN: Readonly<Record<string, readonly string[]>> = {
	PutMessage: ['a'],
	GetMessages: ['p'],
	UpdateMessage: ['u'],
	DeleteMessage: ['p', 'd'],
	ClearMessages: ['d'],
	QueryTables: ['l'],
	InsertEntity: ['a'],
	InsertOrReplaceEntity: ['au'],
	InsertOrMergeEntity: ['au'],
	UpdateEntity: ['u'],
	MergeEntity: ['u'],
};

function lettersFor({ action, operationName, or }: StorageOperation): readonly string[] {
	const own = OWN[operationName];
	if (own) return own;
	const verb = /(read|write|delete)$/.exec(action)?.[1];
	if (verb === 'read') return [operationName.startsWith('List') ? 'l' : 'r'];
	// To make what is not there yet, the right to create is enough.
	if (verb === 'write') return or || operationName.startsWith('Create') ? ['c', 'w'] : ['w'];
	return verb ? ['d'] : [];
}

/** Whether the letters of a signature allow an operation. */
export const hasLetters = (operation: StorageOperation, letters: string): boolean =>
	lettersFor(operation).some((all) => [...all].every((letter) => letters.includes(letter)));

/** Whether a signature for one container, queue or table reaches an operation: what is in it, and of a queue how long it is. */
export const isInside = ({ plane, operationName }: StorageOperation): boolean =>
	plane === 'data' || operationName === 'GetQueueMetadata';

/** How deep an operation goes, as signatures of an account say it: service, container or object. */
export const depthOf = (
	{ operationName, plane, service }: StorageOperation,
	path: string,
): string => {
	if (path === '') return 's';
	if (operationName.startsWith('List')) return 'c';
	return service === 'table' ? (plane === 'data' ? 'o' : 'c') : path.includes('/') ? 'o' : 'c';
};
