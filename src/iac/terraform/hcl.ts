/** Terraform's configuration language, laid out as `terraform fmt` does. */

/** An expression that is written as it is, or a text, a number, a truth value, a list or a map. */
export type Hcl =
	| { readonly raw: string }
	| string
	| number
	| boolean
	| null
	| readonly Hcl[]
	| { readonly table: readonly (readonly [string, Hcl])[] };

/** One thing in a body: an argument, or a block with a body of its own. */
export type Item =
	| { readonly name: string; readonly value: Hcl }
	| { readonly block: string; readonly labels?: readonly string[]; readonly body: readonly Item[] };

/** An argument, or nothing when there is no value. */
export const argument = (name: string, value: Hcl | undefined): Item[] =>
	value === undefined ? [] : [{ name, value }];

/** A text between quotes. A sign before a brace is doubled, or it would begin a template. */
export const hclText = (text: string): string =>
	`"${JSON.stringify(text)
		.slice(1, -1)
		.replace(/[$%](?=\{)/g, (sign) => sign + sign)}"`;

const isName = (key: string): boolean => /^[A-Za-z_][\w-]*$/.test(key);

function valueLines(value: Hcl, indent: string): string[] {
	if (typeof value === 'string') return [hclText(value)];
	if (typeof value !== 'object' || value === null) return [String(value)];
	if ('raw' in value) return [value.raw];
	const deeper = `${indent}  `;
	if ('table' in value) {
		if (value.table.length === 0) return ['{}'];
		const entries = value.table.map(
			([key, item]) => [isName(key) ? key : hclText(key), valueLines(item, deeper)] as const,
		);
		return ['{', ...aligned(entries, deeper), `${indent}}`];
	}
	if (value.length === 0) return ['[]'];
	const items = value.map((item) => valueLines(item, deeper));
	const isFlat = items.every((lines) => lines.length === 1);
	const flat = `[${items.map(([first]) => first).join(', ')}]`;
	if (isFlat && flat.length + indent.length < 90) return [flat];
	return [
		'[',
		...items.flatMap(([first = '', ...rest]) => {
			const last = rest.at(-1);
			return last === undefined
				? [`${deeper}${first},`]
				: [deeper + first, ...rest.slice(0, -1), `${last},`];
		}),
		`${indent}]`,
	];
}

/** `fmt` sets the equals signs of neighbouring lines below each other; a value of several lines ends the run. */
function aligned(
	entries: readonly (readonly [name: string, lines: readonly string[]])[],
	indent: string,
): string[] {
	const written: string[] = [];
	let run: (readonly [string, readonly string[]])[] = [];
	const flush = () => {
		const width = Math.max(0, ...run.map(([name]) => name.length));
		for (const [name, [first = '', ...rest]] of run)
			written.push(`${indent}${name.padEnd(width)} = ${first}`, ...rest);
		run = [];
	};
	for (const entry of entries) {
		if (entry[1].length > 1) {
			flush();
			run = [entry];
			flush();
		} else run.push(entry);
	}
	flush();
	return written;
}

/** The lines of a body: arguments first where they stand together, an empty line around every block. */
export function bodyLines(items: readonly Item[], indent = ''): string[] {
	const written: string[] = [];
	let run: (readonly [string, readonly string[]])[] = [];
	const flush = () => {
		written.push(...aligned(run, indent));
		run = [];
	};
	for (const item of items) {
		if ('name' in item) {
			if (run.length === 0 && written.length > 0) written.push('');
			run.push([item.name, valueLines(item.value, indent)]);
			continue;
		}
		flush();
		if (written.length > 0) written.push('');
		written.push(...blockLines(item, indent));
	}
	flush();
	return written;
}

/** The lines of a block. */
export function blockLines(item: Extract<Item, { block: string }>, indent = ''): string[] {
	const head = [item.block, ...(item.labels ?? []).map(hclText)].join(' ');
	if (item.body.length === 0) return [`${indent}${head} {}`];
	return [`${indent}${head} {`, ...bodyLines(item.body, `${indent}  `), `${indent}}`];
}
