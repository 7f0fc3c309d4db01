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

/** Where Microsoft's packages for Go are. */
export const SDK = 'github.com/Azure/azure-sdk-for-go/sdk';

/** What every call is followed by. */
export const CHECK = ['if err != nil {', '\tlog.Fatal(err)', '}'];

const setting = (target: Target): string =>
	`os.Getenv("${SETTINGS[keyHolderOf(target) ?? 'bus']}")`;

/** A call that can fail. A long one has its arguments on a line of their own. */
function tried(head: string, ...values: readonly string[]): string[] {
	const line = `${head}(${values.join(', ')})`;
	if (line.length <= 84) return [line, ...CHECK];
	return [`${head}(`, `\t${values.join(', ')})`, ...CHECK];
}

/** A package by the end of its path. */
const use = (path: string, ...standard: readonly string[]) => ({
	name: `${SDK}/${path}`,
	imports: standard,
});

type Maker<K extends Target['kind']> = (target: Extract<DataTarget, { kind: K }>) => Recipe;

const vault = (name: string, vaultUri: string) => ({
	...use(`security/keyvault/${name}`),
	client: tried(`client, err := ${name}.NewClient`, quote(address(vaultUri)), 'credential', 'nil'),
});

/** A client of a service that has connection strings. */
const service = (
	path: string,
	maker: string,
	target: DataTarget & { endpoint: string },
	...standard: readonly string[]
) => {
	const name = path.split('/').at(-1) ?? '';
	return {
		...use(path, ...standard),
		client: tried(
			`client, err := ${name}.${maker}`,
			quote(address(target.endpoint)),
			'credential',
			'nil',
		),
		keyed: tried(`client, err := ${name}.${maker}FromConnectionString`, setting(target), 'nil'),
	};
};

const bus = (target: DataTarget & { host: string }) => ({
	...use('messaging/azservicebus'),
	client: tried('client, err := azservicebus.NewClient', quote(target.host), 'credential', 'nil'),
	keyed: tried('client, err := azservicebus.NewClientFromConnectionString', setting(target), 'nil'),
});

const pages = (pager: string, rows: string, print: string): readonly string[] => [
	`pager := client.${pager}`,
	'for pager.More() {',
	'\tpage, err := pager.NextPage(ctx)',
	...CHECK.map((line) => `\t${line}`),
	`\tfor _, each := range page.${rows} {`,
	`\t\tfmt.Println(${print})`,
	'\t}',
	'}',
];

const DATA: { readonly [K in DataTarget['kind']]: Maker<K> } = {
	readSecret: ({ vaultUri, secret }) => ({
		...vault('azsecrets', vaultUri),
		work: [
			...tried('secret, err := client.GetSecret', 'ctx', quote(secret), '""', 'nil'),
			'fmt.Println(*secret.Value)',
		],
	}),
	getKey: ({ vaultUri, key }) => ({
		...vault('azkeys', vaultUri),
		work: [
			'// The public half. The private one never leaves the vault.',
			...tried('key, err := client.GetKey', 'ctx', quote(key), '""', 'nil'),
			'fmt.Println(*key.Key.Kty, *key.Key.KID)',
		],
	}),
	getCertificate: ({ vaultUri, certificate }) => ({
		...vault('azcertificates', vaultUri),
		work: [
			...tried('certificate, err := client.GetCertificate', 'ctx', quote(certificate), '""', 'nil'),
			'fmt.Println(*certificate.ID)',
		],
	}),
	readBlob: (target) => ({
		...service('storage/azblob', 'NewClient', target, 'io'),
		work: [
			...tried(
				'answer, err := client.DownloadStream',
				'ctx',
				quote(target.container),
				quote(target.blob),
				'nil',
			),
			'defer answer.Body.Close()',
			'content, err := io.ReadAll(answer.Body)',
			...CHECK,
			'fmt.Println(string(content))',
		],
	}),
	listBlobs: (target) => ({
		...service('storage/azblob', 'NewClient', target),
		work: pages(
			`NewListBlobsFlatPager(${quote(target.container)}, nil)`,
			'Segment.BlobItems',
			'*each.Name',
		),
	}),
	readQueue: (target) => ({
		...service('storage/azqueue', 'NewServiceClient', target),
		work: [
			`queue := client.NewQueueClient(${quote(target.queue)})`,
			'answer, err := queue.DequeueMessage(ctx, nil)',
			...CHECK,
			'for _, message := range answer.Messages {',
			'\tfmt.Println(*message.MessageText)',
			'\t_, err := queue.DeleteMessage(ctx, *message.MessageID, *message.PopReceipt, nil)',
			...CHECK.map((line) => `\t${line}`),
			'}',
		],
	}),
	sendMessage: (target) => ({
		...service('storage/azqueue', 'NewServiceClient', target),
		work: [
			`queue := client.NewQueueClient(${quote(target.queue)})`,
			...tried('sent, err := queue.EnqueueMessage', 'ctx', quote(target.text), 'nil'),
			'fmt.Println(*sent.Messages[0].MessageID)',
		],
	}),
	readTable: (target) => {
		const { name, imports, client, keyed } = service('data/aztables', 'NewServiceClient', target);
		return {
			name,
			imports,
			client: client.map((line) => line.replace('client, err', 'service, err')),
			keyed: keyed.map((line) => line.replace('client, err', 'service, err')),
			work: [
				`client := service.NewClient(${quote(target.table)})`,
				...pages('NewListEntitiesPager(nil)', 'Entities', 'string(each)'),
			],
		};
	},
	readSetting: (target) => ({
		...service('data/azappconfig', 'NewClient', target),
		work: [
			...tried('setting, err := client.GetSetting', 'ctx', quote(target.key), 'nil'),
			'fmt.Println(*setting.Value)',
		],
	}),
	pullImage: (target) => ({
		...use('containers/azcontainerregistry', `${SDK}/azcore/to`),
		client: tried(
			'client, err := azcontainerregistry.NewClient',
			quote(address(target.endpoint)),
			'credential',
			'nil',
		),
		work: [
			'accept := &azcontainerregistry.ClientGetManifestOptions{',
			'\tAccept: to.Ptr("application/vnd.oci.image.manifest.v1+json"),',
			'}',
			...tried(
				'image, err := client.GetManifest',
				'ctx',
				quote(target.repository),
				quote(target.tag),
				'accept',
			),
			'fmt.Println(*image.DockerContentDigest)',
		],
	}),
	receiveFromBus: (target) => ({
		...bus(target),
		work: [
			'mode := &azservicebus.ReceiverOptions{',
			'\tReceiveMode: azservicebus.ReceiveModeReceiveAndDelete,',
			'}',
			...tried('receiver, err := client.NewReceiverForQueue', quote(target.queue), 'mode'),
			...tried('messages, err := receiver.ReceiveMessages', 'ctx', '1', 'nil'),
			'for _, message := range messages {',
			'\tfmt.Println(string(message.Body))',
			'}',
		],
	}),
	sendToBus: (target) => ({
		...bus(target),
		work: [
			...tried('sender, err := client.NewSender', quote(target.queue), 'nil'),
			`message := &azservicebus.Message{Body: []byte(${quote(target.text)})}`,
			...tried('err = sender.SendMessage', 'ctx', 'message', 'nil'),
			'fmt.Println("sent")',
		],
	}),
	sendEvent: (target) => ({
		...use('messaging/azeventhubs'),
		client: tried(
			'client, err := azeventhubs.NewProducerClient',
			quote(target.host),
			quote(target.hub),
			'credential',
			'nil',
		),
		keyed: tried(
			'client, err := azeventhubs.NewProducerClientFromConnectionString',
			setting(target),
			quote(target.hub),
			'nil',
		),
		work: [
			...tried('batch, err := client.NewEventDataBatch', 'ctx', 'nil'),
			`event := &azeventhubs.EventData{Body: []byte(${quote(target.text)})}`,
			...tried('err = batch.AddEventData', 'event', 'nil'),
			...tried('err = client.SendEventDataBatch', 'ctx', 'batch', 'nil'),
			'fmt.Println("sent")',
		],
	}),
	readDocument: (target) => ({
		...service('data/azcosmos', 'NewClient', target),
		work: [
			...tried(
				'container, err := client.NewContainer',
				quote(target.database),
				quote(target.container),
			),
			`partition := azcosmos.NewPartitionKeyString(${quote(target.partition)})`,
			...tried(
				'answer, err := container.ReadItem',
				'ctx',
				'partition',
				quote(target.document),
				'nil',
			),
			'fmt.Println(string(answer.Value))',
		],
	}),
};

/** Package below `resourcemanager`, what makes a client of it, what is listed, and what is printed of each. */
const LISTED: Readonly<Record<List, readonly [string, string, string, string]>> = {
	listResources: [
		'resources/armresources',
		'NewClient',
		'NewListByResourceGroupPager',
		'*each.Type, *each.Name',
	],
	listMachines: [
		'compute/armcompute/v6',
		'NewVirtualMachinesClient',
		'NewListPager',
		'*each.Name, *each.Location',
	],
	listIdentities: [
		'msi/armmsi',
		'NewUserAssignedIdentitiesClient',
		'NewListByResourceGroupPager',
		'*each.Name, *each.Properties.ClientID',
	],
	listVaults: [
		'keyvault/armkeyvault',
		'NewVaultsClient',
		'NewListByResourceGroupPager',
		'*each.Name, *each.Properties.VaultURI',
	],
	listAccounts: [
		'storage/armstorage',
		'NewAccountsClient',
		'NewListByResourceGroupPager',
		'*each.Name, *each.Properties.PrimaryEndpoints.Blob',
	],
	listAssignments: [
		'authorization/armauthorization/v2',
		'NewRoleAssignmentsClient',
		'NewListForScopePager',
		'*each.Properties.PrincipalID, *each.Properties.RoleDefinitionID',
	],
};

function list(target: ListTarget): Recipe {
	const [path, maker, pager, printed] = LISTED[target.kind];
	const name = path.split('/')[1] ?? '';
	const where = target.kind === 'listAssignments' ? groupOf(target) : target.resourceGroup;
	const wide = where.length > 40;
	const made = pages(`${pager}(${wide ? '' : `${quote(where)}, nil)`}`, 'Value', printed);
	return {
		...use(`resourcemanager/${path}`),
		client: tried(
			`client, err := ${name}.${maker}`,
			quote(target.subscriptionId),
			'credential',
			'nil',
		),
		work: wide ? [...made.slice(0, 1), `\t${quote(where)}, nil)`, ...made.slice(1)] : made,
	};
}

/** What Go says for a target. `imports` are packages beside the one that is installed. */
export const goRecipe = (target: Target): Recipe =>
	'subscriptionId' in target
		? list(target)
		: (DATA[target.kind] as (target: DataTarget) => Recipe)(target);
