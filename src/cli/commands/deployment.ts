import { isObject, requests, type Conversation, type Json, type JsonObject } from '../../azure';
import { has, many, maybe, one, type Args } from '../args';
import { ask, askList, askToShow, errorOf } from '../ask';
import {
	done,
	fail,
	type Command,
	type CommandGroup,
	type CommandValue,
	type Context,
	type Failure,
	type Option,
} from '../command';
import { CANCELLED, waitFor, WAIT_OPTIONS } from '../crud';
import { deploymentModel, operationModel } from '../deploymentModel';
import { NO_WAIT } from '../options';
import { withGroups } from '../shape';
import { spellDeployment } from '../spellDeployment';
import { columns } from '../tables';
import { deploymentName, readTemplateAndParameters } from '../templateFile';
import { whatIfText } from '../whatIfText';
import { deploymentId, LOCATION, PLACES, type Place } from './deploymentPlace';

const NAME: Option = {
	long: 'name',
	short: 'n',
	required: true,
	summary: 'Name of the deployment.',
};
const TEMPLATE: readonly Option[] = [
	{ ...NAME, required: false, summary: "Name of the deployment. Default: the file's." },
	{
		long: 'template-file',
		short: 'f',
		offers: 'files',
		summary: 'The template, a file of this sitting.',
	},
	{ long: 'template-uri', short: 'u', summary: 'Not reached from here.' },
	{ long: 'template-spec', short: 's', summary: 'Not reached from here.' },
	{
		long: 'parameters',
		short: 'p',
		takes: 'some',
		appends: true,
		summary: 'Values: key=value, @file or JSON. Of a name given twice the last counts.',
	},
	{
		long: 'no-prompt',
		takes: 'maybe',
		choices: ['true', 'false'],
		summary: 'Leaves missing parameters to Azure.',
	},
];
const MODE: Option = {
	long: 'mode',
	choices: ['Incremental', 'Complete'],
	summary: 'Complete takes away what the template does not name. Default: Incremental.',
};
const CHANGE_TYPES = ['Create', 'Delete', 'Deploy', 'Ignore', 'Modify', 'NoChange', 'Unsupported'];
const excluding = (long: string): Option => ({
	long,
	short: 'x',
	takes: 'some',
	choices: CHANGE_TYPES,
	summary: 'Kinds of changes that are not told.',
});

const table = columns({
	Name: 'name',
	State: 'properties.provisioningState',
	Timestamp: 'properties.timestamp',
	Mode: 'properties.mode',
	ResourceGroup: 'resourceGroup',
});

/** An error and what lies in it, a line each. */
const lines = (error: JsonObject): string =>
	[
		`${String(error.code)} - ${String(error.message)}`,
		...(Array.isArray(error.details) ? (error.details as readonly Json[]) : [])
			.filter(isObject)
			.map(lines),
	].join('\n');

interface Ready {
	readonly ok: true;
	readonly id: string;
	readonly body: JsonObject;
}

function prepare(place: Place, args: Args, context: Context): Ready | Failure {
	const read = readTemplateAndParameters(args, context);
	if (!read.ok) return read;
	const location = maybe(args, 'location');
	return {
		ok: true,
		id: deploymentId(place, args, context, deploymentName(args)),
		body: {
			...(location === undefined ? {} : { location }),
			properties: {
				template: read.template,
				parameters: read.parameters,
				mode: maybe(args, 'mode') ?? 'Incremental',
			},
		},
	};
}

/** Asks whether the template is sound; a refusal is told as `az` tells it. */
function* validated({ id, body }: Ready): Conversation<JsonObject | Failure> {
	const response = yield requests.arm('POST', `${id}/validate`, body);
	const { code, message } = errorOf(response);
	if (response.status >= 400) {
		const parsed: unknown = JSON.parse(response.body);
		const error = isObject(parsed as Json) ? (parsed as JsonObject).error : undefined;
		return fail(isObject(error) ? lines(error) : `${code} - ${message}`);
	}
	return JSON.parse(response.body) as JsonObject;
}

const isFailure = (value: JsonObject | Failure): value is Failure => value.ok === false;

interface Foretold {
	readonly ok: true;
	readonly changes: readonly JsonObject[];
	readonly body: JsonObject;
}

function* foretell(
	args: Args,
	{ id, body }: Ready,
	hidden: string,
): Conversation<Foretold | Failure> {
	const answer = yield* ask(requests.arm('POST', `${id}/whatIf`, body));
	if (!answer.ok) return answer;
	const excluded = (many(args, hidden) ?? []).map((type) => type.toLowerCase());
	const { properties } = answer.body;
	const all = isObject(properties) && Array.isArray(properties.changes) ? properties.changes : [];
	const changes = (all as readonly Json[])
		.filter(isObject)
		.filter(({ changeType }) => !excluded.includes(String(changeType).toLowerCase()));
	return { ok: true, changes, body: { ...answer.body, changes } };
}

/** There is no terminal that could ask for a yes. */
const WITHOUT_ASKING =
	'Unable to prompt for confirmation as no tty available. Run it with --what-if to look, and without --confirm-with-what-if to deploy.';

function* create(place: Place, args: Args, context: Context): Conversation<CommandValue> {
	const ready = prepare(place, args, context);
	if (!ready.ok) return ready;
	if (has(args, 'what-if') || has(args, 'confirm-with-what-if')) {
		const told = yield* foretell(args, ready, 'what-if-exclude-change-types');
		if (!told.ok) return told;
		const raw = `${whatIfText(told.changes)}\n`;
		if (has(args, 'what-if')) return { ok: true, raw };
		// To go on, a person would have to say yes; a line in a terminal like this cannot be asked.
		const nothing = told.changes.every(
			({ changeType }) => changeType === 'NoChange' || changeType === 'Ignore',
		);
		if (!nothing || !has(args, 'proceed-if-no-change'))
			return { ...CANCELLED, warnings: [raw, WITHOUT_ASKING] };
	}
	const checked = yield* validated(ready);
	if (isFailure(checked)) return checked;
	const begun = yield* ask(requests.arm('PUT', ready.id, ready.body));
	if (!begun.ok) return begun;
	if (has(args, 'no-wait')) return done();
	const answer = yield* ask(requests.get(ready.id));
	if (!answer.ok) return answer;
	const { properties } = answer.body;
	const state = isObject(properties) ? properties.provisioningState : undefined;
	if (isObject(properties) && isObject(properties.error))
		return fail(JSON.stringify({ status: state ?? 'Failed', error: properties.error }));
	return done(
		withGroups(deploymentModel(answer.body)),
		state === 'Succeeded' ? [] : ['The deployment goes on while time passes; show it again later.'],
	);
}

function* validate(place: Place, args: Args, context: Context): Conversation<CommandValue> {
	const ready = prepare(place, args, context);
	if (!ready.ok) return ready;
	const checked = yield* validated(ready);
	if (isFailure(checked)) return checked;
	const { properties } = deploymentModel(checked);
	return done(withGroups({ error: null, ...checked, properties }));
}

function* whatIf(place: Place, args: Args, context: Context): Conversation<CommandValue> {
	const ready = prepare(place, args, context);
	if (!ready.ok) return ready;
	const told = yield* foretell(args, ready, 'exclude-change-types');
	if (!told.ok) return told;
	if (has(args, 'no-pretty-print'))
		return done(withGroups({ changes: [...told.changes], error: null, status: 'Succeeded' }));
	return { ok: true, raw: `${whatIfText(told.changes)}\n` };
}

function* list(scope: string): Conversation<CommandValue> {
	const listed = yield* askList(requests.get(`${scope}/providers/Microsoft.Resources/deployments`));
	return listed.ok ? done(listed.items.map(deploymentModel).map(withGroups)) : listed;
}

function* operations(place: Place, args: Args, context: Context): Conversation<CommandValue> {
	const id = deploymentId(place, args, context, one(args, 'name'));
	const listed = yield* askList(requests.get(`${id}/operations`));
	return listed.ok ? done(listed.items.map(operationModel)) : listed;
}

function commandsOf(place: Place): Command[] {
	const { word, noun } = place;
	const name = (verb: string) => `deployment ${word} ${verb}`;
	const located = word === 'group' ? place.options : [...place.options, LOCATION];
	const mode = word === 'group' ? [MODE] : [];
	const idOf = (args: Args, context: Context) =>
		deploymentId(place, args, context, one(args, 'name'));
	const example = word === 'group' ? ' -g rg-shop' : word === 'mg' ? ' -m mg-shop' : '';
	const where = word === 'group' ? '' : ' -l westeurope';
	return [
		{
			name: name('create'),
			summary: `Deploys a template to ${noun}.`,
			options: [
				...located,
				...TEMPLATE,
				...mode,
				NO_WAIT,
				{
					long: 'what-if',
					short: 'w',
					takes: 'none',
					summary: 'Tells what would change, and changes nothing.',
				},
				{
					long: 'confirm-with-what-if',
					short: 'c',
					takes: 'none',
					summary: 'Tells what would change, then asks.',
				},
				{
					long: 'proceed-if-no-change',
					takes: 'none',
					summary: 'With --confirm-with-what-if: does not ask where nothing would change.',
				},
				excluding('what-if-exclude-change-types'),
			],
			examples: [`az deployment ${word} create${example}${where} -f main.json -p name=shop`],
			run: (args, context) => create(place, args, context),
			table,
		},
		{
			name: name('validate'),
			summary: `Says whether a template could be deployed to ${noun}.`,
			options: [...located, ...TEMPLATE, ...mode],
			run: (args, context) => validate(place, args, context),
		},
		{
			name: name('what-if'),
			summary: `Tells what a template would change in ${noun}.`,
			options: [
				...located,
				...TEMPLATE,
				...mode,
				excluding('exclude-change-types'),
				{ long: 'no-pretty-print', takes: 'none', summary: 'Prints the answer as data.' },
			],
			examples: [`az deployment ${word} what-if${example}${where} -f main.json`],
			run: (args, context) => whatIf(place, args, context),
		},
		{
			name: name('show'),
			summary: 'Shows a deployment.',
			options: [...place.options, NAME],
			*run(args, context) {
				const answer = yield* askToShow(idOf(args, context));
				return answer.ok ? done(withGroups(deploymentModel(answer.body))) : answer;
			},
			table,
		},
		{
			name: name('list'),
			summary: `Lists the deployments to ${noun}.`,
			options: place.options,
			run: (args, context) => list(place.scope(args, context)),
			table,
		},
		{
			name: name('delete'),
			summary: 'Forgets a deployment. What it made stays.',
			options: [...place.options, NAME, NO_WAIT],
			*run(args, context) {
				const answer = yield* ask(requests.del(idOf(args, context)));
				return answer.ok ? done() : answer;
			},
		},
		{
			name: name('cancel'),
			summary: 'Stops a deployment that is under way.',
			options: [...place.options, NAME],
			*run(args, context) {
				const answer = yield* ask(requests.arm('POST', `${idOf(args, context)}/cancel`));
				return answer.ok ? done() : answer;
			},
		},
		{
			name: name('export'),
			summary: 'Prints the template that was deployed.',
			options: [...place.options, NAME],
			*run(args, context) {
				const answer = yield* ask(requests.arm('POST', `${idOf(args, context)}/exportTemplate`));
				return answer.ok ? done(answer.body.template ?? null) : answer;
			},
		},
		{
			name: name('wait'),
			summary: 'Waits until something is true of a deployment.',
			options: [...place.options, NAME, ...WAIT_OPTIONS],
			run: (args, context) => waitFor(idOf(args, context), args),
		},
		{
			name: `deployment operation ${word} show`,
			summary: 'Shows single steps of a deployment.',
			options: [
				...place.options,
				NAME,
				{
					long: 'operation-ids',
					takes: 'some',
					required: true,
					summary: 'Ids of the steps, as list shows them.',
				},
			],
			*run(args, context) {
				const shown: Json[] = [];
				for (const each of many(args, 'operation-ids') ?? []) {
					const answer = yield* askToShow(`${idOf(args, context)}/operations/${each}`);
					if (!answer.ok) return answer;
					shown.push(operationModel(answer.body));
				}
				return done(shown);
			},
		},
		{
			name: `deployment operation ${word} list`,
			summary: 'Lists what a deployment did, resource by resource.',
			options: [...place.options, NAME],
			run: (args, context) => operations(place, args, context),
			table: columns({
				Operation: 'properties.provisioningOperation',
				State: 'properties.provisioningState',
				Type: 'properties.targetResource.resourceType',
				Name: 'properties.targetResource.resourceName',
			}),
		},
	];
}

/**
 * Deployments of templates.
 * @see https://learn.microsoft.com/cli/azure/deployment
 */
export const deployment: CommandGroup = {
	groups: {
		deployment: 'Deployments of templates.',
		'deployment group': 'Deployments to resource groups.',
		'deployment sub': 'Deployments to subscriptions.',
		'deployment mg': 'Deployments to management groups.',
		'deployment tenant': 'Deployments to the tenant.',
		'deployment operation': 'What deployments did.',
		'deployment operation group': 'What deployments to resource groups did.',
		'deployment operation sub': 'What deployments to subscriptions did.',
		'deployment operation mg': 'What deployments to management groups did.',
		'deployment operation tenant': 'What deployments to the tenant did.',
	},
	commands: PLACES.flatMap(commandsOf),
	spell: spellDeployment,
};
