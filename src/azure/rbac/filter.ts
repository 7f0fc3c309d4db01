/**
 * The little of OData that Microsoft.Authorization takes in `$filter`: `atScope()`, `assignedTo('…')` and
 * `principalId eq '…'`, joined by `and`.
 * @see https://learn.microsoft.com/azure/role-based-access-control/role-assignments-list-rest
 */

const TERM =
	/^\s*(?:(\w+)\s*\(\s*(?:'((?:[^']|'')*)')?\s*\)|(\w+)\s+eq\s+'((?:[^']|'')*)')\s*(?:and\s|$)/i;

/** Terms by their name in lower case (`principalid`, `assignedto()`, `atscope()`), each with its value. `undefined` when a term is not one of the names. */
export function readFilter(
	filter: string | undefined,
	names: readonly string[],
): Readonly<Record<string, string>> | undefined {
	const terms: Record<string, string> = {};
	let rest = filter?.trim() ?? '';
	while (rest !== '') {
		const match = TERM.exec(rest);
		if (!match) return undefined;
		const [whole, call, argument = '', field, value = ''] = match;
		const name = call === undefined ? `${field}` : `${call}()`;
		if (!names.includes(name.toLowerCase())) return undefined;
		terms[name.toLowerCase()] = (argument || value).replaceAll("''", "'");
		if (whole === rest) break;
		rest = rest.slice(whole.length).trim();
	}
	return terms;
}
