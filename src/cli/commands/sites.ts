import { groupScope, idKey, isObject, requests, type Conversation, type Json } from '../../azure';
import { maybe, one, type Args } from '../args';
import { ask } from '../ask';
import { done, type Command, type CommandGroup, type CommandValue, type Context } from '../command';
import { plainCommands } from '../crud';
import { identitiesOf, SYSTEM } from '../identityBlock';
import { identityCommands } from '../identityCommands';
import { placeOf, placeOptions } from '../places';
import { az } from '../quote';
import { isTo, type SentRequest } from '../sentRequest';
import { identityWord, spellIdentityPatch } from '../spellIdentity';
import type { World } from '../../azure';
import { siteCreation } from './siteCreate';
import { SITE, SITE_WORDS, siteKind, siteWord, SLOT_OPTION, type SiteWord } from './siteKind';

/** Switches an app, or one of its slots. */
function* power(
	verb: string,
	word: SiteWord,
	args: Args,
	context: Context,
): Conversation<CommandValue> {
	const site = yield* placeOf(siteKind(word), args, context);
	if (!site.ok) return site;
	const slot = maybe(args, 'slot');
	const answer = yield* ask(
		requests.arm('POST', `${site.id}${slot === undefined ? '' : `/slots/${slot}`}/${verb}`),
	);
	return answer.ok ? done() : answer;
}

const POWER: Readonly<Record<string, string>> = {
	start: 'Starts',
	stop: 'Stops',
	restart: 'Restarts',
};

const powerCommands = (word: SiteWord): readonly Command[] =>
	Object.entries(POWER).map(([verb, does]) => ({
		name: `${word} ${verb}`,
		summary: `${does} a ${siteKind(word).noun}.`,
		options: [...placeOptions(siteKind(word)), SLOT_OPTION],
		of: SITE,
		run: (args, context) => power(verb, word, args, context),
	}));

/** The account in the text that opens it. */
const accountIn = (settings: Json | undefined): string | undefined => {
	const list = Array.isArray(settings) ? (settings as readonly Json[]) : [];
	const opens = list.find((each) => isObject(each) && each.name === 'AzureWebJobsStorage');
	return /AccountName=([^;]+)/.exec(String(isObject(opens) ? opens.value : ''))?.[1];
};

/** The line of a new app, where it is one that `create` sends: real `az` makes none without a plan or an account. */
function spellNew({ group, name, body, id = '' }: SentRequest, world: World): string | undefined {
	if (!isObject(body)) return undefined;
	const { location, kind = 'app', identity, tags, properties, ...other } = body;
	const { serverFarmId, siteConfig, ...more } = isObject(properties) ? properties : {};
	if (Object.keys({ ...other, ...more }).length > 0) return undefined;
	const config = isObject(siteConfig) ? siteConfig : {};
	const { system, user } = identitiesOf(identity);
	const identities = [...(system ? [SYSTEM] : []), ...Object.keys(user)];
	const rest = [
		...(serverFarmId === undefined ? [] : ['--plan', identityWord(String(serverFarmId), group)]),
		...(identities.length > 0 ? ['--assign-identity', ...identities] : []),
		...(isObject(tags)
			? ['--tags', ...Object.entries(tags).map(([key, value]) => `${key}=${value}`)]
			: []),
	];
	if (kind === 'app') {
		const plan = world.resources[idKey(String(serverFarmId))];
		const fits = plan?.location === location && Object.keys(config).length === 0;
		return fits ? az('webapp create', '-g', group, '-n', name, ...rest) : undefined;
	}
	const { appSettings, ...otherConfig } = config;
	const account = accountIn(appSettings);
	if (kind !== 'functionapp' || account === undefined || Object.keys(otherConfig).length > 0)
		return undefined;
	const settings = appSettings as readonly { readonly name?: Json; readonly value?: Json }[];
	const runtime = settings.find((each) => each.name === 'FUNCTIONS_WORKER_RUNTIME')?.value;
	const known = ['FUNCTIONS_EXTENSION_VERSION', 'FUNCTIONS_WORKER_RUNTIME', 'AzureWebJobsStorage'];
	if (settings.some((each) => !known.includes(String(each.name)))) return undefined;
	const scope = groupScope(id.split('/')[2] ?? '', group);
	if (!world.resourceGroups[idKey(scope)]) return undefined;
	return az(
		'functionapp create',
		...['-g', group, '-n', name, '--storage-account', account],
		...(serverFarmId === undefined ? ['--consumption-plan-location', String(location)] : []),
		...(runtime === undefined ? [] : ['--runtime', String(runtime)]),
		...rest,
	);
}

/** The lines of requests to sites. */
function spell(sent: SentRequest, world: World): string | undefined {
	const { group, name, body, id, method } = sent;
	if (id === undefined) return undefined;
	const acted = /^(.*\/sites\/([^/]+))\/(start|stop|restart)$/i.exec(id);
	if (acted?.[1] !== undefined && method === 'POST') {
		const word = siteWord({ kind: world.resources[idKey(acted[1])]?.kind ?? 'app' });
		return az(`${word} ${acted[3] ?? ''}`, '-g', group, '-n', acted[2]);
	}
	if (sent.type?.toLowerCase() !== SITE.toLowerCase()) return undefined;
	const isNew = isTo(sent, 'PUT', SITE);
	const site = isNew && isObject(body) ? body : { kind: world.resources[idKey(id)]?.kind ?? 'app' };
	const word = siteWord(site);
	const of = ['-g', group, '-n', name];
	if (isTo(sent, 'DELETE', SITE)) return az(`${word} delete`, ...of, ...confirmed(word));
	if (isTo(sent, 'GET', SITE)) return az(`${word} show`, ...of);
	return isNew ? spellNew(sent, world) : spellIdentityPatch(sent, world, word, SITE, true);
}

const confirmed = (word: SiteWord): string[] => (word === 'logicapp' ? ['--yes'] : []);

/**
 * Web apps, function apps and Standard logic apps.
 * @see https://learn.microsoft.com/cli/azure/webapp
 */
export const sites: CommandGroup = {
	groups: {
		webapp: 'Web apps on App Service.',
		'webapp identity': 'The identities of a web app.',
		functionapp: 'Function apps.',
		'functionapp identity': 'The identities of a function app.',
		logicapp: 'Standard logic apps, which are function apps of a kind.',
	},
	commands: [
		...siteCreation,
		...SITE_WORDS.flatMap((word) => {
			const kind = { ...siteKind(word), ...(word === 'logicapp' ? { confirm: true } : {}) };
			return [
				...plainCommands(kind),
				...powerCommands(word),
				// A Standard logic app's identities are managed by the words for web apps, as in real az.
				...(word === 'logicapp'
					? []
					: identityCommands({
							word,
							type: SITE,
							noun: kind.noun,
							grants: true,
							whole: true,
							byId: true,
							below: { option: SLOT_OPTION, id: (id, args) => `${id}/slots/${one(args, 'slot')}` },
						})),
			];
		}),
	],
	spell,
};
