/** Words of a shell, and variables in place of texts in them. */

/** A text that a variable stands for. */
export interface Substitution {
	readonly text: string;
	readonly variable: string;
	/** The beginning of `text` that stays. */
	readonly before?: string;
	/** The end of `text` that stays. */
	readonly after?: string;
	/** Only where the text ends a name. */
	readonly whole?: boolean;
}

/** A word as a shell reads it back. */
export const quote = (word: string): string =>
	/^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** Where a text stands in a line, from a position on; -1 for nowhere. */
function find(line: string, { text, whole }: Substitution, from: number): number {
	let at = line.indexOf(text, from);
	while (at >= 0 && whole && /[\w.-]/.test(line.charAt(at + text.length)))
		at = line.indexOf(text, at + 1);
	return at;
}

/** What variables stand for. GUIDs, and names in ids, are looked up: there may be thousands. */
export interface Substitutions {
	readonly guids: ReadonlyMap<string, string>;
	/** By `/vaults/kv-shop`. */
	readonly names: ReadonlyMap<string, string>;
	readonly texts: readonly Substitution[];
}

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
/** Options whose word is the name of something that stands in ids as well. */
const OPTIONS: Readonly<Record<string, string>> = {
	'--storage-account': '/storageAccounts',
	'--account-name': '/storageAccounts',
	'--vault-name': '/vaults',
	'--registry': '/registries',
	'--server': '/servers',
	'--namespace-name': '/namespaces',
};
const NAMED = /(?<= )(--[a-z-]+) ([\w.-]+)(?= |$)/g;
const SEGMENTS = /\/\w+(?=\/([\w.-]+))/g;

/**
 * A line with variables in place of what they stand for. Between single quotes the quotes are left and entered again; a word
 * without quotes gets double ones.
 */
export function withVariables(
	line: string,
	{ guids, names, texts }: Substitutions,
	used: Set<string>,
): string {
	const hits: { readonly at: number; readonly end: number; readonly variable: string }[] = [];
	const hit = (at: number, end: number, variable: string | undefined) => {
		if (variable !== undefined && !hits.some((other) => other.at < end && at < other.end))
			hits.push({ at, end, variable });
	};
	for (const substitution of texts)
		for (let at = find(line, substitution, 0); at >= 0; at = find(line, substitution, at + 1))
			hit(
				at + (substitution.before?.length ?? 0),
				at + substitution.text.length - (substitution.after?.length ?? 0),
				substitution.variable,
			);
	for (const { 0: guid, index } of line.matchAll(GUID))
		hit(index, index + guid.length, guids.get(guid));
	for (const { 0: segment, 1: name = '', index } of line.matchAll(SEGMENTS)) {
		const at = index + segment.length + 1;
		hit(at, at + name.length, names.get(`${segment}/${name}`));
	}
	for (const { 0: all, 1: option = '', 2: name = '', index } of line.matchAll(NAMED))
		hit(
			index + all.length - name.length,
			index + all.length,
			names.get(`${OPTIONS[option]}/${name}`),
		);
	if (hits.length === 0) return line;
	hits.sort((a, b) => a.at - b.at);
	for (const { variable } of hits) used.add(variable);
	let written = '';
	let at = 0;
	while (at < line.length) {
		const end = endOfWord(line, at);
		const inside = hits.filter((hit) => hit.at >= at && hit.end <= end);
		written += inside.length > 0 ? word(line, at, end, inside) : line.slice(at, end);
		written += line.slice(end, end + 1);
		at = end + 1;
	}
	return written;
}

/** The end of the word that begins here: the next space outside quotes. */
function endOfWord(line: string, from: number): number {
	let open = '';
	for (let at = from; at < line.length; at++) {
		const here = line.charAt(at);
		if (open !== '') {
			if (here === open) open = '';
		} else if (here === '\\') at++;
		else if (here === "'" || here === '"') open = here;
		else if (here === ' ') return at;
	}
	return line.length;
}

function word(
	line: string,
	from: number,
	end: number,
	hits: readonly { readonly at: number; readonly end: number; readonly variable: string }[],
): string {
	const isSingle = line.slice(from, end).includes("'");
	const isBare = !isSingle && !line.slice(from, end).includes('"');
	let written = isBare ? '"' : '';
	let at = from;
	for (const hit of hits) {
		const next = line.charAt(hit.end);
		const name = /\w/.test(next) ? `\${${hit.variable}}` : `$${hit.variable}`;
		written += line.slice(at, hit.at) + (isSingle ? `'"${name}"'` : name);
		at = hit.end;
	}
	return written + line.slice(at, end) + (isBare ? '"' : '');
}
