import { isObject, parseJson, type Json } from '../json';
import { idKey } from '../resourceId';
import type { Deployment, World } from '../world';
import { each, Fault, type Outcome } from './fault';
import { placeOf } from './place';
import { finder } from './plan';
import type { Lookup, Scope } from './scope';
import type { Send } from './send';
import { templateHash } from './templateHash';
import { templateScope } from './templateScope';

/** What `reference()` and `list…()` find, asked on behalf of whoever deploys. `now` gives the world as it is at that moment. */
function lookupFor(now: () => World, deployment: Deployment, send: Send): Lookup {
	const find = finder(deployment.steps);
	const { caller, correlationId } = deployment;

	function ask(method: string, id: string, apiVersion: string, body?: Json): Outcome {
		const [, response] = send(now(), {
			method,
			id,
			apiVersion,
			caller,
			correlationId,
			...(body === undefined ? {} : { body }),
		});
		const answer = parseJson(response.body) ?? null;
		if (response.status < 400) return answer;
		const error = isObject(answer) && isObject(answer.error) ? answer.error : {};
		return new Fault(
			String(error.message ?? `The request for '${id}' failed.`),
			[],
			String(error.code ?? 'BadRequest'),
		);
	}

	const shown = (answer: Outcome, whole: boolean): Outcome =>
		answer instanceof Fault || whole || !isObject(answer) ? answer : (answer.properties ?? {});

	return {
		references: (named, whole) =>
			each(find(named), ({ id, apiVersion }) => shown(ask('GET', id, apiVersion), whole)),
		reference: (named, version, whole) => {
			const step = find(named)[0];
			if (!step && (version === undefined || !named.startsWith('/')))
				return new Fault(
					named.startsWith('/')
						? `The template resource '${named}' reference requires an API version. Please see https://aka.ms/arm-syntax-resources for usage details.`
						: `The resource '${named}' referenced is not defined in the template. Please see https://aka.ms/arm-syntax for usage details.`,
				);
			return shown(ask('GET', step?.id ?? named, version ?? step?.apiVersion ?? ''), whole);
		},
		list: (action, named, version, body) =>
			ask('POST', `${find(named)[0]?.id ?? named}/${action}`, version, body),
	};
}

const valuesOf = ({ parameters }: Deployment): Readonly<Record<string, Json>> =>
	Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, value]));

/** The deployment as `deployment()` shows it to its own template. */
const selfOf = ({ name, location, template, parameters, mode }: Deployment) => ({
	name,
	...(location === undefined ? {} : { location }),
	properties: {
		template,
		templateHash: templateHash(template),
		parameters: Object.fromEntries(
			Object.entries(parameters).map(([key, { value }]) => [key, { value }]),
		),
		mode,
		provisioningState: 'Running',
	},
});

/** Where a deployment's resources will be. */
export const placeFor = (world: World, deployment: Deployment) =>
	placeOf(world, deployment.scope, deployment.caller, selfOf(deployment));

/**
 * All that the expressions of a deployment can see. A nested template whose expressions belong to the outer one sees what that
 * one sees.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/linked-templates#expression-evaluation-scope-in-nested-templates
 */
export function scopeFor(now: () => World, deployment: Deployment, send?: Send): Scope {
	const lookup = send ? lookupFor(now, deployment, send) : undefined;
	const outer = deployment.outer && now().deployments[idKey(deployment.outer.deployment)];
	if (!deployment.outer || !outer)
		return templateScope(
			deployment.template,
			valuesOf(deployment),
			placeFor(now(), deployment),
			lookup,
		);
	const { loops, loop } = deployment.outer;
	const around = scopeFor(now, outer, send);
	return {
		...around,
		loops,
		...(loop === undefined ? {} : { loop: loop.toLowerCase() }),
		...(lookup ? { lookup: eitherOf(lookup, around.lookup) } : {}),
	};
}

/** Names are looked for in the nested template, then in the one around it. */
const eitherOf = (first: Lookup, second: Lookup | undefined): Lookup => ({
	reference: (named, version, whole) => {
		const found = first.reference(named, version, whole);
		return found instanceof Fault && found.code === undefined && second
			? second.reference(named, version, whole)
			: found;
	},
	references: first.references,
	list: first.list,
});
