import type { JsonObject } from '../../azure';
import { has, maybe, type Args } from '../args';
import type { CommandGroup, Option } from '../command';
import { createCommand, plainCommands, updateCommand, type Kind } from '../crud';
import { identityCommands } from '../identityCommands';
import { MI, SYSTEM_USER } from '../newIdentity';
import { isObject } from '../../azure';
import { az } from '../quote';
import { isTo, type SentRequest } from '../sentRequest';
import { model } from '../shape';

/** Service Bus and Event Hubs: namespaces with what lies in them. */

const NAMESPACE_NAME: Option = {
	long: 'name',
	also: ['namespace-name'],
	short: 'n',
	required: true,
	summary: 'Name of the namespace.',
};
const IN_NAMESPACE: Option = {
	long: 'namespace-name',
	required: true,
	summary: 'Name of the namespace.',
};

const namespaceKind = (word: string, type: string, noun: string): Kind => ({
	word: `${word} namespace`,
	type,
	noun,
	waits: ['create', 'update', 'delete'],
	named: NAMESPACE_NAME,
	shape: (resource) => model(resource, 'identity', 'sku', 'encryption'),
});

const child = (
	word: string,
	type: string,
	noun: string,
	parents: readonly Option[] = [IN_NAMESPACE],
): Kind => ({ word, type, noun, parents, shape: (resource) => model(resource) });

const SKU: Option = {
	long: 'sku',
	choices: ['Basic', 'Premium', 'Standard'],
	summary: 'Default: Standard.',
};

const skuOf = (args: Args): JsonObject => {
	const name = maybe(args, 'sku') ?? 'Standard';
	const capacity = maybe(args, 'capacity');
	return { name, tier: name, ...(capacity === undefined ? {} : { capacity: Number(capacity) }) };
};

const namespaceCommands = (kind: Kind) => [
	createCommand(kind, {
		options: [SKU, { long: 'capacity', summary: 'Units.' }],
		identity: MI,
		body: (args) => ({ sku: skuOf(args) }),
		examples: [`az ${kind.word} create -g rg-shop -n shop-messages --mi-system-assigned`],
	}),
	...plainCommands(kind),
	updateCommand(kind, {
		options: [SKU, { long: 'capacity', summary: 'Units.' }],
		change: (args): JsonObject => (has(args, 'sku') ? { sku: skuOf(args) } : {}),
	}),
	...identityCommands({ ...kind, by: SYSTEM_USER, prints: kind.shape }).filter(
		({ name }) => !name.endsWith('show'),
	),
];

const childCommands = (
	kind: Kind,
	options: readonly Option[] = [],
	body?: (args: Args) => JsonObject,
) => [
	createCommand(kind, {
		child: true,
		options,
		body: (args) => ({ properties: body?.(args) ?? {} }),
	}),
	...plainCommands(kind),
];

const number = (args: Args, option: string, field: string): JsonObject => {
	const value = maybe(args, option);
	return value === undefined ? {} : { [field]: Number(value) };
};

const TOPIC: Option = { long: 'topic-name', required: true, summary: 'Name of the topic.' };
const HUB: Option = { long: 'eventhub-name', required: true, summary: 'Name of the event hub.' };

const BUS = 'Microsoft.ServiceBus/namespaces';
const HUBS = 'Microsoft.EventHub/namespaces';
const bus = namespaceKind('servicebus', BUS, 'Service Bus namespace');
const hubs = namespaceKind('eventhubs', HUBS, 'Event Hubs namespace');

/** The lines of requests to a namespace. */
const spellFor =
	(kind: Kind) =>
	(sent: SentRequest): string | undefined => {
		const { group, name, body } = sent;
		const of = ['-g', group, '-n', name];
		if (isTo(sent, 'DELETE', kind.type)) return az(`${kind.word} delete`, ...of);
		if (isTo(sent, 'GET', kind.type)) return az(`${kind.word} show`, ...of);
		if (!isTo(sent, 'PUT', kind.type) || !isObject(body)) return undefined;
		const { location, sku = {}, properties = {}, ...other } = body;
		if (Object.keys({ ...other, ...(isObject(properties) ? properties : {}) }).length > 0)
			return undefined;
		const size = isObject(sku) && typeof sku.name === 'string' ? ['--sku', sku.name] : [];
		return az(`${kind.word} create`, ...of, '-l', String(location), ...size);
	};

/**
 * Service Bus.
 * @see https://learn.microsoft.com/cli/azure/servicebus
 */
export const servicebus: CommandGroup = {
	groups: {
		servicebus: 'Service Bus: queues and topics.',
		'servicebus namespace': 'Service Bus namespaces.',
		'servicebus namespace identity': 'The identities of a Service Bus namespace.',
		'servicebus queue': 'Queues: each message is read once.',
		'servicebus topic': 'Topics: each subscription reads each message.',
		'servicebus topic subscription': 'Who reads a topic.',
	},
	commands: [
		...namespaceCommands(bus),
		...childCommands(
			child('servicebus queue', `${BUS}/queues`, 'queue'),
			[
				{ long: 'max-size', summary: 'Megabytes.' },
				{ long: 'max-delivery-count', summary: 'How often a message is tried.' },
			],
			(args) => ({
				...number(args, 'max-size', 'maxSizeInMegabytes'),
				...number(args, 'max-delivery-count', 'maxDeliveryCount'),
			}),
		),
		...childCommands(
			child('servicebus topic', `${BUS}/topics`, 'topic'),
			[{ long: 'max-size', summary: 'Megabytes.' }],
			(args) => number(args, 'max-size', 'maxSizeInMegabytes'),
		),
		...childCommands(
			child('servicebus topic subscription', `${BUS}/topics/subscriptions`, 'subscription', [
				IN_NAMESPACE,
				TOPIC,
			]),
		),
	],
	spell: spellFor(bus),
};

/**
 * Event Hubs.
 * @see https://learn.microsoft.com/cli/azure/eventhubs
 */
export const eventhubs: CommandGroup = {
	groups: {
		eventhubs: 'Event Hubs: streams of events.',
		'eventhubs namespace': 'Event Hubs namespaces.',
		'eventhubs namespace identity': 'The identities of an Event Hubs namespace.',
		'eventhubs eventhub': 'Event hubs.',
		'eventhubs eventhub consumer-group': 'Who reads an event hub.',
	},
	commands: [
		...namespaceCommands(hubs),
		...childCommands(
			child('eventhubs eventhub', `${HUBS}/eventhubs`, 'event hub'),
			[
				{ long: 'partition-count', summary: 'Default: 4.' },
				{ long: 'message-retention', summary: 'Days. Default: 7.' },
			],
			(args) => ({
				...number(args, 'partition-count', 'partitionCount'),
				...number(args, 'message-retention', 'messageRetentionInDays'),
			}),
		),
		...childCommands(
			child(
				'eventhubs eventhub consumer-group',
				`${HUBS}/eventhubs/consumergroups`,
				'consumer group',
				[IN_NAMESPACE, HUB],
			),
		),
	],
	spell: spellFor(hubs),
};
