import { armTime } from '../time';
import type { World } from '../world';
import type { AccessQuestion } from './accessDecision';
import type { Condition, ConditionAttribute, Quantifier } from './condition';
import { matchesAction } from './actions';

/** Whether the condition of an assignment holds for a question. */

const STORAGE = 'microsoft.storage/storageaccounts';

/** What a scope says of itself: the names of the account, the container and the like in it. */
function fromScope(scope: string, name: string): string | undefined {
	const [type = '', field] = name.split(':');
	if (field !== 'name') return undefined;
	const lower = scope.toLowerCase();
	const [namespace = '', ...types] = type.split('/');
	const start = lower.lastIndexOf(`/providers/${namespace}/`);
	if (start < 0) return undefined;
	const rest = scope.slice(start + `/providers/${namespace}/`.length).split('/');
	// Conditions name `storageAccounts/blobServices/containers`, and the one blob service of an account is called `default`.
	for (const [index, segment] of types.entries())
		if (rest[index * 2]?.toLowerCase() !== segment) return undefined;
	return rest[types.length * 2 - 1];
}

function valuesOf(
	world: World,
	question: AccessQuestion,
	{ source, name }: ConditionAttribute,
): readonly string[] {
	const given = question.attributes?.[source]?.[name];
	if (given !== undefined) return typeof given === 'string' ? [given] : given;
	if (source === 'environment' && name === 'utcnow') return [armTime(world.now)];
	const found = source === 'resource' ? fromScope(question.scope, name) : undefined;
	if (found !== undefined) return [found];
	// What a blob lies in can be asked of the request as well.
	return source === 'request' && name.startsWith(STORAGE)
		? valuesOf(world, question, { source: 'resource', name })
		: [];
}

/** `*` stands for any text and `?` for one character. */
const like = (value: string, pattern: string): boolean =>
	new RegExp(
		`^${pattern
			.replace(/[.+^${}()|[\]\\]/g, '\\$&')
			.replaceAll('*', '.*')
			.replaceAll('?', '.')}$`,
		's',
	).test(value);

const TEXT: Readonly<Record<string, (value: string, given: string) => boolean>> = {
	stringequals: (value, given) => value === given,
	stringlike: like,
	stringstartswith: (value, given) => value.startsWith(given),
	stringcontains: (value, given) => value.includes(given),
};
const ORDER: Readonly<Record<string, (a: number, b: number) => boolean>> = {
	equals: (a, b) => a === b,
	lessthan: (a, b) => a < b,
	lessthanequals: (a, b) => a <= b,
	greaterthan: (a, b) => a > b,
	greaterthanequals: (a, b) => a >= b,
};

function matches(operator: string, value: string, given: string): boolean {
	const lower = [value.toLowerCase(), given.toLowerCase()] as const;
	const text = TEXT[operator];
	if (text) return text(value, given);
	const insensitive = TEXT[operator.replace(/ignorecase$/, '')];
	if (insensitive) return insensitive(...lower);
	const [, kind, how = ''] = /^(numeric|datetime)(\w+)$/.exec(operator) ?? [];
	if (kind === 'numeric') return ORDER[how]?.(Number(value), Number(given)) ?? false;
	if (kind === 'datetime') return ORDER[how]?.(Date.parse(value), Date.parse(given)) ?? false;
	return lower[0] === lower[1];
}

function quantified(
	quantifier: Quantifier,
	values: readonly string[],
	given: readonly string[],
	test: (value: string, given: string) => boolean,
): boolean {
	switch (quantifier) {
		case 'anyOfAny':
			return values.some((value) => given.some((each) => test(value, each)));
		case 'allOfAny':
			return values.every((value) => given.some((each) => test(value, each)));
		case 'anyOfAll':
			return values.some((value) => given.every((each) => test(value, each)));
		case 'allOfAll':
			return values.every((value) => given.every((each) => test(value, each)));
	}
}

/**
 * Whether a condition holds. A comparison with an attribute that is not there does not, whatever its operator.
 * @see https://learn.microsoft.com/azure/role-based-access-control/conditions-format#operators
 */
export function conditionMet(
	world: World,
	condition: Condition,
	question: AccessQuestion,
): boolean {
	switch (condition.kind) {
		case 'and':
			return (
				conditionMet(world, condition.left, question) &&
				conditionMet(world, condition.right, question)
			);
		case 'or':
			return (
				conditionMet(world, condition.left, question) ||
				conditionMet(world, condition.right, question)
			);
		case 'not':
			return !conditionMet(world, condition.inner, question);
		case 'actionMatches':
			return matchesAction(condition.pattern, question.action);
		case 'subOperationMatches':
			return condition.name.toLowerCase() === question.subOperation?.toLowerCase();
		case 'exists':
			return valuesOf(world, question, condition.attribute).length > 0;
		case 'compare': {
			const { attribute, quantifier, operator, negated, values } = condition;
			const found = valuesOf(world, question, attribute);
			if (found.length === 0) return false;
			// `Not` operators ask of each pair whether it differs.
			return quantified(
				quantifier,
				found,
				values,
				(value, given) => matches(operator, value, given) !== negated,
			);
		}
	}
}
