import type { Conversation } from '../azure';
import { has, type Args } from './args';
import { type Command, type CommandGroup, type CommandValue, type Context } from './command';
import { optionName } from './options';
import { registering } from './registering';

/** What every command does alike: it registers providers, and tells what it left out. */

function* run(command: Command, args: Args, context: Context): Conversation<CommandValue> {
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
