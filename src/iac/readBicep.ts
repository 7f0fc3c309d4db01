import { isObject, parseRelaxedJson, type JsonObject } from '../azure';
import { compile } from './bicep/compile';
import { BicepFault, diagnosticsOf, printDiagnostic, type BicepDiagnostic } from './bicep/fault';
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
			 * `resources[0]`, `resources.vm`, `parameters.location`.
			 */
			readonly lines: Readonly<Record<string, number>>;
			/** The same in all files: a module's parts by their path in its deployment's template. */
			readonly places: Readonly<Record<string, BicepPlace>>;
	  }
	| {
			readonly ok: false;
			/** Everything that is wrong, file by file in the order of the text; at least one. */
			readonly diagnostics: readonly BicepDiagnostic[];
			/** All of it as `bicep build` prints it, a line each. */
			readonly message: string;
	  };

/** A path as seen from the folder of another file. */
function beside(from: string, path: string): string {
	const folder = from.split('/').slice(0, -1);
	for (const part of path.split('/'))
		if (part === '..') folder.pop();
		else if (part !== '.' && part !== '') folder.push(part);
	return folder.join('/');
}

/** A file that was read. */
interface Read {
	readonly template: JsonObject;
	readonly lines: Readonly<Record<string, number>>;
	readonly places: Readonly<Record<string, BicepPlace>>;
}

/** The line of each parameter, variable, resource and output, by its path in the template. */
function linesOf(file: BicepFile, source: string, template: JsonObject): Record<string, number> {
	const lineAt = (at: number): number => source.slice(0, at).split('\n').length;
	const isList = Array.isArray(template.resources);
	const made = [...file.declarations.values()].filter(({ node }) => !isList || !node.existing);
	return Object.fromEntries([
		...[...file.params.values()].map(({ name, at }) => [`parameters.${name}`, lineAt(at)]),
		...[...file.vars.values()].map(({ name, at }) => [`variables.${name}`, lineAt(at)]),
		...made.map(({ node, symbol }, index) => [
			isList ? `resources[${index}]` : `resources.${symbol}`,
			lineAt(node.at),
		]),
		...file.outputs.map(({ name, at }) => [`outputs.${name}`, lineAt(at)]),
	]);
}

/** Reads the files of one program, each once. */
class Program {
	readonly diagnostics = new Map<string, readonly BicepDiagnostic[]>();
	readonly #load: (path: string) => string | undefined;
	readonly #known = new Map<string, Read | undefined>();

	constructor(files: Readonly<Record<string, string>>) {
		this.#load = (path) => (Object.hasOwn(files, path) ? files[path] : undefined);
	}

	/** A file as a template; `undefined` when something is wrong in it. `around` are the files that it is read for. */
	read(path: string, around: readonly string[]): Read | undefined {
		if (!this.#known.has(path)) this.#known.set(path, this.#readOnce(path, around));
		return this.#known.get(path);
	}

	#readOnce(path: string, around: readonly string[]): Read | undefined {
		const source = (this.#load(path) ?? '').replace(/\r\n/g, '\n');
		if (/\.json$/i.test(path)) return this.#template(path, source);
		const modules = new Map<string, Read | undefined>();
		const file = this.#file(path, source, around, modules, new Map());
		const template = compile(file);
		const found = diagnosticsOf(path, source, file.faults);
		this.diagnostics.set(path, found);
		if (found.length > 0 || [...modules.values()].includes(undefined)) return undefined;
		const lines = linesOf(file, source, template);
		return { template, lines, places: placesOf(file, lines, template, modules) };
	}

	/** A module that is a template already. */
	#template(path: string, source: string): Read | undefined {
		const template = parseRelaxedJson(source);
		if (isObject(template)) return { template, lines: {}, places: {} };
		const fault = new BicepFault(0, 'BCP188', 'The referenced ARM template has errors.');
		this.diagnostics.set(path, diagnosticsOf(path, source, [fault]));
		return undefined;
	}

	/** Looks the names of a file up. `imported` are the files that it or those around it import from, by path. */
	#file(
		path: string,
		source: string,
		around: readonly string[],
		modules: Map<string, Read | undefined>,
		imported: Map<string, BicepFile>,
		prefix = '',
	): BicepFile {
		const faults: BicepFault[] = [];
		const statements = parseBicep(source, faults);
		const outside = {
			load: (named: string) => this.#load(beside(path, named)),
			module: (named: string, at: number) => {
				if (!modules.has(named)) {
					const full = this.#pathOf(named, at, [...around, path], 'module');
					modules.set(named, this.read(full, [...around, path]));
				}
				return modules.get(named)?.template;
			},
			imported: (named: string, at: number) => {
				const full = this.#pathOf(named, at, [...around, path], 'import');
				const known = imported.get(full);
				if (known) return known;
				const isRead = this.read(full, [...around, path]) !== undefined;
				modules.set(
					`import ${named}`,
					isRead ? { template: {}, lines: {}, places: {} } : undefined,
				);
				if (!isRead) return undefined;
				const text = (this.#load(full) ?? '').replace(/\r\n/g, '\n');
				const nextPrefix = `_${imported.size + 1}`;
				const file = this.#file(full, text, [...around, path], modules, imported, nextPrefix);
				imported.set(full, file);
				return file;
			},
		};
		return fileOf(path, statements, faults, outside, prefix);
	}

	/** The path of a file that another one speaks of; throws a fault when there is none or when it goes in circles. */
	#pathOf(named: string, at: number, around: readonly string[], what: 'module' | 'import'): string {
		if (/^(?:br|ts)[:/]/.test(named))
			throw new BicepFault(
				at,
				'KEYLESS',
				`"${named}" lies in a registry, and Keyless reaches no addresses outside of this page. Give it as a file beside this one and name its path${what === 'module' ? ", as in 'modules/part.bicep'" : ''}.`,
			);
		const full = beside(around.at(-1) ?? '', named);
		if (this.#load(full) === undefined)
			throw new BicepFault(
				at,
				'BCP091',
				`An error occurred reading file. Could not find file '${full}'.`,
			);
		if (around.includes(full))
			throw new BicepFault(
				at,
				'BCP095',
				`The file is involved in a cycle ("${[...around, full].join('" -> "')}").`,
			);
		return full;
	}
}

/** Where the parts of a file and of its modules are declared. `modules` are the files read, by how they are named in it. */
function placesOf(
	file: BicepFile,
	lines: Readonly<Record<string, number>>,
	template: JsonObject,
	modules: ReadonlyMap<string, Read | undefined>,
): Record<string, BicepPlace> {
	const isList = Array.isArray(template.resources);
	const made = [...file.declarations.values()].filter(({ node }) => !isList || !node.existing);
	return Object.fromEntries([
		...Object.entries(lines).map(([part, line]) => [part, { path: file.path, line }]),
		...made.flatMap(({ node, symbol }, index) =>
			Object.entries((node.kind === 'module' && modules.get(node.type)?.places) || {}).map(
				([part, place]) => [
					`resources${isList ? `[${index}]` : `.${symbol}`}.properties.template.${part}`,
					place,
				],
			),
		),
	]);
}

/**
 * Reads a Bicep program: a large part of the language. `files` are texts by path; `path` is the main one. What cannot be read is
 * refused as `bicep build` would, with all that is wrong, line and column each.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/bicep/file
 */
export function readBicep(files: Readonly<Record<string, string>>, path = 'main.bicep'): ReadBicep {
	const program = new Program(files);
	const read = program.read(path, []);
	if (read) return { ok: true, ...read };
	const main = program.diagnostics.get(path) ?? [];
	const others = [...program.diagnostics].flatMap(([of, found]) => (of === path ? [] : found));
	const diagnostics = [...main, ...others];
	return { ok: false, diagnostics, message: diagnostics.map(printDiagnostic).join('\n') };
}
