import { isObject, parseRelaxedJson, secureNames, type JsonObject } from '../azure';
import { az } from './quote';
import type { SentRequest } from './sentRequest';
import { missingParameters } from './templateFile';

/**
 * The line that deploys a template, or asks about a deployment. A template fits in no line: as a person would, the line first
 * writes it into a file, as a here-document.
 */

const DEPLOYMENT =
	/^(.*)\/providers\/Microsoft\.Resources\/deployments(?:\/([^/]+)(?:\/(\w+))?)?\/?$/i;

/** How a line says where a deployment takes place; absent when no command goes there. */
function placeOf(scope: string): readonly [word: string, ...options: string[]] | undefined {
	if (scope === '') return ['tenant'];
	const group = /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)$/i.exec(scope)?.[1];
	if (group !== undefined) return ['group', '-g', group];
	if (/^\/subscriptions\/[^/]+$/i.test(scope)) return ['sub'];
	const managed = /^\/providers\/Microsoft\.Management\/managementGroups\/([^/]+)$/i.exec(scope);
	return managed?.[1] === undefined ? undefined : ['mg', '-m', managed[1]];
}

const fileText = (value: JsonObject): string => JSON.stringify(value, undefined, 2);

/** A line of a script that writes a file. No line of JSON is the word that ends it. */
const writes = (file: string, value: JsonObject): string =>
	`cat > ${file} <<'EOF'\n${fileText(value)}\nEOF\n`;

/** `name=value`, if that is read back as the same value. */
function word(name: string, given: unknown, template: JsonObject): string | undefined {
	if (!isObject(given as JsonObject) || !isObject(template.parameters)) return undefined;
	const { value, ...others } = given as JsonObject;
	const declared = template.parameters[name];
	const type = isObject(declared) ? String(declared.type).toLowerCase() : '';
	const fits =
		(typeof value === 'string' && type === 'string') ||
		(Number.isSafeInteger(value) && type === 'int') ||
		(typeof value === 'boolean' && type === 'bool');
	return fits && Object.keys(others).length === 0 ? `${name}=${String(value)}` : undefined;
}

/** How a line ends that gives parameters, and the file that it names where values are no plain words. */
interface GivenParameters {
	readonly words: readonly string[];
	/** The names of secure ones. Their values are in shell variables of these names, and in no line. */
	readonly secrets: readonly string[];
	readonly file?: string;
}

function parametersOf(given: JsonObject, template: JsonObject): GivenParameters {
	const secure = secureNames(template);
	const all = Object.entries(given);
	const secrets = all.map(([name]) => name).filter((name) => secure.has(name.toLowerCase()));
	const plain = all.filter(([name]) => !secrets.includes(name));
	const words = plain.map(([name, value]) => word(name, value, template));
	if (all.length === 0) return { words: [], secrets };
	if (words.every((each) => each !== undefined))
		return { words: ['--parameters', ...words], secrets };
	const file = writes('main.parameters.json', {
		$schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
		contentVersion: '1.0.0.0',
		parameters: Object.fromEntries(plain),
	});
	return { words: ['--parameters', '@main.parameters.json'], secrets, file };
}

const only = (value: JsonObject, ...known: readonly string[]): boolean =>
	Object.keys(value).every((key) => known.includes(key));

/** The words that say what a deployment is asked to do; absent where no command says that. */
function sending(
	body: JsonObject,
	place: string,
): (GivenParameters & { readonly files: string }) | undefined {
	const { location, properties } = body;
	if (!isObject(properties) || !only(body, 'location', 'properties')) return undefined;
	const { template, parameters = {}, mode = 'Incremental' } = properties;
	if (!only(properties, 'template', 'parameters', 'mode') || !isObject(template)) return undefined;
	// Only deployments to a group are without a region, and only they may take away.
	const located = typeof location === 'string';
	if (!isObject(parameters) || located === (place === 'group')) return undefined;
	if (mode !== 'Incremental' && (mode !== 'Complete' || place !== 'group')) return undefined;
	const { words, secrets, file = '' } = parametersOf(parameters, template);
	return {
		words: [
			...(located ? ['-l', location] : []),
			'--template-file',
			'main.json',
			...(mode === 'Complete' ? ['--mode', mode] : []),
			...(missingParameters(template, parameters).length > 0 ? ['--no-prompt', 'true'] : []),
			...words,
		],
		secrets,
		files: writes('main.json', template) + file,
	};
}

const VERBS: Readonly<Record<string, string>> = {
	'PUT ': 'create',
	'POST validate': 'validate',
	'POST whatif': 'what-if',
	'GET ': 'show',
	'DELETE ': 'delete',
	'POST cancel': 'cancel',
	'POST exporttemplate': 'export',
	'GET operations': 'list',
};

/** The line of a request about deployments. */
export function spellDeployment({ request, method, url }: SentRequest): string | undefined {
	if (url.host !== 'management.azure.com') return undefined;
	const [, scope = '', name, action = ''] = DEPLOYMENT.exec(url.path) ?? ['', 'none'];
	const place = placeOf(scope);
	if (!place) return undefined;
	const [where, ...at] = place;
	if (name === undefined)
		return method === 'GET' ? az(`deployment ${where} list`, ...at) : undefined;
	const verb = VERBS[`${method} ${action.toLowerCase()}`];
	if (verb === undefined) return undefined;
	if (!['create', 'validate', 'what-if'].includes(verb))
		return az(
			`deployment ${verb === 'list' ? 'operation ' : ''}${where} ${verb}`,
			...at,
			'-n',
			name,
		);
	const body = parseRelaxedJson(request.body ?? '');
	const sent = isObject(body) ? sending(body, where) : undefined;
	if (!sent) return undefined;
	const { words, secrets, files } = sent;
	return [
		files + az(`deployment ${where} ${verb}`, ...at, '-n', name, ...words),
		...secrets.map((secret) => `${secret}="$${secret}"`),
	].join(' ');
}
