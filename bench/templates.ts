// What a template costs: two hundred resources deployed at once. Beside it the same requests sent one by one.
import {
	createWorld,
	currentSubscription,
	groupScope,
	handle,
	requests,
	type HttpRequest,
	type JsonObject,
	type World,
} from '../src/azure';
import { report } from './report';

const COUNT = 200;
const TYPE = 'Microsoft.ManagedIdentity/userAssignedIdentities';

/** The best of some runs, in milliseconds: what else the machine does only ever adds. */
function best(work: () => unknown, runs = 9): number {
	let least = Number.POSITIVE_INFINITY;
	for (let run = 0; run < runs; run++) {
		const start = performance.now();
		work();
		least = Math.min(least, performance.now() - start);
	}
	return least;
}

function send(world: World, request: HttpRequest): World {
	const [next, { status, body }] = handle(world, request);
	if (status >= 400) throw new Error(body);
	return next;
}

/** Half of them made by a loop, half written out; each of those waits for the one before. */
const template = (): JsonObject => ({
	$schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
	contentVersion: '1.0.0.0',
	resources: [
		{
			type: TYPE,
			apiVersion: '2023-01-31',
			name: "[format('id-loop-{0}', copyIndex())]",
			location: '[resourceGroup().location]',
			copy: { name: 'loop', count: COUNT / 2 },
		},
		...Array.from({ length: COUNT / 2 }, (_, index) => ({
			type: TYPE,
			apiVersion: '2023-01-31',
			name: `id-${index}`,
			location: '[resourceGroup().location]',
			tags: { key: '[uniqueString(resourceGroup().id)]' },
			...(index === 0 ? {} : { dependsOn: [`[resourceId('${TYPE}', 'id-${index - 1}')]`] }),
		})),
	],
});

/** Prints what deploying costs beside sending the same requests. */
export function measure(): void {
	const first = createWorld({ seed: 'bench' });
	const subscription = currentSubscription(first);
	const group = groupScope(subscription, 'rg');
	const world = send(first, requests.putResourceGroup(subscription, 'rg', 'westeurope'));
	const deploy = requests.arm('PUT', `${group}/providers/Microsoft.Resources/deployments/main`, {
		properties: { mode: 'Incremental', template: template() },
	});
	const names = Array.from({ length: COUNT }, (_, index) => `id-${index}`);
	const single = names.map((name) =>
		requests.putUserAssignedIdentity(subscription, 'rg', name, 'westeurope'),
	);
	const made = Object.keys(send(world, deploy).resources).length;
	if (made !== COUNT) throw new Error(`${made} resources were made.`);
	const whole = best(() => send(world, deploy));
	const peer = best(() => single.reduce(send, world));
	report(
		'A template',
		['what', 'Keyless', 'the plain way', 'ratio'],
		[
			[
				'deploy 200 resources, half of them each after the other',
				`${whole.toFixed(1)} ms`,
				`the same requests one by one: ${peer.toFixed(1)} ms`,
				`${(whole / peer).toFixed(1)} ×`,
			],
		],
	);
}
