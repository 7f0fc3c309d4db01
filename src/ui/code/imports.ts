/** The packages that a program imports, and the program with each `import` as a call of `loader` on the same lines. */
export interface Imported {
	readonly packages: readonly string[];
	readonly code: string;
}

/** White space and comments. */
const GAP = /(?:\s+|\/\/[^\n]*(?:\n|$)|\/\*[^]*?\*\/)*/y;
const STATEMENT =
	/import\b(?!\s*[(.])\s*(?:([^'"();]*?)\s*\bfrom\s*)?(?:'([^'\n]+)'|"([^"\n]+)")[ \t]*;?/y;
const COMMENTS = /\/\/[^\n]*|\/\*[^]*?\*\//g;
const NAME = '[\\p{ID_Start}$_][\\p{ID_Continue}$]*';
const CLAUSE = new RegExp(
	`^(?:(${NAME})\\s*(?:,\\s*(?=[*{])|$))?(?:\\*\\s*as\\s+(${NAME})|\\{([^{}]*)\\})?$`,
	'u',
);
const ENTRY = new RegExp(`^(${NAME})(?:\\s+as\\s+(${NAME}))?$`, 'u');

/** What stands for one import, or `undefined` for a clause that is none. */
function callFor(clause: string, from: string, loader: string): string | undefined {
	const name = JSON.stringify(from);
	if (clause === '') return `${loader}(${name});`;
	const [all, single, space, listed] = CLAUSE.exec(clause) ?? [];
	if (all === undefined) return undefined;
	const calls: string[] = [];
	if (single !== undefined) calls.push(`const ${single} = ${loader}(${name}, "default").default;`);
	if (space !== undefined) calls.push(`const ${space} = ${loader}(${name});`);
	const entries = (listed ?? '').split(',').map((entry) => entry.trim());
	if (entries.at(-1) === '') entries.pop();
	const pairs = entries.map((entry) => ENTRY.exec(entry));
	if (!pairs.every((pair) => pair !== null)) return undefined;
	if (listed !== undefined) {
		const wanted = pairs.map(([, from]) => `, "${from}"`).join('');
		const taken = pairs.map(([, from = '', as = from]) => `${from}: ${as}`).join(', ');
		calls.push(`const { ${taken} } = ${loader}(${name}${wanted});`);
	}
	return calls.join(' ');
}

/**
 * Reads the imports at the top of a program (pure). They are looked for where they stand by custom, before everything else; an
 * `import` further down stays, and the browser says what is wrong with it.
 */
export function readImports(code: string, loader: string): Imported {
	const packages: string[] = [];
	let made = '';
	let position = 0;
	for (;;) {
		GAP.lastIndex = position;
		const [gap = ''] = GAP.exec(code) ?? [];
		made += gap;
		position += gap.length;
		STATEMENT.lastIndex = position;
		const [statement, clause = '', single, double] = STATEMENT.exec(code) ?? [];
		const from = single ?? double;
		if (statement === undefined || from === undefined) break;
		const call = callFor(clause.replace(COMMENTS, ' ').trim(), from, loader);
		if (call === undefined) break;
		packages.push(from);
		made += call + '\n'.repeat(statement.split('\n').length - 1);
		position += statement.length;
	}
	return { packages, code: made + code.slice(position) };
}
