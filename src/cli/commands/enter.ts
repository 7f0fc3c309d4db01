import { idKey, programs, requests, type Conversation } from '../../azure';
import { many, type Args } from '../args';
import { ask } from '../ask';
import {
	done,
	fail,
	type Command,
	type CommandGroup,
	type CommandValue,
	type Context,
} from '../command';
import { placeOptions, placesOf, type Place } from '../places';
import { enter } from '../session';

function* go(args: Args, context: Context, place: Place): Conversation<CommandValue> {
	const places = yield* placesOf(place, args, context);
	if (!places.ok) return places;
	const id = places.ids[0] ?? '';
	const answer = yield* ask(requests.get(id));
	if (!answer.ok) return answer;
	const world = context.look?.();
	const resource = world?.resources[idKey(id)];
	const host = world && programs.hostOf(world, id);
	if (!resource || !host) return fail('There is nothing to enter without a simulated world.');
	if (resource.power)
		return fail(`The machine '${resource.name}' is ${resource.power}: start it first.`);
	if (context.session.at)
		return fail(`You are on '${context.session.at.name}' already: leave with exit.`);
	return {
		ok: true,
		session: enter(context.session, { ...host, resourceId: resource.id }, resource.name),
		warnings: [
			`You are on ${resource.name} now. 'az login --identity' signs in as it, exit leaves.`,
		],
	};
}

const command = (name: string, place: Place): Command => ({
	name,
	summary: `Opens a prompt on a ${place.noun}: what runs there runs as that resource.`,
	of: place.type,
	options: placeOptions(place),
	examples: [`az ${name} -g rg-shop -n ${name === 'ssh vm' ? 'vm-web' : 'shop-web'}`],
	run: (args, context) => go(args, context, place),
});

const VM: Place = { type: 'Microsoft.Compute/virtualMachines', noun: 'virtual machine' };

/** What a script on a machine printed, as the agent on it reports it. */
const message = (stdout: string, stderr: string): string =>
	`Enable succeeded: \n[stdout]\n${stdout}\n[stderr]\n${stderr}`;

/**
 * Running lines on a resource, as that resource.
 * @see https://learn.microsoft.com/azure/virtual-machines/linux/run-command
 */
export const enterGroup: CommandGroup = {
	groups: {
		ssh: 'Prompts on virtual machines.',
		'vm run-command': 'Scripts that run on a virtual machine.',
	},
	commands: [
		command('ssh vm', VM),
		command('webapp ssh', { type: 'Microsoft.Web/sites', noun: 'web app' }),
		command('containerapp exec', { type: 'Microsoft.App/containerApps', noun: 'container app' }),
		{
			name: 'vm run-command invoke',
			summary: 'Runs a script on a virtual machine.',
			of: VM.type,
			options: [
				...placeOptions(VM),
				{
					long: 'command-id',
					required: true,
					choices: ['RunShellScript'],
					summary: 'What runs it.',
				},
				{ long: 'scripts', takes: 'some', summary: 'Lines of the script, or @FILE.' },
			],
			examples: [
				"az vm run-command invoke -g rg-shop -n vm-web --command-id RunShellScript --scripts 'az login --identity' 'az group list'",
			],
			*run(args, context) {
				const entered = yield* go(args, context, VM);
				if (!entered.ok) return entered;
				const { session } = entered;
				if (!session || !context.runInside)
					return fail('There is nothing to enter without a simulated world.');
				const ran = yield* context.runInside((many(args, 'scripts') ?? []).join('\n'), session);
				return done({
					value: [
						{
							code: 'ProvisioningState/succeeded',
							displayStatus: 'Provisioning succeeded',
							level: 'Info',
							message: message(ran.stdout, ran.stderr),
							time: null,
						},
					],
				});
			},
		},
	],
};
