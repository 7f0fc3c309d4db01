import {
	address,
	keyHolderOf,
	quote,
	SETTINGS,
	type DataTarget,
	type List,
	type ListTarget,
	type Recipe,
	type Target,
} from './target';

/** A setting of the program, as .NET reads it. */
export const variable = (name: string): string => `Environment.GetEnvironmentVariable("${name}")`;

const setting = (target: Target): string => variable(SETTINGS[keyHolderOf(target) ?? 'bus']);

/** A variable made of something whose arguments stand on lines of their own. */
const made = (head: string, ...values: readonly string[]): string[] => {
	const before = values.slice(0, -1).map((value) => `    ${value},`);
	return [`${head}(`, ...before, `    ${values.at(-1) ?? ''});`];
};
const uri = (url: string): string => `new Uri(${quote(address(url))})`;

/** A package, which is mostly its namespace too; `more` are other namespaces. */
const use = (name: string, ...more: readonly string[]) => ({ name, imports: [name, ...more] });

type Maker<K extends Target['kind']> = (target: Extract<DataTarget, { kind: K }>) => Recipe;

const vault = (client: string, name: string, vaultUri: string) => ({
	...use(name),
	client: made(`var client = new ${client}`, uri(vaultUri), 'credential'),
});

/** A client for a whole storage service. */
const service = (part: string, client: string, target: DataTarget & { endpoint: string }) => ({
	...use(`Azure.Storage.${part}`, `Azure.Storage.${part}.Models`),
	client: made(`var service = new ${client}`, uri(target.endpoint), 'credential'),
	keyed: made(`var service = new ${client}`, setting(target)),
});

const bus = (target: DataTarget & { host: string }) => ({
	...use('Azure.Messaging.ServiceBus'),
	client: made('await using var client = new ServiceBusClient', quote(target.host), 'credential'),
	keyed: made('await using var client = new ServiceBusClient', setting(target)),
});

const DATA: { readonly [K in DataTarget['kind']]: Maker<K> } = {
	readSecret: ({ vaultUri, secret }) => ({
		...vault('SecretClient', 'Azure.Security.KeyVault.Secrets', vaultUri),
		work: [
			`KeyVaultSecret secret = await client.GetSecretAsync(${quote(secret)});`,
			'Console.WriteLine(secret.Value);',
		],
	}),
	getKey: ({ vaultUri, key }) => ({
		...vault('KeyClient', 'Azure.Security.KeyVault.Keys', vaultUri),
		work: [
			'// The public half. The private one never leaves the vault.',
			`KeyVaultKey key = await client.GetKeyAsync(${quote(key)});`,
			'Console.WriteLine($"{key.KeyType} {key.Id}");',
		],
	}),
	getCertificate: ({ vaultUri, certificate }) => ({
		...vault('CertificateClient', 'Azure.Security.KeyVault.Certificates', vaultUri),
		work: [
			'KeyVaultCertificateWithPolicy certificate =',
			`    await client.GetCertificateAsync(${quote(certificate)});`,
			'Console.WriteLine(certificate.Id);',
		],
	}),
	readBlob: (target) => ({
		...service('Blobs', 'BlobServiceClient', target),
		work: [
			`var container = service.GetBlobContainerClient(${quote(target.container)});`,
			'BlobDownloadResult answer =',
			`    await container.GetBlobClient(${quote(target.blob)}).DownloadContentAsync();`,
			'Console.WriteLine(answer.Content);',
		],
	}),
	listBlobs: (target) => ({
		...service('Blobs', 'BlobServiceClient', target),
		work: [
			`var container = service.GetBlobContainerClient(${quote(target.container)});`,
			'await foreach (BlobItem blob in container.GetBlobsAsync())',
			'    Console.WriteLine(blob.Name);',
		],
	}),
	readQueue: (target) => ({
		...service('Queues', 'QueueServiceClient', target),
		work: [
			`var queue = service.GetQueueClient(${quote(target.queue)});`,
			'QueueMessage[] messages = await queue.ReceiveMessagesAsync(maxMessages: 1);',
			'foreach (var message in messages)',
			'{',
			'    Console.WriteLine(message.Body);',
			'    await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);',
			'}',
		],
	}),
	sendMessage: (target) => ({
		...service('Queues', 'QueueServiceClient', target),
		work: [
			`var queue = service.GetQueueClient(${quote(target.queue)});`,
			`SendReceipt sent = await queue.SendMessageAsync(${quote(target.text)});`,
			'Console.WriteLine(sent.MessageId);',
		],
	}),
	readTable: (target) => ({
		...use('Azure.Data.Tables'),
		client: made(
			'var client = new TableClient',
			uri(target.endpoint),
			quote(target.table),
			'credential',
		),
		keyed: made('var client = new TableClient', setting(target), quote(target.table)),
		work: [
			'await foreach (var row in client.QueryAsync<TableEntity>())',
			'    Console.WriteLine($"{row.PartitionKey} {row.RowKey}");',
		],
	}),
	readSetting: (target) => ({
		...use('Azure.Data.AppConfiguration'),
		client: made('var client = new ConfigurationClient', uri(target.endpoint), 'credential'),
		keyed: made('var client = new ConfigurationClient', setting(target)),
		work: [
			'ConfigurationSetting setting =',
			`    await client.GetConfigurationSettingAsync(${quote(target.key)});`,
			'Console.WriteLine(setting.Value);',
		],
	}),
	pullImage: (target) => ({
		...use('Azure.Containers.ContainerRegistry'),
		client: made(
			'var client = new ContainerRegistryContentClient',
			uri(target.endpoint),
			quote(target.repository),
			'credential',
		),
		work: [
			`GetManifestResult image = await client.GetManifestAsync(${quote(target.tag)});`,
			'Console.WriteLine(image.Digest);',
		],
	}),
	receiveFromBus: (target) => ({
		...bus(target),
		work: [
			'var options = new ServiceBusReceiverOptions',
			'{',
			'    ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete,',
			'};',
			`await using var receiver = client.CreateReceiver(${quote(target.queue)}, options);`,
			'foreach (var message in await receiver.ReceiveMessagesAsync(maxMessages: 1))',
			'    Console.WriteLine(message.Body);',
		],
	}),
	sendToBus: (target) => ({
		...bus(target),
		work: [
			`await using var sender = client.CreateSender(${quote(target.queue)});`,
			`await sender.SendMessageAsync(new ServiceBusMessage(${quote(target.text)}));`,
		],
	}),
	sendEvent: (target) => ({
		...use('Azure.Messaging.EventHubs', 'Azure.Messaging.EventHubs.Producer'),
		client: made(
			'await using var client = new EventHubProducerClient',
			quote(target.host),
			quote(target.hub),
			'credential',
		),
		keyed: made(
			'await using var client = new EventHubProducerClient',
			setting(target),
			quote(target.hub),
		),
		work: [`await client.SendAsync(new[] { new EventData(${quote(target.text)}) });`],
	}),
	readDocument: (target) => ({
		...use('Microsoft.Azure.Cosmos'),
		client: made(
			'using var client = new CosmosClient',
			quote(address(target.endpoint)),
			'credential',
		),
		keyed: made('using var client = new CosmosClient', setting(target)),
		work: [
			`var container = client.GetContainer(${quote(target.database)}, ${quote(target.container)});`,
			...made(
				'using var answer = await container.ReadItemStreamAsync',
				quote(target.document),
				`new PartitionKey(${quote(target.partition)})`,
			),
			'answer.EnsureSuccessStatusCode();',
			'Console.WriteLine(await new StreamReader(answer.Content).ReadToEndAsync());',
		],
	}),
};

/** The end of the package's name, what a group gives, and what is printed of each. */
const LISTED: Readonly<Record<List, readonly [string | undefined, string, string]>> = {
	listResources: [
		undefined,
		'GetGenericResourcesAsync()',
		'{each.Data.ResourceType} {each.Data.Name}',
	],
	listMachines: [
		'Compute',
		'GetVirtualMachines().GetAllAsync()',
		'{each.Data.Name} {each.Data.Location}',
	],
	listIdentities: [
		'ManagedServiceIdentities',
		'GetUserAssignedIdentities().GetAllAsync()',
		'{each.Data.Name} {each.Data.ClientId}',
	],
	listVaults: [
		'KeyVault',
		'GetKeyVaults().GetAllAsync()',
		'{each.Data.Name} {each.Data.Properties.VaultUri}',
	],
	listAccounts: [
		'Storage',
		'GetStorageAccounts().GetAllAsync()',
		'{each.Data.Name} {each.Data.PrimaryEndpoints.BlobUri}',
	],
	listAssignments: [
		'Authorization',
		'GetRoleAssignments().GetAllAsync()',
		'{each.Data.PrincipalId} {each.Data.RoleDefinitionId}',
	],
};

function list({ kind, subscriptionId, resourceGroup }: ListTarget): Recipe {
	const [part, method, printed] = LISTED[kind];
	const own = part === undefined ? [] : [`Azure.ResourceManager.${part}`];
	return {
		name: own[0] ?? 'Azure.ResourceManager',
		imports: ['Azure.ResourceManager', ...own, 'Azure.ResourceManager.Resources'].sort(),
		client: ['var client = new ArmClient(credential);'],
		work: [
			'var id = ResourceGroupResource.CreateResourceIdentifier(',
			`    ${quote(subscriptionId)}, ${quote(resourceGroup)});`,
			'var group = client.GetResourceGroupResource(id);',
			`await foreach (var each in group.${method})`,
			`    Console.WriteLine($"${printed}");`,
		],
	};
}

/** What C# says for a target. `imports` are namespaces. */
export const csharpRecipe = (target: Target): Recipe =>
	'subscriptionId' in target
		? list(target)
		: (DATA[target.kind] as (target: DataTarget) => Recipe)(target);
