import {
	isObject,
	parseRelaxedJson,
	withLinkedTemplates,
	type Json,
	type JsonObject,
} from '../azure';
import { has, many, maybe, type Args } from './args';
import { fail, type Context, type Failure } from './command';
import { plainPath } from './session';

/** What a `deployment` command reads from files and from `--parameters` before it asks Azure for anything. */
export interface TemplateAndParameters {
	readonly ok: true;
	readonly template: JsonObject;
	readonly parameters: JsonObject;
}

const baseName = (path: string): string =>
	path
		.split('/')
		.at(-1)
		?.replace(/\.[^.]+$/, '') ?? path;

/** The deployment's name: `--name`, or that of the file. */
export const deploymentName = (args: Args): string =>
	maybe(args, 'name') ?? baseName(maybe(args, 'template-file') ?? 'deployment1');

/** A Bicep program of this sitting as the template that it stands for. */
export function buildBicep(path: string, { session, ports }: Context): JsonObject | Failure {
	if (!ports)
		return fail(
			`Bicep is not read here: give '${path}' as the ARM template that 'az bicep build' makes of it.`,
		);
	const built = ports.readBicep(session.files, plainPath(path));
	return built.ok ? built.template : fail(built.message);
}

function readTemplate(args: Args, context: Context): JsonObject | Failure {
	const { file } = context;
	if (has(args, 'template-uri') || has(args, 'template-spec'))
		return fail(
			'Keyless reaches no addresses outside of this page. Give the template as a file: --template-file.',
		);
	const path = maybe(args, 'template-file');
	if (path === undefined)
		return fail('incorrect usage: Chose only one of --template-file FILE | --template-uri URI');
	const text = file(path);
	if (text === undefined) return fail(`[Errno 2] No such file or directory: '${path}'`);
	if (/\.bicep$/i.test(path) && !text.trimStart().startsWith('{')) return buildBicep(path, context);
	const template = parseRelaxedJson(text);
	return isObject(template)
		? withLinkedTemplates(template, plainPath(path), file)
		: fail(`Failed to parse '${path}', please check whether it is a valid JSON format`);
}

const valuesIn = (parsed: Json | undefined): JsonObject | undefined => {
	if (!isObject(parsed)) return undefined;
	return isObject(parsed.parameters) ? parsed.parameters : parsed;
};

/** A `key=value` in the type that the template declares. */
function typed(declared: JsonObject, text: string): Json | undefined {
	switch (typeof declared.type === 'string' ? declared.type.toLowerCase() : '') {
		case 'object':
		case 'array':
		case 'secureobject':
			return parseRelaxedJson(text);
		case 'bool':
			return text.toLowerCase() === 'true';
		case 'int':
			return /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : undefined;
		default:
			return text;
	}
}

/** Reads `--parameters`: files, JSON and `key=value`, in order; the last value of a name counts. */
function readParameters(
	words: readonly string[],
	template: JsonObject,
	{ file }: Context,
): JsonObject | Failure {
	const declared = isObject(template.parameters) ? template.parameters : {};
	let given: JsonObject = {};
	for (const word of words) {
		const path = word.replace(/^@/, '');
		const content = file(path);
		if (content !== undefined && /\.bicepparam$/i.test(path))
			return fail(
				`${path}: parameters are read from JSON here. 'az bicep build-params' makes that of it, outside of Keyless.`,
			);
		if (content === undefined && word.startsWith('@'))
			return fail(`[Errno 2] No such file or directory: '${path}'`);
		const parsed = content === undefined ? parseRelaxedJson(word) : parseRelaxedJson(content);
		const values = valuesIn(parsed);
		if (values) {
			given = { ...given, ...values };
			continue;
		}
		if (content !== undefined)
			return fail(`Failed to parse ${path} with exception:\n    it is not valid JSON`);
		const cut = word.indexOf('=');
		if (cut < 0) return fail(`Unable to parse parameter: ${word}`);
		const name = word.slice(0, cut);
		const declaration = declared[name];
		if (!isObject(declaration))
			return fail(
				`unrecognized template parameter '${name}'. Allowed parameters: ${Object.keys(declared).sort().join(', ')}`,
			);
		const value = typed(declaration, word.slice(cut + 1));
		if (value === undefined) return fail(`Failed to parse string as JSON:\n${word.slice(cut + 1)}`);
		given = { ...given, [name]: { value } };
	}
	return given;
}

/** Parameters without a value: a person would be asked for them, a line cannot be. */
export function missingParameters(template: JsonObject, given: JsonObject): string[] {
	const names = Object.keys(given).map((name) => name.toLowerCase());
	return Object.entries(isObject(template.parameters) ? template.parameters : {})
		.filter(
			([name, declared]) =>
				isObject(declared) &&
				declared.defaultValue === undefined &&
				declared.nullable !== true &&
				!names.includes(name.toLowerCase()),
		)
		.map(([name]) => name)
		.sort();
}

/** Reads what a line says about a template and its parameters. */
export function readTemplateAndParameters(
	args: Args,
	context: Context,
): TemplateAndParameters | Failure {
	const template = readTemplate(args, context);
	if (isFailure(template)) return template;
	const parameters = readParameters(many(args, 'parameters') ?? [], template, context);
	if (isFailure(parameters)) return parameters;
	const absent = missingParameters(template, parameters);
	return absent.length > 0 && maybe(args, 'no-prompt') !== 'true'
		? fail(`Missing input parameters: ${absent.join(', ')}`)
		: { ok: true, template, parameters };
}

/** Whether a template or its values are none, but why. */
export const isFailure = (value: JsonObject | Failure): value is Failure =>
	value.ok === false && typeof value.exitCode === 'number';
