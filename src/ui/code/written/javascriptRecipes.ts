import {
	address,
	groupOf,
	keyHolderOf,
	SETTINGS,
	type DataTarget,
	type List,
	type ListTarget,
	type Recipe,
	type Target,
} from './target';

/** A text in JavaScript. */
export const quote = (text: string): string =>
	`'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;

const setting = (target: Target): string => `process.env.${SETTINGS[keyHolderOf(target) ?? 'bus']}`;

/** A statement whose arguments stand on lines of their own when they are many. */
const call = (head: string, values: readonly string[]): string[] => {
	const line = `${head}(${values.join(', ')});`;
	return line.length <= 80 ? [line] : [`${head}(`, ...values.map((value) => `\t${value},`), ');'];
};

const use = (name: string, ...taken: readonly string[]) => ({
	name,
	imports: [`import { ${taken.join(', ')} } from '${name}';`],
});

type Maker<K extends Target['kind']> = (target: Extract<DataTarget, { kind: K }>) => Recipe;

const vault = (client: string, name: string, vaultUri: string) => ({
	...use(name, client),
	client: call(`const client = new ${client}`, [quote(address(vaultUri)), 'credential']),
});

/** A client for a whole storage service. */
const service = (name: string, client: string, target: DataTarget & { endpoint: string }) => ({
	...use(name, client),
	client: call(`const service = new ${client}`, [quote(address(target.endpoint)), 'credential']),
	keyed: [`const service = ${client}.fromConnectionString(`, `\t${setting(target)},`, ');'],
});

const bus = (target: DataTarget & { host: string }) => ({
	...use('@azure/service-bus', 'ServiceBusClient'),
	client: call('const client = new ServiceBusClient', [quote(target.host), 'credential']),
	keyed: ['const client = new ServiceBusClient(', `\t${setting(target)},`, ');'],
});

const DATA: { readonly [K in DataTarget['kind']]: Maker<K> } = {
	readSecret: ({ vaultUri, secret }) => ({
		...vault('SecretClient', '@azure/keyvault-secrets', vaultUri),
		work: [
			`const secret = await client.getSecret(${quote(secret)});`,
			'console.log(secret.value);',
		],
	}),
	getKey: ({ vaultUri, key }) => ({
		...vault('KeyClient', '@azure/keyvault-keys', vaultUri),
		work: [
			'// The public half. The private one never leaves the vault.',
			`const key = await client.getKey(${quote(key)});`,
			'console.log(key.keyType, key.id);',
		],
	}),
	getCertificate: ({ vaultUri, certificate }) => ({
		...vault('CertificateClient', '@azure/keyvault-certificates', vaultUri),
		work: [
			`const certificate = await client.getCertificate(${quote(certificate)});`,
			'console.log(certificate.properties.id);',
		],
	}),
	readBlob: (target) => {
		const made = service('@azure/storage-blob', 'BlobServiceClient', target);
		return {
			...made,
			imports: ["import { text } from 'node:stream/consumers';", ...made.imports],
			work: [
				`const container = service.getContainerClient(${quote(target.container)});`,
				`const answer = await container.getBlobClient(${quote(target.blob)}).download();`,
				'console.log(await text(answer.readableStreamBody));',
			],
		};
	},
	listBlobs: (target) => ({
		...service('@azure/storage-blob', 'BlobServiceClient', target),
		work: [
			`const container = service.getContainerClient(${quote(target.container)});`,
			'for await (const blob of container.listBlobsFlat()) {',
			'\tconsole.log(blob.name);',
			'}',
		],
	}),
	readQueue: (target) => ({
		...service('@azure/storage-queue', 'QueueServiceClient', target),
		work: [
			`const queue = service.getQueueClient(${quote(target.queue)});`,
			'const { receivedMessageItems } = await queue.receiveMessages();',
			'for (const message of receivedMessageItems) {',
			'\tconsole.log(message.messageText);',
			'\tawait queue.deleteMessage(message.messageId, message.popReceipt);',
			'}',
		],
	}),
	sendMessage: (target) => ({
		...service('@azure/storage-queue', 'QueueServiceClient', target),
		work: [
			`const queue = service.getQueueClient(${quote(target.queue)});`,
			`const sent = await queue.sendMessage(${quote(target.text)});`,
			'console.log(sent.messageId);',
		],
	}),
	readTable: (target) => ({
		...use('@azure/data-tables', 'TableClient'),
		client: call('const client = new TableClient', [
			quote(address(target.endpoint)),
			quote(target.table),
			'credential',
		]),
		keyed: [
			'const client = TableClient.fromConnectionString(',
			`\t${setting(target)},`,
			`\t${quote(target.table)},`,
			');',
		],
		work: [
			'for await (const row of client.listEntities()) {',
			'\tconsole.log(row.partitionKey, row.rowKey);',
			'}',
		],
	}),
	readSetting: (target) => ({
		...use('@azure/app-configuration', 'AppConfigurationClient'),
		client: call('const client = new AppConfigurationClient', [
			quote(address(target.endpoint)),
			'credential',
		]),
		keyed: ['const client = new AppConfigurationClient(', `\t${setting(target)},`, ');'],
		work: [
			`const setting = await client.getConfigurationSetting({ key: ${quote(target.key)} });`,
			'console.log(setting.value);',
		],
	}),
	pullImage: (target) => ({
		...use('@azure/container-registry', 'ContainerRegistryContentClient'),
		client: [
			'const client = new ContainerRegistryContentClient(',
			`\t${quote(address(target.endpoint))},`,
			`\t${quote(target.repository)},`,
			'\tcredential,',
			');',
		],
		work: [
			`const image = await client.getManifest(${quote(target.tag)});`,
			'console.log(image.digest);',
		],
	}),
	receiveFromBus: (target) => ({
		...bus(target),
		work: [
			`const receiver = client.createReceiver(${quote(target.queue)}, {`,
			"\treceiveMode: 'receiveAndDelete',",
			'});',
			'for (const message of await receiver.receiveMessages(1)) {',
			'\tconsole.log(message.body);',
			'}',
			'await client.close();',
		],
	}),
	sendToBus: (target) => ({
		...bus(target),
		work: [
			`const sender = client.createSender(${quote(target.queue)});`,
			`await sender.sendMessages({ body: ${quote(target.text)} });`,
			'await client.close();',
		],
	}),
	sendEvent: (target) => ({
		...use('@azure/event-hubs', 'EventHubProducerClient'),
		client: [
			'const client = new EventHubProducerClient(',
			`\t${quote(target.host)},`,
			`\t${quote(target.hub)},`,
			'\tcredential,',
			');',
		],
		keyed: [
			'const client = new EventHubProducerClient(',
			`\t${setting(target)},`,
			`\t${quote(target.hub)},`,
			');',
		],
		work: [`await client.sendBatch([{ body: ${quote(target.text)} }]);`, 'await client.close();'],
	}),
	readDocument: (target) => ({
		...use('@azure/cosmos', 'CosmosClient'),
		client: [
			'const client = new CosmosClient({',
			`\tendpoint: ${quote(address(target.endpoint))},`,
			'\taadCredentials: credential,',
			'});',
		],
		keyed: ['const client = new CosmosClient(', `\t${setting(target)},`, ');'],
		work: [
			`const container = client.database(${quote(target.database)}).container(${quote(target.container)});`,
			`const { resource } = await container.item(${quote(target.document)}, ${quote(target.partition)}).read();`,
			'console.log(resource);',
		],
	}),
};

/** Package, client, what is listed, and what is printed of each. */
const LISTED: Readonly<Record<List, readonly [string, string, string, string]>> = {
	listResources: [
		'@azure/arm-resources',
		'ResourceManagementClient',
		'resources.listByResourceGroup',
		'each.type, each.name',
	],
	listMachines: [
		'@azure/arm-compute',
		'ComputeManagementClient',
		'virtualMachines.list',
		'each.name, each.identity?.type',
	],
	listIdentities: [
		'@azure/arm-msi',
		'ManagedServiceIdentityClient',
		'userAssignedIdentities.listByResourceGroup',
		'each.name, each.clientId',
	],
	listVaults: [
		'@azure/arm-keyvault',
		'KeyVaultManagementClient',
		'vaults.listByResourceGroup',
		'each.name, each.properties?.vaultUri',
	],
	listAccounts: [
		'@azure/arm-storage',
		'StorageManagementClient',
		'storageAccounts.listByResourceGroup',
		'each.name, each.primaryEndpoints?.blob',
	],
	listAssignments: [
		'@azure/arm-authorization',
		'AuthorizationManagementClient',
		'roleAssignments.listForScope',
		'each.principalId, each.roleDefinitionId',
	],
};

function list(target: ListTarget): Recipe {
	const [name, client, method, printed] = LISTED[target.kind];
	const where = target.kind === 'listAssignments' ? groupOf(target) : target.resourceGroup;
	return {
		...use(name, client),
		client: call(`const client = new ${client}`, ['credential', quote(target.subscriptionId)]),
		work: [
			...call(`const all = client.${method}`, [quote(where)]),
			'for await (const each of all) {',
			`\tconsole.log(${printed});`,
			'}',
		],
	};
}

/** What JavaScript says for a target. */
export const javascriptRecipe = (target: Target): Recipe =>
	'subscriptionId' in target
		? list(target)
		: (DATA[target.kind] as (target: DataTarget) => Recipe)(target);
