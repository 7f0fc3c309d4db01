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

const setting = (target: Target): string =>
	`os.environ["${SETTINGS[keyHolderOf(target) ?? 'bus']}"]`;

const use = (name: string, module: string, ...taken: readonly string[]) => ({
	name,
	imports: [`from ${module} import ${taken.join(', ')}`],
});

/** A statement whose arguments stand on lines of their own when they are many. */
const call = (head: string, values: readonly string[]): string[] => {
	const line = `${head}(${values.join(', ')})`;
	return line.length <= 88 ? [line] : [`${head}(`, ...values.map((value) => `    ${value},`), ')'];
};

type Maker<K extends Target['kind']> = (target: Extract<DataTarget, { kind: K }>) => Recipe;

const vault = (client: string, part: string, vaultUri: string) => ({
	...use(`azure-keyvault-${part}`, `azure.keyvault.${part}`, client),
	client: call(`client = ${client}`, [
		`vault_url=${quote(address(vaultUri))}`,
		'credential=credential',
	]),
});

/** A client for a whole storage service. */
const service = (part: string, client: string, target: DataTarget & { endpoint: string }) => ({
	...use(`azure-storage-${part}`, `azure.storage.${part}`, client),
	client: call(`service = ${client}`, [quote(address(target.endpoint)), 'credential=credential']),
	keyed: [`service = ${client}.from_connection_string(`, `    ${setting(target)}`, ')'],
});

const bus = (target: DataTarget & { host: string }, ...others: readonly string[]) => ({
	...use('azure-servicebus', 'azure.servicebus', 'ServiceBusClient', ...others),
	client: call('client = ServiceBusClient', [quote(target.host), 'credential']),
	keyed: ['client = ServiceBusClient.from_connection_string(', `    ${setting(target)}`, ')'],
});

const DATA: { readonly [K in DataTarget['kind']]: Maker<K> } = {
	readSecret: ({ vaultUri, secret }) => ({
		...vault('SecretClient', 'secrets', vaultUri),
		work: [`secret = client.get_secret(${quote(secret)})`, 'print(secret.value)'],
	}),
	getKey: ({ vaultUri, key }) => ({
		...vault('KeyClient', 'keys', vaultUri),
		work: [
			'# The public half. The private one never leaves the vault.',
			`key = client.get_key(${quote(key)})`,
			'print(key.key_type, key.id)',
		],
	}),
	getCertificate: ({ vaultUri, certificate }) => ({
		...vault('CertificateClient', 'certificates', vaultUri),
		work: [`certificate = client.get_certificate(${quote(certificate)})`, 'print(certificate.id)'],
	}),
	readBlob: (target) => ({
		...service('blob', 'BlobServiceClient', target),
		work: [
			`blob = service.get_blob_client(${quote(target.container)}, ${quote(target.blob)})`,
			'print(blob.download_blob().readall().decode())',
		],
	}),
	listBlobs: (target) => ({
		...service('blob', 'BlobServiceClient', target),
		work: [
			`container = service.get_container_client(${quote(target.container)})`,
			'for blob in container.list_blobs():',
			'    print(blob.name)',
		],
	}),
	readQueue: (target) => ({
		...service('queue', 'QueueServiceClient', target),
		work: [
			`queue = service.get_queue_client(${quote(target.queue)})`,
			'message = queue.receive_message()',
			'if message:',
			'    print(message.content)',
			'    queue.delete_message(message)',
		],
	}),
	sendMessage: (target) => ({
		...service('queue', 'QueueServiceClient', target),
		work: [
			`queue = service.get_queue_client(${quote(target.queue)})`,
			`sent = queue.send_message(${quote(target.text)})`,
			'print(sent.id)',
		],
	}),
	readTable: (target) => ({
		...use('azure-data-tables', 'azure.data.tables', 'TableClient'),
		client: [
			'client = TableClient(',
			`    endpoint=${quote(address(target.endpoint))},`,
			`    table_name=${quote(target.table)},`,
			'    credential=credential,',
			')',
		],
		keyed: [
			'client = TableClient.from_connection_string(',
			`    ${setting(target)},`,
			`    table_name=${quote(target.table)},`,
			')',
		],
		work: ['for row in client.list_entities():', '    print(row["PartitionKey"], row["RowKey"])'],
	}),
	readSetting: (target) => ({
		...use('azure-appconfiguration', 'azure.appconfiguration', 'AzureAppConfigurationClient'),
		client: [
			'client = AzureAppConfigurationClient(',
			`    ${quote(address(target.endpoint))}, credential`,
			')',
		],
		keyed: [
			'client = AzureAppConfigurationClient.from_connection_string(',
			`    ${setting(target)}`,
			')',
		],
		work: [
			`setting = client.get_configuration_setting(key=${quote(target.key)})`,
			'print(setting.value)',
		],
	}),
	pullImage: (target) => ({
		...use('azure-containerregistry', 'azure.containerregistry', 'ContainerRegistryClient'),
		client: call('client = ContainerRegistryClient', [
			quote(address(target.endpoint)),
			'credential',
		]),
		work: [
			...call('image = client.get_manifest', [quote(target.repository), quote(target.tag)]),
			'print(image.digest)',
		],
	}),
	receiveFromBus: (target) => ({
		...bus(target, 'ServiceBusReceiveMode'),
		work: [
			'receiver = client.get_queue_receiver(',
			`    ${quote(target.queue)},`,
			'    receive_mode=ServiceBusReceiveMode.RECEIVE_AND_DELETE,',
			')',
			'with client, receiver:',
			'    for message in receiver.receive_messages(max_wait_time=5):',
			'        print(str(message))',
		],
	}),
	sendToBus: (target) => ({
		...bus(target, 'ServiceBusMessage'),
		work: [
			`with client, client.get_queue_sender(${quote(target.queue)}) as sender:`,
			`    sender.send_messages(ServiceBusMessage(${quote(target.text)}))`,
		],
	}),
	sendEvent: (target) => ({
		...use('azure-eventhub', 'azure.eventhub', 'EventData', 'EventHubProducerClient'),
		client: [
			'client = EventHubProducerClient(',
			`    fully_qualified_namespace=${quote(target.host)},`,
			`    eventhub_name=${quote(target.hub)},`,
			'    credential=credential,',
			')',
		],
		keyed: [
			'client = EventHubProducerClient.from_connection_string(',
			`    ${setting(target)},`,
			`    eventhub_name=${quote(target.hub)},`,
			')',
		],
		work: ['with client:', `    client.send_batch([EventData(${quote(target.text)})])`],
	}),
	readDocument: (target) => ({
		...use('azure-cosmos', 'azure.cosmos', 'CosmosClient'),
		client: call('client = CosmosClient', [
			quote(address(target.endpoint)),
			'credential=credential',
		]),
		keyed: ['client = CosmosClient.from_connection_string(', `    ${setting(target)}`, ')'],
		work: [
			`database = client.get_database_client(${quote(target.database)})`,
			`container = database.get_container_client(${quote(target.container)})`,
			...call('print', [
				`container.read_item(${quote(target.document)}, partition_key=${quote(target.partition)})`,
			]),
		],
	}),
};

/** Package, client, what is listed, and what is printed of each. */
const LISTED: Readonly<Record<List, readonly [string, string, string, string]>> = {
	listResources: [
		'resource',
		'ResourceManagementClient',
		'resources.list_by_resource_group',
		'each.type, each.name',
	],
	listMachines: [
		'compute',
		'ComputeManagementClient',
		'virtual_machines.list',
		'each.name, each.location',
	],
	listIdentities: [
		'msi',
		'ManagedServiceIdentityClient',
		'user_assigned_identities.list_by_resource_group',
		'each.name, each.client_id',
	],
	listVaults: [
		'keyvault',
		'KeyVaultManagementClient',
		'vaults.list_by_resource_group',
		'each.name, each.properties.vault_uri',
	],
	listAccounts: [
		'storage',
		'StorageManagementClient',
		'storage_accounts.list_by_resource_group',
		'each.name, each.primary_endpoints.blob',
	],
	listAssignments: [
		'authorization',
		'AuthorizationManagementClient',
		'role_assignments.list_for_scope',
		'each.principal_id, each.role_definition_id',
	],
};

function list(target: ListTarget): Recipe {
	const [part, client, method, printed] = LISTED[target.kind];
	const where = target.kind === 'listAssignments' ? groupOf(target) : target.resourceGroup;
	const module = `azure.mgmt.${part}${part === 'resource' ? '.resources' : ''}`;
	return {
		...use(`azure-mgmt-${part}`, module, client),
		client: call(`client = ${client}`, ['credential', quote(target.subscriptionId)]),
		work: [
			...call(`all = client.${method}`, [quote(where)]),
			'for each in all:',
			`    print(${printed})`,
		],
	};
}

/** What Python says for a target. */
export const pythonRecipe = (target: Target): Recipe =>
	'subscriptionId' in target
		? list(target)
		: (DATA[target.kind] as (target: DataTarget) => Recipe)(target);
