import { isObject, locate, parseRelaxedJson, withLinkedTemplates } from '../../azure';
import type { Json, JsonObject } from '../../azure';
import type { Place, TemplatePath } from './problem';

type Files = Readonly<Record<string, string>>;

const fileIn =
	(files: Files) =>
	(path: string): string | undefined =>
		Object.hasOwn(files, path) ? files[path] : undefined;

/** A template with those of its draft's files that it links to put in; itself when it links to none. */
export const linkedIn = (template: JsonObject, path: string, files: Files): JsonObject =>
	withLinkedTemplates(template, path, fileIn(files));

/** The file of a draft that a deployment in a template links to; `undefined` when it links to none that is there. */
function fileOf(deployment: JsonObject, from: string, files: Files): string | undefined {
	let found: string | undefined;
	withLinkedTemplates({ resources: [deployment] }, from, (path) => {
		const text = fileIn(files)(path);
		// What it links to is asked for before anything that it holds.
		if (text !== undefined) found ??= path;
		return text;
	});
	return found;
}

/** The file of a draft that a `relativePath` or a `uri` in a template means; `undefined` when none is there. */
export const linkedFile = (
	kind: 'relativePath' | 'uri',
	said: string,
	from: string,
	files: Files,
): string | undefined =>
	fileOf(
		{
			type: 'Microsoft.Resources/deployments',
			properties: { templateLink: { [kind]: said } },
		},
		from,
		files,
	);

const partOf = (whole: Json | undefined, path: TemplatePath): Json | undefined =>
	path.reduce<Json | undefined>((part, key) => {
		if (Array.isArray(part)) return (part as readonly Json[])[Number(key)];
		return isObject(part) ? part[key] : undefined;
	}, whole);

/** Where a part of a template stands that came about from several files: in the linked file, if it lies in one. */
export function placeInFiles(of: TemplatePath, from: string, files: Files): Place | undefined {
	const text = files[from] ?? '';
	const whole = parseRelaxedJson(text);
	for (let at = 0; at < of.length - 1; at++) {
		if (of[at] !== 'properties' || of[at + 1] !== 'template') continue;
		const resource = partOf(whole, of.slice(0, at));
		const { properties } = isObject(resource) ? resource : {};
		if (!isObject(resource) || !isObject(properties) || properties.template !== undefined) continue;
		const linked = fileOf(resource, from, files);
		if (linked === undefined || linked === from) continue;
		const rest = of.slice(at + 2);
		return rest.length === 0 ? { path: linked, line: 1 } : placeInFiles(rest, linked, files);
	}
	const place = locate(text, of);
	return place && { path: from, line: place.line };
}

/** The files that a template asks for: their paths, or of an address or an expression the last file that it names. */
export const linksIn = (text: string): string[] =>
	[...text.matchAll(/"(relativePath|uri)"\s*:\s*"((?:[^"\\]|\\.)*)"/g)].flatMap(
		([, kind, said = '']) => {
			const named = said.startsWith('[')
				? (said
						.match(/'[^']*\.json[^']*'/gi)
						?.at(-1)
						?.slice(1, -1) ?? '')
				: said.replace(/\?.*$/, '');
			if (named === '') return [];
			return kind === 'uri' ? [named.split('/').at(-1) ?? named] : [named];
		},
	);
