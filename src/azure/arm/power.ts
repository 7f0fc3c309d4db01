import { settle } from '../clock';
import { errors } from '../errors';
import { empty, json } from '../http';
import { isObject, withEntry, type JsonObject } from '../json';
import { send } from '../lifecycles/run';
import { idKey } from '../resourceId';
import { armTime } from '../time';
import type { Resource, World } from '../world';
import type { ArmAction } from './action';
import type { ArmCall, Reply } from './call';
import { startOperation } from './operations';
import { provisioningState } from './render';

/**
 * Switching things off and on. Code on a machine or an app that is off asks for no tokens.
 * @see https://learn.microsoft.com/azure/virtual-machines/states-billing
 * @see https://learn.microsoft.com/rest/api/compute/virtual-machines/deallocate
 * @see https://learn.microsoft.com/rest/api/appservice/web-apps/stop
 */

type Power = 'running' | NonNullable<Resource['power']>;

const POWER_NAMES: Readonly<Record<Power, string>> = {
	running: 'VM running',
	stopped: 'VM stopped',
	deallocated: 'VM deallocated',
};

function switched(world: World, { power: _, ...resource }: Resource, power: Power): World {
	const changed: Resource = power === 'running' ? resource : { ...resource, power };
	const key = idKey(resource.id);
	const next = { ...world, resources: withEntry(world.resources, key, changed) };
	return settle(send(next, { kind: 'resource', key }, 'update'));
}

/** A running machine that was moved with its system-assigned identity does not start again until it was updated once. */
const cannotStart = (resource: Resource): boolean =>
	resource.identityMoved === true && resource.identity?.system !== undefined;

function switchMachine(world: World, call: ArmCall, resource: Resource, power: Power): Reply {
	if (power === 'running' && resource.power && cannotStart(resource))
		return [
			world,
			errors.Conflict(
				`The virtual machine '${resource.name}' was moved and its identity has not been refreshed since. Update the virtual machine and start it again.`,
			),
		];
	return answerLater(switched(world, resource, power), call, resource);
}

/** 202, and where to ask whether the work on a machine is done. */
function answerLater(world: World, call: ArmCall, resource: Resource): Reply {
	const [started, headers] = startOperation(
		world,
		{ kind: 'resource', key: idKey(resource.id) },
		(operation) =>
			`/subscriptions/${call.parts.subscriptionId}/providers/Microsoft.Compute/locations/${resource.location ?? ''}/operations/${operation}?api-version=${call.query['api-version'] ?? ''}`,
		'azure-asyncoperation',
	);
	const poll = headers['azure-asyncoperation'] ?? '';
	return [
		started,
		empty(202, { ...headers, location: poll.replace('?api-version', '?monitor=true&api-version') }),
	];
}

const act = (type: string, name: string, run: ArmAction['run']): [string, ArmAction[]] => [
	`${type}/${name}`.toLowerCase(),
	[{ method: 'POST', action: `${type}/${name}/action`, logs: true, run }],
];

/** `GET …/instanceView`: how a machine does, beside what it is. */
const viewed = (type: string): [string, ArmAction[]] => [
	`${type}/instanceView`.toLowerCase(),
	[
		{
			method: 'GET',
			action: `${type}/instanceView/read`,
			logs: false,
			run: (world, _, resource) => [world, json(200, instanceView(resource))],
		},
	],
];

const machine = (type: string): [string, ArmAction[]][] => [
	act(type, 'start', (world, call, resource) => switchMachine(world, call, resource, 'running')),
	act(type, 'powerOff', (world, call, resource) => switchMachine(world, call, resource, 'stopped')),
	act(type, 'deallocate', (world, call, resource) =>
		switchMachine(world, call, resource, 'deallocated'),
	),
	act(type, 'restart', (world, call, resource) =>
		resource.power
			? [
					world,
					errors.OperationNotAllowed(
						`The operation requires the VM to be running (or set to run). VM '${resource.name}' is not running.`,
					),
				]
			: switchMachine(world, call, resource, 'running'),
	),
	viewed(type),
];

/** What the platform runs answers at once, without an operation to poll. */
const app = (type: string, status: 200 | 204): [string, ArmAction[]][] => {
	const to =
		(power: Power | undefined): ArmAction['run'] =>
		(world, _, resource) => [
			switched(world, resource, power ?? resource.power ?? 'running'),
			empty(status),
		];
	return [
		act(type, 'start', to('running')),
		act(type, 'stop', to('stopped')),
		act(type, 'restart', to(undefined)),
	];
};

/** The actions of this file, by type path in lower case. */
export const POWER_ACTIONS: Readonly<Record<string, readonly ArmAction[]>> = Object.fromEntries([
	...machine('Microsoft.Compute/virtualMachines'),
	...machine('Microsoft.Compute/virtualMachineScaleSets'),
	// Brings the model to the instances. There are none here, so it changes nothing.
	act('Microsoft.Compute/virtualMachineScaleSets', 'manualUpgrade', (world, call, resource) =>
		answerLater(world, call, resource),
	),
	...app('Microsoft.Web/sites', 200),
	...app('Microsoft.Web/sites/slots', 200),
	...app('Microsoft.ContainerInstance/containerGroups', 204),
]);

/** The instance view of a machine: provisioning state and power state. */
export function instanceView(resource: Resource): JsonObject {
	const power = resource.power ?? 'running';
	const state = provisioningState(resource.lifecycle);
	const level = 'Info';
	return {
		statuses: [
			{
				code: `ProvisioningState/${state.toLowerCase()}`,
				level,
				displayStatus: state === 'Succeeded' ? 'Provisioning succeeded' : state,
				time: armTime(resource.lifecycle.since),
			},
			{ code: `PowerState/${power}`, level, displayStatus: POWER_NAMES[power] },
		],
	};
}

/** A machine's answer with what `$expand=instanceView` adds. */
export function withInstanceView(call: ArmCall, resource: Resource, body: JsonObject): JsonObject {
	if (!/^instanceView$/i.test(call.query.$expand ?? '')) return body;
	if (!/^Microsoft\.Compute\/virtualMachines$/i.test(resource.type)) return body;
	const properties = isObject(body.properties) ? body.properties : {};
	return { ...body, properties: { ...properties, instanceView: instanceView(resource) } };
}
