import { requests, type Conversation } from '../../azure';
import { one, type Args } from '../args';
import { ask, askList } from '../ask';
import { done, type Command, type CommandGroup, type CommandValue, type Context } from '../command';
import { placeOf, placeOptions } from '../places';
import { at, columns } from '../tables';
import { SITE, siteKind, siteShape, SLOT_OPTION, type SiteWord } from './siteKind';
import type { JsonObject } from '../../azure';

const WORDS = ['webapp', 'functionapp'] as const;

/** A slot is printed under its own name alone. */
const shape = (slot: JsonObject): JsonObject => ({
	...siteShape(slot),
	name: String(slot.name).split('/').at(-1) ?? '',
});

function* create(word: SiteWord, args: Args, context: Context): Conversation<CommandValue> {
	const site = yield* placeOf(siteKind(word), args, context);
	if (!site.ok) return site;
	const app = yield* ask(requests.get(site.id), true);
	if (!app.ok) return app;
	const plan = at(app.body, 'properties.serverFarmId');
	const { location = null, kind = null } = app.body;
	const made = yield* ask(
		requests.putResource(`${site.id}/slots/${one(args, 'slot')}`, {
			location,
			...(kind === null ? {} : { kind }),
			properties: plan === null ? {} : { serverFarmId: plan },
		}),
	);
	return made.ok ? done(shape(made.body)) : made;
}

const commandsOf = (word: SiteWord): readonly Command[] => {
	const kind = siteKind(word);
	const slot = { ...SLOT_OPTION, required: true, summary: 'Name of the slot.' };
	return [
		{
			name: `${word} deployment slot create`,
			summary: `Creates a slot beside a ${kind.noun}. It has identities of its own, at first none.`,
			options: [...placeOptions(kind), slot],
			of: SITE,
			run: (args, context) => create(word, args, context),
		},
		{
			name: `${word} deployment slot list`,
			summary: `Lists the slots of a ${kind.noun}.`,
			options: placeOptions(kind),
			of: SITE,
			*run(args, context) {
				const site = yield* placeOf(kind, args, context);
				if (!site.ok) return site;
				const listed = yield* askList(requests.get(`${site.id}/slots`));
				return listed.ok ? done(listed.items.map(shape)) : listed;
			},
			table: columns({ Name: 'name', Status: 'state', AppServicePlan: 'appServicePlan' }),
		},
		{
			name: `${word} deployment slot delete`,
			summary: `Deletes a slot of a ${kind.noun}, and its own identity with it.`,
			options: [...placeOptions(kind), slot],
			of: SITE,
			*run(args, context) {
				const site = yield* placeOf(kind, args, context);
				if (!site.ok) return site;
				const answer = yield* ask(requests.del(`${site.id}/slots/${one(args, 'slot')}`));
				return answer.ok ? done() : answer;
			},
		},
	];
};

/**
 * Deployment slots.
 * @see https://learn.microsoft.com/cli/azure/webapp/deployment/slot
 */
export const siteSlots: CommandGroup = {
	groups: Object.fromEntries(
		WORDS.flatMap((word) => [
			[`${word} deployment`, 'How new code gets there.'],
			[`${word} deployment slot`, 'Apps beside the app, to try new code in.'],
		]),
	),
	commands: WORDS.flatMap(commandsOf),
};
