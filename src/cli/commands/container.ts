import { isObject, requests, type Conversation, type Json, type JsonObject } from '../../azure';
import { many, maybe, one, type Args } from '../args';
import { ask } from '../ask';
import { done, type CommandGroup, type CommandValue, type Context, type Option } from '../command';
import { createCommand, plainCommands, type Kind } from '../crud';
import { ASSIGN_IDENTITY_BY_ID } from '../newIdentity';
import { placeOf, placeOptions } from '../places';
import { flatten, model } from '../shape';
import { at, columns } from '../tables';

const TYPE = 'Microsoft.ContainerInstance/containerGroups';

const containersOf = (group: JsonObject): readonly JsonObject[] =>
	Array.isArray(group.containers) ? (group.containers as readonly Json[]).filter(isObject) : [];

/** A container group with its containers flattened as well. */
function shape(resource: JsonObject): JsonObject {
	const group = model(resource, 'identity', 'ipAddress', 'diagnostics', 'volumes', 'zones');
	return { ...group, containers: containersOf(group).map(flatten) };
}

const ports = (group: JsonObject): string => {
	const ip = at(group, 'ipAddress.ip');
	const list = at(group, 'ipAddress.ports');
	if (ip === null || !Array.isArray(list)) return '';
	return `${String(ip)}:${(list as readonly Json[]).map((each) => String(at(each, 'port'))).join(',')}`;
};

const kind: Kind = {
	word: 'container',
	type: TYPE,
	noun: 'container group',
	waits: ['create'],
	untagged: ['create'],
	shape,
	confirm: true,
	table: columns({
		Name: 'name',
		ResourceGroup: 'resourceGroup',
		Status: (group) => at(group, 'instanceView.state') ?? at(group, 'provisioningState'),
		Image: (group) =>
			containersOf(group)
				.map((each) => String(each.image))
				.join(','),
		'IP:ports': ports,
		Network: (group) => String(at(group, 'ipAddress.type') ?? 'None'),
		'CPU/Memory': (group) => {
			const requested = at(containersOf(group)[0], 'resources.requests');
			return `${Number(at(requested, 'cpu') ?? 1).toFixed(1)} core/${Number(at(requested, 'memoryInGb') ?? at(requested, 'memoryInGB') ?? 1.5).toFixed(1)} gb`;
		},
		OsType: 'osType',
		Location: 'location',
	}),
};

const variables = (words: readonly string[] | undefined, field: string): JsonObject[] =>
	(words ?? []).map((word) => {
		const cut = word.indexOf('=');
		return { name: word.slice(0, cut), [field]: word.slice(cut + 1) };
	});

/** The group of one container that `create` sends. */
function body(args: Args): JsonObject {
	const opened = (many(args, 'ports') ?? ['80']).map((port) => ({
		protocol: 'TCP',
		port: Number(port),
	}));
	const label = maybe(args, 'dns-name-label');
	const type = maybe(args, 'ip-address') ?? (label === undefined ? undefined : 'Public');
	const command = maybe(args, 'command-line');
	const environment = [
		...variables(many(args, 'environment-variables'), 'value'),
		...variables(many(args, 'secure-environment-variables'), 'secureValue'),
	];
	const server = maybe(args, 'registry-login-server');
	const acr = maybe(args, 'acr-identity');
	const image = one(args, 'image');
	return {
		properties: {
			containers: [
				{
					name: one(args, 'name'),
					properties: {
						image,
						...(command === undefined ? {} : { command: command.split(' ') }),
						ports: opened,
						environmentVariables: environment,
						resources: {
							requests: {
								cpu: Number(maybe(args, 'cpu') ?? 1),
								memoryInGB: Number(maybe(args, 'memory') ?? 1.5),
							},
						},
					},
				},
			],
			osType: maybe(args, 'os-type') ?? 'Linux',
			restartPolicy: maybe(args, 'restart-policy') ?? 'Always',
			...(type === undefined
				? {}
				: {
						ipAddress: {
							type,
							ports: opened,
							...(label === undefined ? {} : { dnsNameLabel: label }),
						},
					}),
			...(acr === undefined
				? {}
				: {
						imageRegistryCredentials: [
							{ server: server ?? image.split('/')[0] ?? '', identity: acr },
						],
					}),
		},
	};
}

const OPTIONS: readonly Option[] = [
	{ long: 'image', required: true, summary: 'The container image: mcr.microsoft.com/azure-cli.' },
	{ long: 'os-type', choices: ['Linux', 'Windows'], summary: 'Default: Linux.' },
	{ long: 'cpu', summary: 'Cores. Default: 1.' },
	{ long: 'memory', summary: 'Gigabytes. Default: 1.5.' },
	{
		long: 'restart-policy',
		choices: ['Always', 'Never', 'OnFailure'],
		summary: 'Default: Always.',
	},
	{ long: 'command-line', summary: 'What it runs at its start.' },
	{
		long: 'environment-variables',
		short: 'e',
		takes: 'some',
		summary: 'NAME=value.',
	},
	{ long: 'secure-environment-variables', takes: 'some', summary: 'NAME=value, shown to nobody.' },
	{ long: 'ports', takes: 'some', summary: 'Open ports. Default: 80.' },
	{ long: 'ip-address', choices: ['Private', 'Public'], summary: 'Where it can be reached from.' },
	{ long: 'dns-name-label', summary: 'Its name in the public DNS.' },
	{ long: 'registry-login-server', summary: 'The registry of the image.' },
	{ long: 'acr-identity', offers: 'identities', summary: 'The identity that fetches the image.' },
];

function* act(verb: string, args: Args, context: Context): Conversation<CommandValue> {
	const place = yield* placeOf(kind, args, context);
	if (!place.ok) return place;
	const answer = yield* ask(requests.arm('POST', `${place.id}/${verb}`));
	return answer.ok ? done() : answer;
}

/**
 * Container groups of Azure Container Instances.
 * @see https://learn.microsoft.com/cli/azure/container
 */
export const container: CommandGroup = {
	groups: { container: 'Container groups of Azure Container Instances.' },
	commands: [
		createCommand(kind, {
			options: OPTIONS,
			identity: ASSIGN_IDENTITY_BY_ID,
			grants: true,
			body: (args) => body(args),
			examples: [
				'az container create -g rg-shop -n job --image mcr.microsoft.com/azure-cli --assign-identity',
			],
		}),
		...plainCommands(kind),
		...Object.entries({ start: 'Starts', stop: 'Stops', restart: 'Restarts' }).map(
			([verb, does]) => ({
				name: `container ${verb}`,
				summary: `${does} a container group.`,
				options: placeOptions(kind),
				of: TYPE,
				run: (args: Args, context: Context) => act(verb, args, context),
			}),
		),
	],
};
