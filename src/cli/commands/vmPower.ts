import { isObject, requests, type Conversation, type Json, type JsonObject } from '../../azure';
import type { Args } from '../args';
import { ask } from '../ask';
import { done, type Command, type CommandGroup, type CommandValue, type Context } from '../command';
import { NO_WAIT } from '../options';
import { placeOptions, placesOf, type Place } from '../places';
import { az } from '../quote';
import type { SentRequest } from '../sentRequest';
import { at, columns } from '../tables';
import { model, withTimes } from '../shape';

/** Switching machines off and on, and how they do. */

const VM: Place = { type: 'Microsoft.Compute/virtualMachines', noun: 'virtual machine' };
const VMSS: Place = { type: 'Microsoft.Compute/virtualMachineScaleSets', noun: 'scale set' };

/** The word of a command, what Azure calls it, and what it does. */
const VERBS: readonly (readonly [string, string, string])[] = [
	['start', 'start', 'Starts'],
	['stop', 'powerOff', 'Stops, without giving back, so that it still costs money,'],
	['deallocate', 'deallocate', 'Stops and gives back'],
	['restart', 'restart', 'Restarts'],
];

function* act(
	place: Place,
	verb: string,
	args: Args,
	context: Context,
): Conversation<CommandValue> {
	const places = yield* placesOf(place, args, context);
	if (!places.ok) return places;
	for (const id of places.ids) {
		const answer = yield* ask(requests.arm('POST', `${id}/${verb}`));
		if (!answer.ok) return answer;
	}
	if (verb !== 'powerOff' || place !== VM) return done();
	return done(undefined, [
		'About to power off the specified VM...\nIt will continue to be billed. To deallocate a VM, run: az vm deallocate.',
	]);
}

const powerCommands = (word: string, place: Place): readonly Command[] =>
	VERBS.map(([verb, action, does]) => ({
		name: `${word} ${verb}`,
		summary: `${does} a ${place.noun}.`,
		options: [...placeOptions(place), NO_WAIT],
		of: place.type,
		run: (args, context) => act(place, action, args, context),
	}));

const powerState = (vm: Json): Json => {
	const statuses = at(vm, 'instanceView.statuses');
	const found = (Array.isArray(statuses) ? (statuses as readonly Json[]) : []).find(
		(each) => isObject(each) && String(each.code).startsWith('PowerState/'),
	);
	return at(found, 'displayStatus');
};

const instanceView: Command = {
	name: 'vm get-instance-view',
	summary: 'Shows a virtual machine with how it does: whether it runs.',
	options: placeOptions(VM),
	of: VM.type,
	*run(args, context) {
		const places = yield* placesOf(VM, args, context);
		if (!places.ok) return places;
		const views: JsonObject[] = [];
		for (const id of places.ids) {
			const request = requests.get(id);
			const answer = yield* ask({ ...request, url: `${request.url}&$expand=instanceView` }, true);
			if (!answer.ok) return answer;
			views.push(withTimes(model(answer.body, 'identity', 'plan', 'zones', 'resources')));
		}
		return done(views.length === 1 && views[0] ? views[0] : views);
	},
	table: columns({
		Name: 'name',
		ResourceGroup: 'resourceGroup',
		Location: 'location',
		ProvisioningState: 'provisioningState',
		PowerState: powerState,
	}),
};

/** The line of a switch. */
function spell({ id = '', method, group }: SentRequest): string | undefined {
	const found = /\/(virtualMachines|virtualMachineScaleSets)\/([^/]+)\/([^/]+)$/i.exec(id);
	const verb = VERBS.find(([, action]) => action.toLowerCase() === found?.[3]?.toLowerCase());
	if (!found || !verb || method !== 'POST') return undefined;
	const word = found[1]?.toLowerCase() === 'virtualmachines' ? 'vm' : 'vmss';
	return az(`${word} ${verb[0]}`, '-g', group, '-n', found[2]);
}

/** @see https://learn.microsoft.com/cli/azure/vm#az-vm-deallocate */
export const vmPower: CommandGroup = {
	groups: {},
	commands: [...powerCommands('vm', VM), ...powerCommands('vmss', VMSS), instanceView],
	spell,
};
