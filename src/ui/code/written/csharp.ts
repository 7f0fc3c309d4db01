import {
	address,
	isStorage,
	quote,
	type Access,
	type Credential,
	type Target,
	type Written,
} from './target';

const PACKAGES: Readonly<Record<Target['kind'], readonly string[]>> = {
	readSecret: ['Azure.Security.KeyVault.Secrets'],
	readBlob: ['Azure.Storage.Blobs', 'Azure.Storage.Blobs.Models'],
	listBlobs: ['Azure.Storage.Blobs', 'Azure.Storage.Blobs.Models'],
	listResources: ['Azure.ResourceManager', 'Azure.ResourceManager.Resources'],
};

function make({ name, clientId }: Credential): readonly string[] {
	if (name === 'ManagedIdentityCredential') {
		const id =
			clientId === undefined
				? 'ManagedIdentityId.SystemAssigned'
				: `ManagedIdentityId.FromUserAssignedClientId(${quote(clientId)})`;
		return ['var credential = new ManagedIdentityCredential(', `    ${id});`];
	}
	if (clientId === undefined) return ['var credential = new DefaultAzureCredential();'];
	return [
		'var credential = new DefaultAzureCredential(new DefaultAzureCredentialOptions',
		'{',
		`    ManagedIdentityClientId = ${quote(clientId)},`,
		'});',
	];
}

const variable = (name: string): string => `Environment.GetEnvironmentVariable("${name}")`;

const SECRET = [
	'var credential = new ClientSecretCredential(',
	`    ${variable('AZURE_TENANT_ID')},`,
	`    ${variable('AZURE_CLIENT_ID')},`,
	`    ${variable('AZURE_CLIENT_SECRET')});`,
];

function clientOf(target: Target, access: Access): readonly string[] {
	if (target.kind === 'listResources') return ['var client = new ArmClient(credential);'];
	if (target.kind === 'readSecret')
		return [
			'var client = new SecretClient(',
			`    new Uri(${quote(address(target.vaultUri))}), credential);`,
		];
	return access.by === 'key'
		? [
				'var service = new BlobServiceClient(',
				`    ${variable('AZURE_STORAGE_CONNECTION_STRING')});`,
			]
		: [
				'var service = new BlobServiceClient(',
				`    new Uri(${quote(address(target.endpoint))}), credential);`,
			];
}

function work(target: Target): readonly string[] {
	switch (target.kind) {
		case 'readSecret':
			return [
				`KeyVaultSecret secret = await client.GetSecretAsync(${quote(target.secret)});`,
				'Console.WriteLine(secret.Value);',
			];
		case 'readBlob':
			return [
				`var container = service.GetBlobContainerClient(${quote(target.container)});`,
				'BlobDownloadResult answer =',
				`    await container.GetBlobClient(${quote(target.blob)}).DownloadContentAsync();`,
				'Console.WriteLine(answer.Content);',
			];
		case 'listBlobs':
			return [
				`var container = service.GetBlobContainerClient(${quote(target.container)});`,
				'await foreach (BlobItem blob in container.GetBlobsAsync())',
				'    Console.WriteLine(blob.Name);',
			];
		case 'listResources':
			return [
				'var group = client.GetResourceGroupResource(',
				'    ResourceGroupResource.CreateResourceIdentifier(',
				`        ${quote(target.subscriptionId)}, ${quote(target.resourceGroup)}));`,
				'await foreach (var resource in group.GetGenericResourcesAsync())',
				'    Console.WriteLine($"{resource.Data.ResourceType} {resource.Data.Name}");',
			];
	}
}

/** The program for .NET. @see https://learn.microsoft.com/dotnet/azure/sdk/authentication */
export function csharp(target: Target, access: Access): Written {
	const [name = '', ...others] = PACKAGES[target.kind];
	const connects = access.by === 'key' && isStorage(target);
	const lines = [
		...[...(connects ? [] : ['Azure.Identity']), name, ...others].map((each) => `using ${each};`),
		'',
		...(connects ? [] : access.by === 'identity' ? make(access.credential) : SECRET),
		...clientOf(target, access),
		'',
		...work(target),
	];
	return {
		code: `${lines.join('\n')}\n`,
		install: [...(connects ? [] : ['Azure.Identity']), name]
			.map((each) => `dotnet add package ${each}`)
			.join('\n'),
	};
}
