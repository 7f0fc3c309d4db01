import {
	currentSubscription,
	groupOf,
	nameOf,
	requests,
	subscriptionScope,
	type HttpRequest,
	type Json,
	type JsonObject,
	type World,
} from '../../azure';
import type { ReadyTemplate } from './template';

/** How a template is to be deployed. */
export interface Deploying {
	readonly name: string;
	/** Id of a resource group or of the subscription. */
	readonly scope: string;
	readonly mode: 'Incremental' | 'Complete';
	readonly values: Readonly<Record<string, Json>>;
	/** Where a deployment to the subscription is written down. */
	readonly location: string;
}

/** The id of a deployment. */
export const deploymentId = ({ scope, name }: Deploying): string =>
	`${scope}/providers/Microsoft.Resources/deployments/${name}`;

/**
 * The request that deploys, or with an action asks about deploying. The template stands in the body as it was written, from the
 * first line on: so the lines that Azure's errors name are the draft's own.
 */
export function deploymentRequest(
	deploying: Deploying,
	template: ReadyTemplate,
	action?: 'validate' | 'whatIf',
): HttpRequest {
	const { scope, mode, values, location } = deploying;
	const id = deploymentId(deploying);
	const parameters: JsonObject = Object.fromEntries(
		Object.entries(values).map(([name, value]) => [name, { value }]),
	);
	const where = groupOf(scope) === undefined ? `"location":${JSON.stringify(location)},` : '';
	const request = requests.arm(action ? 'POST' : 'PUT', action ? `${id}/${action}` : id, {});
	return {
		...request,
		body: `{${where}"properties":{"template":${template.text.trim()},"parameters":${JSON.stringify(parameters)},"mode":"${mode}"}}`,
	};
}

/** Where something can be deployed to: the subscription and each of its groups. */
export const targetsOf = (
	world: World,
): readonly { readonly id: string; readonly name: string }[] =>
	Object.values(world.resourceGroups).map(({ id, name }) => ({ id, name }));

/** Where a template asks to be deployed: its schema names the scope. One that cannot be read yet names none. */
export function targetOf(
	read: ReadyTemplate | undefined,
	world: World,
	wished: string | undefined,
): string {
	const subscription = subscriptionScope(currentSubscription(world));
	const { $schema } = read?.template ?? {};
	if (typeof $schema === 'string' && /subscriptionDeploymentTemplate/i.test($schema))
		return subscription;
	const groups = targetsOf(world);
	return groups.find(({ id }) => id === wished)?.id ?? groups[0]?.id ?? '';
}

const quote = (text: string): string =>
	/^[\w.:/@=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** The `az` line of the same deployment, for a template in a file. */
export function azLine(
	{ name, scope, mode, values, location }: Deploying,
	file: string,
	secure: ReadonlySet<string>,
): string {
	const group = groupOf(scope);
	const where =
		group === undefined ? `sub create -l ${location}` : `group create -g ${nameOf(group)}`;
	const given = Object.entries(values).map(([key, value]) =>
		secure.has(key)
			? `${key}="$${key}"`
			: quote(`${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`),
	);
	return [
		`az deployment ${where} -n ${name} --template-file ${file}`,
		...(mode === 'Complete' ? ['--mode Complete'] : []),
		...(given.length > 0 ? [`--parameters ${given.join(' ')}`] : []),
	].join(' ');
}
