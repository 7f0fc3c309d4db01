import {
	address,
	groupOf,
	keyHolderOf,
	quote,
	SETTINGS,
	type DataTarget,
	type List,
	type ListTarget,
	type Recipe,
	type Target,
} from './target';

const setting = (name: string): string => `System.getenv("${name}")`;
const connection = (target: Target): string =>
	`.connectionString(${setting(SETTINGS[keyHolderOf(target) ?? 'bus'])})`;

/** Something that a builder builds, a call a line. */
const built = (variable: string, builder: string, ...calls: readonly string[]): string[] => [
	`var ${variable} = new ${builder}()`,
	...calls.slice(0, -1).map((call) => `    ${call}`),
	`    ${calls.at(-1) ?? ''};`,
];

const endpoint = (url: string): string => `.endpoint(${quote(address(url))})`;
const CREDENTIAL = '.credential(credential)';
const CLIENT = '.buildClient()';

type Maker<K extends Target['kind']> = (target: Extract<DataTarget, { kind: K }>) => Recipe;

const vault = (builder: string, part: string, vaultUri: string) => ({
	name: `azure-security-keyvault-${part}`,
	imports: [`com.azure.security.keyvault.${part}.${builder}`],
	client: built('client', builder, `.vaultUrl(${quote(address(vaultUri))})`, CREDENTIAL, CLIENT),
});

/** A client for a whole storage service. */
const service = (part: string, builder: string, target: DataTarget & { endpoint: string }) => ({
	name: `azure-storage-${part}`,
	imports: [`com.azure.storage.${part}.${builder}`],
	client: built('service', builder, endpoint(target.endpoint), CREDENTIAL, CLIENT),
	keyed: built('service', builder, connection(target), CLIENT),
});

const bus = (
	target: DataTarget & { host: string },
	variable: string,
	...calls: readonly string[]
) => ({
	name: 'azure-messaging-servicebus',
	client: built(
		variable,
		'ServiceBusClientBuilder',
		`.fullyQualifiedNamespace(${quote(target.host)})`,
		CREDENTIAL,
		...calls,
	),
	keyed: built(variable, 'ServiceBusClientBuilder', connection(target), ...calls),
});

const DATA: { readonly [K in DataTarget['kind']]: Maker<K> } = {
	readSecret: ({ vaultUri, secret }) => ({
		...vault('SecretClientBuilder', 'secrets', vaultUri),
		work: [
			`var secret = client.getSecret(${quote(secret)});`,
			'System.out.println(secret.getValue());',
		],
	}),
	getKey: ({ vaultUri, key }) => ({
		...vault('KeyClientBuilder', 'keys', vaultUri),
		work: [
			'// The public half. The private one never leaves the vault.',
			`var key = client.getKey(${quote(key)});`,
			'System.out.println(key.getKeyType() + " " + key.getId());',
		],
	}),
	getCertificate: ({ vaultUri, certificate }) => ({
		...vault('CertificateClientBuilder', 'certificates', vaultUri),
		work: [
			`var certificate = client.getCertificate(${quote(certificate)});`,
			'System.out.println(certificate.getId());',
		],
	}),
	readBlob: (target) => ({
		...service('blob', 'BlobServiceClientBuilder', target),
		work: [
			`var container = service.getBlobContainerClient(${quote(target.container)});`,
			`System.out.println(container.getBlobClient(${quote(target.blob)}).downloadContent());`,
		],
	}),
	listBlobs: (target) => ({
		...service('blob', 'BlobServiceClientBuilder', target),
		work: [
			`var container = service.getBlobContainerClient(${quote(target.container)});`,
			'for (var blob : container.listBlobs())',
			'    System.out.println(blob.getName());',
		],
	}),
	readQueue: (target) => ({
		...service('queue', 'QueueServiceClientBuilder', target),
		work: [
			`var queue = service.getQueueClient(${quote(target.queue)});`,
			'for (var message : queue.receiveMessages(1)) {',
			'    System.out.println(message.getBody());',
			'    queue.deleteMessage(message.getMessageId(), message.getPopReceipt());',
			'}',
		],
	}),
	sendMessage: (target) => ({
		...service('queue', 'QueueServiceClientBuilder', target),
		work: [
			`var queue = service.getQueueClient(${quote(target.queue)});`,
			`var sent = queue.sendMessage(${quote(target.text)});`,
			'System.out.println(sent.getMessageId());',
		],
	}),
	readTable: (target) => {
		const table = `.tableName(${quote(target.table)})`;
		return {
			name: 'azure-data-tables',
			imports: ['com.azure.data.tables.TableClientBuilder'],
			client: built(
				'client',
				'TableClientBuilder',
				endpoint(target.endpoint),
				table,
				CREDENTIAL,
				CLIENT,
			),
			keyed: built('client', 'TableClientBuilder', connection(target), table, CLIENT),
			work: [
				'for (var row : client.listEntities())',
				'    System.out.println(row.getPartitionKey() + " " + row.getRowKey());',
			],
		};
	},
	readSetting: (target) => ({
		name: 'azure-data-appconfiguration',
		imports: ['com.azure.data.appconfiguration.ConfigurationClientBuilder'],
		client: built(
			'client',
			'ConfigurationClientBuilder',
			endpoint(target.endpoint),
			CREDENTIAL,
			CLIENT,
		),
		keyed: built('client', 'ConfigurationClientBuilder', connection(target), CLIENT),
		work: [
			`var setting = client.getConfigurationSetting(${quote(target.key)}, null);`,
			'System.out.println(setting.getValue());',
		],
	}),
	pullImage: (target) => ({
		name: 'azure-containers-containerregistry',
		imports: ['com.azure.containers.containerregistry.ContainerRegistryContentClientBuilder'],
		client: built(
			'client',
			'ContainerRegistryContentClientBuilder',
			endpoint(target.endpoint),
			`.repositoryName(${quote(target.repository)})`,
			CREDENTIAL,
			CLIENT,
		),
		work: [
			`var image = client.getManifest(${quote(target.tag)});`,
			'System.out.println(image.getDigest());',
		],
	}),
	receiveFromBus: (target) => ({
		...bus(
			target,
			'receiver',
			'.receiver()',
			`.queueName(${quote(target.queue)})`,
			'.receiveMode(ServiceBusReceiveMode.RECEIVE_AND_DELETE)',
			CLIENT,
		),
		imports: [
			'com.azure.messaging.servicebus.ServiceBusClientBuilder',
			'com.azure.messaging.servicebus.models.ServiceBusReceiveMode',
		],
		work: [
			'for (var message : receiver.receiveMessages(1))',
			'    System.out.println(message.getBody());',
			'receiver.close();',
		],
	}),
	sendToBus: (target) => ({
		...bus(target, 'sender', '.sender()', `.queueName(${quote(target.queue)})`, CLIENT),
		imports: [
			'com.azure.messaging.servicebus.ServiceBusClientBuilder',
			'com.azure.messaging.servicebus.ServiceBusMessage',
		],
		work: [`sender.sendMessage(new ServiceBusMessage(${quote(target.text)}));`, 'sender.close();'],
	}),
	sendEvent: (target) => ({
		name: 'azure-messaging-eventhubs',
		imports: [
			'com.azure.messaging.eventhubs.EventData',
			'com.azure.messaging.eventhubs.EventHubClientBuilder',
			'java.util.List',
		],
		client: built(
			'client',
			'EventHubClientBuilder',
			`.fullyQualifiedNamespace(${quote(target.host)})`,
			`.eventHubName(${quote(target.hub)})`,
			CREDENTIAL,
			'.buildProducerClient()',
		),
		keyed: built(
			'client',
			'EventHubClientBuilder',
			`.connectionString(${setting(SETTINGS.hubs)}, ${quote(target.hub)})`,
			'.buildProducerClient()',
		),
		work: [`client.send(List.of(new EventData(${quote(target.text)})));`, 'client.close();'],
	}),
	readDocument: (target) => ({
		name: 'azure-cosmos',
		imports: [
			'com.azure.cosmos.CosmosClientBuilder',
			'com.azure.cosmos.models.PartitionKey',
			'com.fasterxml.jackson.databind.JsonNode',
		],
		client: built('client', 'CosmosClientBuilder', endpoint(target.endpoint), CREDENTIAL, CLIENT),
		// In Java the key stands alone.
		keyed: built(
			'client',
			'CosmosClientBuilder',
			endpoint(target.endpoint),
			`.key(${setting('AZURE_COSMOS_KEY')})`,
			CLIENT,
		),
		work: [
			`var container = client.getDatabase(${quote(target.database)})`,
			`    .getContainer(${quote(target.container)});`,
			'var answer = container.readItem(',
			`    ${quote(target.document)}, new PartitionKey(${quote(target.partition)}), JsonNode.class);`,
			'System.out.println(answer.getItem());',
		],
	}),
};

/** What is listed, and what is printed of each. */
const LISTED: Readonly<Record<List, readonly [string, string]>> = {
	listResources: [
		'genericResources().listByResourceGroup',
		'each.resourceType() + " " + each.name()',
	],
	listMachines: ['virtualMachines().listByResourceGroup', 'each.name() + " " + each.regionName()'],
	listIdentities: ['identities().listByResourceGroup', 'each.name() + " " + each.clientId()'],
	listVaults: ['vaults().listByResourceGroup', 'each.name() + " " + each.vaultUri()'],
	listAccounts: [
		'storageAccounts().listByResourceGroup',
		'each.name() + " " + each.endPoints().primary().blob()',
	],
	listAssignments: [
		'accessManagement().roleAssignments().listByScope',
		'each.principalId() + " " + each.roleDefinitionId()',
	],
};

function list(target: ListTarget): Recipe {
	const [method, printed] = LISTED[target.kind];
	const where = target.kind === 'listAssignments' ? groupOf(target) : target.resourceGroup;
	return {
		name: 'azure-resourcemanager',
		imports: [
			'com.azure.core.management.AzureEnvironment',
			'com.azure.core.management.profile.AzureProfile',
			'com.azure.resourcemanager.AzureResourceManager',
		],
		client: [
			'var azure = AzureResourceManager',
			'    .authenticate(credential, new AzureProfile(AzureEnvironment.AZURE))',
			`    .withSubscription(${quote(target.subscriptionId)});`,
		],
		work: [
			...(where.length > 40
				? [`var all = azure.${method}(`, `    ${quote(where)});`]
				: [`var all = azure.${method}(${quote(where)});`]),
			'for (var each : all)',
			`    System.out.println(${printed});`,
		],
	};
}

/** What Java says for a target. */
export const javaRecipe = (target: Target): Recipe =>
	'subscriptionId' in target
		? list(target)
		: (DATA[target.kind] as (target: DataTarget) => Recipe)(target);
