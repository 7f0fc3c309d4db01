import { editorWords } from '../words/editor';
import { parametersFile, referencesIn } from './parameters';

const text = editorWords.deploy;

/** What came of files that were chosen or dropped. */
export interface ReadFiles {
	/** Templates, by their names. */
	readonly templates: Readonly<Record<string, string>>;
	/** Texts of parameters, from parameters files. */
	readonly values: Readonly<Record<string, string>>;
	/** Names of the parameters files. */
	readonly parameters: readonly string[];
	/** Parameters whose values those files leave in a key vault. */
	readonly references: readonly string[];
	/** What is to be said of those that are neither. */
	readonly faults: readonly string[];
}

/** Azure takes templates of up to 4 MB. */
const MOST = 4 * 1024 * 1024;

/** A file's text; `undefined` when it is none. */
async function textOf(file: File): Promise<string | undefined> {
	try {
		const read = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
		return read.includes('\0') ? undefined : read;
	} catch {
		return undefined;
	}
}

/** Reads files that were chosen or dropped, and throws nothing away for one that is no template. */
export async function readFiles(files: Iterable<File>): Promise<ReadFiles> {
	const templates: Record<string, string> = {};
	const values: Record<string, string> = {};
	const parameters: string[] = [];
	const references: string[] = [];
	const faults: string[] = [];
	for (const file of files) {
		const content = file.size > MOST ? '' : await textOf(file);
		const given = content === undefined ? undefined : parametersFile(content);
		if (file.size > MOST) faults.push(text.tooBig(file.name));
		else if (content === undefined) faults.push(text.notReadable(file.name));
		else if (/\.bicepparam$/i.test(file.name)) faults.push(text.bicepparam(file.name));
		else if (given) {
			references.push(...referencesIn(content));
			Object.assign(values, given);
			parameters.push(file.name);
		} else if (/\.(json|jsonc|bicep)$/i.test(file.name)) templates[file.name] = content;
		else faults.push(text.notText(file.name));
	}
	return { templates, values, parameters, references, faults };
}

/**
 * What parameters files did to a template that declares these parameters, in sentences. `undefined` says that nobody knows what it
 * declares.
 */
export function filledIn(
	{ parameters, values, references }: ReadFiles,
	declared: ReadonlySet<string> | undefined,
): string[] {
	if (!declared) return [text.opened(parameters)];
	const names = Object.keys(values);
	const unknown = [...names, ...references].filter((name) => !declared.has(name));
	const inVault = references.filter((name) => declared.has(name));
	return [
		text.filledIn(
			parameters,
			names.filter((name) => declared.has(name)),
		),
		...(unknown.length > 0 ? [text.notDeclared(unknown)] : []),
		...(inVault.length > 0 ? [text.inVault(inVault)] : []),
	];
}
