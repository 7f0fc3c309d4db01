import {
	createWorld,
	currentSubscription,
	handle,
	isObject,
	parseJson,
	soundWorld,
	type Json,
	type JsonObject,
	type World,
} from '../../src/azure';
import { reasonsOf } from '../template/templates';

/** The empty world in which an exported one is made again: the same directory, and nothing else. */
export const emptyLike = (world: World): World => ({
	...createWorld({ seed: world.seed }),
	groups: world.groups,
	managementGroups: world.managementGroups,
	signedInAs: world.signedInAs,
});

/** Deploys a template at the subscription, or at a group; throws with Azure's reasons when that fails. */
export function deploy(
	world: World,
	template: JsonObject,
	secrets: Readonly<Record<string, string>>,
	scope = `/subscriptions/${currentSubscription(world)}`,
): World {
	let next = world;
	const path = `https://management.azure.com${scope}/providers/Microsoft.Resources/deployments/export?api-version=2022-09-01`;
	const send = (method: string, body?: JsonObject) => {
		const [after, response] = handle(next, {
			method,
			url: path,
			headers: {},
			...(body ? { body: JSON.stringify(body) } : {}),
		});
		next = after;
		const answer: Json | undefined = parseJson(response.body);
		return isObject(answer) ? answer : {};
	};
	const begun = send('PUT', {
		...(scope.includes('resourceGroups') ? {} : { location: 'westeurope' }),
		properties: {
			mode: 'Incremental',
			template,
			parameters: Object.fromEntries(
				Object.entries(secrets).map(([name, value]) => [name, { value }]),
			),
		},
	});
	const { properties } = send('GET');
	const state = isObject(properties) ? properties.provisioningState : 'Refused';
	if (state !== 'Succeeded')
		throw new Error(
			`${String(state)}: ${reasonsOf(isObject(properties) ? properties.error : begun.error).join('\n')}`,
		);
	const unsound = soundWorld(next);
	if (unsound.length > 0) throw new Error(unsound.join('\n'));
	return next;
}
