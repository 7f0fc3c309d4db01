import { providerOf } from '../../azure';
import { words } from '../words';

/** What is wrong with the name of a new container, as a sentence; `undefined` when Azure would take it. */
export function containerFault(
	name: string,
	taken: readonly string[],
	account: string,
): string | undefined {
	const row = providerOf('Microsoft.Storage/storageAccounts/blobServices/containers');
	const { wrong } = words.form;
	if (name === '') return wrong.empty;
	if (row && !row.name.pattern.test(name)) return wrong.rule(row.name.rule);
	return taken.includes(name) ? wrong.taken(name, account) : undefined;
}
