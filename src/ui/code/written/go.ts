import {
	address,
	isStorage,
	quote,
	type Access,
	type Credential,
	type Target,
	type Written,
} from './target';

const SDK = 'github.com/Azure/azure-sdk-for-go/sdk';

const PACKAGES: Readonly<Record<Target['kind'], readonly [path: string, name: string]>> = {
	readSecret: [`${SDK}/security/keyvault/azsecrets`, 'azsecrets'],
	readBlob: [`${SDK}/storage/azblob`, 'azblob'],
	listBlobs: [`${SDK}/storage/azblob`, 'azblob'],
	listResources: [`${SDK}/resourcemanager/resources/armresources`, 'armresources'],
};

const CHECK = ['if err != nil {', '\tlog.Fatal(err)', '}'];

function make({ name, clientId }: Credential): readonly string[] {
	if (name === 'DefaultAzureCredential')
		return [
			...(clientId === undefined
				? []
				: [
						'// In Go it takes the identity from the environment:',
						`// AZURE_CLIENT_ID=${clientId}`,
					]),
			'credential, err := azidentity.NewDefaultAzureCredential(nil)',
			...CHECK,
		];
	if (clientId === undefined)
		return ['credential, err := azidentity.NewManagedIdentityCredential(nil)', ...CHECK];
	return [
		'credential, err := azidentity.NewManagedIdentityCredential(',
		'\t&azidentity.ManagedIdentityCredentialOptions{',
		`\t\tID: azidentity.ClientID(${quote(clientId)}),`,
		'\t})',
		...CHECK,
	];
}

const SECRET = [
	'credential, err := azidentity.NewClientSecretCredential(',
	'\tos.Getenv("AZURE_TENANT_ID"),',
	'\tos.Getenv("AZURE_CLIENT_ID"),',
	'\tos.Getenv("AZURE_CLIENT_SECRET"), nil)',
	...CHECK,
];

function clientOf(target: Target, access: Access): readonly string[] {
	const name = PACKAGES[target.kind][1];
	if (target.kind === 'listResources')
		return [
			`client, err := ${name}.NewClient(${quote(target.subscriptionId)}, credential, nil)`,
			...CHECK,
		];
	if (target.kind === 'readSecret')
		return [
			`client, err := ${name}.NewClient(${quote(address(target.vaultUri))}, credential, nil)`,
			...CHECK,
		];
	return access.by === 'key'
		? [
				`client, err := ${name}.NewClientFromConnectionString(`,
				'\tos.Getenv("AZURE_STORAGE_CONNECTION_STRING"), nil)',
				...CHECK,
			]
		: [
				`client, err := ${name}.NewClient(${quote(address(target.endpoint))}, credential, nil)`,
				...CHECK,
			];
}

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

function work(target: Target): readonly string[] {
	switch (target.kind) {
		case 'readSecret':
			return [
				`secret, err := client.GetSecret(ctx, ${quote(target.secret)}, "", nil)`,
				...CHECK,
				'fmt.Println(*secret.Value)',
			];
		case 'readBlob':
			return [
				`answer, err := client.DownloadStream(ctx, ${quote(target.container)}, ${quote(target.blob)}, nil)`,
				...CHECK,
				'defer answer.Body.Close()',
				'content, err := io.ReadAll(answer.Body)',
				...CHECK,
				'fmt.Println(string(content))',
			];
		case 'listBlobs':
			return pages(
				`NewListBlobsFlatPager(${quote(target.container)}, nil)`,
				'Segment.BlobItems',
				'*each.Name',
			);
		case 'listResources':
			return pages(
				`NewListByResourceGroupPager(${quote(target.resourceGroup)}, nil)`,
				'Value',
				'*each.Type, *each.Name',
			);
	}
}

/** The program for Go. @see https://learn.microsoft.com/azure/developer/go/sdk/authentication/authentication-overview */
export function go(target: Target, access: Access): Written {
	const [path] = PACKAGES[target.kind];
	const connects = access.by === 'key' && isStorage(target);
	const standard = [
		'context',
		'fmt',
		...(target.kind === 'readBlob' ? ['io'] : []),
		'log',
		...(access.by === 'key' ? ['os'] : []),
	];
	const others = [...(connects ? [] : [`${SDK}/azidentity`]), path];
	const body = [
		'ctx := context.Background()',
		...(connects ? [] : access.by === 'identity' ? make(access.credential) : SECRET),
		...clientOf(target, access),
		'',
		...work(target),
	];
	const lines = [
		'package main',
		'',
		'import (',
		...standard.map((name) => `\t"${name}"`),
		'',
		...others.map((name) => `\t"${name}"`),
		')',
		'',
		'func main() {',
		...body.map((line) => (line === '' ? '' : `\t${line}`)),
		'}',
	];
	return {
		code: `${lines.join('\n')}\n`,
		install: others.map((name) => `go get ${name}`).join('\n'),
	};
}
