import { makeResourceId, requests, type Conversation, type JsonObject } from '../../azure';
import { many, maybe, one, tagsOf, type Args } from '../args';
import { ask } from '../ask';
import {
	done,
	fail,
	type Command,
	type CommandValue,
	type Context,
	type Failure,
	type Option,
} from '../command';
import { grantFresh, grantMistake } from '../grant';
import { identitiesOf } from '../identityBlock';
import { ASSIGN_IDENTITY_BY_ID, newIdentity } from '../newIdentity';
import { GRANT, GROUP, name, TAGS } from '../options';
import { findAccount } from '../storageAccounts';
import { idOf, locate } from '../targets';
import { PLAN } from './appservicePlan';
import { SITE, siteShape } from './siteKind';

/** What a new site runs on and as. */
interface Ground {
	readonly ok: true;
	readonly location: string;
	readonly plan?: string;
	readonly linux: boolean;
}

/** The plan that a line names: in the group, else anywhere in the subscription. */
function* planOf(args: Args, context: Context, group: string): Conversation<Ground | Failure> {
	const asked = one(args, 'plan');
	const id = asked.startsWith('/')
		? asked
		: makeResourceId(context.subscriptionId, group, PLAN, asked);
	const here = yield* ask(requests.get(id), true);
	if (!here.ok && here.exitCode !== 3) return here;
	let plan: JsonObject | undefined = here.ok ? here.body : undefined;
	if (!plan && !asked.startsWith('/')) {
		const found = yield* locate(PLAN, asked, context);
		if (!found.ok) return found;
		plan = found.resource;
	}
	if (!plan) return fail(`The plan '${asked}' doesn't exist.`, 3);
	const { reserved } = plan.properties as JsonObject;
	return {
		ok: true,
		location: String(plan.location).toLowerCase().replaceAll(' ', ''),
		plan: String(plan.id),
		linux: reserved === true,
	};
}

/** `NAME=value` pairs as App Service keeps them. */
const settings = (pairs: Readonly<Record<string, string>>): JsonObject[] =>
	Object.entries(pairs).map(([key, value]) => ({ name: key, value }));

/** Sends the new site and, where a line asks for it, gives its own identity a role. */
function* send(
	args: Args,
	context: Context,
	group: string,
	{ location, plan }: Ground,
	kind: string,
	siteConfig: JsonObject,
): Conversation<CommandValue> {
	const role = maybe(args, 'role');
	const scope = maybe(args, 'scope');
	const mistake = grantMistake(role, scope);
	if (mistake) return mistake;
	const tags = tagsOf(args);
	const made = yield* ask(
		requests.putResource(idOf(args, context, SITE, group), {
			location,
			kind,
			...(tags ? { tags } : {}),
			...newIdentity(ASSIGN_IDENTITY_BY_ID, args, context, group, SITE),
			properties: {
				...(plan === undefined ? {} : { serverFarmId: plan }),
				...(/linux/.test(kind) ? { reserved: true } : {}),
				...(Object.keys(siteConfig).length > 0 ? { siteConfig } : {}),
			},
		}),
	);
	if (!made.ok) return made;
	const { system, principalId } = identitiesOf(made.body.identity);
	if (role !== undefined && scope !== undefined && system) {
		const granted = yield* grantFresh(principalId, role, scope, context);
		if (!granted.ok) return granted;
	}
	return done(siteShape(made.body));
}

/** The image that a line names; a registry's address says where it lies. */
function image(args: Args): string | undefined {
	const named = maybe(args, 'container-image-name');
	const registry = maybe(args, 'container-registry-url')?.replace(/^https?:\/\/|\/$/g, '');
	return named === undefined || registry === undefined || named.startsWith(`${registry}/`)
		? named
		: `${registry}/${named}`;
}

function* createWebapp(args: Args, context: Context): Conversation<CommandValue> {
	const group = one(args, 'resource-group');
	const ground = yield* planOf(args, context, group);
	if (!ground.ok) return ground;
	const runtime = maybe(args, 'runtime');
	const container = image(args);
	const version = container === undefined ? runtime?.replace(/[:|]/, '|') : `DOCKER|${container}`;
	const acr = maybe(args, 'acr-identity');
	const given = many(args, 'acr-use-identity') !== undefined;
	if (acr !== undefined && !given)
		return fail("The parameter '--acr-identity' needs '--acr-use-identity'.", 2);
	return yield* send(args, context, group, ground, ground.linux ? 'app,linux' : 'app', {
		...(version === undefined
			? {}
			: { [ground.linux ? 'linuxFxVersion' : 'windowsFxVersion']: version }),
		...(given ? { acrUseManagedIdentityCreds: true } : {}),
		...(acr === undefined || acr === '[system]' ? {} : { acrUserManagedIdentityID: acr }),
	});
}

/** The text with which an app of today's Azure opens its storage account: it holds a key. */
function* connectionString(
	args: Args,
	context: Context,
	group: string,
): Conversation<{ ok: true; text: string } | Failure> {
	const asked = one(args, 'storage-account');
	const account = yield* findAccount(asked, undefined, context);
	if (!account.ok)
		return account.exitCode === 3 ? fail(`Storage account '${asked}' not found.`, 3) : account;
	const keys = yield* ask(requests.listStorageKeys(account.id));
	if (!keys.ok) return keys;
	const [first] = keys.body.keys as readonly JsonObject[];
	const of = account.id.split('/').at(-1) ?? group;
	return {
		ok: true,
		text: `DefaultEndpointsProtocol=https;EndpointSuffix=core.windows.net;AccountName=${of};AccountKey=${String(first?.value ?? '')}`,
	};
}

function* createFunctions(
	args: Args,
	context: Context,
	kind: 'functionapp' | 'functionapp,workflowapp',
): Conversation<CommandValue> {
	const region = maybe(args, 'consumption-plan-location');
	const plan = maybe(args, 'plan');
	if ((plan === undefined) === (region === undefined))
		return fail(
			'usage error: You must specify one of these parameter --plan NAME_OR_ID | --consumption-plan-location LOCATION',
		);
	const group = one(args, 'resource-group');
	const ground: Ground | Failure =
		region === undefined
			? yield* planOf(args, context, group)
			: {
					ok: true,
					location: region.toLowerCase().replaceAll(' ', ''),
					linux: maybe(args, 'os-type')?.toLowerCase() === 'linux',
				};
	if (!ground.ok) return ground;
	const runtime = maybe(args, 'runtime');
	if (ground.linux && runtime === undefined && kind === 'functionapp')
		return fail(
			'usage error: --runtime RUNTIME required for linux functions apps without custom image.',
		);
	const storage = yield* connectionString(args, context, group);
	if (!storage.ok) return storage;
	const version = maybe(args, 'functions-version') ?? '4';
	return yield* send(args, context, group, ground, ground.linux ? `${kind},linux` : kind, {
		appSettings: settings({
			...(runtime === undefined ? {} : { FUNCTIONS_WORKER_RUNTIME: runtime.toLowerCase() }),
			FUNCTIONS_EXTENSION_VERSION: `~${version}`,
			AzureWebJobsStorage: storage.text,
			...(kind === 'functionapp' ? {} : { APP_KIND: 'workflowApp' }),
		}),
	});
}

const PLAN_OPTION: Option = {
	long: 'plan',
	short: 'p',
	offers: { type: PLAN, as: 'name' },
	summary: 'Name or id of the App Service plan.',
};
const STORAGE: Option = {
	long: 'storage-account',
	short: 's',
	required: true,
	offers: { type: 'Microsoft.Storage/storageAccounts', as: 'name' },
	summary: "Name or id of the account that keeps the app's own state.",
};
const REGION: Option = {
	long: 'consumption-plan-location',
	short: 'c',
	offers: 'locations',
	summary: 'The region, for an app that is paid by call and needs no plan.',
};

/** `webapp create`, `functionapp create` and `logicapp create`. */
export const siteCreation: readonly Command[] = [
	{
		name: 'webapp create',
		summary: "Creates a web app, in its plan's region.",
		options: [
			GROUP,
			name('web app'),
			{ ...PLAN_OPTION, required: true },
			{ long: 'runtime', short: 'r', summary: 'What runs the code: PYTHON:3.12.' },
			{
				long: 'container-image-name',
				also: ['deployment-container-image-name'],
				short: 'i',
				summary: 'A container image to run.',
			},
			{ long: 'container-registry-url', summary: 'Address of the registry that has the image.' },
			{
				long: 'deployment-source-url',
				short: 'u',
				ignored: true,
				summary: 'Where the code lies: no code is fetched here.',
			},
			{
				long: 'deployment-source-branch',
				short: 'b',
				ignored: true,
				summary: 'Its branch: no code is fetched here.',
			},
			{
				long: 'acr-use-identity',
				takes: 'none',
				summary: 'Fetches the image from the registry with an identity, without a password.',
			},
			{
				long: 'acr-identity',
				offers: 'identities',
				summary: "Which identity fetches the image: '[system]' or a full id.",
			},
			...ASSIGN_IDENTITY_BY_ID.options,
			...GRANT,
			TAGS,
		],
		examples: ['az webapp create -g rg-shop -n shop-web -p plan-shop'],
		run: createWebapp,
	},
	{
		name: 'functionapp create',
		summary: 'Creates a function app.',
		options: [
			GROUP,
			name('function app'),
			STORAGE,
			REGION,
			PLAN_OPTION,
			{ long: 'runtime', summary: 'What runs the code: python, node, dotnet-isolated.' },
			{ long: 'runtime-version', summary: 'Version of the runtime.' },
			{
				long: 'functions-version',
				short: 'v',
				summary: 'Version of the Functions host. Default: 4.',
			},
			{ long: 'os-type', choices: ['Linux', 'Windows'], summary: 'Default: Windows.' },
			...ASSIGN_IDENTITY_BY_ID.options,
			...GRANT,
			TAGS,
		],
		examples: ['az functionapp create -g rg-shop -n shop-jobs -s shopfiles -c westeurope'],
		run: (args, context) => createFunctions(args, context, 'functionapp'),
	},
	{
		name: 'logicapp create',
		summary: 'Creates a Standard logic app.',
		options: [
			GROUP,
			name('logic app'),
			STORAGE,
			REGION,
			PLAN_OPTION,
			{
				long: 'functions-version',
				short: 'v',
				summary: 'Version of the Functions host. Default: 4.',
			},
			TAGS,
		],
		examples: ['az logicapp create -g rg-shop -n shop-flow -s shopfiles -p plan-shop'],
		run: (args, context) => createFunctions(args, context, 'functionapp,workflowapp'),
	},
];
