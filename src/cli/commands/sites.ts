import {
	groupScope,
	idKey,
	isObject,
	makeResourceId,
	requests,
	type Conversation,
	type JsonObject,
} from '../../azure';
import { many, maybe, one, tagsOf, type Args } from '../args';
import { ask } from '../ask';
import {
	done,
	type Command,
	type CommandGroup,
	type CommandValue,
	type Context,
	type Option,
} from '../command';
import { deleteCommand, listCommand, placeTable, showCommand, type Kind } from '../crud';
import { grantFresh, grantMistake } from '../grant';
import { adding, bothTogether, identitiesOf, SYSTEM } from '../identityBlock';
import { identityCommands } from '../identityCommands';
import { GRANT, GROUP, name, TAGS } from '../options';
import { az } from '../quote';
import { isTo } from '../sentRequest';
import { model } from '../shape';
import { identityWord, spellIdentityPatch } from '../spellIdentity';
import { idOf, identityId, locationOf } from '../targets';

const TYPE = 'Microsoft.Web/sites';
const PLAN = 'Microsoft.Web/serverfarms';

/** Web apps and function apps are one resource type that tells them apart by its `kind`. */
const isFunctionApp = (site: JsonObject): boolean => /functionapp/i.test(String(site.kind ?? ''));

const shape = (site: JsonObject): JsonObject => model(site, 'identity');

const kindOf = (word: 'webapp' | 'functionapp'): Kind => ({
	word,
	type: TYPE,
	noun: word === 'webapp' ? 'web app' : 'function app',
	shape,
	only: (site) => isFunctionApp(site) === (word === 'functionapp'),
	table: placeTable,
});

const ASSIGN: Option = {
	long: 'assign-identity',
	takes: 'any',
	summary: "Names or ids of identities; '[system]', or nothing, is its own.",
};

/** The body that `create` sends. */
function newSite(args: Args, context: Context, kind: string, location: string): JsonObject {
	const group = one(args, 'resource-group');
	const plan = maybe(args, 'plan');
	const runtime = maybe(args, 'runtime');
	const storage = maybe(args, 'storage-account');
	const tags = tagsOf(args);
	const asked = many(args, 'assign-identity');
	const words = asked?.length === 0 ? [SYSTEM] : asked;
	const ids = words
		?.filter((word) => word !== SYSTEM)
		.map((word) => identityId(word, context, group));
	const siteConfig = {
		...(runtime === undefined ? {} : { linuxFxVersion: runtime.replace(':', '|') }),
		...(storage === undefined
			? {}
			: { appSettings: [{ name: 'AzureWebJobsStorage__accountName', value: storage }] }),
	};
	return {
		location,
		kind,
		...(tags ? { tags } : {}),
		...(words
			? {
					identity: {
						...adding(
							identitiesOf(undefined),
							words.includes(SYSTEM),
							ids ?? [],
							bothTogether(TYPE),
						),
					},
				}
			: {}),
		properties: {
			...(plan === undefined
				? {}
				: {
						serverFarmId: plan.startsWith('/')
							? plan
							: makeResourceId(context.subscriptionId, group, PLAN, plan),
					}),
			...(Object.keys(siteConfig).length > 0 ? { siteConfig } : {}),
		},
	};
}

function* create(args: Args, context: Context, kind: string): Conversation<CommandValue> {
	const role = maybe(args, 'role');
	const scope = maybe(args, 'scope');
	const mistake = grantMistake(role, scope);
	if (mistake) return mistake;
	const group = one(args, 'resource-group');
	const asked = maybe(args, 'consumption-plan-location');
	const where =
		asked === undefined
			? yield* locationOf(args, context, group)
			: { ok: true as const, location: asked };
	if (!where.ok) return where;
	const id = idOf(args, context, TYPE, group);
	const made = yield* ask(requests.putResource(id, newSite(args, context, kind, where.location)));
	if (!made.ok) return made;
	const { system, principalId } = identitiesOf(made.body.identity);
	if (role !== undefined && scope !== undefined && system) {
		const granted = yield* grantFresh(principalId, role, scope, context);
		if (!granted.ok) return granted;
	}
	return done(shape(made.body));
}

const PLAN_OPTION: Option = {
	long: 'plan',
	short: 'p',
	summary: 'Name or id of the App Service plan.',
};
const RUNTIME: Option = {
	long: 'runtime',
	short: 'r',
	summary: 'What runs the code: PYTHON:3.12.',
};

const webappCreate: Command = {
	name: 'webapp create',
	summary: 'Creates a web app. It lies in the region of its resource group.',
	options: [name('web app'), GROUP, PLAN_OPTION, RUNTIME, ASSIGN, ...GRANT, TAGS],
	examples: ['az webapp create -g rg-shop -n shop-web -p plan-shop'],
	run: (args, context) => create(args, context, 'app'),
};

const functionappCreate: Command = {
	name: 'functionapp create',
	summary: 'Creates a function app.',
	options: [
		name('function app'),
		GROUP,
		{ long: 'storage-account', short: 's', summary: "The account that holds the app's own state." },
		{
			long: 'consumption-plan-location',
			short: 'c',
			summary: 'The region, for an app that needs no plan.',
		},
		PLAN_OPTION,
		{ long: 'runtime', summary: RUNTIME.summary },
		{ long: 'functions-version', summary: 'Version of the Functions host.' },
		ASSIGN,
		...GRANT,
		TAGS,
	],
	examples: ['az functionapp create -g rg-shop -n shop-jobs -c westeurope'],
	run: (args, context) => create(args, context, 'functionapp'),
};

/**
 * Web apps and function apps. `identity assign` and `remove` send a PATCH of the identities alone, where real `az` sends
 * the whole site again: the same outcome, and the same request as any other hand here sends.
 * @see https://learn.microsoft.com/cli/azure/webapp
 */
export const sites: CommandGroup = {
	groups: {
		webapp: 'Web apps on App Service.',
		'webapp identity': 'The identities of a web app.',
		functionapp: 'Function apps.',
		'functionapp identity': 'The identities of a function app.',
	},
	commands: [
		webappCreate,
		functionappCreate,
		...(['webapp', 'functionapp'] as const).flatMap((word) => {
			const kind = kindOf(word);
			return [
				showCommand(kind),
				listCommand(kind),
				deleteCommand(kind),
				...identityCommands({ word, type: TYPE, noun: kind.noun }),
			];
		}),
	],
	spell(sent, world) {
		const { group, name: of, body, id } = sent;
		if (id === undefined || sent.type?.toLowerCase() !== TYPE.toLowerCase()) return undefined;
		const site =
			isTo(sent, 'PUT', TYPE) && isObject(body) ? body : { kind: world.resources[idKey(id)]?.kind };
		const word = isFunctionApp(site) ? 'functionapp' : 'webapp';
		if (isTo(sent, 'DELETE', TYPE)) return az(`${word} delete`, '-g', group, '-n', of);
		if (isTo(sent, 'GET', TYPE)) return az(`${word} show`, '-g', group, '-n', of);
		const patch = spellIdentityPatch(sent, world, word, TYPE);
		if (patch !== undefined || !isTo(sent, 'PUT', TYPE) || !isObject(body)) return patch;
		const { location, kind = 'app', identity, tags, properties, ...other } = body;
		const { serverFarmId, ...more } = isObject(properties) ? properties : {};
		if (Object.keys(other).length > 0 || Object.keys(more).length > 0) return undefined;
		if (kind !== 'app' && kind !== 'functionapp') return undefined;
		const groupLocation =
			world.resourceGroups[idKey(groupScope(id.split('/')[2] ?? '', group))]?.location;
		if (word === 'webapp' && groupLocation !== undefined && location !== groupLocation)
			return undefined;
		const { system, user } = identitiesOf(identity);
		const identities = [
			...(system ? [SYSTEM] : []),
			...Object.keys(user).map((each) => identityWord(each, group)),
		];
		return az(
			`${word} create`,
			...['-g', group, '-n', of],
			...(word === 'functionapp' ? ['--consumption-plan-location', String(location)] : []),
			...(serverFarmId === undefined ? [] : ['--plan', identityWord(String(serverFarmId), group)]),
			...(identities.length > 0 ? ['--assign-identity', ...identities] : []),
			...(isObject(tags)
				? ['--tags', ...Object.entries(tags).map(([key, value]) => `${key}=${value}`)]
				: []),
		);
	},
};
