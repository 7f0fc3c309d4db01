import type { ParsedUrl } from '../url';

/**
 * Whether an entity lies between the keys that a signature names, both included.
 * @see https://learn.microsoft.com/rest/api/storageservices/create-service-sas#specify-table-access-ranges
 */
export function isInRange({ query }: ParsedUrl, partitionKey: string, rowKey: string): boolean {
	if (query.sig === undefined) return true;
	const { spk, srk = '', epk, erk } = query;
	const from = spk === undefined || partitionKey > spk || (partitionKey === spk && rowKey >= srk);
	const to =
		epk === undefined ||
		partitionKey < epk ||
		(partitionKey === epk && (erk === undefined || rowKey <= erk));
	return from && to;
}
