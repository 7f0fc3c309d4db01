import { isObject, makeResourceId, type JsonObject } from '../../azure';
import { many, maybe, one, type Args } from '../args';
import type { CommandGroup, Context, Option } from '../command';
import { createCommand, plainCommands, updateCommand, type Kind } from '../crud';
import { identityCommands } from '../identityCommands';
import { SYSTEM_USER } from '../newIdentity';
import { az } from '../quote';
import { isTo } from '../sentRequest';
import { withTimes } from '../shape';
import { columns } from '../tables';

const APP = 'Microsoft.App/containerApps';
const ENVIRONMENT = 'Microsoft.App/managedEnvironments';

/** These commands print what Azure answers, with its `properties`. */
const shape = (resource: JsonObject): JsonObject => withTimes(resource);

const app: Kind = {
	word: 'containerapp',
	type: APP,
	noun: 'container app',
	waits: ['create', 'update', 'delete'],
	shape,
	confirm: true,
	table: columns({
		Name: 'name',
		Location: 'location',
		ResourceGroup: 'resourceGroup',
		Fqdn: 'properties.configuration.ingress.fqdn',
	}),
};
const environment: Kind = {
	word: 'containerapp env',
	type: ENVIRONMENT,
	noun: 'environment of container apps',
	waits: ['create', 'update', 'delete'],
	shape,
	confirm: true,
	table: columns({ Location: 'location', Name: 'name', ResourceGroup: 'resourceGroup' }),
};

const environmentVariables = (args: Args): JsonObject[] =>
	(many(args, 'env-vars') ?? []).map((word) => {
		const cut = word.indexOf('=');
		const [name, value] = [word.slice(0, cut), word.slice(cut + 1)];
		return value.startsWith('secretref:')
			? { name, secretRef: value.slice('secretref:'.length) }
			: { name, value };
	});

const secret = (word: string): JsonObject => {
	const cut = word.indexOf('=');
	const [name, value] = [word.slice(0, cut), word.slice(cut + 1)];
	const [, keyVaultUrl, identity] = /^keyvaultref:([^,]+),identityref:(.+)$/.exec(value) ?? [];
	return keyVaultUrl === undefined || identity === undefined
		? { name, value }
		: { name, keyVaultUrl, identity };
};

const DEFAULT_IMAGE = 'mcr.microsoft.com/k8se/quickstart:latest';

/** What `create` sends beside name, place and identities. */
function body(args: Args, context: Context, group: string): JsonObject {
	const asked = one(args, 'environment');
	const environmentId = asked.startsWith('/')
		? asked
		: makeResourceId(context.subscriptionId, group, ENVIRONMENT, asked);
	const ingress = maybe(args, 'ingress');
	const port = maybe(args, 'target-port');
	const server = maybe(args, 'registry-server');
	const fetches = maybe(args, 'registry-identity');
	const secrets = (many(args, 'secrets') ?? []).map(secret);
	return {
		properties: {
			environmentId,
			managedEnvironmentId: environmentId,
			configuration: {
				activeRevisionsMode: 'Single',
				...(ingress === undefined
					? {}
					: {
							ingress: {
								external: ingress === 'external',
								targetPort: Number(port ?? 80),
								transport: 'Auto',
							},
						}),
				...(server === undefined
					? {}
					: { registries: [{ server, ...(fetches === undefined ? {} : { identity: fetches }) }] }),
				...(secrets.length > 0 ? { secrets } : {}),
			},
			template: {
				containers: [
					{
						name: one(args, 'name'),
						image: maybe(args, 'image') ?? DEFAULT_IMAGE,
						env: environmentVariables(args),
						resources: { cpu: 0.5, memory: '1Gi' },
					},
				],
			},
		},
	};
}

const OPTIONS: readonly Option[] = [
	{
		long: 'environment',
		required: true,
		offers: { type: ENVIRONMENT, as: 'name' },
		summary: 'Name or id of the environment.',
	},
	{ long: 'image', short: 'i', summary: 'The container image. Default: an example.' },
	{ long: 'ingress', choices: ['external', 'internal'], summary: 'Where it can be reached from.' },
	{ long: 'target-port', summary: 'The port that it listens on.' },
	{ long: 'env-vars', takes: 'some', summary: 'NAME=value, or NAME=secretref:SECRET.' },
	{
		long: 'secrets',
		takes: 'some',
		summary:
			'NAME=value, or NAME=keyvaultref:URL,identityref:ID: read from a vault with an identity.',
	},
	{ long: 'registry-server', summary: 'The registry of the image: shop.azurecr.io.' },
	{
		long: 'registry-identity',
		offers: 'identities',
		summary: 'The identity that fetches the image: an id, or system.',
	},
];

/**
 * Container apps.
 * @see https://learn.microsoft.com/cli/azure/containerapp
 */
export const containerapp: CommandGroup = {
	groups: {
		containerapp: 'Container apps.',
		'containerapp env': 'Environments, in which container apps lie.',
		'containerapp identity': 'The identities of a container app.',
	},
	commands: [
		createCommand(app, {
			options: OPTIONS,
			identity: SYSTEM_USER,
			body,
			examples: [
				'az containerapp create -g rg-shop -n shop-api --environment env-shop --system-assigned',
			],
		}),
		...plainCommands(app),
		updateCommand(app, {
			options: [
				{ long: 'image', short: 'i', summary: 'The container image.' },
				{ long: 'set-env-vars', takes: 'some', summary: 'NAME=value.' },
			],
			change(args, _context, before) {
				const properties = isObject(before.properties) ? before.properties : {};
				const template = isObject(properties.template) ? properties.template : {};
				const containers = Array.isArray(template.containers)
					? (template.containers as readonly JsonObject[])
					: [];
				const image = maybe(args, 'image');
				const env = environmentVariables({
					given: { 'env-vars': many(args, 'set-env-vars') ?? [] },
				});
				if (image === undefined && env.length === 0) return {};
				const names = env.map(({ name }) => name);
				const changed = containers.map((each) => ({
					...each,
					...(image === undefined ? {} : { image }),
					env: [
						...(Array.isArray(each.env) ? (each.env as readonly JsonObject[]) : []).filter(
							({ name }) => !names.includes(name),
						),
						...env,
					],
				}));
				return { properties: { template: { ...template, containers: changed } } };
			},
		}),
		...identityCommands({ ...app, by: SYSTEM_USER }),
		createCommand(environment, {
			options: [{ long: 'logs-destination', summary: 'Where its logs go: none, log-analytics.' }],
			body: (args) => {
				const destination = maybe(args, 'logs-destination');
				return {
					properties: destination === undefined ? {} : { appLogsConfiguration: { destination } },
				};
			},
			examples: ['az containerapp env create -g rg-shop -n env-shop'],
		}),
		...plainCommands(environment),
	],
	spell(sent) {
		const { group, name, body: sentBody } = sent;
		const of = ['-g', group, '-n', name];
		for (const { type, word } of [app, environment]) {
			if (isTo(sent, 'DELETE', type)) return az(`${word} delete`, ...of, '--yes');
			if (isTo(sent, 'GET', type)) return az(`${word} show`, ...of);
		}
		if (!isTo(sent, 'PUT', ENVIRONMENT) || !isObject(sentBody)) return undefined;
		const { location, properties = {}, ...other } = sentBody;
		if (Object.keys({ ...other, ...(isObject(properties) ? properties : {}) }).length > 0)
			return undefined;
		return az('containerapp env create', ...of, '-l', String(location));
	},
};
