import { isObject, locate, parseJson, type Json, type JsonObject } from '../../azure';
import { readBicep } from '../../iac';
import { editorWords as words } from '../words/editor';
import { linkedIn, placeInFiles } from './linkedFiles';
import type { Place, Problem, TemplatePath } from './problem';
import { strictLines } from './strictLines';
import { isKnownType } from './templateSchema';

/** What a draft is written in. */
export type DraftLanguage = 'json' | 'bicep';

/** A draft that can be sent to Azure. */
export interface ReadyTemplate {
	readonly ok: true;
	/** JSON. Of a JSON draft of one file its own text, line for line, so that Azure's line numbers are the draft's. */
	readonly text: string;
	readonly template: JsonObject;
	/** Where in the draft a part of the template stands, or begins. */
	readonly placeOf: (path: TemplatePath) => Place | undefined;
}

/** A draft as a template, or what keeps it from being one. */
export type ReadTemplate =
	ReadyTemplate | { readonly ok: false; readonly problems: readonly Problem[] };

function readJson(files: Readonly<Record<string, string>>, main: string): ReadTemplate {
	const strict = Object.fromEntries(
		Object.entries(files).map(([path, source]) => [
			path,
			strictLines(source.replace(/^\uFEFF/, ' ')),
		]),
	);
	const text = strict[main] ?? '';
	const own = parseJson(text);
	const broken = Object.entries(strict).filter(
		([path, each]) => path !== main && !isObject(parseJson(each)),
	);
	if (!isObject(own) || broken.length > 0)
		return {
			ok: false,
			problems: [...(isObject(own) ? [] : [{}]), ...broken.map(([path]) => ({ path }))].map(
				(where) => ({
					...where,
					line: 1,
					column: 1,
					severity: 'error',
					message: words.deploy.notJsonTemplate,
				}),
			),
		};
	const template = linkedIn(own, main, strict);
	if (template === own)
		return {
			ok: true,
			text,
			template,
			placeOf(path) {
				const found = locate(text, path);
				return found && { line: found.line };
			},
		};
	return {
		ok: true,
		text: JSON.stringify(template, null, 2),
		template,
		placeOf: (path) => placeInFiles(path, main, strict),
	};
}

/** The path of a template's part as Azure's errors write it, and of all that it lies in, the innermost first. */
const dotted = (path: TemplatePath): string[] =>
	path.map((_, index) =>
		path
			.slice(0, path.length - index)
			.reduce<string>(
				(text, part) =>
					typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`,
				'',
			),
	);

function readBicepDraft(files: Readonly<Record<string, string>>, path: string): ReadTemplate {
	const read = readBicep(files, path);
	if (!read.ok) {
		// Files that the main one does not name are read as well: a fault in them is told beside those of the main file.
		const others = Object.keys(files).filter((each) => each !== path && /\.bicep$/i.test(each));
		const faults = [read, ...others.map((each) => readBicep(files, each))].flatMap((each) =>
			each.ok ? [] : each.diagnostics,
		);
		const told = new Map(
			faults.map(({ path, line, column, code, message }): [string, Problem] => [
				`${path} ${line} ${column} ${message}`,
				{ path, line, column, severity: 'error', message: `${code}: ${message}` },
			]),
		);
		return { ok: false, problems: [...told.values()] };
	}
	const { template, places } = read;
	return {
		ok: true,
		text: JSON.stringify(template, null, 2),
		template,
		placeOf: (of) =>
			dotted(of)
				.map((each) => places[each])
				.find((place) => place !== undefined),
	};
}

/** Reads a draft. */
export const readTemplate = (
	language: DraftLanguage,
	files: Readonly<Record<string, string>>,
	path: string,
): ReadTemplate => (language === 'json' ? readJson(files, path) : readBicepDraft(files, path));

/** The resources of a template with where they stand, nested ones included. */
function* resourcesIn(
	template: JsonObject,
	path: TemplatePath = [],
): Generator<[JsonObject, TemplatePath]> {
	const { resources } = template;
	const list: [string | number, Json][] = Array.isArray(resources)
		? [...(resources as readonly Json[]).entries()]
		: isObject(resources)
			? Object.entries(resources).flatMap(([key, value]): [string, Json][] =>
					value === undefined ? [] : [[key, value]],
				)
			: [];
	for (const [key, resource] of list) {
		if (!isObject(resource)) continue;
		const at = [...path, 'resources', key];
		yield [resource, at];
		yield* resourcesIn(resource, at);
		const { properties } = resource;
		if (isObject(properties) && isObject(properties.template))
			yield* resourcesIn(properties.template, [...at, 'properties', 'template']);
	}
}

/** Types that the simulator has no row for, each where it stands. */
export function unknownTypes({ template, placeOf }: ReadyTemplate): Problem[] {
	return [...resourcesIn(template)].flatMap(([{ type }, path]): Problem[] => {
		if (typeof type !== 'string' || type.startsWith('[') || !type.includes('.')) return [];
		if (isKnownType(type)) return [];
		return [
			{
				...(placeOf([...path, 'type']) ?? placeOf(path) ?? { line: 1 }),
				column: 1,
				severity: 'warning',
				message: words.deploy.unknownType(type),
			},
		];
	});
}

const detailsOf = (error: JsonObject): JsonObject[] =>
	(Array.isArray(error.details) ? (error.details as readonly Json[]) : []).filter(isObject);

/** `['resources', 0, 'name']` from `properties.template.resources[0].name`. */
const parsePath = (text: string): TemplatePath =>
	[...text.replace(/^properties\.template\.?/, '').matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(
		([, name, index]) => (index === undefined ? (name ?? '') : Number(index)),
	);

/** Azure's error as problems of the draft: the innermost details, each on the line that Azure names or that its path has. */
export function problemsOf(
	error: JsonObject,
	{ placeOf }: Pick<ReadyTemplate, 'placeOf'>,
): Problem[] {
	const details = detailsOf(error);
	if (details.length > 0) return details.flatMap((detail) => problemsOf(detail, { placeOf }));
	const [about] = (
		Array.isArray(error.additionalInfo) ? (error.additionalInfo as readonly Json[]) : []
	)
		.filter(isObject)
		.map(({ info }) => (isObject(info) ? info : {}));
	const { path } = about ?? {};
	const named = typeof path === 'string' && path !== '' ? placeOf(parsePath(path)) : undefined;
	return [
		{
			...(named ?? { line: 1 }),
			column: 1,
			severity: 'error',
			message: `${String(error.code)}: ${String(error.message)}`,
		},
	];
}
