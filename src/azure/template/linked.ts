import { isObject, type Json, type JsonObject } from '../json';
import { parseRelaxedJson } from './relaxedJson';

/**
 * Linked templates out of given files. Azure fetches what `templateLink` names from an address; there are none here, so a file of
 * that name is taken instead, as a template spec takes those of `relativePath`.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/linked-templates
 */

/** Reads a given file; `undefined` when there is none of that path. */
export type ReadFile = (path: string) => string | undefined;

/** What is said, beside Azure's own words, of a template that could not be had. */
export const LINKS =
	"This simulated Azure reaches no addresses: write the template into a file of that name and give 'az deployment' the one that links to it, or put it in as a nested template.";

/** The most templates inside each other, as in Azure. */
const DEEPEST = 8;

const isDeployment = (resource: JsonObject): boolean =>
	typeof resource.type === 'string' && /^Microsoft\.Resources\/deployments$/i.test(resource.type);

/** Under which paths a linked file may have been given: from the folder of the template, as named, and by its last parts. */
function pathsOf(link: JsonObject, from: string): string[] {
	const { relativePath, uri } = link;
	const said = typeof relativePath === 'string' ? relativePath : typeof uri === 'string' ? uri : '';
	// Of an expression the last text that names a file: uri(parameters('_artifactsLocation'), 'nested/vnet.json').
	const named = said.startsWith('[')
		? (said
				.match(/'[^']*\.json[^']*'/gi)
				?.at(-1)
				?.slice(1, -1) ?? '')
		: said;
	const parts = named
		.replace(/^https?:\/\/[^/]*\//i, '')
		.replace(/\?.*$/, '')
		.split('/')
		.filter((part) => part !== '' && part !== '.');
	const folder = from.split('/').slice(0, -1);
	const up = parts.filter((part) => part === '..').length;
	const plain = parts.filter((part) => part !== '..');
	const tails = plain.map((_, index) => plain.slice(index).join('/'));
	return plain.length === 0
		? []
		: [[...folder.slice(0, folder.length - up), ...plain].join('/'), ...tails];
}

function linkedFile(
	link: Json | undefined,
	from: string,
	read: ReadFile,
): readonly [path: string, content: JsonObject] | undefined {
	if (!isObject(link)) return undefined;
	for (const path of pathsOf(link, from)) {
		const text = read(path);
		const content = text === undefined ? undefined : parseRelaxedJson(text);
		if (isObject(content)) return [path, content];
	}
	return undefined;
}

/** A deployment in a template, with its own template put in where a file of it was given. */
function putIn(resource: JsonObject, from: string, read: ReadFile, depth: number): JsonObject {
	const { properties } = resource;
	if (!isDeployment(resource) || !isObject(properties)) return resource;
	if (isObject(properties.template)) {
		const template = withLinkedTemplates(properties.template, from, read, depth);
		return template === properties.template
			? resource
			: { ...resource, properties: { ...properties, template } };
	}
	const found = linkedFile(properties.templateLink, from, read);
	if (!found) return resource;
	const { templateLink: _, parametersLink, ...others } = properties;
	const values = linkedFile(parametersLink, from, read)?.[1];
	const [path, template] = found;
	return {
		...resource,
		properties: {
			...others,
			...(values ? { parameters: isObject(values.parameters) ? values.parameters : values } : {}),
			// What lies in a file of its own sees only its own names.
			expressionEvaluationOptions: { scope: 'inner' },
			template: withLinkedTemplates(template, path, read, depth + 1),
		},
	};
}

/** A template with those that it links to, as far as their files were given (pure). `path` is that of its own file. */
export function withLinkedTemplates(
	template: JsonObject,
	path: string,
	read: ReadFile,
	depth = 0,
): JsonObject {
	const { resources } = template;
	if (depth > DEEPEST) return template;
	const put = (resource: Json | undefined): Json | undefined =>
		isObject(resource) ? putIn(resource, path, read, depth) : resource;
	const list = Array.isArray(resources) ? (resources as readonly Json[]) : undefined;
	const made = list
		? list.map((each) => put(each) ?? null)
		: isObject(resources)
			? Object.fromEntries(
					Object.entries(resources).map(([name, each]) => [name, put(each) ?? null]),
				)
			: undefined;
	const before = list ?? (isObject(resources) ? Object.values(resources) : []);
	const after = made === undefined ? [] : Array.isArray(made) ? made : Object.values(made);
	return made === undefined || after.every((each, index) => each === before[index])
		? template
		: { ...template, resources: made };
}
