import { apiVersionOf } from '../../iac';
import { schemaWords } from '../words/templateSchema';
import { templateFunctionWords as words } from '../words/templateFunctions';
import type { DraftLanguage } from './template';
import { aboutType, identityTypesOf, propertiesOf, RESOURCE_TYPES } from './templateSchema';

/** Something that can stand at a place in a draft. */
export interface Offer {
	readonly label: string;
	readonly kind: 'function' | 'name' | 'type' | 'property' | 'value' | 'keyword';
	/** What is put in; `$0` is where the cursor goes, in a snippet. */
	readonly insert: string;
	readonly snippet?: true;
	readonly detail: string;
}

/** The call around a place: its signature, and which of its arguments the place is in. */
export interface CallHelp {
	readonly name: string;
	readonly parameters: readonly string[];
	readonly sense: string;
	readonly argument: number;
}

const FUNCTIONS = new Map(
	(Object.keys(words.functions) as (keyof typeof words.functions)[]).map((name) => {
		const [signature, sense] = words.functions[name];
		return [name.toLowerCase(), [name, signature, sense] as const] as const;
	}),
);

/** Functions that Bicep says in other ways, or does not have. */
const NOT_IN_BICEP = new Set(
	'parameters variables and or not equals less lessorequals greater greaterorequals if add sub mul div mod true false null copyindex createarray createobject lambdavariables resourceid'.split(
		' ',
	),
);

const offerOf = ([name, signature, sense]: readonly [
	name: string,
	signature: string,
	sense: string,
]): Offer => ({
	label: name,
	kind: 'function',
	insert: signature === '()' ? `${name}()` : `${name}($0)`,
	snippet: true,
	detail: `${name}${signature}. ${sense}`,
});

/**
 * The expression around a place in a line of a JSON template, up to the place: what stands in the text behind its `[`.
 * `undefined` outside of expressions.
 */
export function expressionBefore(line: string, column: number): string | undefined {
	const before = line.slice(0, column - 1);
	let start = -1;
	for (let at = 0; at < before.length; at++) {
		if (before[at] === '\\') at++;
		else if (before[at] === '"') start = start < 0 ? at : -1;
	}
	const text = start < 0 ? '' : before.slice(start + 1);
	return text.startsWith('[') && !text.startsWith('[[') ? text.slice(1) : undefined;
}

/** The innermost call that is open at the end of an expression; texts in it are stepped over. */
export function callAround(expression: string): CallHelp | undefined {
	const calls: { name: string; argument: number }[] = [];
	let isText = false;
	for (let at = 0; at < expression.length; at++) {
		const here = expression[at];
		if (here === "'") isText = !isText;
		if (isText) continue;
		if (here === '(')
			calls.push({ name: /([\w.]+)$/.exec(expression.slice(0, at))?.[1] ?? '', argument: 0 });
		else if (here === ')') calls.pop();
		else if (here === ',') {
			const last = calls.at(-1);
			if (last) last.argument++;
		}
	}
	const call = calls.at(-1);
	const known = call && FUNCTIONS.get(call.name.toLowerCase());
	if (!call || !known) return undefined;
	const parameters = known[1]
		.slice(1, -1)
		.split(', ')
		.filter((each) => each !== '');
	return {
		name: known[0],
		parameters,
		sense: known[2],
		argument: Math.min(call.argument, Math.max(0, parameters.length - 1)),
	};
}

/** Names that a JSON template declares in one of its parts, as far as the text can be read while it is being written. */
function namesIn(text: string, part: 'parameters' | 'variables'): string[] {
	const found = new RegExp(`"${part}"\\s*:\\s*\\{`).exec(text);
	if (!found) return [];
	const names: string[] = [];
	let depth = 1;
	const rest = text.slice(found.index + found[0].length);
	for (const [piece, key] of rest.matchAll(
		/"((?:[^"\\]|\\.)*)"(?=\s*:)|"(?:[^"\\]|\\.)*"|[{}[\]]/g,
	)) {
		if (key !== undefined && depth === 1) names.push(key);
		else if (piece === '{' || piece === '[') depth++;
		else if ((piece === '}' || piece === ']') && --depth === 0) break;
	}
	return names;
}

function offersInExpression(text: string, expression: string): Offer[] {
	const open = /\b(parameters|variables)\('([\w-]*)$/i.exec(expression);
	if (open)
		return namesIn(text, open[1]?.toLowerCase() === 'parameters' ? 'parameters' : 'variables').map(
			(name): Offer => ({ label: name, kind: 'name', insert: name, detail: '' }),
		);
	if (/'[^']*$/.test(expression.replace(/'[^']*'/g, '')))
		return RESOURCE_TYPES.map((type) => ({
			label: type,
			kind: 'type',
			insert: type,
			detail: aboutType(type),
		}));
	const declared = (['parameters', 'variables'] as const).flatMap((part) =>
		namesIn(text, part).map((name): Offer => ({
			label: `${part}('${name}')`,
			kind: 'name',
			insert: `${part}('${name}')`,
			detail: schemaWords.root[part],
		})),
	);
	return [...declared, ...[...FUNCTIONS.values()].map(offerOf)];
}

/** Where a place in a Bicep file lies: the type of the resource around it, and the names of the objects around it in that. */
export function bicepPlace(
	before: string,
): { type: string; within: readonly string[] } | undefined {
	const stack: string[] = [];
	let type = '';
	let isBlock = false;
	for (const line of before.split('\n')) {
		const bare = line.replace(/\/\/.*$/, '');
		const declared = /^\s*resource\s+\w+\s+'([^'@]+)@/.exec(bare);
		if (declared && stack.length === 0) type = declared[1] ?? '';
		else if (
			/^\s*(param|var|output|module|targetScope|metadata)\b/.test(bare) &&
			stack.length === 0
		)
			type = '';
		isBlock ||= declared !== null;
		for (const [piece, key] of bare.matchAll(/'(?:[^'\\]|\\.)*'|(\w+)\s*:\s*\{|[{}]/g)) {
			if (piece.startsWith("'")) continue;
			if (piece === '}') stack.pop();
			else stack.push(key ?? '');
		}
	}
	return stack.length > 0 && type !== '' ? { type, within: stack.slice(1) } : undefined;
}

const KEYWORDS = ['param', 'var', 'resource', 'module', 'output', 'targetScope'] as const;
const TOP = [
	'name',
	'location',
	'tags',
	'sku',
	'kind',
	'identity',
	'properties',
	'scope',
	'dependsOn',
] as const;

function offersInBicep(text: string, offset: number): Offer[] {
	const before = text.slice(0, offset);
	const line = before.slice(before.lastIndexOf('\n') + 1);
	if (/^\s*resource\s+\w+\s+'[^']*$/.test(line))
		return RESOURCE_TYPES.map((type) => ({
			label: type,
			kind: 'type',
			insert: `${type}@${apiVersionOf(type)}`,
			detail: aboutType(type),
		}));
	const place = bicepPlace(before);
	const [around] = place?.within ?? [];
	if (place && around === 'identity' && /^\s*type:\s*'[^']*$/.test(line))
		return identityTypesOf(place.type).map((type): Offer => ({
			label: type,
			kind: 'value',
			insert: type,
			detail: schemaWords.identity.type,
		}));
	if (/'[^']*$/.test(line.replace(/'(?:[^'\\]|\\.)*'/g, '')) && !/\$\{[^}]*$/.test(line)) return [];
	if (place && /^\s*\w*$/.test(line)) {
		const known: readonly (readonly [string, string])[] =
			place.within.length === 0
				? [...TOP.map((name) => [name, schemaWords.resource[name]] as const)]
				: place.within.length > 1
					? []
					: around === 'properties'
						? propertiesOf(place.type)
						: around === 'identity'
							? [
									['type', schemaWords.identity.type],
									['userAssignedIdentities', schemaWords.identity.userAssignedIdentities],
								]
							: [];
		return known.map(([name, detail]): Offer => ({
			label: name,
			kind: 'property',
			insert: `${name}: `,
			detail,
		}));
	}
	const declared = [...text.matchAll(/^\s*(param|var|resource|module)\s+(\w+)/gm)].map(
		([, what = '', name = '']): Offer => ({
			label: name,
			kind: 'name',
			insert: name,
			detail: what,
		}),
	);
	const functions = [...FUNCTIONS.values()]
		.filter(([name]) => !NOT_IN_BICEP.has(name.toLowerCase()))
		.map(offerOf);
	const keywords = /^\w*$/.test(line)
		? KEYWORDS.map((word): Offer => ({
				label: word,
				kind: 'keyword',
				insert: `${word} `,
				detail: '',
			}))
		: [];
	return [...keywords, ...(keywords.length > 0 ? [] : [...declared, ...functions])];
}

/** What can stand at a place of a draft. Lines and columns count from 1. */
export function offersAt(
	language: DraftLanguage,
	text: string,
	line: number,
	column: number,
): Offer[] {
	const lines = text.split('\n');
	if (language === 'json') {
		const expression = expressionBefore(lines[line - 1] ?? '', column);
		return expression === undefined ? [] : offersInExpression(text, expression);
	}
	const offset =
		lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
	return offersInBicep(text, offset);
}

/** The call around a place of a draft. */
export function callAt(
	language: DraftLanguage,
	text: string,
	line: number,
	column: number,
): CallHelp | undefined {
	const whole = text.split('\n')[line - 1] ?? '';
	const before = language === 'json' ? expressionBefore(whole, column) : whole.slice(0, column - 1);
	return before === undefined ? undefined : callAround(before);
}

/** What is to be said of a word: a function, a resource type; `undefined` of others. */
export function aboutWord(word: string): string | undefined {
	const known = FUNCTIONS.get(word.toLowerCase());
	if (known) return `\`${known[0]}${known[1]}\`  \n${known[2]}`;
	const type = word.replace(/@.*$/, '');
	const about = type.includes('/') ? aboutType(type) : '';
	return about === '' ? undefined : `**${type}**  \n${about}`;
}
