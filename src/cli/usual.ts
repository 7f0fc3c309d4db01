import type { Conversation } from '../azure';
import { has, type Args } from './args';
import { fail, type Command, type CommandGroup, type CommandValue, type Context } from './command';
import { optionName } from './options';
import { registering } from './registering';

/** What every command does alike: it needs somebody signed in, registers providers, and tells what it left out. */

/** Commands that need nobody signed in. */
const FREE = ['login', 'logout', 'keyless run', 'keyless help', 'configure', 'version'];

const SIGNED_OUT = "Please run 'az login' to setup account.";

function* run(command: Command, args: Args, context: Context): Conversation<CommandValue> {
	if (context.session.user === '' && !FREE.includes(command.name)) return fail(SIGNED_OUT);
	const { value, warnings } = yield* registering(
		command.run(args, context),
		context.subscriptionId,
	);
	const ignored = command.options.filter((option) => option.ignored && has(args, option.long));
	const said = [
		...(ignored.length > 0
			? [`Left out here, where it would change nothing: ${ignored.map(optionName).join(', ')}.`]
			: []),
		...warnings,
		...(value.warnings ?? []),
	];
	return said.length === 0 ? value : { ...value, warnings: said };
}

/** A group whose commands do all of that. */
export const withUsualAnswers = (group: CommandGroup): CommandGroup => ({
	...group,
	commands: group.commands.map((command) => ({
		...command,
		run: (args, context) => run(command, args, context),
	})),
});
