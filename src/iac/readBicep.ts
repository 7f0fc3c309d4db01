import type { JsonObject } from '../azure';
import { compile } from './bicep/compile';
import { BicepFault, printDiagnostic, type BicepDiagnostic } from './bicep/fault';
import { fileOf, type BicepFile } from './bicep/file';
import { parseBicep } from './bicep/parse';

/** Where something is declared. */
export interface BicepPlace {
	readonly path: string;
	/** Counts from 1. */
	readonly line: number;
}

/** A Bicep program as an ARM template, or why it is none. */
export type ReadBicep =
	| {
			readonly ok: true;
			readonly template: JsonObject;
			/**
			 * Where in the main file the parts of the template are declared: the line, from 1, by the path that Azure's errors give:
			 * `resources[0]`, `parameters.location`.
			 */
			readonly lines: Readonly<Record<string, number>>;
			/** The same in all files: a module's parts by their path in its deployment's template. */
			readonly places: Readonly<Record<string, BicepPlace>>;
	  }
	| { readonly ok: false; readonly diagnostic: BicepDiagnostic; readonly message: string };

/** A path as seen from the folder of another file. */
function beside(from: string, path: string): string {
	const folder = from.split('/').slice(0, -1);
	for (const part of path.split('/'))
		if (part === '..') folder.pop();
		else if (part !== '.' && part !== '') folder.push(part);
	return folder.join('/');
}

/** Carries a diagnostic of one file out of the reading of another. */
class Refused extends Error {
	readonly diagnostic: BicepDiagnostic;
	constructor(diagnostic: BicepDiagnostic) {
		super(diagnostic.message);
		this.diagnostic = diagnostic;
	}
}

/** The line of each parameter, variable, resource and output, by its path in the template. */
function linesOf(file: BicepFile, source: string): Readonly<Record<string, number>> {
	const lineAt = (at: number): number => source.slice(0, at).split('\n').length;
	const made = [...file.declarations.values()].filter(({ node }) => !node.existing);
	return Object.fromEntries([
		...[...file.params.values()].map(({ name, at }) => [`parameters.${name}`, lineAt(at)]),
		...[...file.vars.values()].map(({ name, at }) => [`variables.${name}`, lineAt(at)]),
		...made.map(({ node }, index) => [`resources[${index}]`, lineAt(node.at)]),
		...file.outputs.map(({ name, at }) => [`outputs.${name}`, lineAt(at)]),
	]);
}

/** A file that was read. */
interface Read {
	readonly template: JsonObject;
	readonly lines: Readonly<Record<string, number>>;
	readonly places: Readonly<Record<string, BicepPlace>>;
}

/** Where the parts of a file and of its modules are declared. `modules` are the files read, by how they are named in it. */
function placesOf(
	file: BicepFile,
	lines: Readonly<Record<string, number>>,
	modules: ReadonlyMap<string, Read>,
): Record<string, BicepPlace> {
	const made = [...file.declarations.values()].filter(({ node }) => !node.existing);
	return Object.fromEntries([
		...Object.entries(lines).map(([part, line]) => [part, { path: file.path, line }]),
		...made.flatMap(({ node }, index) =>
			Object.entries((node.kind === 'module' && modules.get(node.type)?.places) || {}).map(
				([part, place]) => [`resources[${index}].properties.template.${part}`, place],
			),
		),
	]);
}

function read(
	path: string,
	load: (path: string) => string | undefined,
	around: readonly string[],
): Read {
	const source = (load(path) ?? '').replace(/\r\n/g, '\n');
	try {
		const modules = new Map<string, Read>();
		const near = (named: string) => load(beside(path, named));
		const file = fileOf(path, parseBicep(source), near, (named, at) => {
			if (/^(?:br|ts)[:/]/.test(named))
				throw new BicepFault(at, 'KEYLESS', 'Modules of a registry are not supported here.');
			const full = beside(path, named);
			if (load(full) === undefined)
				throw new BicepFault(
					at,
					'BCP091',
					`An error occurred reading file. Could not find file '${full}'.`,
				);
			if ([...around, path].includes(full))
				throw new BicepFault(
					at,
					'BCP095',
					`The file is involved in a cycle ("${[...around, path, full].join('" -> "')}").`,
				);
			const module = read(full, load, [...around, path]);
			modules.set(named, module);
			return module.template;
		});
		const template = compile(file);
		const lines = linesOf(file, source);
		return { template, lines, places: placesOf(file, lines, modules) };
	} catch (thrown) {
		if (!(thrown instanceof BicepFault)) throw thrown;
		const { at, code, message } = thrown;
		const before = source.slice(0, at);
		throw new Refused({
			path,
			line: before.split('\n').length,
			column: at - before.lastIndexOf('\n'),
			code,
			message,
		});
	}
}

/**
 * Reads a Bicep program: a useful part of the language. `files` are texts by path; `path` is the main one. What cannot be read
 * is refused as `bicep build` would, with line and column.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/bicep/file
 */
export function readBicep(files: Readonly<Record<string, string>>, path = 'main.bicep'): ReadBicep {
	const load = (named: string) => (Object.hasOwn(files, named) ? files[named] : undefined);
	try {
		return { ok: true, ...read(path, load, []) };
	} catch (thrown) {
		if (!(thrown instanceof Refused)) throw thrown;
		const { diagnostic } = thrown;
		return { ok: false, diagnostic, message: printDiagnostic(diagnostic) };
	}
}
