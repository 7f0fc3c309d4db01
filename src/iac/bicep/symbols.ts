import { Follows } from './around';
import { BicepFault } from './fault';
import type { BicepFile } from './file';
import type { Node, Statement } from './tree';

type Symbol = Extract<Statement, { kind: 'param' | 'var' | 'type' | 'func' }>;

/** What a name means that is no resource: declared in the file, or imported, and then by what file. */
export function symbolOf(
	name: string,
	file: BicepFile,
): { readonly file: BicepFile; readonly symbol: Symbol } | undefined {
	const own =
		file.params.get(name) ?? file.vars.get(name) ?? file.types.get(name) ?? file.funcs.get(name);
	if (own) return { file, symbol: own };
	const imported = file.imports.get(name);
	if (!imported || imported.name === '*') return undefined;
	const found = symbolOf(imported.name, imported.file);
	// Directly imported, it keeps the name under which it was imported.
	if (found?.file === imported.file && !found.file.called.has(imported.name))
		found.file.called.set(imported.name, file.prefix === '' ? name : `${file.prefix}.${name}`);
	return found;
}

/** What a variable, type or function is called in the template; of an imported file it is taken into it. */
export function emittedName(file: BicepFile, name: string): string {
	if (file.prefix === '') return name;
	const known = file.called.get(name) ?? `${file.prefix}.${name}`;
	file.called.set(name, known);
	return known;
}

/** The fault of a name that means nothing; none of its own where what it means could not be read. */
export function unknownName(
	{ at, name }: Pick<Extract<Node, { kind: 'name' }>, 'at' | 'name'>,
	file: BicepFile,
): BicepFault {
	return file.broken.has(name)
		? new Follows(at)
		: new BicepFault(at, 'BCP057', `The name "${name}" does not exist in the current context.`);
}
