import { has, many, type Args } from '../args';
import { done, fail, type CommandGroup, type CommandValue, type Context } from '../command';

/** What can have a default here. Real `az` has more of them, for services that are not here. */
const KNOWN = ['group', 'location'] as const;
type Known = (typeof KNOWN)[number];
const isKnown = (key: string): key is Known => (KNOWN as readonly string[]).includes(key);

function configure(args: Args, { session }: Context): CommandValue {
	if (has(args, 'list-defaults'))
		return done(
			KNOWN.filter((key) => session.defaults[key] !== undefined).map((key) => ({
				name: key,
				source: '~/.azure/config',
				value: session.defaults[key] ?? '',
			})),
		);
	const words = many(args, 'defaults');
	if (words === undefined)
		return fail(
			"Nothing can be asked here: say what is to be set, with '--defaults group=NAME'.",
			2,
		);
	const defaults: { group?: string; location?: string } = { ...session.defaults };
	for (const word of words) {
		const cut = word.indexOf('=');
		if (cut < 1) return fail('usage error: --defaults STRING=STRING STRING=STRING ...');
		const [key, value] = [word.slice(0, cut), word.slice(cut + 1)];
		if (!isKnown(key))
			return fail(
				`'${key}' has no default here: only ${KNOWN.join(' and ')} have. Give the option on each line.`,
				2,
			);
		if (value === '') delete defaults[key];
		else defaults[key] = value;
	}
	return { ok: true, session: { ...session, defaults } };
}

/**
 * What the shell fills in where a line leaves it out.
 * @see https://learn.microsoft.com/cli/azure/reference-index#az-configure
 */
export const configureGroup: CommandGroup = {
	groups: {},
	commands: [
		{
			name: 'configure',
			summary: 'Sets the resource group and the region of lines that name none.',
			options: [
				{
					long: 'defaults',
					short: 'd',
					takes: 'some',
					summary: 'group=NAME location=REGION; an empty value takes a default away.',
				},
				{
					long: 'list-defaults',
					short: 'l',
					takes: 'maybe',
					summary: 'Shows what is set.',
				},
				{ long: 'scope', choices: ['global', 'local'], summary: 'Accepted: there is one shell.' },
			],
			examples: ['az configure --defaults group=rg-shop location=westeurope'],
			*run(args, context) {
				return configure(args, context);
			},
		},
	],
};
